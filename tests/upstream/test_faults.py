"""What a call becomes when the provider, or the way to it, does not do its part."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest

from gateway.domain.errors import (
    InvalidResponseError,
    NotSentError,
    RateLimitedError,
    ReauthRequiredError,
    ResultLimitError,
    ScopeMissingError,
    SunsetError,
    UpstreamBrokenError,
    UpstreamError,
    UpstreamRefusedError,
    UpstreamStatusError,
    UpstreamTimeoutError,
    UpstreamUnreachableError,
)
from gateway.upstream.failures import unanswered
from gateway.upstream.http import open_http
from gateway.upstream.policy import Policy

from .calls import LINK, Thing, upstream
from .raw_server import Answer, answer, close, cut, drip, flood, hang, reset, serving

SHORT = Policy(deadline_seconds=0.3, connect_timeout_seconds=0.1, body_limit_bytes=1000)
ONCE = Policy(deadline_seconds=2, write_attempts=1, body_limit_bytes=1000)

STATUSES: list[tuple[int, type[UpstreamError]]] = [
    (301, UpstreamRefusedError),
    (304, UpstreamRefusedError),
    (400, UpstreamRefusedError),
    (401, ReauthRequiredError),
    (403, ScopeMissingError),
    (404, UpstreamRefusedError),
    (410, SunsetError),
    (422, UpstreamRefusedError),
    (426, UpstreamRefusedError),
    (429, RateLimitedError),
    (500, UpstreamBrokenError),
    (503, UpstreamStatusError),
]
UNREADABLE = {
    "malformed": answer("{"),
    "empty": answer(""),
    "deep": answer('{"x":' + "[" * 2000 + "]" * 2000 + "}"),
    "compressed": answer("{}", headers={"Content-Encoding": "gzip"}),
    "no HTTP": b"SSH-2.0-OpenSSH\r\n\r\n",
    "long header": answer(headers={"X-Long": "x" * 10_000}),
}


@pytest.mark.parametrize(("status", "kind"), STATUSES)
async def test_a_status_is_one_kind_of_failure(
    http: httpx.AsyncBaseTransport, status: int, kind: type[UpstreamError]
) -> None:
    body = '{"detail": "jane@example.org"}' if status != 304 else ""
    async with serving(answer(body, status, {"Retry-After": "7"})) as server:
        with pytest.raises(UpstreamError) as caught:
            await upstream(http, server.url).get(LINK, "/things", into=Thing)

    assert type(caught.value) is kind
    assert (caught.value.upstream_status, caught.value.retry_after_seconds) == (status, 7)
    assert "jane" not in str(caught.value)


@pytest.mark.parametrize("misbehave", [hang, drip])
async def test_what_never_ends_is_over_at_the_deadline(
    http: httpx.AsyncBaseTransport, misbehave: Answer
) -> None:
    async with serving(misbehave) as server:
        with pytest.raises(UpstreamTimeoutError):
            await upstream(http, server.url, policy=SHORT).get(LINK, "/things", into=Thing)
        await server.all_closed()


@pytest.mark.parametrize("misbehave", [close, reset, cut])
async def test_a_connection_that_breaks_leaves_the_outcome_of_a_write_unknown(
    http: httpx.AsyncBaseTransport, misbehave: Answer
) -> None:
    async with serving(misbehave) as server:
        with pytest.raises(UpstreamUnreachableError) as caught:
            await upstream(http, server.url, policy=ONCE).put(LINK, "/t", Thing(), into=Thing)

    assert caught.value.outcome_unknown


async def test_a_refused_connection_leaves_the_outcome_of_a_write_known(
    http: httpx.AsyncBaseTransport,
) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(NotSentError) as caught:
            await upstream(http, url).put(LINK, "/things/1", Thing(), into=Thing)

    assert not caught.value.outcome_unknown
    assert "127.0.0.1" not in str(caught.value)


@pytest.mark.parametrize(("status", "is_unknown"), [(500, True), (502, True), (503, False)])
async def test_a_server_error_leaves_the_outcome_of_a_write_unknown_unless_it_was_too_busy(
    http: httpx.AsyncBaseTransport,
    status: int,
    is_unknown: bool,  # noqa: FBT001 - a table's column
) -> None:
    async with serving(answer(status=status)) as server:
        with pytest.raises(UpstreamStatusError) as caught:
            await upstream(http, server.url, policy=ONCE).delete(LINK, "/things/1")

    assert caught.value.outcome_unknown is is_unknown


async def test_a_timeout_followed_by_a_refusal_leaves_the_outcome_unknown(
    http: httpx.AsyncBaseTransport,
) -> None:
    policy = Policy(deadline_seconds=0.5, backoff_seconds=0.01)
    async with serving(hang, answer(status=503)) as server:
        with pytest.raises(UpstreamTimeoutError) as caught:
            await upstream(http, server.url, policy=policy).delete(LINK, "/things/1")

    assert caught.value.outcome_unknown
    assert len(server.requests) == 2


@pytest.mark.parametrize("response", UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_an_answer_that_cannot_be_read_is_an_invalid_response(
    http: httpx.AsyncBaseTransport, response: bytes
) -> None:
    async with serving(response) as server:
        with pytest.raises(InvalidResponseError):
            await upstream(http, server.url).get(LINK, "/things", into=Thing)


async def test_a_body_above_the_limit_is_not_read_to_its_end(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(flood) as server:
        with pytest.raises(ResultLimitError):
            await upstream(http, server.url, policy=SHORT).get(LINK, "/things", into=Thing)
        await server.all_closed()


async def test_a_write_that_is_answered_at_too_great_length_has_an_unknown_outcome(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(answer(b" " * 100_000)) as server:
        with pytest.raises(InvalidResponseError) as caught:
            await upstream(http, server.url, policy=ONCE).put(LINK, "/t", Thing(), into=Thing)

    assert caught.value.outcome_unknown


async def test_a_body_of_exactly_the_limit_is_read(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer("{}".ljust(1000))) as server:
        assert await upstream(http, server.url, policy=SHORT).get(LINK, "/t", into=Thing) == Thing()


async def test_a_pool_without_a_free_connection_counts_as_unsent() -> None:
    async with serving(hang) as server, open_http(connections=1) as http:
        first = asyncio.create_task(upstream(http, server.url).get(LINK, "/t", into=Thing))
        await server.arrival()
        with pytest.raises(NotSentError):
            await upstream(http, server.url, policy=SHORT).get(LINK, "/t", into=Thing)
        first.cancel()

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (httpx.ConnectError("no"), NotSentError),
        (httpx.ReadTimeout("late"), UpstreamTimeoutError),
        (httpx.RemoteProtocolError("odd"), InvalidResponseError),
        (httpx.ReadError("broken"), UpstreamUnreachableError),
        (ConnectionResetError(), UpstreamUnreachableError),
    ],
)
def test_failures_of_other_transports_are_told_apart_too(
    problem: Exception, kind: type[UpstreamError]
) -> None:
    assert type(unanswered(LINK.provider, problem)) is kind
