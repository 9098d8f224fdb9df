"""One batch of a journal: what of it a client has not been told, and how its part stands after.

What was told of a batch is remembered by digests, never by place: it may look otherwise when it is
read again. A batch that is too large for that is told in the order of its digests. What changes
meanwhile could slip past that order; but it has changed after the batch was read first, so that the
token which came then tells of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from gateway.domain.activity_id import ActivityId
from gateway.domain.changes import Change, LoadedChanges, changed_at
from gateway.timeline.changes.digests import digest, digest_of_write, joined, parted
from gateway.timeline.changes.horizon import in_sight, watched
from gateway.timeline.changes.look import Stage, Times
from gateway.timeline.changes.state import Journal, millis

MOST_REMEMBERED = 5_000
"""So many digests of what was told are remembered of a batch."""

Pair = tuple[Change, Change]
"""A change as it is shown, and as the journal has it."""


class BatchReading:
    """A batch that was read for a client."""

    def __init__(self, part: Journal, loaded: LoadedChanges, times: Times) -> None:
        self._before = part
        self._times = times
        self._writes: Mapping[ActivityId, bytes] = {
            one.change.activity_id: digest_of_write(one) for one in loaded.written
        }
        self._changes = () if loaded.batch is None else loaded.batch.changes
        self._left_out = () if loaded.batch is None else loaded.batch.left_out
        self._pairs = list(zip(loaded.shown, self._changes, strict=True))
        self._next = part.token if loaded.batch is None else loaded.batch.next_token
        self._is_large = part.then is not None or len(self._pairs) > MOST_REMEMBERED
        self._new = self._by_digest() if self._is_large else self._untold(self._pairs)

    @property
    def is_end(self) -> bool:
        """Whether the journal ends with it: it is empty, or leads to itself."""
        is_empty = not (self._changes or self._left_out or self._is_large)
        return is_empty or self._following == self._before.token

    def stage(self) -> Stage:
        """What is new, and how the part stands after some of it, and after all."""
        changes = [in_sight(shown, self._times.end) for shown, _ in self._new]
        return Stage(changes, self._after_some, self.after_all())

    def after_all(self) -> Journal:
        """How the part stands once everything is told."""
        part = self._with_doubts(self._after(self._new), self._pairs)
        part = replace(part, then=None, up_to=b"")
        if self._following == self._before.token:
            return part
        latest = _latest(self._before.latest, self._changes)
        return replace(part, token=self._following, batch=b"", latest=latest)

    @property
    def _following(self) -> str | None:
        """What asks for what comes after the batch."""
        return self._next if self._before.then is None else self._before.then

    def _untold(self, pairs: Iterable[Pair]) -> list[Pair]:
        told = parted(self._before.batch)
        return [pair for pair in pairs if digest(pair[0]) not in told]

    def _by_digest(self) -> list[Pair]:
        ordered = sorted((digest(pair[1]), place) for place, pair in enumerate(self._pairs))
        after = (place for found, place in ordered if found > self._before.up_to)
        return self._untold(self._pairs[place] for place in after)

    def _after_some(self, changes: Sequence[Change]) -> Journal:
        some = self._new[: len(changes)]
        return self._with_doubts(self._after(some), some)

    def _after(self, some: Sequence[Pair]) -> Journal:
        part = self._before
        shown = [change for change, _ in some]
        ids = [change.activity_id for change in shown if change.activity_id in self._writes]
        part = replace(
            part,
            at=millis(self._times.now),
            writes=part.writes + joined(self._writes[one] for one in ids),
            ahead=watched(part.ahead, shown, self._times.end),
        )
        if not self._is_large:
            return replace(part, batch=part.batch + joined(map(digest, shown)))
        up_to = digest(some[-1][1]) if some else part.up_to
        return replace(part, then=self._following, up_to=up_to)

    def _with_doubts(self, part: Journal, pairs: Iterable[Pair]) -> Journal:
        """The part, with the writes that stood in for what the journal has told."""
        doubtful = {
            self._writes[shown.activity_id] for shown, told_of in pairs if shown is not told_of
        }
        if not doubtful:
            return part
        before = self._before.token or ""
        again = before if self._before.again is None else self._before.again
        doubts = joined(sorted(doubtful | parted(part.doubts)))
        return replace(part, again=again, doubts=doubts)


def _latest(before: int | None, changes: Iterable[Change]) -> int | None:
    times = [millis(at) for change in changes if (at := changed_at(change)) is not None]
    return max([*times, *([] if before is None else [before])], default=None)
