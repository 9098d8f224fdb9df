from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from gateway.domain.activity import ActivityType
from gateway.writing.checks import problems_with
from gateway.writing.commands import ApplicationCommand, UpsertCommand
from gateway.writing.problems import UserErrorCode

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
RUN = UpsertCommand(
    title="Run",
    type=ActivityType.RUNNING,
    start_time=NOON - timedelta(hours=2),
    end_time=NOON - timedelta(hours=1),
)
MICROSECOND = timedelta(microseconds=1)


def refused(**changes: object) -> list[tuple[UserErrorCode, str]]:
    command = msgspec.structs.replace(RUN, **changes)
    return [
        (problem.code, ".".join(problem.field or ())) for problem in problems_with(command, NOON)
    ]


def test_a_plain_run_is_in_order() -> None:
    assert refused() == []


def test_a_session_may_end_a_day_from_now_and_not_later() -> None:
    tomorrow = NOON + timedelta(days=1)

    assert refused(end_time=tomorrow) == []
    assert refused(end_time=tomorrow + MICROSECOND) == [
        (UserErrorCode.OUT_OF_RANGE, "input.endTime")
    ]


def test_a_session_may_start_with_1970_and_not_earlier() -> None:
    beginning = datetime(1970, 1, 1, tzinfo=UTC)

    assert refused(start_time=beginning) == []
    assert refused(start_time=beginning - MICROSECOND) == [
        (UserErrorCode.OUT_OF_RANGE, "input.startTime")
    ]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_out_of_range(year: int) -> None:
    instant = datetime(year, 12, 31, 23, 59, 59, 999_999, UTC)

    assert refused(start_time=instant, end_time=instant) == [
        (UserErrorCode.OUT_OF_RANGE, "input.startTime"),
        (UserErrorCode.OUT_OF_RANGE, "input.endTime"),
        (UserErrorCode.END_BEFORE_START, "input.endTime"),
    ]


@pytest.mark.parametrize("seconds", [math.nan, math.inf, -math.inf, -1e-9, 3600.0000001])
def test_active_time_is_a_number_within_the_session(seconds: float) -> None:
    assert refused(active_duration_seconds=seconds) == [
        (UserErrorCode.OUT_OF_RANGE, "input.activeDurationSeconds")
    ]


def test_active_time_is_not_measured_against_a_session_that_ends_before_its_start() -> None:
    assert refused(end_time=NOON - timedelta(hours=3), active_duration_seconds=60) == [
        (UserErrorCode.END_BEFORE_START, "input.endTime")
    ]


@pytest.mark.parametrize(
    "url",
    [
        "app.example",
        "//app.example",
        "https://",
        "https:app.example",
        "http://[::1",
        "ftp://app.example",
        "data:text/html,x",
        "https://app.example/a b",
        "ht\ntps://app.example",
        "https://app.example/\x00",
    ],
)
def test_a_details_url_that_browsers_could_take_for_something_else_is_refused(url: str) -> None:
    application = ApplicationCommand(name="App", details_url=url)

    assert refused(application=application) == [
        (UserErrorCode.INVALID, "input.application.detailsUrl")
    ]


@pytest.mark.parametrize("url", ["https://app.example", "HTTP://[::1]:8080/ä?b#c"])
def test_a_web_address_is_a_details_url(url: str) -> None:
    assert refused(application=ApplicationCommand(name="App", details_url=url)) == []


def test_a_message_says_how_long_a_text_is_and_may_be() -> None:
    (problem,) = problems_with(msgspec.structs.replace(RUN, title="x" * 1001), NOON)

    assert problem.message == "`title` has 1001 characters; 1000 are allowed."
