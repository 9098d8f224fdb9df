"""Oura's lists, page by page to the end."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.domain.errors import InvalidResponseError, ResultLimitError
from gateway.domain.link import Link
from gateway.providers.oura import wire
from gateway.upstream.client import Upstream


async def every_page(  # noqa: PLR0913 - what asks for a list, and how far to go
    upstream: Upstream,
    link: Link,
    path: str,
    params: Mapping[str, str],
    *,
    into: type[wire.Page[wire.Record]],
    most: int,
) -> list[wire.Record]:
    """The records of all pages.

    Raises:
        ResultLimitError: there are more pages than `most`.
        InvalidResponseError: they lead back to one that was read already.
    """
    asked = dict(params)
    tokens: set[str] = set()
    records: list[wire.Record] = []
    while len(tokens) < most:
        page = await upstream.get(link, path, asked, into=into)
        records += page.data
        if not page.next_token:
            return records
        if page.next_token in tokens:
            raise InvalidResponseError(
                upstream.provider, "Oura's pages lead back to a page that was read already."
            )
        asked["next_token"] = page.next_token
        tokens.add(page.next_token)
    raise ResultLimitError(
        upstream.provider,
        f"Oura has more than {most} pages for this range: ask for a shorter one.",
    )
