"""What came in: one entry for each call to a provider, kept for tests to look at."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from gateway.sandbox.providers import ProviderName, Route

CALLS_KEPT: Final = 100_000
"""Older calls are forgotten, so that a sandbox can run for weeks."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a provider. Its text shows neither the token nor the query."""

    provider: ProviderName
    method: str
    route: Route
    token: str | None = field(repr=False)
    """The bearer token; None when the call brought none."""
    path: str = field(repr=False)
    """As it was sent: percent-encoded."""
    query: dict[str, list[str]] = field(repr=False)
    """Every value of each parameter, decoded, in the order sent."""

    @property
    def is_read(self) -> bool:
        """Whether it changes nothing. Google Fit's aggregation is a POST that only asks."""
        return self.method == "GET" or self.route == "aggregate"


class CallLog:
    """The calls that came in, oldest first."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=CALLS_KEPT)

    def record(self, call: Call) -> None:
        """Add a call."""
        self._calls.append(call)

    def all(self) -> list[Call]:
        """Every call since the last `clear`."""
        return list(self._calls)

    def clear(self) -> None:
        """Forget them."""
        self._calls.clear()
