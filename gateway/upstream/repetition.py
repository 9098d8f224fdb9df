"""Questions that are asked again: after failures that may pass, in time, and within the budget."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import NamedTuple

import structlog
from structlog.typing import FilteringBoundLogger

from gateway.domain.errors import (
    CrowdedError,
    RateLimitedError,
    StillLimitedError,
    UpstreamError,
    UpstreamStatusError,
    UpstreamUnreachableError,
)
from gateway.upstream.answer import Answer
from gateway.upstream.policy import Pauses, Policy

_PASSING_STATUSES = {
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}

_log: FilteringBoundLogger = structlog.get_logger()


class Repetition(NamedTuple):
    """When a question that failed is asked again."""

    policy: Policy
    pauses: Pauses
    may_repeat: Callable[[], bool]
    """Whether there may be one more; it is counted then."""
    deadline: float
    """On the clock of `pauses`."""

    async def asked(
        self, failure: UpstreamError, attempt: Callable[[float], Awaitable[Answer]]
    ) -> Answer:
        """The result of `attempt(seconds)`, after a first one that ended in the failure.

        Never earlier than the provider said, and not at all where that is beyond the deadline.

        Raises:
            UpstreamError: of the last attempt.
        """
        for repeated in range(self.policy.read_attempts - 1):
            pause = self._pause(failure, repeated)
            if pause is None or not self.may_repeat():
                break
            _log.info(
                "upstream_repeated",
                provider=failure.provider.value,
                code=failure.code.value,
                status=failure.upstream_status,
            )
            await self.pauses.sleep(pause)
            try:
                return await attempt(self.deadline - self.pauses.now())
            except UpstreamError as again:
                failure = again
        raise failure

    def _pause(self, failure: UpstreamError, repeated: int) -> float | None:
        """How many seconds to wait before the next attempt; None when none is worth it."""
        if not _may_pass(failure):
            return None
        backoff = self.policy.backoff_seconds * 2**repeated * (1 + self.pauses.chance()) / 2
        pause = (failure.retry_after_seconds or 0) + backoff
        return pause if self.pauses.now() + pause < self.deadline else None


def _may_pass(failure: UpstreamError) -> bool:
    """Whether the same question may be answered a moment later, and nothing was said against it."""
    match failure:
        case StillLimitedError() | CrowdedError():
            return False
        case RateLimitedError():
            return failure.retry_after_seconds is not None
        case UpstreamStatusError():
            return failure.upstream_status in _PASSING_STATUSES
        case _:
            return isinstance(failure, UpstreamUnreachableError)
