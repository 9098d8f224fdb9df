"""How many upstream calls a piece of work has made: counted where made, read by its owner."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar


class CallCount:
    """The calls made so far."""

    __slots__ = ("calls",)

    def __init__(self) -> None:
        self.calls = 0


_current: ContextVar[CallCount | None] = ContextVar("upstream_calls", default=None)


@contextmanager
def counted_calls() -> Generator[CallCount]:
    """Count the calls made inside, tasks started inside included."""
    count = CallCount()
    token = _current.set(count)
    try:
        yield count
    finally:
        _current.reset(token)


def count_call() -> None:
    """Add one call to the count of the work that it is made for."""
    count = _current.get()
    if count is not None:
        count.calls += 1
