"""One person's documents of one Oura collection, as they were put there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from datetime import datetime
from threading import RLock
from typing import NamedTuple

from gateway.sandbox.oura.kinds import Kind
from gateway.sandbox.wire import Wire


class Position(NamedTuple):
    """Where a document stands in its collection."""

    start: datetime
    identity: str
    """As `Kind.identity` tells it."""


class DocumentStore:
    """Documents by id and by start. Safe to use from several threads."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._lock = RLock()
        self.follows_seed = True
        """Whether seeded documents still join as time passes."""
        self._by_id: dict[str, Wire] = {}
        self._positions: list[Position] = []

    def __len__(self) -> int:
        return len(self._by_id)

    def all(self) -> list[Wire]:
        """Every document, by start."""
        with self._lock:
            return [self._by_id[position.identity] for position in self._positions]

    def get(self, document_id: str) -> Wire | None:
        """One document."""
        return self._by_id.get(document_id)

    def replace(self, wires: Iterable[Wire]) -> None:
        """Hold exactly these. Seeded documents do not join any more.

        Raises:
            ValueError: two of them have the same id.
        """
        documents = list(wires)
        by_id = {self._kind.identity(document): document for document in documents}
        if len(by_id) < len(documents):
            raise ValueError("two documents have the same id")
        with self._lock:
            self.follows_seed = False
            self._by_id = by_id
            self._positions = sorted(map(self.position, documents))

    def add(self, wire: Wire) -> None:
        """Add a document, or replace the one with its id."""
        with self._lock:
            identity = self._kind.identity(wire)
            before = self._by_id.get(identity)
            if before is not None:
                self._positions.remove(self.position(before))
            self._by_id[identity] = wire
            insort(self._positions, self.position(wire))

    def remove(self, document_id: str) -> bool:
        """Remove a document; False: there was none."""
        with self._lock:
            document = self._by_id.pop(document_id, None)
            if document is not None:
                self._positions.remove(self.position(document))
            return document is not None

    def latest(self) -> Wire | None:
        """The last document; None when there is none."""
        return self._by_id[self._positions[-1].identity] if self._positions else None

    def between(
        self, start: datetime, end: datetime, *, after: Position | None, limit: int
    ) -> list[Wire]:
        """At most `limit` documents that start in [start, end), oldest first, from `after` on."""
        with self._lock:
            first = bisect_left(self._positions, (start,))
            if after is not None:
                first = max(first, bisect_right(self._positions, after))
            last = bisect_left(self._positions, (end,))
            positions = self._positions[first : min(last, first + limit)]
            return [self._by_id[position.identity] for position in positions]

    def position(self, wire: Wire) -> Position:
        """Where a document stands."""
        return Position(self._kind.place(wire), self._kind.identity(wire))
