"""Query.tags: what was noted on some days, a page at a time."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Annotated, cast

import msgspec
import strawberry

from gateway.domain.documents import Days
from gateway.domain.errors import BadUserInputError
from gateway.domain.provider_name import Provider
from gateway.domain.tag import LoadedTags
from gateway.domain.tag import Tag as TagRecord
from gateway.schema.connection import WHOLE, PageInfo
from gateway.schema.context import Context, Info
from gateway.schema.day_range import days_of
from gateway.schema.interval import DateRangeInput
from gateway.schema.loaded_tags import load_tags, tag_statuses
from gateway.schema.paging import After, Before, First, Last, page_request
from gateway.schema.status import ProviderStatus
from gateway.schema.tag import Tag, shown_tags
from gateway.timeline.cursor import Cursor
from gateway.timeline.question import PageRequest
from gateway.timeline.tags import by_position

MOST_DAYS = 400
MOST_CODES = 100


@strawberry.type(description="A tag in its place in the list.")
class TagEdge:
    """An edge after the Relay specification."""

    cursor: str = strawberry.field(
        description="The place, for `after` and `before` with the same range and codes."
    )
    node: Tag = strawberry.field(description="The tag that stands there.")


@strawberry.type(description="A page of tags, the latest first, and how whole it is.")
class TagConnection:
    """A connection after the Relay specification, with what each provider contributed."""

    edges: list[TagEdge] = strawberry.field(
        description="The tags with their cursors, in the order of the list."
    )
    nodes: list[Tag] = strawberry.field(description="The tags alone, in the order of the list.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    providers: list[ProviderStatus] = strawberry.field(
        description="One entry per known provider, in the order of the enum, always."
    )
    is_complete: bool = strawberry.field(
        description=(
            "Whether every linked provider that has tags is OK for this page and for every page "
            "before it (the cursor remembers)."
        )
    )


async def tags(  # noqa: PLR0913, PLR0917 - the arguments of the field
    info: Info,
    range_: Annotated[
        DateRangeInput,
        strawberry.argument(
            name="range",
            description=f"The days on which they begin, both included; {MOST_DAYS} at most.",
        ),
    ],
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    codes: Annotated[
        list[str] | None,
        strawberry.argument(
            description=(
                f"Only tags with one of these `codes`, written as the provider does; {MOST_CODES} "
                "at most. Left out: all tags."
            )
        ),
    ] = None,
) -> TagConnection:
    """A page of tags."""
    context = info.context
    days, wanted = days_of(range_, most=MOST_DAYS), _wanted(codes)
    digest = _digest(days, wanted)
    page = page_request(context, digest, first, after, last, before)
    loaded = await load_tags(context, days)
    found = sorted(_selected(loaded, days, wanted), key=by_position)
    return _connection(context, _Cut(found, page), loaded, digest)


def _wanted(codes: list[str] | None) -> frozenset[str] | None:
    if codes is None:
        return None
    if not 1 <= len(codes) <= MOST_CODES:
        raise BadUserInputError(
            f"`codes` must have 1 to {MOST_CODES} entries: leave it out for all tags."
        )
    return frozenset(codes)


def _digest(days: Days, codes: frozenset[str] | None) -> bytes:
    """Stands for the list that is paged through: a cursor is good for this list only."""
    named = None if codes is None else sorted(codes)
    content = msgspec.msgpack.encode(("tags", days, named))
    return hashlib.blake2b(content, digest_size=16).digest()


def _selected(
    loaded: Mapping[Provider, LoadedTags], days: Days, codes: frozenset[str] | None
) -> list[TagRecord]:
    return [
        tag
        for one in loaded.values()
        for tag in one.tags
        if tag.start_day in days and (codes is None or not codes.isdisjoint(tag.codes))
    ]


class _Cut:
    """The part of a list of tags, which is in order of position, that a page shows."""

    def __init__(self, ordered: Sequence[TagRecord], page: PageRequest) -> None:
        end = len(ordered)
        if page.after is not None:
            end = bisect_left(ordered, page.after, key=by_position)
        start = 0
        if page.before is not None:
            start = bisect_right(ordered, page.before, key=by_position)
        between = ordered[start : max(start, end)][::-1]
        self.page = page
        self.has_more = len(between) > page.count
        self.tags = list(between[-page.count :] if page.backward else between[: page.count])

    @property
    def has_next(self) -> bool:
        """Whether the list goes on after the page."""
        return self.page.before is not None if self.page.backward else self.has_more

    @property
    def has_previous(self) -> bool:
        """Whether the list has something before the page."""
        return self.has_more if self.page.backward else self.page.after is not None


def _connection(
    context: Context, cut: _Cut, loaded: Mapping[Provider, LoadedTags], digest: bytes
) -> TagConnection:
    statuses = tag_statuses(context, loaded, cut.tags)
    gap_behind = cut.page.gap_behind or any(one.state not in WHOLE for one in statuses)
    codec = context.services.cursors
    edges = [
        TagEdge(
            cursor=codec.encode(Cursor(tag.position, gap_behind), digest), node=cast("Tag", tag)
        )
        for tag in cut.tags
    ]
    return TagConnection(
        edges=edges,
        nodes=shown_tags(cut.tags),
        page_info=PageInfo(
            has_next_page=cut.has_next,
            has_previous_page=cut.has_previous,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        providers=statuses,
        is_complete=not gap_behind,
    )
