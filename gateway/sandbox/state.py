"""The sandbox's state: who there is, what they have, what goes wrong, what came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from threading import RLock

from gateway.sandbox.calls import Call, CallLog
from gateway.sandbox.fault_rules import FaultRule, FaultRules, Target
from gateway.sandbox.faults import Fault
from gateway.sandbox.providers import OuraCollection, ProviderName, Route
from gateway.sandbox.seed.history import History
from gateway.sandbox.viewer import Viewer
from gateway.sandbox.wire import Clock, Wire, utc_now

NO_POINTS: Mapping[str, Iterable[Wire]] = {}
NO_DOCUMENTS: Mapping[OuraCollection, Iterable[Wire]] = {}


class Sandbox:
    """Both providers' data, in memory. May be driven from one thread while served in another."""

    def __init__(
        self,
        clock: Clock = utc_now,
        *,
        oura_page_size: int = 50,
        oura_rows_per_page: int = 1000,
        google_fit_changes_per_page: int = 100,
        google_fit_points_per_page: int = 10_000,
    ) -> None:
        self.now = clock
        self.oura_page_size = oura_page_size
        self.oura_rows_per_page = oura_rows_per_page
        """Of the series: heart rate and the ring's battery."""
        self.google_fit_changes_per_page = google_fit_changes_per_page
        self.google_fit_points_per_page = google_fit_points_per_page
        self.lock = RLock()
        """Held while a call is answered."""
        self.faults = FaultRules()
        self._log = CallLog()
        self._viewers: dict[str, Viewer] = {}
        self._sequence = count(1)

    def viewer(self, token: str) -> Viewer:
        """The person that a token belongs to, with the seeded records up to now."""
        with self.lock:
            viewer = self._viewers.get(token)
            if viewer is None:
                viewer = Viewer(History(token), self._next_sequence, self.now)
                self._viewers[token] = viewer
            viewer.catch_up(self.now())
            return viewer

    def replace(  # noqa: PLR0913 - one keyword for each collection
        self,
        token: str,
        *,
        google_fit_sessions: Iterable[Wire] = (),
        google_fit_data_sources: Iterable[Wire] = (),
        google_fit_points: Mapping[str, Iterable[Wire]] = NO_POINTS,
        oura_workouts: Iterable[Wire] = (),
        oura_sessions: Iterable[Wire] = (),
        oura: Mapping[OuraCollection, Iterable[Wire]] = NO_DOCUMENTS,
        personal_info: Wire | None = None,
    ) -> Viewer:
        """Let a person have exactly these records, and no seeded ones any more.

        A collection that is not named becomes empty; the personal information stays. Points are
        given by the `dataStreamId` of their data source, and `oura` has documents by the names of
        their routes.

        Raises:
            ValueError: two records of a collection have the same id, or points no data source.
        """
        given = {"workout": oura_workouts, "session": oura_sessions, **oura}
        with self.lock:
            viewer = self.viewer(token)
            viewer.google_fit.sources.replace(google_fit_data_sources, google_fit_points)
            viewer.google_fit.sessions.replace(google_fit_sessions)
            for name, documents in viewer.oura.collections.items():
                documents.replace(given.get(name, ()))
            if personal_info is not None:
                viewer.oura.personal_info = personal_info
            return viewer

    def forget(self, token: str) -> None:
        """Let a person be as if nobody had ever asked for them."""
        with self.lock:
            self._viewers.pop(token, None)

    def withhold_scopes(self, token: str, scopes: Iterable[str]) -> None:
        """Let a person's token lack groups of scopes at Google Fit (`heart_rate`), and no others.

        Data of the types that need them is refused with 403, and left out of lists.

        Raises:
            ValueError: there is no such group.
        """
        with self.lock:
            self.viewer(token).google_fit.sources.withhold(scopes)

    def fail(  # noqa: PLR0913 - one keyword for each thing that a fault can be narrowed to
        self,
        provider: ProviderName,
        fault: Fault,
        *,
        route: Route | None = None,
        method: str | None = None,
        token: str | None = None,
        times: int | None = None,
    ) -> FaultRule:
        """Let calls of a provider fail, from now on: for so many calls, or until healed.

        Raises:
            ValueError: no call can be struck by it.
        """
        target = Target(provider=provider, route=route, method=method, token=token)
        return self.faults.add(fault, target, times, since=self._next_sequence())

    def heal(self, token: str | None = None) -> None:
        """End the faults that are for this token; without one, end every fault."""
        for rule in self.faults.all():
            if token in (None, rule.target.token):
                rule.heal()

    @property
    def calls(self) -> list[Call]:
        """The calls that came in, oldest first."""
        return self._log.all()

    def calls_of(self, token: str | None) -> list[Call]:
        """The calls that came in with this token."""
        return [call for call in self._log.all() if call.token == token]

    def clear_calls(self) -> None:
        """Forget the calls that came in."""
        self._log.clear()

    def record(self, call: Call) -> None:
        """Remember a call."""
        self._log.record(call)

    def _next_sequence(self) -> int:
        return next(self._sequence)
