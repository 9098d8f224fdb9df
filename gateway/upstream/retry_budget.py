"""How many calls to a provider may be repeated: a share of those that are made."""

from __future__ import annotations

from collections.abc import Callable

RESERVE = 5.0
"""What a quiet gateway may repeat at once."""
REFILL_PER_SECOND = 0.1
"""What it gets back of the reserve while there are hardly any calls."""


class RetryBudget:
    """Every call earns a share of a repetition; what has been earned is kept up to the reserve."""

    def __init__(self, share: float, now: Callable[[], float]) -> None:
        self._share = share
        self._now = now
        self._left = RESERVE
        self._filled_at = now()
        self.spent = 0
        """Repetitions there have been."""
        self.refused = 0
        """Repetitions for which nothing was left."""

    def earn(self) -> None:
        """Count a call."""
        if self._left < RESERVE:
            self._left += self._share

    def spend(self) -> bool:
        """Take one repetition; False: there is none left."""
        now = self._now()
        refill = (now - self._filled_at) * REFILL_PER_SECOND if self._share else 0.0
        self._left = min(self._left + refill, RESERVE)
        self._filled_at = now
        if self._left < 1 or not self._share:
            self.refused += 1
            return False
        self.spent += 1
        self._left -= 1
        return True
