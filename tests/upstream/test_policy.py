from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from msgspec import convert

from gateway.domain.errors import (
    InvalidResponseError,
    NotSentError,
    RateLimitedError,
    ReauthRequiredError,
    UpstreamError,
    UpstreamStatusError,
    UpstreamTimeoutError,
    UpstreamUnreachableError,
)
from gateway.domain.provider_name import Provider
from gateway.upstream.policy import Policy, repeated

from .calls import RecordedPauses

WRITE = Policy(deadline_seconds=10, write_attempts=2, backoff_seconds=0.2)


def always() -> bool:
    return True


def failing(
    *failures: UpstreamError | None,
) -> tuple[Callable[[float], Awaitable[str]], list[float]]:
    """An attempt that fails so, one after the other (None succeeds), and the seconds it got."""
    left, given = list(failures), list[float]()

    async def attempt(seconds: float) -> str:
        given.append(seconds)
        if (failure := left.pop(0)) is not None:
            raise failure
        return "stored"

    return attempt, given


def failure(kind: type[UpstreamError], **details: Any) -> UpstreamError:
    return kind(Provider.OURA, "It failed.", **details)


@pytest.mark.parametrize(
    "kind", [UpstreamTimeoutError, UpstreamUnreachableError, NotSentError, UpstreamStatusError]
)
async def test_a_failure_that_may_pass_is_tried_once_more(kind: type[UpstreamError]) -> None:
    attempt, given = failing(failure(kind), None)
    waited = RecordedPauses()

    assert await repeated(attempt, WRITE, waited.pauses, always) == "stored"
    assert len(given) == 2
    assert waited.seconds == [pytest.approx(0.15)]


async def test_each_attempt_has_its_share_of_the_deadline() -> None:
    attempt, given = failing(failure(UpstreamTimeoutError), None)

    await repeated(attempt, WRITE, RecordedPauses().pauses, always)

    assert given == [5, 5]


@pytest.mark.parametrize("kind", [ReauthRequiredError, RateLimitedError, InvalidResponseError])
async def test_a_failure_that_stays_is_not_tried_again(kind: type[UpstreamError]) -> None:
    attempt, given = failing(failure(kind), None)

    with pytest.raises(kind):
        await repeated(attempt, WRITE, RecordedPauses().pauses, always)
    assert len(given) == 1


async def test_a_second_failure_is_the_last() -> None:
    attempt, given = failing(failure(UpstreamStatusError), failure(UpstreamStatusError), None)

    with pytest.raises(UpstreamStatusError):
        await repeated(attempt, WRITE, RecordedPauses().pauses, always)
    assert len(given) == 2


async def test_a_write_is_not_repeated_beyond_the_budget() -> None:
    attempt, given = failing(failure(UpstreamStatusError), None)

    with pytest.raises(UpstreamStatusError):
        await repeated(attempt, WRITE, RecordedPauses().pauses, lambda: False)
    assert len(given) == 1


@pytest.mark.parametrize("later", [UpstreamStatusError, ReauthRequiredError, NotSentError])
async def test_an_unknown_outcome_stays_unknown_after_a_later_refusal(
    later: type[UpstreamError],
) -> None:
    attempt, _ = failing(failure(UpstreamTimeoutError), failure(later, status=503))

    with pytest.raises(UpstreamTimeoutError) as caught:
        await repeated(attempt, WRITE, RecordedPauses().pauses, always)
    assert caught.value.outcome_unknown


async def test_a_call_that_was_never_sent_leaves_its_outcome_known() -> None:
    attempt, _ = failing(failure(NotSentError), failure(NotSentError))

    with pytest.raises(NotSentError) as caught:
        await repeated(attempt, WRITE, RecordedPauses().pauses, always)
    assert not caught.value.outcome_unknown


async def test_the_pause_that_the_provider_names_is_kept() -> None:
    attempt, _ = failing(failure(UpstreamStatusError, retry_after_seconds=2), None)
    waited = RecordedPauses()

    await repeated(attempt, WRITE, waited.pauses, always)

    assert waited.seconds == [2]


async def test_a_pause_beyond_the_deadline_is_not_waited_for() -> None:
    attempt, given = failing(failure(UpstreamStatusError, retry_after_seconds=60), None)

    with pytest.raises(UpstreamStatusError) as caught:
        await repeated(attempt, WRITE, RecordedPauses().pauses, always)
    assert caught.value.retry_after_seconds == 60
    assert len(given) == 1


@pytest.mark.parametrize("attempts", ["read_attempts", "write_attempts"])
def test_a_policy_without_any_attempt_is_refused(attempts: str) -> None:
    with pytest.raises(ValueError, match="1 at least"):
        convert({attempts: 0}, Policy)
