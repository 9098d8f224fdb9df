from __future__ import annotations

import httpx
import pytest
from structlog.testing import capture_logs

from gateway.domain.errors import (
    InvalidResponseError,
    ReauthRequiredError,
    ResultLimitError,
    UpstreamRefusedError,
    UpstreamStatusError,
)
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import counted_calls
from gateway.upstream.policy import Policy

from .calls import LINK, TOKEN, RecordedPauses, Thing, upstream
from .raw_server import answer, close, serving


async def test_a_get_brings_the_decoded_body(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer('{"a": 1, "more": []}')) as server:
        assert await upstream(http, server.url).get(LINK, "/things", into=Thing) == Thing(a=1)


async def test_the_token_goes_into_the_authorization_header_alone(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(answer()) as server:
        await upstream(http, server.url).get(LINK, "/things", {"x": "1"}, into=Thing)

    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in request.target
    assert [name for name, value in request.headers.items() if TOKEN in value] == ["authorization"]


async def test_a_body_is_asked_for_uncompressed(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer()) as server:
        await upstream(http, server.url).get(LINK, "/things", into=Thing)

    assert server.requests[0].headers["accept-encoding"] == "identity"


async def test_a_base_address_may_hold_a_path(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer()) as server:
        await upstream(http, f"{server.url}/v1/users/").get(LINK, "/me/things", into=Thing)

    assert server.targets == ["/v1/users/me/things"]


async def test_parameters_survive_whatever_they_hold(http: httpx.AsyncBaseTransport) -> None:
    token = "a+b/c=d&e%2F é:@;?#"
    async with serving(answer()) as server:
        await upstream(http, server.url).get(LINK, "/things", {"next": token}, into=Thing)

    assert httpx.URL(f"http://h{server.targets[0]}").params["next"] == token


@pytest.mark.parametrize("token", ["", "two words", "line\r\nbreak", "naïve", "tab\t", "nul\0"])
async def test_a_token_that_no_header_can_hold_is_refused_unsent(
    http: httpx.AsyncBaseTransport, token: str
) -> None:
    link = Link(provider=Provider.OURA, token=token, fingerprint="f")
    async with serving(answer()) as server:
        with pytest.raises(ReauthRequiredError) as caught:
            await upstream(http, server.url).get(link, "/things", into=Thing)

    assert not server.requests
    assert not token or token not in str(caught.value)


async def test_a_link_to_another_provider_is_never_sent(http: httpx.AsyncBaseTransport) -> None:
    link = Link(provider=Provider.GOOGLE_FIT, token=TOKEN, fingerprint="f")
    async with serving(answer()) as server:
        with pytest.raises(ValueError, match="no authorization at oura"):
            await upstream(http, server.url).get(link, "/things", into=Thing)

    assert not server.requests


async def test_finding_nothing_is_no_failure(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer(status=404)) as server:
        with capture_logs() as logs:
            assert await upstream(http, server.url).find(LINK, "/things/1", into=Thing) is None

    assert logs == []


async def test_a_find_fails_as_a_get_does(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer(status=500)) as server:
        with pytest.raises(UpstreamStatusError):
            await upstream(http, server.url).find(LINK, "/things/1", into=Thing)


async def test_a_put_sends_the_body_as_json(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer('{"a": 2}')) as server:
        stored = await upstream(http, server.url).put(LINK, "/things/1", Thing(a=1), into=Thing)

    (request,) = server.requests
    assert stored == Thing(a=2)
    assert (request.method, request.body) == ("PUT", b'{"a":1,"text":""}')
    assert request.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("response", "existed"),
    [(answer(b""), True), (answer(status=204), True), (answer(status=404), False)],
    ids=["200", "204", "404"],
)
async def test_a_delete_tells_whether_there_was_something(
    http: httpx.AsyncBaseTransport,
    response: bytes,
    existed: bool,  # noqa: FBT001 - a table's column
) -> None:
    async with serving(response) as server:
        assert await upstream(http, server.url).delete(LINK, "/things/1") is existed

    assert server.requests[0].method == "DELETE"


async def test_a_write_is_repeated_with_the_same_id_and_body(
    http: httpx.AsyncBaseTransport,
) -> None:
    waited = RecordedPauses()
    async with serving(answer(status=503), answer('{"a": 1}')) as server:
        made = upstream(http, server.url, pauses=waited)
        with counted_calls() as count:
            await made.put(LINK, "/things/1", Thing(a=1), into=Thing)

    assert server.requests[0] == server.requests[1]
    assert len(server.requests) == count.calls == 2
    assert len(waited.seconds) == 1


async def test_a_parameter_with_several_values_is_repeated(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer()) as server:
        await upstream(http, server.url).get(LINK, "/things", {"x": ["1", "2"]}, into=Thing)

    assert server.targets == ["/things?x=1&x=2"]


async def test_a_question_may_have_a_body_and_is_asked_again(
    http: httpx.AsyncBaseTransport,
) -> None:
    async with serving(answer(status=503)) as server:
        with pytest.raises(UpstreamStatusError):
            await upstream(http, server.url).ask(LINK, "/things:sum", {"a": 1}, into=Thing)

    first, second = server.requests
    assert first == second
    assert (first.method, first.body) == ("POST", b'{"a":1}')


async def test_an_answer_to_a_question_that_is_too_large_is_one_to_narrow(
    http: httpx.AsyncBaseTransport,
) -> None:
    small = Policy(body_limit_bytes=10)
    async with serving(answer("x" * 11)) as server:
        made = upstream(http, server.url, policy=small)
        with pytest.raises(ResultLimitError):
            await made.ask(LINK, "/things:sum", {}, into=Thing)
        with pytest.raises(InvalidResponseError):
            await made.post(LINK, "/things", {}, into=Thing)


@pytest.mark.parametrize("method", ["post", "patch"])
async def test_what_may_not_be_done_twice_is_tried_again_only_when_nothing_was_done(
    http: httpx.AsyncBaseTransport, method: str
) -> None:
    async with serving(answer(status=503), answer('{"a": 1}'), answer(status=500)) as server:
        send = getattr(upstream(http, server.url), method)
        assert await send(LINK, "/things", Thing(a=1), into=Thing) == Thing(a=1)
        with pytest.raises(UpstreamStatusError):
            await send(LINK, "/things", Thing(a=1), into=Thing)

    assert [request.method for request in server.requests] == [method.upper()] * 3


async def test_a_delete_whose_first_answer_was_lost_ends_well(
    http: httpx.AsyncBaseTransport,
) -> None:
    policy = Policy(deadline_seconds=2)
    async with serving(close, close, answer(status=404)) as server:
        assert not await upstream(http, server.url, policy=policy).delete(LINK, "/things/1")


async def test_a_call_that_is_too_long_is_refused_unsent(http: httpx.AsyncBaseTransport) -> None:
    async with serving(answer()) as server:
        with pytest.raises(UpstreamRefusedError, match="too long"):
            await upstream(http, server.url).get(LINK, "/x", {"next": "x" * 70_000}, into=Thing)

    assert not server.requests


async def test_a_failure_is_one_event_that_holds_no_data(http: httpx.AsyncBaseTransport) -> None:
    refusal = answer('{"detail": "weight 70 kg"}', status=429)
    async with serving(refusal) as server:
        with capture_logs() as logs, pytest.raises(Exception, match="limit"):
            await upstream(http, server.url).get(LINK, "/things/7", {"q": "run"}, into=Thing)

    (event,) = logs
    elapsed = event.pop("elapsed_ms")
    assert isinstance(elapsed, int)
    assert event == {
        "event": "upstream_failed",
        "log_level": "warning",
        "provider": "oura",
        "code": "RATE_LIMITED",
        "status": 429,
    }


async def test_reading_turns_a_bad_value_into_an_unreadable_answer(
    http: httpx.AsyncBaseTransport,
) -> None:
    made = upstream(http, "http://127.0.0.1")
    with capture_logs() as logs, pytest.raises(InvalidResponseError) as caught, made.reading():
        int("seventy kilos")

    assert [event["code"] for event in logs] == ["INVALID_RESPONSE"]
    assert "seventy" not in str(caught.value)
