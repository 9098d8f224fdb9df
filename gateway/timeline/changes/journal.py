"""Changes of a provider that keeps a journal: batch by batch, from where the client stands.

A journal reaches back a month, by the time of modification. What starts in the lookback but was
modified before is told first, and what has come near since the journal told of it. Last come writes
through the gateway that the journal may lag behind.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from gateway.domain.activity import Activity
from gateway.domain.changes import Change, LoadedChanges, Written, changed_at
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.timeline.changes.batch import BatchReading
from gateway.timeline.changes.comparison import report_of
from gateway.timeline.changes.digests import digest, digest_of_write, joined, parted
from gateway.timeline.changes.horizon import in_sight, near, still_awaited, watched
from gateway.timeline.changes.look import Look, Report, Stage, Times
from gateway.timeline.changes.state import Journal, instant, millis, packed_id
from gateway.timeline.sources import Source, WindowLoader
from gateway.timeline.windows import windows_covering

MOST_BATCHES = 5
"""So many are read for one page."""
JOURNAL_REACH = timedelta(days=29)
"""What was modified so lately is in the journal for sure, also a day later."""
FARTHEST = timedelta(days=400)
"""So far ahead is looked, once, for what the journal does not reach and may come near."""

JournalLoader = Callable[[Link, tuple[str, ...], str | None], Awaitable[LoadedChanges]]
"""Loads the changes of a link's collections since a token; a failure is in the result."""


class JournalReader:
    """One look at a provider's journal; `part` moves on as if everything found were told."""

    def __init__(self, source: Source, part: Journal, times: Times) -> None:
        self._source = source
        self._times = times
        self._before = self._part = part
        self._stages: list[Stage] = []
        self._report = Report(provider=source.link.provider)

    async def look(self, first: int, load: JournalLoader, windows: WindowLoader) -> Look:
        """What there is to tell: so many changes or more, or all."""
        if self._part.history is not None:
            await self._read_history(self._part.history, windows)
        elif near(self._part.ahead, self._times.end):
            await self._read_what_comes_near(windows)
        for _ in range(MOST_BATCHES):
            if self._report.error is not None or self._count >= first:
                break
            loaded = await load(self._source.link, self._source.collections, self._part.token)
            self._report = self._report.adding(_report_of(loaded, self._source.link))
            if self._report.error is not None:
                break
            if loaded.batch is None:
                return self._found(is_forgotten=True)
            if self._read_batch(loaded):
                self._read_writes(loaded.written)
                if not self._goes_back(loaded.written):
                    return self._found(is_whole=True)
        return self._found(is_whole=self._report.error is not None)

    @property
    def _count(self) -> int:
        return sum(len(stage.changes) for stage in self._stages)

    def _found(self, *, is_whole: bool = False, is_forgotten: bool = False) -> Look:
        return Look(
            before=self._before,
            stages=self._stages,
            report=self._report,
            is_whole=is_whole,
            is_forgotten=is_forgotten,
        )

    def _add(self, stage: Stage, after_all: Journal) -> None:
        self._stages.append(stage)
        self._part = after_all

    async def _read_history(self, told: bytes, load: WindowLoader) -> None:
        """What is in the lookback, or ahead, and was modified before the journal begins."""
        begun = millis(self._times.now) if self._part.at is None else self._part.at
        floor = millis(self._times.floor) if self._part.floor is None else self._part.floor
        listed = await self._listed(Interval(instant(floor), self._times.now + FARTHEST), load)
        if self._report.error is not None:
            return
        reach, end = instant(begun) - JOURNAL_REACH, self._times.end
        known, older = parted(told), [one for one in listed if _is_older(one, reach)]
        old = [one for one in older if one.start_time < end and digest(one) not in known]
        part = replace(self._part, at=begun, floor=floor)

        def after_some(changes: Sequence[Change]) -> Journal:
            return replace(part, history=told + joined(map(digest, changes)))

        after_all = replace(part, history=None, ahead=watched({}, older, end))
        self._add(Stage(old, after_some, after_all), after_all)

    async def _read_what_comes_near(self, load: WindowLoader) -> None:
        """What was too far ahead to be told when the journal told of it."""
        part, end = self._part, self._times.end
        coming = near(part.ahead, end)
        listed = await self._listed(Interval(instant(min(coming.values())), end), load)
        if self._report.error is not None:
            return
        new = [one for one in listed if packed_id(one.provider_id) in coming]

        def after_some(changes: Sequence[Change]) -> Journal:
            return replace(part, ahead=watched(part.ahead, changes, end))

        ahead = still_awaited(after_some(new).ahead, self._times.now)
        after_all = replace(part, ahead=ahead)
        self._add(Stage(new, after_some, after_all), after_all)

    async def _listed(self, span: Interval, load: WindowLoader) -> Sequence[Activity]:
        """All that starts in the span, by start."""
        link = self._source.link
        windows = windows_covering(span, self._times.now)
        loads = await load([(link, name) for name in self._source.collections], windows)
        for loaded in loads:
            self._report = self._report.adding(report_of(link, loaded))
        found = [a for loaded in loads for window in loaded for a in window.activities]
        return sorted((a for a in found if a.start_time in span), key=lambda one: one.position)

    def _read_batch(self, loaded: LoadedChanges) -> bool:
        """Whether the journal ends with it."""
        reading = BatchReading(self._part, loaded, self._times)
        self._add(reading.stage(), reading.after_all())
        return reading.is_end

    def _goes_back(self, written: Sequence[Written]) -> bool:
        """Whether to read on from where a write that is not recent any more has stood in."""
        part = self._part
        if part.again is None or parted(part.doubts) & set(map(digest_of_write, written)):
            return False
        token = part.again or None
        after_all = replace(part, token=token, batch=b"", again=None, doubts=b"")
        self._add(Stage((), lambda _: after_all, after_all), after_all)
        return True

    def _read_writes(self, written: Sequence[Written]) -> None:
        """Writes that the journal has neither told nor passed by."""
        part, known, end = self._part, parted(self._part.writes), self._times.end
        new = sorted(
            (
                one
                for one in written
                if digest_of_write(one) not in known and not _is_passed(one, part.latest)
            ),
            key=lambda one: (one.written_at, one.change.activity_id),
        )

        def after_some(changes: Sequence[Change]) -> Journal:
            some = new[: len(changes)]
            return replace(
                part,
                writes=part.writes + joined(map(digest_of_write, some)),
                ahead=watched(part.ahead, [one.change for one in some], end),
            )

        shown = [in_sight(one.change, end) for one in new]
        writes = joined(sorted(map(digest_of_write, written)))
        after_all = replace(after_some(shown), writes=writes)
        self._add(Stage(shown, after_some, after_all), after_all)


def _report_of(loaded: LoadedChanges, link: Link) -> Report:
    return Report(
        provider=link.provider,
        error=loaded.error,
        left_out=() if loaded.batch is None else loaded.batch.left_out,
        fetched_at=loaded.fetched_at,
        upstream_calls=loaded.upstream_calls,
    )


def _is_older(activity: Activity, reach: datetime) -> bool:
    return activity.modified_at is None or activity.modified_at < reach


def _is_passed(written: Written, latest: int | None) -> bool:
    """Whether the journal has told of later changes: it will not tell of this one any more."""
    at = changed_at(written.change)
    return latest is not None and at is not None and millis(at) < latest
