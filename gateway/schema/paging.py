"""What pages through a list: the arguments after the Relay specification."""

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.errors import BadUserInputError
from gateway.schema.context import Context
from gateway.timeline.cursor import Cursor
from gateway.timeline.question import PageRequest

DEFAULT_PAGE = 20
LARGEST_PAGE = 100

First = Annotated[
    int | None,
    strawberry.argument(
        description=(
            f"1 to {LARGEST_PAGE}, from the list's start; {DEFAULT_PAGE} when neither `first` nor "
            "`last` is given."
        )
    ),
]
After = Annotated[str | None, strawberry.argument(description="Only what comes after this cursor.")]
Last = Annotated[
    int | None, strawberry.argument(description=f"1 to {LARGEST_PAGE}, from the list's end.")
]
Before = Annotated[
    str | None, strawberry.argument(description="Only what comes before this cursor.")
]


def page_request(  # noqa: PLR0913, PLR0917 - as the field's arguments
    context: Context,
    digest: bytes,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> PageRequest:
    """What the arguments of a Relay connection ask for, of the list that the digest stands for.

    Raises:
        BadUserInputError: they contradict each other, or a cursor is not of this list.
    """
    if first is not None and last is not None:
        raise BadUserInputError(
            "Send `first` to page forward or `last` to page backward, not both."
        )
    count = _count("first", first) if last is None else _count("last", last)
    start, end = _cursor(context, after, digest), _cursor(context, before, digest)
    come_from = start if last is None else end
    return PageRequest(
        count=count,
        backward=last is not None,
        after=None if start is None else start.position,
        before=None if end is None else end.position,
        gap_behind=come_from is not None and come_from.gap_behind,
    )


def _count(name: str, asked: int | None) -> int:
    if asked is None:
        return DEFAULT_PAGE
    if not 1 <= asked <= LARGEST_PAGE:
        raise BadUserInputError(f"`{name}` must lie between 1 and {LARGEST_PAGE}.")
    return asked


def _cursor(context: Context, text: str | None, digest: bytes) -> Cursor | None:
    return None if text is None else context.services.cursors.decode(text, digest)
