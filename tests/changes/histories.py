"""Random histories: what happens to a person's records, at the providers and through us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from gateway.sandbox import Sandbox, Status
from gateway.sandbox.fault_rules import FaultRule
from gateway.sandbox.faults import Lag
from gateway.sandbox.google_fit.store import SessionStore
from gateway.sandbox.oura.store import DocumentStore
from gateway.sandbox.providers import OuraCollection, ProviderName
from gateway.sandbox.seed.wires import Span, fit_session, oura_session, oura_workout
from gateway.sandbox.wire import Wire, millis
from tests.clocks import SetClock
from tests.gateway_under_test import Gateway
from tests.wires import ZURICH
from tests.writing.fit_account import DELETE, UPSERT, id_of

IDS = 12
"""So few of a collection that records are met again."""
OURA = ("workout", "session")


@dataclass
class World:
    """One person, and what can happen."""

    sandbox: Sandbox
    token: str
    gateway: Gateway
    clock: SetClock
    random: Random
    faults: dict[str, FaultRule] = field(default_factory=dict[str, FaultRule])

    def begin(self) -> None:
        """Some records, of which a few were planned long ahead."""
        sessions = [self._session(n, modified=self._long_ago()) for n in self._some_ids()]
        self.sandbox.replace(
            self.token,
            google_fit_sessions=sessions,
            oura_workouts=[self._document("workout", n) for n in self._some_ids()],
            oura_sessions=[self._document("session", n) for n in self._some_ids()],
        )
        self._steps: list[Callable[[], None]] = [
            self.put_session,
            self.put_session,
            self.delete_session,
            self.put_document,
            self.put_document,
            self.remove_document,
            self.remove_document,
            self.pass_time,
        ]

    async def goes_on(self) -> None:
        """One thing happens."""
        self.clock.moves_on(1)
        chance = self.random.random()
        if chance < 0.12:
            await self.upsert()
        elif chance < 0.2:
            await self.delete()
        elif chance < 0.3:
            self.change_weather()
        else:
            self.random.choice(self._steps)()

    def put_session(self) -> None:
        """Elsewhere."""
        self._sessions.put(self._session(self._id(), modified=self.clock()))

    def delete_session(self) -> None:
        """Elsewhere."""
        self._sessions.delete(str(self._id()))

    def put_document(self) -> None:
        name = self.random.choice(OURA)
        self._oura(name).add(self._document(name, self._id()))

    def remove_document(self) -> None:
        self._oura(self.random.choice(OURA)).remove(str(self._id()))

    async def upsert(self) -> None:
        native_id, start = str(self._id()), self._start()
        session = {
            "clientSessionId": native_id,
            "title": self._title(),
            "type": "RUNNING",
            "startTime": start.isoformat(),
            "endTime": (start + timedelta(hours=1)).isoformat(),
        }
        await self._mutated(UPSERT, session)

    async def delete(self) -> None:
        await self._mutated(DELETE, {"id": id_of(str(self._id()))})

    def pass_time(self) -> None:
        """No list lags for longer than minutes."""
        lag = self.faults.get("google_fit")
        if lag is not None and isinstance(lag.fault, Lag):
            self.faults.pop("google_fit").heal()
        self.clock.moves_on(self.random.choice([60, 3_600, 86_400, 5 * 86_400]))

    def change_weather(self) -> None:
        """A provider fails, or lags, or is well again."""
        provider: ProviderName = self.random.choice(["google_fit", "oura"])
        fault = self.faults.pop(provider, None)
        if fault is not None:
            fault.heal()
        elif provider == "google_fit":
            fault = self.random.choice([Status(503), Lag(), Lag()])
            self.faults[provider] = self.sandbox.fail(provider, fault, token=self.token)
        else:
            route: OuraCollection | None = self.random.choice([None, "workout", "session"])
            rule = self.sandbox.fail(provider, Status(503), token=self.token, route=route)
            self.faults[provider] = rule

    def is_failing(self, provider: str) -> bool:
        """Whether it gives no whole answer now."""
        rule = self.faults.get(provider)
        return rule is not None and not isinstance(rule.fault, Lag)

    def heal(self) -> None:
        self.faults.clear()
        self.sandbox.heal(self.token)

    @property
    def _sessions(self) -> SessionStore:
        return self.sandbox.viewer(self.token).google_fit.sessions

    def _oura(self, name: str) -> DocumentStore:
        account = self.sandbox.viewer(self.token).oura
        return account.workouts if name == "workout" else account.sessions

    def _id(self) -> UUID:
        return UUID(int=self.random.randrange(IDS) + 1)

    def _some_ids(self) -> list[UUID]:
        return [UUID(int=n + 1) for n in range(IDS) if self.random.random() < 0.5]

    def _start(self) -> datetime:
        """Mostly in the lookback, sometimes before it, soon, or too far ahead to be shown."""
        minutes = self.random.randrange(-40 * 24 * 60, 8 * 24 * 60)
        return (self.clock() + timedelta(minutes=minutes)).replace(second=0, microsecond=0)

    def _span(self) -> Span:
        start = self._start()
        return Span(start, start + timedelta(minutes=30), ZURICH)

    def _title(self) -> str:
        return f"Title {self.random.randrange(1000)}"

    def _long_ago(self) -> datetime:
        return self.clock() - timedelta(days=self.random.choice([0, 10, 45]))

    def _session(self, native_id: UUID, modified: datetime) -> Wire:
        return fit_session(
            str(native_id),
            8,
            self._span(),
            name=self._title(),
            modifiedTimeMillis=str(millis(modified)),
        )

    def _document(self, name: str, native_id: UUID) -> Wire:
        if name == "workout":
            return oura_workout(str(native_id), "running", self._span(), label=self._title())
        kind = self.random.choice(["meditation", "breathing", "rest"])
        return oura_session(str(native_id), kind, self._span())

    async def _mutated(self, document: str, given: Wire) -> None:
        body = {"query": document, "variables": {"input": given}}
        await self.gateway.http.post("/graphql", json=body, headers=self.gateway.headers)
