"""One person's sessions at Google Fit, with the journal of their changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from operator import attrgetter
from threading import RLock
from typing import NamedTuple

from gateway.sandbox.wire import Wire


class StoredSession(NamedTuple):
    """A session, with the numbers that it is looked up by, in milliseconds since 1970."""

    start: int
    end: int
    modified: int
    wire: Wire

    @property
    def id(self) -> str:
        """Unique among the sessions of one person."""
        return self.wire["id"]


class Change(NamedTuple):
    """One write to one session; None stands for "was not there"."""

    sequence: int
    session_id: str
    modified: int
    before: StoredSession | None
    after: StoredSession | None


class SessionStore:
    """Sessions by id and by start. Safe to use from several threads.

    `next_sequence` numbers the writes, across all stores of a sandbox; `now` is in milliseconds.
    """

    def __init__(self, next_sequence: Callable[[], int], now: Callable[[], int]) -> None:
        self._next_sequence = next_sequence
        self._now = now
        self._lock = RLock()
        self.follows_seed = True
        """Whether seeded sessions still join as time passes."""
        self._clear()

    def _clear(self) -> None:
        self._by_id: dict[str, StoredSession] = {}
        self._starts: list[tuple[int, str]] = []
        self._longest = 0
        self._journal: list[Change] = []

    def __len__(self) -> int:
        return len(self._by_id)

    def all(self) -> list[Wire]:
        """Every session, by start."""
        with self._lock:
            return [self._by_id[session_id].wire for _, session_id in self._starts]

    def get(self, session_id: str) -> Wire | None:
        """One session."""
        found = self._by_id.get(session_id)
        return found and found.wire

    def replace(self, wires: Iterable[Wire]) -> None:
        """Hold exactly these, as if written in the order of their `modifiedTimeMillis`.

        Seeded sessions do not join any more.

        Raises:
            ValueError: two of them have the same id.
        """
        sessions = sorted((self._stored(wire) for wire in wires), key=attrgetter("modified"))
        by_id = {session.id: session for session in sessions}
        if len(by_id) < len(sessions):
            raise ValueError("two sessions have the same id")
        with self._lock:
            self._clear()
            self.follows_seed = False
            self._by_id = by_id
            self._starts = sorted((session.start, session.id) for session in sessions)
            self._longest = max((session.end - session.start for session in sessions), default=0)
            self._journal = [
                Change(self._next_sequence(), session.id, session.modified, None, session)
                for session in sessions
            ]

    def put(self, wire: Wire) -> None:
        """Add a session, or replace the one with its id."""
        session = self._stored(wire)
        with self._lock:
            before = self._take_out(session.id)
            self._by_id[session.id] = session
            insort(self._starts, (session.start, session.id))
            self._longest = max(self._longest, session.end - session.start)
            self._note(session.id, session.modified, before, session)

    def delete(self, session_id: str) -> bool:
        """Remove a session; False: there was none."""
        with self._lock:
            before = self._take_out(session_id)
            if before is not None:
                self._note(session_id, self._now(), before, None)
            return before is not None

    def between(
        self, start: int | None, end: int | None, *, latest_end: int | None, until: int | None
    ) -> list[StoredSession]:
        """Sessions that end after `start`, start before `end` and end no later than `latest_end`.

        None: no bound. `until` leaves out the writes with a higher sequence number.
        """
        with self._lock:
            undone = self._undone(until)
            found = [*self._candidates(start, end), *undone.values()]
            return [
                session
                for session in found
                if session is not None
                and (session.id not in undone or undone[session.id] is session)
                and (start is None or session.end > start)
                and (end is None or session.start < end)
                and (latest_end is None or session.end <= latest_end)
            ]

    def changes(self, *, after: int, until: int | None) -> list[Change]:
        """The last change of each session whose sequence number is in (after, until]."""
        with self._lock:
            first = bisect_right(self._journal, after, key=attrgetter("sequence"))
            latest: dict[str, Change] = {}
            for change in self._journal[first : self._end_of(until)]:
                latest.pop(change.session_id, None)
                latest[change.session_id] = change
            return list(latest.values())

    def last_sequence(self, until: int | None) -> int:
        """The sequence number of the last change up to `until`; 0: there is none."""
        with self._lock:
            known = self._end_of(until)
            return self._journal[known - 1].sequence if known else 0

    def _stored(self, wire: Wire) -> StoredSession:
        start, end = int(wire["startTimeMillis"]), int(wire["endTimeMillis"])
        modified = wire.get("modifiedTimeMillis")
        return StoredSession(start, end, self._now() if modified is None else int(modified), wire)

    def _take_out(self, session_id: str) -> StoredSession | None:
        session = self._by_id.pop(session_id, None)
        if session is not None:
            del self._starts[bisect_left(self._starts, (session.start, session_id))]
        return session

    def _note(
        self,
        session_id: str,
        modified: int,
        before: StoredSession | None,
        after: StoredSession | None,
    ) -> None:
        self._journal.append(Change(self._next_sequence(), session_id, modified, before, after))

    def _candidates(self, start: int | None, end: int | None) -> list[StoredSession]:
        earliest = 0 if start is None else bisect_left(self._starts, (start - self._longest, ""))
        latest = len(self._starts) if end is None else bisect_left(self._starts, (end, ""))
        return [self._by_id[session_id] for _, session_id in self._starts[earliest:latest]]

    def _end_of(self, until: int | None) -> int:
        if until is None:
            return len(self._journal)
        return bisect_right(self._journal, until, key=attrgetter("sequence"))

    def _undone(self, until: int | None) -> dict[str, StoredSession | None]:
        """What the sessions written after `until` were before."""
        undone: dict[str, StoredSession | None] = {}
        for change in self._journal[self._end_of(until) :]:
            undone.setdefault(change.session_id, change.before)
        return undone
