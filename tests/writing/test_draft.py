from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.activity import (
    Activity,
    ActivityKind,
    ActivityType,
    Application,
)
from gateway.domain.provider_name import Provider
from gateway.writing.commands import ApplicationCommand, UpsertCommand
from gateway.writing.draft import MILLISECOND, Plan, plan
from tests.made_up import MadeUp

START = datetime(2026, 3, 10, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
OWN = Application(name="Gateway")
RUN = UpsertCommand(title="Run", type=ActivityType.RUNNING, start_time=START, end_time=START + HOUR)
STORED = MadeUp(
    provider=Provider.GOOGLE_FIT,
    collection="session",
    provider_id="s",
    kind=ActivityKind.WORKOUT,
    type=ActivityType.RUNNING,
    provider_type="56",
    start_time=START,
    end_time=START + HOUR,
    title="Run",
    notes="Windy",
    active_duration_seconds=3000.5,
    application=Application(name="App", version="2", details_url="https://app.example"),
)


def planned(**changes: object) -> Plan:
    return planned_over(STORED, **changes)


def planned_over(stored: Activity | None, **changes: object) -> Plan:
    command = msgspec.structs.replace(RUN, **changes)
    return plan(command, "s", command.type, stored, OWN)


def test_a_new_session_has_what_was_sent_and_nothing_else() -> None:
    draft = planned_over(None).draft

    assert (draft.notes, draft.active_duration_seconds, draft.application) == (None, None, None)
    assert (draft.native_id, draft.provider_type) == ("s", None)


def test_what_was_left_out_is_taken_from_the_stored_session() -> None:
    whole = planned()

    assert not whole.changes(STORED)
    assert whole.draft.application == STORED.application
    assert whole.draft.provider_type == "56"


def test_another_type_drops_the_stored_code() -> None:
    assert planned(type=ActivityType.WALKING).draft.provider_type is None


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Other"},
        {"notes": None},
        {"notes": ""},
        {"type": ActivityType.WALKING},
        {"start_time": START - MILLISECOND},
        {"end_time": START + HOUR + MILLISECOND},
        {"active_duration_seconds": None},
        {"active_duration_seconds": 3000.501},
        {"application": None},
        {"application": ApplicationCommand(name="App")},
    ],
    ids=repr,
)
def test_every_field_that_differs_is_a_change(changes: dict[str, object]) -> None:
    assert planned(**changes).changes(STORED)


def test_an_application_that_is_nowhere_stays_nowhere_unless_null_was_sent() -> None:
    without = msgspec.structs.replace(STORED, application=None)

    assert not planned_over(without).changes(without)
    assert planned_over(without, application=None).draft.application == OWN


def test_differences_below_a_millisecond_are_no_change() -> None:
    finer = {
        "start_time": START + timedelta(microseconds=999),
        "end_time": START + HOUR + timedelta(microseconds=1),
        "active_duration_seconds": 3000.5004,
    }

    assert not planned(**finer).changes(STORED)


def test_active_time_never_exceeds_the_session_as_it_is_stored() -> None:
    draft = planned(
        start_time=START + timedelta(microseconds=1),
        end_time=START + timedelta(microseconds=1_700),
        active_duration_seconds=0.0016,
    ).draft

    assert draft.active_duration_seconds == 0.001


instants = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made aware
    lambda naive: naive.replace(tzinfo=UTC)
)


@given(start=instants, length=st.timedeltas(MILLISECOND, timedelta(days=30)), share=st.floats(0, 1))
def test_whatever_is_cut_the_session_keeps_a_length_and_its_active_time_fits(
    start: datetime, length: timedelta, share: float
) -> None:
    active = share * (length / timedelta(seconds=1))
    whole = planned(start_time=start, end_time=start + length, active_duration_seconds=active)

    draft = whole.draft
    assert draft.active_duration_seconds is not None
    span = (draft.end_time - draft.start_time) / timedelta(seconds=1)
    assert timedelta(0) <= start - draft.start_time < MILLISECOND
    assert draft.start_time.microsecond % 1000 == draft.end_time.microsecond % 1000 == 0
    assert 0 <= draft.active_duration_seconds <= span
    assert span > 0
