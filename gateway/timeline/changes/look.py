"""A look at one part: what a client has not been told yet, in the order of telling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec

from gateway.domain.activity_list import LeftOut, joined, why_not_whole
from gateway.domain.changes import Change
from gateway.domain.errors import UpstreamError
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.changes.state import Part


class Times(msgspec.Struct, frozen=True):
    """When it is, and what is looked at."""

    now: datetime
    lookback: timedelta
    end: datetime
    """What starts later is not looked at."""

    @property
    def floor(self) -> datetime:
        """Where a first look begins."""
        return self.now - self.lookback

    def since(self, floor: datetime) -> Interval:
        """What is looked at from `floor` on."""
        return Interval(floor, self.end)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """How asking a provider went."""

    provider: Provider
    error: UpstreamError | None = None
    left_out: LeftOut = ()
    """Of records that cannot be read, which hold up nothing."""
    fetched_at: datetime | None = None
    upstream_calls: int = 0

    @property
    def as_told(self) -> Report:
        """The same for clients, whom an error tells of what was left out, too."""
        error = self.error or why_not_whole(self.provider, self.left_out)
        return msgspec.structs.replace(self, error=error)

    def adding(self, other: Report) -> Report:
        """How both went, taken together."""
        times = [at for at in (self.fetched_at, other.fetched_at) if at is not None]
        return Report(
            provider=self.provider,
            error=self.error or other.error,
            left_out=joined((self.left_out, other.left_out)),
            fetched_at=min(times, default=None),
            upstream_calls=self.upstream_calls + other.upstream_calls,
        )


class Stage(msgspec.Struct, frozen=True):
    """Changes to tell, and how the part stands after some of them, and after all."""

    changes: Sequence[Change]
    after_some: Callable[[Sequence[Change]], Part]
    after_all: Part


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What was found."""

    before: Part
    stages: Sequence[Stage]
    report: Report
    is_whole: bool = True
    """Whether there is nothing after these changes, as far as could be seen."""
    is_forgotten: bool = False
    """Whether the provider does not know its own token any more."""

    @property
    def count(self) -> int:
        """How many changes there are to tell."""
        return sum(len(stage.changes) for stage in self.stages)

    def told(self, most: int) -> tuple[Sequence[Change], Part]:
        """At most so many changes, and the part after them."""
        told: list[Change] = []
        part = self.before
        for stage in self.stages:
            some = stage.changes[: most - len(told)]
            told += some
            if len(some) < len(stage.changes):
                return told, stage.after_some(some) if some else part
            part = stage.after_all
        return told, part
