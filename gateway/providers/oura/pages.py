"""Oura's lists, page by page to the end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from gateway.domain.errors import InvalidResponseError, ResultLimitError
from gateway.domain.provider_name import Provider


class OnePage(Protocol):
    """A page that tells how the next one is asked for."""

    @property
    def next_token(self) -> str | None:
        """None or "" on the last one."""
        ...


Page = TypeVar("Page", bound=OnePage)


async def every_page(read: Callable[[str | None], Awaitable[Page]], *, most: int) -> list[Page]:
    """All pages; `read` gives the one that a token asks for, the first one without.

    Raises:
        ResultLimitError: there are more pages than `most`.
        InvalidResponseError: they lead back to one that was read already.
    """
    pages: list[Page] = []
    tokens: set[str] = set()
    token: str | None = None
    while len(pages) < most:
        page = await read(token)
        pages.append(page)
        token = page.next_token
        if not token:
            return pages
        if token in tokens:
            raise InvalidResponseError(
                Provider.OURA, "Oura's pages lead back to a page that was read already."
            )
        tokens.add(token)
    raise ResultLimitError(
        Provider.OURA, f"Oura has more than {most} pages for this range: ask for a shorter one."
    )
