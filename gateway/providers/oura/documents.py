"""Oura's collections as they are: `domain.documents.DocumentSource`."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import msgspec

from gateway.domain.documents import Days, DocumentPage, PageQuestion
from gateway.domain.errors import UpstreamRefusedError
from gateway.domain.interval import Interval
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.providers.oura.client import ROUTES as USER_ROUTES
from gateway.providers.oura.client import SANDBOX_ROUTES
from gateway.providers.oura.lenient import readable
from gateway.providers.oura.pages import every_page
from gateway.providers.oura.records.routes import ROUTES
from gateway.providers.oura.route import Route
from gateway.providers.oura.settings import OuraSettings
from gateway.upstream.client import Upstream
from gateway.upstream.decoding import Unread
from gateway.upstream.page_tokens import asking_with
from gateway.upstream.path import is_addressable, segment

MARGIN_DAYS: Final = 2
"""Oura takes days by UTC or by the wearer's clock, and may or may not count the last one."""
_MARGIN: Final = timedelta(seconds=1)
"""Oura may or may not count the last instant."""
_FIRST: Final = datetime.min.replace(tzinfo=UTC) + _MARGIN
_LAST: Final = datetime.max.replace(tzinfo=UTC) - _MARGIN
TEMPLATES: Final = tuple(
    template
    for start in (USER_ROUTES, SANDBOX_ROUTES)
    for name in ROUTES
    for template in (f"{start}/{name}", f"{start}/{name}/{{document_id}}")
)
"""Every path that is asked for."""


class _Page(msgspec.Struct, kw_only=True):
    data: list[msgspec.Raw]
    next_token: str | None = None


class OuraDocuments:
    """Asks wider than a range, and keeps what lies in it."""

    def __init__(self, upstream: Upstream, settings: OuraSettings) -> None:
        self._upstream = upstream
        self._in_sandbox = settings.sandbox_routes
        self._most_pages = settings.pages_per_range

    async def page(
        self, link: Link, question: PageQuestion, fields: AbstractSet[str]
    ) -> DocumentPage:
        """GET …/{collection}, one page of it.

        A page may hold fewer documents than Oura sent, since it was asked for more days than meant.
        """
        with asking_with(question.next_token, Provider.OURA):
            return await self._page(link, question, fields)

    async def _page(
        self, link: Link, question: PageQuestion, fields: AbstractSet[str]
    ) -> DocumentPage:
        route = ROUTES[question.collection]
        if question.latest and self._in_sandbox:
            raise self._not_there("`latest`")
        params = _params(question)
        if route.heeds_fields and not self._in_sandbox:
            params["fields"] = route.wanted(fields)
        page = await self._upstream.get(link, self._path(route), params, into=_Page)
        documents = [readable(one, route.record) for one in page.data]
        return DocumentPage(
            documents=[d for d in documents if d is not None and _lies_in(question, route, d)],
            next_token=page.next_token or None,
            unreadable=documents.count(None),
        )

    async def every_document(
        self, link: Link, collection: str, days: Days, fields: AbstractSet[str]
    ) -> DocumentPage:
        """GET …/{collection}, every page of it, as one.

        Raises:
            ResultLimitError: more pages than the settings allow.
        """

        async def read(token: str | None) -> DocumentPage:
            question = PageQuestion(collection=collection, within=days, next_token=token)
            return await self._page(link, question, fields)

        pages = await every_page(read, most=self._most_pages)
        return DocumentPage(
            documents=[document for page in pages for document in page.documents],
            next_token=None,
            unreadable=sum(page.unreadable for page in pages),
        )

    async def document(self, link: Link, collection: str, document_id: str) -> object | None:
        """GET …/{collection}/{document_id}; None without a call for an id that no path can name."""
        if not is_addressable(document_id):
            return None
        route = ROUTES[collection]
        path = f"{self._path(route)}/{segment(document_id)}"
        found = await self._upstream.find(link, path, into=Unread)
        return None if found is None else self._read(found, route)

    async def only_document(self, link: Link, collection: str) -> object:
        """GET …/{collection}."""
        route = ROUTES[collection]
        return self._read(await self._upstream.get(link, self._path(route), into=Unread), route)

    def _read(self, found: Unread, route: Route[Any]) -> object:
        with self._upstream.reading():
            document = readable(found.body, route.record)
            if document is None:
                raise ValueError("a document without an id")
            return document

    def _path(self, route: Route[Any]) -> str:
        if self._in_sandbox and not route.has_twin:
            raise self._not_there(f"`{route.name}`")
        return f"{SANDBOX_ROUTES if self._in_sandbox else USER_ROUTES}/{route.name}"

    def _not_there(self, what: str) -> UpstreamRefusedError:
        return UpstreamRefusedError(
            self._upstream.provider,
            f"This gateway asks Oura's own sandbox, which does not know {what}.",
        )


def _params(question: PageQuestion) -> dict[str, str]:
    params = {} if question.next_token is None else {"next_token": question.next_token}
    within = question.within
    if question.latest:
        return {**params, "latest": "true"}
    if isinstance(within, Days):
        first, last = _day_before(within.first), _day_after(within.last)
        return {**params, "start_date": first.isoformat(), "end_date": last.isoformat()}
    return params | instants(within) if isinstance(within, Interval) else params


def instants(within: Interval) -> dict[str, str]:
    """The range of a series."""
    start = _text(max(within.start, _FIRST) - _MARGIN)
    end = _text(min(within.end, _LAST) + _MARGIN)
    return {"start_datetime": start, "end_datetime": end}


def _lies_in(question: PageQuestion, route: Route[Any], document: object) -> bool:
    """Whether it is of the range that is meant; what does not say when it was is kept."""
    within = question.within
    if isinstance(within, Days) and route.day is not None:
        day: date | None = getattr(document, route.day)
        return day is None or day in within
    if isinstance(within, Interval):
        instant = _instant(getattr(document, "timestamp", None))
        return instant is None or instant in within
    return True


def _instant(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day_before(first: date) -> date:
    return date.fromordinal(max(first.toordinal() - MARGIN_DAYS, date.min.toordinal()))


def _day_after(last: date) -> date:
    return date.fromordinal(min(last.toordinal() + MARGIN_DAYS, date.max.toordinal()))


def _text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
