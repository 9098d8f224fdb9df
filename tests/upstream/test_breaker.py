"""A provider that fails most of the time is left alone, and tried again."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from structlog.testing import capture_logs

from gateway.domain.errors import (
    CircuitOpenError,
    UpstreamError,
    UpstreamStatusError,
    UpstreamTimeoutError,
)
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls
from gateway.upstream.breaker import LEAST_OUTCOMES, MEMORY_SECONDS, MOST_OUTCOMES, Breaker
from gateway.upstream.client import Upstream, Upstreams
from gateway.upstream.policy import Policy

from .calls import LINK, RecordedPauses, Thing, no_dialect, upstream
from .raw_server import Answer, answer, close, hang, reset, serving

GOOD = answer('{"a": 1}')
BAD = answer(status=500)
ONCE = Policy(read_attempts=1, write_attempts=1, breaker_seconds=5, deadline_seconds=0.2)


async def ask(made: Upstream) -> Thing:
    return await made.get(LINK, "/things", into=Thing)


async def fail(made: Upstream, times: int = LEAST_OUTCOMES) -> None:
    """Ask so often in vain that the breaker opens."""
    for _ in range(times):
        with pytest.raises(UpstreamError) as caught:
            await ask(made)
        assert not isinstance(caught.value, CircuitOpenError)


@pytest.mark.parametrize(
    "failing",
    [BAD, answer(status=503), hang, close, reset, b"SSH-2.0-OpenSSH\r\n\r\n"],
    ids=["500", "503", "hang", "close", "reset", "no HTTP"],
)
async def test_a_provider_that_keeps_failing_is_left_alone(
    http: httpx.AsyncBaseTransport, failing: bytes | Answer
) -> None:
    async with serving(failing) as server:
        made = upstream(http, server.url, policy=ONCE)
        await fail(made)
        before = len(server.requests)
        with counted_calls() as count, pytest.raises(CircuitOpenError) as caught:
            await ask(made)

    assert len(server.requests) == before
    assert count.calls == 0
    assert (caught.value.code, caught.value.retry_after_seconds) == ("CIRCUIT_OPEN", 5)
    assert not caught.value.outcome_unknown


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 429])
async def test_refusals_are_no_reason_to_leave_a_provider_alone(
    http: httpx.AsyncBaseTransport, status: int
) -> None:
    async with serving(answer(status=status)) as server:
        made = upstream(http, server.url, policy=ONCE)
        await fail(made, 20)

    assert len(server.requests) == 20


@pytest.mark.parametrize("body", ["{", "[" * 9000, " " * 2000])
async def test_an_answer_that_is_of_no_use_is_no_reason_either(
    http: httpx.AsyncBaseTransport, body: str
) -> None:
    policy = Policy(read_attempts=1, body_limit_bytes=1000)
    async with serving(answer(body)) as server:
        await fail(upstream(http, server.url, policy=policy), 20)

    assert len(server.requests) == 20


async def test_a_question_that_fails_twice_is_one_failure(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(answer(status=503)) as server:
        made = upstream(http, server.url)
        await fail(made)
        with pytest.raises(CircuitOpenError):
            await ask(made)

    assert len(server.requests) == 2 * LEAST_OUTCOMES - 1


async def test_writes_are_not_sent_either(http: httpx.AsyncBaseTransport) -> None:
    async with serving(BAD) as server:
        made = upstream(http, server.url, policy=ONCE)
        await fail(made)
        with pytest.raises(CircuitOpenError) as caught:
            await made.put(LINK, "/things/1", Thing(), into=Thing)

    assert not caught.value.outcome_unknown
    assert len(server.requests) == LEAST_OUTCOMES


async def test_a_write_whose_first_outcome_is_unknown_stays_so_when_the_breaker_opens(
    http: httpx.AsyncBaseTransport,
) -> None:
    policy = Policy(read_attempts=1, backoff_seconds=0)
    async with serving(BAD) as server:
        made = upstream(http, server.url, policy=policy)
        await fail(made, LEAST_OUTCOMES - 1)
        with pytest.raises(UpstreamStatusError) as caught:
            await made.put(LINK, "/things/1", Thing(), into=Thing)

    assert caught.value.outcome_unknown
    assert len(server.requests) == LEAST_OUTCOMES


@pytest.mark.parametrize("method", ["get", "put"])
async def test_one_call_tries_whether_the_provider_is_back(
    http: httpx.AsyncBaseTransport, method: str
) -> None:
    clock = RecordedPauses()
    async with serving(*[BAD] * LEAST_OUTCOMES, GOOD) as server:
        made = upstream(http, server.url, policy=ONCE, pauses=clock)
        await fail(made)
        clock.now += 4.9
        with pytest.raises(CircuitOpenError):
            await ask(made)
        clock.now += 0.1

        if method == "put":
            assert await made.put(LINK, "/things/1", Thing(), into=Thing) == Thing(a=1)
        assert await ask(made) == Thing(a=1)


async def test_a_try_that_fails_leaves_the_provider_alone_for_as_long_again(
    http: httpx.AsyncBaseTransport,
) -> None:
    clock = RecordedPauses()
    async with serving(*[BAD] * LEAST_OUTCOMES, BAD, GOOD) as server:
        made = upstream(http, server.url, policy=ONCE, pauses=clock)
        await fail(made)
        clock.now += 5
        await fail(made, 1)
        clock.now += 4.9
        with pytest.raises(CircuitOpenError):
            await ask(made)
        clock.now += 0.1

        assert await ask(made) == Thing(a=1)


@pytest.mark.parametrize("status", [401, 404, 429])
async def test_a_try_that_is_refused_shows_that_the_provider_is_back(
    http: httpx.AsyncBaseTransport, status: int
) -> None:
    clock = RecordedPauses()
    async with serving(*[BAD] * LEAST_OUTCOMES, answer(status=status), GOOD) as server:
        made = upstream(http, server.url, policy=ONCE, pauses=clock)
        await fail(made)
        clock.now += 5
        await fail(made, 1)

        assert await ask(made) == Thing(a=1)


async def test_whoever_asks_during_the_try_learns_from_it(
    http: httpx.AsyncBaseTransport,
) -> None:
    clock = RecordedPauses()
    async with serving(*[BAD] * LEAST_OUTCOMES, GOOD) as server:
        made = upstream(http, server.url, policy=ONCE, pauses=clock)
        await fail(made)
        clock.now += 5

        found = await asyncio.gather(*(ask(made) for _ in range(20)))

    assert found == [Thing(a=1)] * 20


async def test_a_try_that_hangs_is_one_call_and_holds_no_question_up(
    http: httpx.AsyncBaseTransport,
) -> None:
    clock, now = RecordedPauses(), asyncio.get_running_loop().time
    policy = Policy(
        read_attempts=1, breaker_seconds=5, deadline_seconds=5, probe_patience_seconds=0.05
    )
    async with serving(*[BAD] * LEAST_OUTCOMES, hang) as server:
        upstreams = Upstreams(http, policy, clock.pauses)
        made = upstreams.to(Provider.OURA, server.url, no_dialect)
        await fail(made)
        clock.now += 5
        began = now()
        asked = await asyncio.gather(*(ask(made) for _ in range(20)), return_exceptions=True)
        clock.now += 0.1
        with pytest.raises(CircuitOpenError):
            await ask(made)
        took = now() - began

        assert len(server.requests) == LEAST_OUTCOMES + 1
        await upstreams.aclose()
        await server.all_closed()
    assert {type(one) for one in asked} == {CircuitOpenError}
    assert took < 0.5


async def test_a_write_that_tries_has_all_its_time(http: httpx.AsyncBaseTransport) -> None:
    clock = RecordedPauses()
    policy = Policy(write_attempts=1, deadline_seconds=0.3, probe_patience_seconds=0)
    async with serving(*[BAD] * LEAST_OUTCOMES, hang) as server:
        made = upstream(http, server.url, policy=policy, pauses=clock)
        for _ in range(LEAST_OUTCOMES):
            with pytest.raises(UpstreamStatusError):
                await made.put(LINK, "/things/1", Thing(), into=Thing)
        clock.now += 5

        with pytest.raises(UpstreamTimeoutError):
            await made.put(LINK, "/things/1", Thing(), into=Thing)


async def test_the_client_of_a_try_may_leave_and_the_next_one_finds_it_done(
    http: httpx.AsyncBaseTransport,
) -> None:
    clock, held = RecordedPauses(), asyncio.Event()

    async def late(_: object, writer: asyncio.StreamWriter) -> None:
        await held.wait()
        writer.write(GOOD)

    async with serving(*[BAD] * LEAST_OUTCOMES, late, GOOD) as server:
        made = upstream(http, server.url, policy=Policy(read_attempts=1), pauses=clock)
        await fail(made)
        clock.now += 5
        first = asyncio.create_task(ask(made))
        await server.arrivals(LEAST_OUTCOMES + 1)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        second = asyncio.create_task(ask(made))
        held.set()

        assert await second == Thing(a=1)


async def test_closing_ends_the_try_that_is_under_way(http: httpx.AsyncBaseTransport) -> None:
    clock = RecordedPauses()
    policy = Policy(read_attempts=1, probe_patience_seconds=0)
    async with serving(*[BAD] * LEAST_OUTCOMES, hang) as server:
        upstreams = Upstreams(http, policy, clock.pauses)
        made = upstreams.to(Provider.OURA, server.url, no_dialect)
        await fail(made)
        clock.now += 5
        with pytest.raises(CircuitOpenError):
            await ask(made)
        await server.arrivals(LEAST_OUTCOMES + 1)

        await upstreams.aclose()
        await upstreams.aclose()

        await server.all_closed()


async def test_a_call_that_began_before_the_breaker_opened_does_not_open_it_again(
    http: httpx.AsyncBaseTransport,
) -> None:
    clock = RecordedPauses()
    policy = Policy(read_attempts=1, deadline_seconds=0.3)
    hanging = 10
    async with serving(*[hang] * hanging, *[BAD] * LEAST_OUTCOMES, GOOD) as server:
        made = upstream(http, server.url, policy=policy, pauses=clock)
        late = [asyncio.create_task(ask(made)) for _ in range(hanging)]
        await server.arrivals(hanging)
        await fail(made)
        clock.now += 5
        assert await ask(made) == Thing(a=1)
        await asyncio.gather(*late, return_exceptions=True)

        assert await ask(made) == Thing(a=1)


async def test_openings_and_closings_are_logged_and_refusals_are_not(
    http: httpx.AsyncBaseTransport,
) -> None:
    clock = RecordedPauses()
    async with serving(*[BAD] * LEAST_OUTCOMES, GOOD) as server:
        made = upstream(http, server.url, policy=ONCE, pauses=clock)
        with capture_logs() as logs:
            await fail(made)
            for _ in range(3):
                with pytest.raises(CircuitOpenError):
                    await ask(made)
            clock.now += 5
            await ask(made)

    events = [event["event"] for event in logs]
    assert sorted(events) == sorted(
        ["upstream_failed"] * LEAST_OUTCOMES + ["breaker_opened", "breaker_closed"]
    )
    assert "breaker_opened" in events[:LEAST_OUTCOMES]


class Outcomes:
    """A breaker that is told of calls."""

    def __init__(self) -> None:
        self.clock = RecordedPauses()
        self.breaker = Breaker(Provider.OURA, Policy(), lambda: self.clock.now, lambda: None)

    def tell(self, *, good: int = 0, bad: int = 0) -> bool:
        """Whether it is open after so many calls that went well, and then so many that failed."""
        for failed in (False,) * good + (True,) * bad:
            self.breaker.record(failed=failed, era=self.breaker.era)
        return self.breaker.is_open


@pytest.mark.parametrize(
    ("good", "bad", "is_open"),
    [(0, 4, False), (0, 5, True), (5, 4, False), (5, 5, True), (1000, 49, False), (1000, 50, True)],
)
def test_half_of_the_latest_calls_must_fail_and_five_at_least_be_known(
    good: int,
    bad: int,
    is_open: bool,  # noqa: FBT001 - a table's column
) -> None:
    assert MOST_OUTCOMES == 100
    assert Outcomes().tell(good=good, bad=bad) is is_open


def test_old_calls_say_nothing() -> None:
    known = Outcomes()
    known.tell(good=100, bad=4)
    known.clock.now += MEMORY_SECONDS + 1

    assert not known.tell(bad=4)
    assert known.tell(bad=1)
