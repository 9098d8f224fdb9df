"""Leaves a provider alone that fails most of the time."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

import structlog
from structlog.typing import FilteringBoundLogger

from gateway.domain.errors import CircuitOpenError
from gateway.domain.provider_name import Provider
from gateway.upstream.policy import Policy

MOST_OUTCOMES = 100
LEAST_OUTCOMES = 5
MEMORY_SECONDS = 60.0

_log: FilteringBoundLogger = structlog.get_logger()


class Breaker:
    """Closed, calls are made and their outcomes remembered; open, none is made but probes.

    It opens when of the outcomes of the last `MEMORY_SECONDS`, the latest `MOST_OUTCOMES` at most
    and `LEAST_OUTCOMES` at least, so large a share are failures as the policy says.
    """

    def __init__(
        self,
        provider: Provider,
        policy: Policy,
        now: Callable[[], float],
        opened: Callable[[], None],
    ) -> None:
        self.is_open = False
        self.era = 0
        """Counts openings and closings."""
        self.refused = 0
        """Calls that were not made while it was open."""
        self._provider = provider
        self._share = policy.breaker_share
        self._seconds = policy.breaker_seconds
        self._now = now
        self._opened = opened
        self._outcomes: deque[tuple[float, bool]] = deque()
        """When, and whether it was a failure; oldest first."""
        self._failures = 0
        self._probe_from = 0.0

    def record(self, *, failed: bool, era: int) -> None:
        """Remember how a call ended that began in `era`; those of other eras say nothing now."""
        if era != self.era:
            return
        now = self._now()
        outcomes = self._outcomes
        while outcomes and (
            len(outcomes) >= MOST_OUTCOMES or outcomes[0][0] < now - MEMORY_SECONDS
        ):
            self._failures -= outcomes.popleft()[1]
        outcomes.append((now, failed))
        if failed and self._seconds:
            self._failures += 1
            if len(outcomes) >= LEAST_OUTCOMES and self._failures >= len(outcomes) * self._share:
                self.open()

    def open(self) -> None:
        """Make no more calls for a while, whatever was known."""
        if not self.is_open:
            _log.warning("breaker_opened", provider=self._provider.value, failures=self._failures)
        self._turn(is_open=True)
        self._probe_from = self._now() + self._seconds
        self._opened()

    def close(self) -> None:
        """Make calls again."""
        _log.info("breaker_closed", provider=self._provider.value)
        self._turn(is_open=False)

    @property
    def is_due(self) -> bool:
        """Whether it has been open for so long that a call may try whether it must be."""
        return self._now() >= self._probe_from

    def refusal(self) -> CircuitOpenError:
        """What a call fails of that is not made."""
        self.refused += 1
        left = math.ceil(self._probe_from - self._now())
        return CircuitOpenError(
            self._provider,
            "The provider has failed again and again, and is left alone for a moment.",
            retry_after_seconds=max(left, 1),
        )

    def _turn(self, *, is_open: bool) -> None:
        self.is_open = is_open
        self.era += 1
        self._outcomes.clear()
        self._failures = 0
