"""Which calls a fault strikes, and for how long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from gateway.sandbox.bell import Bell
from gateway.sandbox.calls import Call
from gateway.sandbox.faults import Fault, HangAfterApplying, Lag
from gateway.sandbox.providers import ROUTES, ProviderName, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The calls that a fault is meant for; None: all of them."""

    provider: ProviderName
    route: Route | None = None
    method: str | None = None
    token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.provider not in ROUTES:
            raise ValueError(f"there is no provider {self.provider!r}: {', '.join(ROUTES)}")
        routes = ROUTES[self.provider]
        if self.route is not None and self.route not in routes:
            raise ValueError(
                f"{self.provider} has no route {self.route!r}: it has {', '.join(routes)}"
            )

    def includes(self, call: Call) -> bool:
        """Whether it means this call."""
        return (
            self.provider == call.provider
            and self.route in (None, call.route)
            and self.method in (None, call.method)
            and self.token in (None, call.token)
        )


class FaultRule:
    """A fault in force, as `Sandbox.fail` hands it out."""

    def __init__(
        self, fault: Fault, target: Target, times: int | None, since: int, end: Callable[[], None]
    ) -> None:
        self.fault = fault
        self.target = target
        self.since = since
        """The sequence number of the last write before it began."""
        self.times = times
        """How many calls it may strike; None: no limit."""
        self.struck = 0
        """How many calls it has struck."""
        self.healed = Bell()
        """Rings when it ends by `heal`."""
        self._end = end

    @property
    def remaining(self) -> int | None:
        """How many calls it will still strike; None: no limit."""
        return None if self.times is None else self.times - self.struck

    def heal(self) -> None:
        """End it. Calls that hang because of it get their usual answer."""
        self._end()
        self.healed.ring()

    def strikes(self, call: Call) -> bool:
        """Whether it strikes this call."""
        if self.remaining == 0 or not self.fault.strikes(read=call.is_read):
            return False
        return self.target.includes(call)


class FaultRules:
    """The faults in force. The youngest that means a call strikes it, alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[FaultRule] = []

    def add(self, fault: Fault, target: Target, times: int | None, since: int) -> FaultRule:
        """Put a fault in force, for so many calls; None: until it is healed.

        Raises:
            ValueError: it could never strike.
        """
        if times is not None and times < 1:
            raise ValueError("times must be at least 1")
        if isinstance(fault, Lag | HangAfterApplying) and target.provider != "google_fit":
            raise ValueError(f"{target.provider} has nothing to write: this fault cannot strike")
        rule = FaultRule(fault, target, times, since, end=lambda: self._remove(rule))
        with self._lock:
            self._rules.append(rule)
        return rule

    def strike(self, call: Call) -> FaultRule | None:
        """The rule that strikes this call, one of its times used up; None: nothing happens."""
        with self._lock:
            rule = next((rule for rule in reversed(self._rules) if rule.strikes(call)), None)
            if rule is not None:
                rule.struck += 1
            return rule

    def all(self) -> list[FaultRule]:
        """The rules that nobody has healed, oldest first, used up ones included."""
        with self._lock:
            return list(self._rules)

    def _remove(self, rule: FaultRule) -> None:
        with self._lock:
            if rule in self._rules:
                self._rules.remove(rule)
