"""How long a call may take, how much it may bring, and how often it is tried."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from gateway.domain.errors import (
    UpstreamError,
    UpstreamStatusError,
    UpstreamTimeoutError,
    UpstreamUnreachableError,
)

T = TypeVar("T")
_WORTH_REPEATING = (UpstreamTimeoutError, UpstreamUnreachableError, UpstreamStatusError)


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of one call."""

    deadline_seconds: float = 10.0
    """For the whole call, from waiting for a connection to the last byte and repetitions."""
    connect_timeout_seconds: float = 3.0
    """For getting a connection: waiting for a free one, name lookup and handshakes."""
    body_limit_bytes: int = 16 * 1024 * 1024
    read_attempts: int = 2
    """How often a read is tried in all."""
    write_attempts: int = 2
    """How often a write is tried in all; each has an equal share of the deadline."""
    backoff_seconds: float = 0.2
    """The longest pause before a repetition that the provider did not name a pause for."""
    retry_share: float = 0.1
    """How many repetitions there may be for each call to a provider, on the long run."""
    breaker_share: float = 0.5
    """The share of failures among the latest calls from which a provider is left alone."""
    breaker_seconds: float = 5.0
    """How long it is left alone before a call tries whether it must be; 0: it never is."""
    probe_patience_seconds: float = 0.25
    """How long a question waits for the answer of the call that tries it."""
    calls_in_flight: int = 50
    """The most calls to one provider at the same time."""

    def __post_init__(self) -> None:
        if min(self.read_attempts, self.write_attempts) < 1:
            raise ValueError("read_attempts and write_attempts must be 1 at least")

    @property
    def write_attempt_seconds(self) -> float:
        """The share of one attempt of a write."""
        return self.deadline_seconds / self.write_attempts


class Pauses(msgspec.Struct, frozen=True, kw_only=True):
    """Where waiting and chance come from."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    """A number from 0 up to 1."""
    now: Callable[[], float] = time.monotonic
    """Seconds since whenever, never fewer than before."""


async def repeated(
    attempt: Callable[[float], Awaitable[T]],
    policy: Policy,
    pauses: Pauses,
    may_repeat: Callable[[], bool],
    *,
    is_repeatable: bool = True,
) -> T:
    """The result of `attempt(seconds)`, tried again after failures that may pass.

    A call that is not repeatable is tried again only when it has certainly not been done. Once the
    outcome of an attempt is unknown, it stays so until an attempt succeeds: the later failure says
    nothing of the earlier one.

    Raises:
        UpstreamError: of the last attempt, or of the last one whose outcome is unknown.
    """
    now = asyncio.get_running_loop().time
    deadline = now() + policy.deadline_seconds
    unknown: UpstreamError | None = None
    attempts_left = policy.write_attempts
    while True:
        attempts_left -= 1
        try:
            return await attempt(min(policy.write_attempt_seconds, deadline - now()))
        except UpstreamError as failure:
            unknown = failure if failure.outcome_unknown else unknown
            if unknown is not None and not is_repeatable:
                raise
            pause = _pause(failure, policy, pauses)
            if not attempts_left or pause is None or now() + pause >= deadline or not may_repeat():
                raise unknown or failure from None
        await pauses.sleep(pause)


def _pause(failure: UpstreamError, policy: Policy, pauses: Pauses) -> float | None:
    """How many seconds to wait before the next attempt; None when none is worth it."""
    if not isinstance(failure, _WORTH_REPEATING):
        return None
    backoff = policy.backoff_seconds * (1 + pauses.chance()) / 2
    return max(backoff, failure.retry_after_seconds or 0)
