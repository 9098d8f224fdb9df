from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from gateway.server.logs import configure_logs
from tests.logging_of_its_own import QUIETENED, SILENCED, restored_logging

from .clients import Json, client_of, post
from .tiny import SECRET, application


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    with restored_logging():
        yield


@pytest.fixture
def stream() -> io.StringIO:
    stream = io.StringIO()
    configure_logs(as_json=True, stream=stream)
    return stream


def events(stream: io.StringIO) -> list[Json]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def test_a_request_is_one_line_of_json_with_its_id(stream: io.StringIO) -> None:
    await post({"query": "{ hello }"}, headers={"X-Request-Id": "request-0001"})

    (event,) = events(stream)
    assert event["event"] == "request"
    assert event["request_id"] == "request-0001"
    assert event["level"] == "info"
    assert event["timestamp"].endswith("Z")


async def test_a_failing_resolver_leaves_its_place_in_the_log_and_no_value(
    stream: io.StringIO,
) -> None:
    await post({"query": '{ hello(name: "my secret") maybe }'})

    assert [event["event"] for event in events(stream)] == ["unexpected_failure", "request"]
    assert SECRET not in stream.getvalue()
    assert "my secret" not in stream.getvalue()


def test_an_exception_in_a_log_of_a_library_keeps_its_type_and_place_only(
    stream: io.StringIO,
) -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    try:
        fail()
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")

    (event,) = events(stream)
    assert event["event"] == "Exception in ASGI application"
    assert event["error_type"] == "builtins.ValueError"
    assert event["error_at"][-1].endswith(" fail")
    assert SECRET not in stream.getvalue()


def test_a_report_of_the_loop_is_cut_before_the_exception_it_prints(stream: io.StringIO) -> None:
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: %r", SECRET)

    (event,) = events(stream)
    assert event["event"] == "Task exception was never retrieved"


def test_a_log_with_an_exception_of_our_own_keeps_its_type_and_place_only(
    stream: io.StringIO,
) -> None:
    structlog.get_logger().error("odd", exc_info=ValueError(SECRET))

    (event,) = events(stream)
    assert (event["error_type"], event["error_at"]) == ("builtins.ValueError", [])
    assert SECRET not in stream.getvalue()


@pytest.mark.parametrize("name", [*SILENCED, *QUIETENED])
def test_a_library_that_logs_addresses_or_messages_is_not_heard(
    stream: io.StringIO, name: str
) -> None:
    logging.getLogger(name).info("GET /graphql?query=%s", SECRET)

    assert stream.getvalue() == ""


def test_the_server_still_says_that_it_runs(stream: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").info("Uvicorn running on %s", "127.0.0.1")

    (event,) = events(stream)
    assert (event["event"], event["level"]) == ("Uvicorn running on 127.0.0.1", "info")


async def test_the_log_for_people_is_text_of_one_line_an_event() -> None:
    stream = io.StringIO()
    configure_logs(as_json=False, stream=stream)

    async with client_of(application()) as client:
        await client.get("/a%0aforged")
    logging.getLogger("uvicorn.error").info("Started\nforged")

    first, second = stream.getvalue().splitlines()
    assert "request" in first
    assert "path=/a%0Aforged" in first
    assert "Started" in second
    assert "\x1b" not in stream.getvalue()


def test_logs_go_to_stderr_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(as_json=True)

    structlog.get_logger().info("started")

    out, err = capsys.readouterr()
    assert (out, json.loads(err)["event"]) == ("", "started")
