"""A clock that a test sets."""

from __future__ import annotations

from datetime import datetime, timedelta


class SetClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def __call__(self) -> datetime:
        return self._now

    def moves_on(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
