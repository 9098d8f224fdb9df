"""One person's accounts at the two providers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from gateway.sandbox.google_fit.source_store import Sensor, SourceStore
from gateway.sandbox.google_fit.store import SessionStore
from gateway.sandbox.oura.store import DocumentStore
from gateway.sandbox.seed.history import History
from gateway.sandbox.wire import Clock, Wire, millis


class GoogleFitAccount:
    """What Google Fit holds of a person."""

    def __init__(
        self, next_sequence: Callable[[], int], clock: Clock, sensors: Iterable[Sensor]
    ) -> None:
        self.sessions = SessionStore(next_sequence, lambda: millis(clock()))
        self.sources = SourceStore(next_sequence, sensors)


class OuraAccount:
    """What Oura holds of a person."""

    def __init__(self, personal_info: Wire) -> None:
        self.workouts = DocumentStore()
        self.sessions = DocumentStore()
        self.personal_info = personal_info


class Viewer:
    """One person: the records written and seeded so far, and those that time will bring."""

    def __init__(self, history: History, next_sequence: Callable[[], int], clock: Clock) -> None:
        self.google_fit = GoogleFitAccount(next_sequence, clock, history.sensors(clock))
        self.oura = OuraAccount(history.personal_info)
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
