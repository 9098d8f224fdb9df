"""One person's accounts at the two providers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial

from gateway.sandbox.google_fit.source_store import Sensor, SourceStore
from gateway.sandbox.google_fit.store import SessionStore
from gateway.sandbox.oura.kinds import KINDS
from gateway.sandbox.oura.seeded import SeededDocuments
from gateway.sandbox.oura.store import DocumentStore
from gateway.sandbox.providers import OuraCollection
from gateway.sandbox.seed.history import History
from gateway.sandbox.seed.oura.collections import DOCUMENTS_OF
from gateway.sandbox.wire import Clock, millis

Documents = DocumentStore | SeededDocuments


class GoogleFitAccount:
    """What Google Fit holds of a person."""

    def __init__(
        self, next_sequence: Callable[[], int], clock: Clock, sensors: Iterable[Sensor]
    ) -> None:
        self.sessions = SessionStore(next_sequence, lambda: millis(clock()))
        self.sources = SourceStore(next_sequence, sensors)


class OuraAccount:
    """What Oura holds of a person."""

    def __init__(self, history: History, clock: Clock) -> None:
        self.workouts = DocumentStore(KINDS["workout"])
        self.sessions = DocumentStore(KINDS["session"])
        self.personal_info = history.personal_info
        self._seeded: dict[OuraCollection, SeededDocuments] = {
            name: SeededDocuments(
                KINDS[name], partial(documents, history.person), history.first_day, clock
            )
            for name, documents in DOCUMENTS_OF.items()
        }

    @property
    def collections(self) -> Mapping[OuraCollection, Documents]:
        """Everything but the personal information, by the names of the routes."""
        return {"workout": self.workouts, "session": self.sessions, **self._seeded}


class Viewer:
    """One person: the records written and seeded so far, and those that time will bring."""

    def __init__(self, history: History, next_sequence: Callable[[], int], clock: Clock) -> None:
        self.google_fit = GoogleFitAccount(next_sequence, clock, history.sensors(clock))
        self.oura = OuraAccount(history, clock)
        self._history = history

    def catch_up(self, now: datetime) -> None:
        """Take over the seeded records that have come to be by now."""
        records = self._history.until(now)
        if self.google_fit.sessions.follows_seed:
            for wire in records.google_fit_sessions:
                self.google_fit.sessions.put(wire)
        if self.oura.workouts.follows_seed:
            for wire in records.oura_workouts:
                self.oura.workouts.add(wire)
        if self.oura.sessions.follows_seed:
            for wire in records.oura_sessions:
                self.oura.sessions.add(wire)
