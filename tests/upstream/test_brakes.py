"""Calls that are kept back because the provider said so."""

from __future__ import annotations

import httpx
import pytest
from structlog.testing import capture_logs

from gateway.domain.errors import ApplicationLimitedError, RateLimitedError, StillLimitedError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls
from gateway.providers.oura.refusals import explain
from gateway.upstream import brakes
from gateway.upstream.client import Upstream
from gateway.upstream.policy import Policy

from .calls import LINK, RecordedPauses, Thing, upstream
from .raw_server import answer, serving

OTHER = Link(provider=Provider.OURA, token="other", fingerprint="f2")
GOOD = answer('{"a": 1}')


def limited(seconds: int | None = 60, tier: str = "token") -> bytes:
    after = {} if seconds is None else {"Retry-After": str(seconds)}
    return answer(status=429, headers={**after, "X-RateLimit-Tier": tier})


def oura(http: httpx.AsyncBaseTransport, url: str, clock: RecordedPauses) -> Upstream:
    return upstream(http, url, policy=Policy(read_attempts=1), pauses=clock, explain=explain)


async def test_a_link_is_not_called_until_its_time_is_over(
    http: httpx.AsyncBaseTransport,
) -> None:
    clock = RecordedPauses()
    async with serving(limited(60), GOOD) as server:
        made = oura(http, server.url, clock)
        with pytest.raises(RateLimitedError) as first:
            await made.get(LINK, "/a", into=Thing)
        clock.now += 59.5
        with counted_calls() as count, pytest.raises(StillLimitedError) as second:
            await made.get(LINK, "/b", into=Thing)
        clock.now += 0.5

        assert await made.get(LINK, "/c", into=Thing) == Thing(a=1)

    assert [first.value.upstream_status, second.value.upstream_status] == [429, None]
    assert [first.value.retry_after_seconds, second.value.retry_after_seconds] == [60, 1]
    assert second.value.code == "RATE_LIMITED"
    assert count.calls == 0
    assert server.targets == ["/a", "/c"]


async def test_the_limit_of_a_token_leaves_other_links_alone(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(limited(tier="token"), GOOD) as server:
        made = oura(http, server.url, RecordedPauses())
        with pytest.raises(RateLimitedError):
            await made.get(LINK, "/things", into=Thing)

        assert await made.get(OTHER, "/things", into=Thing) == Thing(a=1)


async def test_the_limit_of_the_application_keeps_all_links_back(
    http: httpx.AsyncBaseTransport,
) -> None:
    clock = RecordedPauses()
    async with serving(limited(tier="application"), GOOD) as server:
        made = oura(http, server.url, clock)
        with pytest.raises(RateLimitedError):
            await made.get(LINK, "/things", into=Thing)
        with pytest.raises(StillLimitedError):
            await made.get(OTHER, "/things", into=Thing)
        clock.now += 60

        assert await made.get(OTHER, "/things", into=Thing) == Thing(a=1)

    assert len(server.requests) == 2


@pytest.mark.parametrize("kind", [RateLimitedError, ApplicationLimitedError])
def test_a_shorter_time_does_not_end_a_longer_one(kind: type[RateLimitedError]) -> None:
    kept = brakes.Brakes(Provider.OURA, lambda: 0.0)
    kept.pull(LINK, kind(Provider.OURA, "Slow.", retry_after_seconds=50))
    kept.pull(LINK, kind(Provider.OURA, "Slow.", retry_after_seconds=5))

    with pytest.raises(StillLimitedError) as caught:
        kept.check(LINK)

    assert caught.value.retry_after_seconds == 50


async def test_writes_are_kept_back_too(http: httpx.AsyncBaseTransport) -> None:
    async with serving(limited()) as server:
        made = oura(http, server.url, RecordedPauses())
        with pytest.raises(RateLimitedError):
            await made.put(LINK, "/things/1", Thing(), into=Thing)
        with pytest.raises(StillLimitedError) as caught:
            await made.put(LINK, "/things/1", Thing(), into=Thing)

    assert not caught.value.outcome_unknown
    assert len(server.requests) == 1


@pytest.mark.parametrize("seconds", [None, 0])
async def test_a_limit_without_a_time_keeps_nothing_back(
    http: httpx.AsyncBaseTransport, seconds: int | None
) -> None:
    async with serving(limited(seconds), GOOD) as server:
        made = oura(http, server.url, RecordedPauses())
        with pytest.raises(RateLimitedError):
            await made.get(LINK, "/things", into=Thing)

        assert await made.get(LINK, "/things", into=Thing) == Thing(a=1)


async def test_what_is_kept_back_is_logged_once(http: httpx.AsyncBaseTransport) -> None:
    async with serving(limited()) as server:
        made = oura(http, server.url, RecordedPauses())
        with capture_logs() as logs:
            for _ in range(5):
                with pytest.raises(RateLimitedError):
                    await made.get(LINK, "/things", into=Thing)

    assert [event["event"] for event in logs] == ["upstream_failed"]


def test_what_is_known_of_links_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brakes, "MOST_BRAKED_LINKS", 4)
    clock = RecordedPauses()
    kept = brakes.Brakes(Provider.OURA, lambda: clock.now)
    links = [Link(provider=Provider.OURA, token="t", fingerprint=str(i)) for i in range(9)]

    def pull(link: Link, seconds: int) -> None:
        kept.pull(link, RateLimitedError(Provider.OURA, "Slow.", retry_after_seconds=seconds))

    def braked() -> list[int]:
        found: list[int] = []
        for number, link in enumerate(links):
            try:
                kept.check(link)
            except StillLimitedError:
                found.append(number)
        return found

    for number in range(5):
        pull(links[number], 10 * (number + 1))
    assert braked() == [2, 3, 4]

    clock.now += 45
    for number in range(5, 9):
        pull(links[number], 10)
    assert braked() == [6, 7, 8]

    clock.now += 60
    assert braked() == []
    assert not kept.are_on
