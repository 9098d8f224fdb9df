"""Keeps back calls for as long as a provider said, after there had been too many."""

from __future__ import annotations

import math
from collections.abc import Callable

from gateway.domain.errors import ApplicationLimitedError, RateLimitedError, StillLimitedError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider

MOST_BRAKED_LINKS = 10_000


class Brakes:
    """Until when which links of one provider, or all of them, are not to call it."""

    def __init__(self, provider: Provider, now: Callable[[], float]) -> None:
        self._provider = provider
        self._now = now
        self.are_on = False
        """Whether any link may be kept back: otherwise `check` need not be asked."""
        self.refused = 0
        """Calls that were kept back."""
        self._all_until = now()
        self._until: dict[str, float] = {}
        """By fingerprint."""

    def check(self, link: Link) -> None:
        """Let the link's call pass.

        Raises:
            StillLimitedError: the time is not over.
        """
        now = self._now()
        until = max(self._all_until, self._until.get(link.fingerprint, 0.0))
        if now < until:
            self.refused += 1
            raise StillLimitedError(
                self._provider,
                "The provider limits the number of calls, and has said when to come back.",
                retry_after_seconds=math.ceil(until - now),
            )
        self._until.pop(link.fingerprint, None)
        self.are_on = bool(self._until) or now < self._all_until

    @property
    def braked_links(self) -> int:
        """How many links are kept back, or were lately."""
        return len(self._until)

    def pull(self, link: Link, failure: RateLimitedError) -> None:
        """Keep calls back for as long as the provider said, if it did."""
        if not failure.retry_after_seconds:
            return
        self.are_on = True
        until = self._now() + failure.retry_after_seconds
        if isinstance(failure, ApplicationLimitedError):
            self._all_until = max(self._all_until, until)
            return
        self._until[link.fingerprint] = max(until, self._until.get(link.fingerprint, 0.0))
        if len(self._until) > MOST_BRAKED_LINKS:
            self._forget_some()

    def _forget_some(self) -> None:
        """Leave out those whose time is over; if there is none, the half that is over first."""
        now = self._now()
        left = {link: until for link, until in self._until.items() if until > now}
        if len(left) > MOST_BRAKED_LINKS:
            longest = sorted(left, key=left.__getitem__)[len(left) // 2 :]
            left = {link: left[link] for link in longest}
        self._until = left
