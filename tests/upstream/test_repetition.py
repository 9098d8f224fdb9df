"""Questions that are asked again, and those that are not."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest
from structlog.testing import capture_logs

from gateway.domain.errors import (
    NotSentError,
    RateLimitedError,
    UpstreamError,
    UpstreamStatusError,
    UpstreamTimeoutError,
)
from gateway.domain.upstream_calls import counted_calls
from gateway.upstream.policy import Pauses, Policy

from .calls import LINK, RecordedPauses, Thing, upstream
from .raw_server import Answer, answer, close, cut, hang, reset, serving

GOOD = answer('{"a": 1}')
TRUE_TIME = Pauses(chance=lambda: 0.5)


FAILING: dict[str, tuple[bytes | Answer, int]] = {
    "502": (answer(status=502), 1),
    "503": (answer(status=503), 1),
    "504": (answer(status=504), 1),
    "a cut body": (cut, 1),
    "a closed connection": (close, 2),
    "a reset connection": (reset, 2),
}
"""And how often it takes that to fail a call: aiohttp replaces a closed connection by itself."""


@pytest.mark.parametrize(("failing", "times"), FAILING.values(), ids=FAILING)
async def test_a_failure_that_may_pass_is_asked_over(
    http: httpx.AsyncBaseTransport, failing: bytes | Answer, times: int
) -> None:
    waited = RecordedPauses()
    async with serving(*[failing] * 2 * times, GOOD) as server:
        policy = Policy(read_attempts=3, backoff_seconds=0.2)
        made = upstream(http, server.url, policy=policy, pauses=waited)
        with counted_calls() as count:
            assert await made.get(LINK, "/things", into=Thing) == Thing(a=1)

    assert waited.seconds == [pytest.approx(0.15), pytest.approx(0.3)]
    assert count.calls == 3


async def test_finding_and_asking_are_repeated_too(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer(status=503), GOOD, answer(status=503), GOOD) as server:
        made = upstream(http, server.url)
        assert await made.find(LINK, "/things/1", into=Thing) == Thing(a=1)
        assert await made.ask(LINK, "/things:sum", {}, into=Thing) == Thing(a=1)

    assert [request.method for request in server.requests] == ["GET", "GET", "POST", "POST"]


async def test_a_connection_that_was_refused_is_tried_again(
    http: httpx.AsyncBaseTransport,
) -> None:
    waited = RecordedPauses()
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(NotSentError):
            await upstream(http, url, pauses=waited).get(LINK, "/things", into=Thing)

    assert len(waited.seconds) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422, 429, 500, 501])
async def test_a_status_that_stays_is_not_asked_over(
    http: httpx.AsyncBaseTransport, status: int
) -> None:
    async with serving(answer(status=status), GOOD) as server:
        with pytest.raises(UpstreamError):
            await upstream(http, server.url).get(LINK, "/things", into=Thing)

    assert len(server.requests) == 1


async def test_a_provider_that_hangs_is_not_asked_over(http: httpx.AsyncBaseTransport) -> None:
    async with serving(hang) as server:
        made = upstream(http, server.url, policy=Policy(deadline_seconds=0.1))
        with pytest.raises(UpstreamTimeoutError):
            await made.get(LINK, "/things", into=Thing)

    assert len(server.requests) == 1


async def test_an_answer_that_cannot_be_read_is_not_asked_over(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(answer("{"), GOOD) as server:
        with pytest.raises(UpstreamError):
            await upstream(http, server.url).get(LINK, "/things", into=Thing)

    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [429, 503])
async def test_a_question_is_never_repeated_earlier_than_the_provider_said(
    http: httpx.AsyncBaseTransport, status: int
) -> None:
    waited = RecordedPauses()
    async with serving(answer(status=status, headers={"Retry-After": "3"}), GOOD) as server:
        await upstream(http, server.url, pauses=waited).get(LINK, "/things", into=Thing)

    assert waited.seconds == [pytest.approx(3.15)]


async def test_the_time_of_a_clock_is_kept_before_a_question_is_repeated(
    http: httpx.AsyncBaseTransport,
) -> None:
    now = asyncio.get_running_loop().time
    limited = answer(status=429, headers={"Retry-After": "1"})
    async with serving(limited, GOOD) as server:
        began = now()
        await upstream(http, server.url, pauses=TRUE_TIME).get(LINK, "/things", into=Thing)

    assert now() - began >= 1


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimitedError), (503, UpstreamStatusError)])
async def test_a_pause_beyond_the_deadline_is_told_at_once(
    http: httpx.AsyncBaseTransport, status: int, kind: type[UpstreamError]
) -> None:
    waited = RecordedPauses()
    async with serving(answer(status=status, headers={"Retry-After": "10"})) as server:
        with pytest.raises(kind) as caught:
            await upstream(http, server.url, pauses=waited).get(LINK, "/things", into=Thing)

    assert caught.value.retry_after_seconds == 10
    assert (len(server.requests), waited.seconds) == (1, [])


async def test_the_repetition_has_what_is_left_of_the_deadline(
    http: httpx.AsyncBaseTransport,
) -> None:
    now = asyncio.get_running_loop().time
    policy = Policy(deadline_seconds=0.4, backoff_seconds=0.2)
    async with serving(answer(status=503), hang) as server:
        began = now()
        with pytest.raises(UpstreamTimeoutError):
            await upstream(http, server.url, policy=policy, pauses=TRUE_TIME).get(
                LINK, "/things", into=Thing
            )

    assert 0.4 <= now() - began + 0.01 < 0.55
    assert len(server.requests) == 2


async def test_a_provider_that_always_fails_gets_few_calls_more_than_there_are_questions(
    http: httpx.AsyncBaseTransport,
) -> None:
    policy = Policy(breaker_share=2)
    async with serving(answer(status=503)) as server:
        made = upstream(http, server.url, policy=policy)
        for _ in range(300):
            with pytest.raises(UpstreamStatusError):
                await made.get(LINK, "/things", into=Thing)

    assert 330 <= len(server.requests) <= 345


async def test_a_quiet_gateway_gets_its_reserve_of_repetitions_back(
    http: httpx.AsyncBaseTransport,
) -> None:
    waited = RecordedPauses()
    async with serving(answer(status=503)) as server:
        policy = Policy(breaker_share=2, retry_share=0.001)
        made = upstream(http, server.url, policy=policy, pauses=waited)

        async def ask(times: int) -> int:
            before = len(server.requests)
            for _ in range(times):
                with pytest.raises(UpstreamStatusError):
                    await made.get(LINK, "/things", into=Thing)
            return len(server.requests) - before

        assert [await ask(5), await ask(3)] == [10, 3]
        waited.now += 3600
        assert [await ask(5), await ask(3)] == [10, 3]


async def test_without_a_share_nothing_is_repeated(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer(status=503)) as server:
        made = upstream(http, server.url, policy=Policy(retry_share=0))
        with pytest.raises(UpstreamStatusError):
            await made.get(LINK, "/things", into=Thing)
        with pytest.raises(UpstreamStatusError):
            await made.put(LINK, "/things/1", Thing(), into=Thing)

    assert len(server.requests) == 2


async def test_a_repetition_is_logged_without_data(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer('{"weight": 70}', 503), GOOD) as server:
        with capture_logs() as logs:
            await upstream(http, server.url).get(LINK, "/things/7", into=Thing)

    assert logs == [
        {
            "event": "upstream_repeated",
            "log_level": "info",
            "provider": "oura",
            "code": "UPSTREAM_ERROR",
            "status": 503,
        }
    ]
