"""Whether a provider may be called now: what is known of it in this process, by its last calls."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from gateway.domain.errors import CrowdedError, RateLimitedError, UpstreamError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.upstream.answer import Answer
from gateway.upstream.brakes import Brakes
from gateway.upstream.breaker import Breaker
from gateway.upstream.call import Call
from gateway.upstream.policy import Pauses, Policy
from gateway.upstream.retry_budget import RetryBudget
from gateway.upstream.slots import Slots

_FAILED = HTTPStatus.INTERNAL_SERVER_ERROR.value
"""The least status that says that the provider failed."""
Send = Callable[[Call, float], Awaitable[Answer]]
"""Makes a call within so many seconds; whatever the status, its answer."""


class GuardState(NamedTuple):
    """How things stand with a provider, and how often what has happened since the start."""

    is_open: bool
    braked_links: int
    in_flight: int
    waiting: int
    not_sent: Mapping[str, int]
    """Calls that were not made, by reason."""
    repeated: int
    repetitions_refused: int


class Guard:
    """One provider's brakes, breaker, slots and retry budget. All calls to it pass here."""

    def __init__(self, provider: Provider, policy: Policy, pauses: Pauses) -> None:
        self._provider = provider
        self._policy = policy
        self._now = pauses.now
        self._brakes = Brakes(provider, pauses.now)
        self._budget = RetryBudget(policy.retry_share, pauses.now)
        self._slots = Slots(policy.calls_in_flight)
        self._breaker = Breaker(provider, policy, pauses.now, opened=self._slots.send_away)
        self._probe: asyncio.Task[Answer | UpstreamError] | None = None
        self._patience_ends = 0.0
        self._crowded = 0

    async def answer(self, call: Call, send: Send, seconds: float) -> Answer:
        """The answer of `send`, within so many seconds, unless there is a reason not to call.

        Raises:
            StillLimitedError, CircuitOpenError, CrowdedError: nothing was sent.
            UpstreamError: what `send` raised.
        """
        if self._brakes.are_on:
            self._brakes.check(call.link)
        if self._breaker.is_open:
            return await self._answer_while_open(call, send, seconds)
        if not self._slots.take():
            seconds -= await self._wait_for_slot(call.link, seconds)
        self._budget.earn()
        era = self._breaker.era
        try:
            answer = await send(call, seconds)
        except UpstreamError as failure:
            self._record(call, failed=_is_outage(failure.upstream_status), era=era)
            raise
        finally:
            self._slots.leave()
        self._record(call, failed=answer.status >= _FAILED, era=era)
        return answer

    def learn(self, link: Link, failure: UpstreamError) -> None:
        """Keep back what the provider does not want to be asked for a while."""
        if isinstance(failure, RateLimitedError):
            self._brakes.pull(link, failure)

    @property
    def state(self) -> GuardState:
        """For who watches; nothing is noted for it that costs a call anything."""
        return GuardState(
            is_open=self._breaker.is_open,
            braked_links=self._brakes.braked_links,
            in_flight=self._slots.taken,
            waiting=self._slots.waiting,
            not_sent={
                "circuit_open": self._breaker.refused,
                "rate_limited": self._brakes.refused,
                "crowded": self._crowded,
            },
            repeated=self._budget.spent,
            repetitions_refused=self._budget.refused,
        )

    def may_repeat(self) -> bool:
        """Whether a call that failed may be made again; if so, it is counted."""
        return not self._breaker.is_open and self._budget.spend()

    async def aclose(self) -> None:
        """End the probe that may be under way."""
        if self._probe is not None:
            self._probe.cancel()
            await asyncio.wait({self._probe})

    def _record(self, call: Call, *, failed: bool, era: int) -> None:
        if not (failed and call.is_repetition):
            self._breaker.record(failed=failed, era=era)

    async def _wait_for_slot(self, link: Link, seconds: float) -> float:
        """Take a slot, if there is still no reason not to call; how many seconds that took."""
        began = self._now()
        has_slot = await self._slots.wait(min(seconds, self._policy.connect_timeout_seconds))
        try:
            self._brakes.check(link)
            if self._breaker.is_open:
                raise self._breaker.refusal()
        except UpstreamError:
            if has_slot:
                self._slots.leave()
            raise
        if not has_slot:
            self._crowded += 1
            raise CrowdedError(
                self._provider, "As many calls to the provider are under way as there may be."
            )
        return self._now() - began

    async def _answer_while_open(self, call: Call, send: Send, seconds: float) -> Answer:
        """One call at a time tries whether the provider is back; who asks meanwhile learns it."""
        if self._probe is not None:
            return await self._answer_after_probe(call, send, seconds)
        if not self._breaker.is_due:
            raise self._breaker.refusal()
        patience = self._policy.probe_patience_seconds
        self._patience_ends = self._now() + patience
        self._probe = probe = asyncio.create_task(self._probed(call, send, seconds))
        await asyncio.wait({probe}, timeout=patience if call.is_question else None)
        if not probe.done():
            raise self._breaker.refusal()
        outcome = probe.result()
        if isinstance(outcome, UpstreamError):
            raise outcome
        return outcome

    async def _answer_after_probe(self, call: Call, send: Send, seconds: float) -> Answer:
        """Wait for the probe, but no longer than whoever made it, and call if it went well."""
        patience = self._patience_ends - self._now()
        if self._probe is not None and patience > 0:
            await asyncio.wait({self._probe}, timeout=patience)
        if self._breaker.is_open:
            raise self._breaker.refusal()
        return await self.answer(call, send, seconds)

    async def _probed(self, call: Call, send: Send, seconds: float) -> Answer | UpstreamError:
        """What the call brought. It goes on when nobody waits for it any more."""
        try:
            outcome = await send(call, seconds)
            failed = _is_outage(outcome.status)
        except UpstreamError as failure:
            outcome = failure
            failed = _is_outage(failure.upstream_status)
        finally:
            self._probe = None
        if failed:
            self._breaker.open()
        else:
            self._breaker.close()
        return outcome


def _is_outage(status: int | None) -> bool:
    """Whether a call failed that ended so; None: without a whole answer."""
    return status is None or status >= _FAILED
