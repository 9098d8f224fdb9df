from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.activity import (
    NO_METRICS,
    ActivityId,
    ActivityKind,
    ActivityType,
    Position,
    RecordingMethod,
)
from gateway.domain.activity_id import encode_id
from gateway.domain.activity_type import kind_of
from gateway.domain.detail import Application, GoogleFitSession
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit import wire
from gateway.providers.google_fit.activities import session_activity
from gateway.providers.google_fit.activity_types import TYPES
from gateway.upstream.decoding import decoded
from tests.providers.attributes import ZONES, attributes, seen_from_everywhere
from tests.providers.fixtures import fixture

RIDE, DRIVE, NEW = map(
    session_activity, decoded(fixture("google_fit/sessions"), wire.SessionList).session
)
RIDE_ID = ActivityId(Provider.GOOGLE_FIT, "session", "ride:2026/03/29 08:00")
RIDE_START = datetime(2026, 3, 29, 8, 0, 0, 123_000, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_session_says_all_of_this() -> None:
    application = Application(name="Rides", version="2.1", details_url="https://rides.example/7")
    assert attributes(RIDE) == {
        "id": encode_id(RIDE_ID),
        "activity_id": RIDE_ID,
        "position": Position(RIDE_START, "google_fit", "session", "ride:2026/03/29 08:00"),
        "provider": Provider.GOOGLE_FIT,
        "collection": "session",
        "provider_id": "ride:2026/03/29 08:00",
        "kind": ActivityKind.WORKOUT,
        "type": ActivityType.CYCLING,
        "provider_type": "16",
        "start_time": RIDE_START,
        "end_time": datetime(2026, 3, 29, 9, 0, 0, 456_000, tzinfo=UTC),
        "duration_seconds": 3600.333,
        "active_duration_seconds": 3000.5,
        "recording_method": RecordingMethod.UNKNOWN,
        "title": "Sunday ride",
        "notes": "Along the lake",
        "start_offset_minutes": None,
        "recorded_local": None,
        "start_local": None,
        "local_date": None,
        "seen_in": None,
        "provider_day": None,
        "intensity": None,
        "mood": None,
        "application": application,
        "modified_at": datetime(2026, 3, 29, 9, 3, 20, tzinfo=UTC),
        "metrics": NO_METRICS,
        "viewer_can_update": True,
        "viewer_can_delete": True,
        "detail": GoogleFitSession(
            id="ride:2026/03/29 08:00",
            activity_type=16,
            name="Sunday ride",
            description="Along the lake",
            start_time_millis=1774771200123,
            end_time_millis=1774774800456,
            modified_time_millis=1774775000000,
            active_time_millis=3000500,
            application=application,
        ),
    }


def test_what_is_absent_or_empty_is_none() -> None:
    assert (DRIVE.title, DRIVE.notes, DRIVE.modified_at) == (None, None, None)
    assert (DRIVE.active_duration_seconds, DRIVE.start_offset_minutes) == (None, None)
    assert (DRIVE.start_local, DRIVE.provider_day, DRIVE.local_date) == (None, None, None)
    assert (NEW.notes, NEW.application) == (None, None)


def test_an_absent_activity_type_is_the_code_0() -> None:
    assert (DRIVE.type, DRIVE.kind, DRIVE.provider_type) == (
        ActivityType.IN_VEHICLE,
        ActivityKind.TRANSPORT,
        "0",
    )


def test_an_unknown_code_is_kept_as_it_came() -> None:
    assert (NEW.type, NEW.kind, NEW.provider_type) == (
        ActivityType.UNKNOWN,
        ActivityKind.OTHER,
        "4711",
    )


def test_a_session_of_an_android_app_cannot_be_written() -> None:
    assert (DRIVE.viewer_can_update, DRIVE.viewer_can_delete) == (False, False)
    assert (NEW.viewer_can_update, NEW.viewer_can_delete) == (True, True)


def test_local_times_are_those_of_the_question() -> None:
    zurich, kiritimati, _ = ZONES

    assert RIDE.seen_from(zurich).start_local == datetime(2026, 3, 29, 10, 0, 0, 123_000)  # noqa: DTZ001 - a wall clock
    assert RIDE.seen_from(kiritimati).local_date == date(2026, 3, 29)
    assert (RIDE.seen_from(zurich).seen_in, RIDE.seen_in) == ("Europe/Zurich", None)


def test_local_times_beyond_the_calendar_are_none() -> None:
    last = session_activity(session(datetime(9999, 12, 31, 23, tzinfo=UTC)))

    assert last.seen_from(ZONES[1]).start_local is None


@pytest.mark.parametrize(
    "empty",
    [
        {"name": ""},
        {"description": ""},
        {"application": {}},
        {"application": {"name": "", "detailsUrl": ""}},
    ],
)
def test_what_is_empty_is_none_in_the_record_too(empty: dict[str, object]) -> None:
    sent = {"id": "", "startTimeMillis": "0", "endTimeMillis": "1"}
    body = msgspec.json.encode({"session": [sent | empty]})

    (one,) = decoded(body, wire.SessionList).session

    detail = session_activity(one).detail
    assert detail == GoogleFitSession(id="", start_time_millis=0, end_time_millis=1)
    assert (detail.name, detail.description, detail.application) == (None, None, None)


@pytest.mark.parametrize("name", ["name", "package_name", "version", "details_url"])
def test_what_is_empty_in_an_application_is_none_beside_what_is_told(name: str) -> None:
    blank = Application(name="", package_name="", version="", details_url="")
    by = msgspec.structs.replace(blank, **{name: "x"})

    told = session_activity(msgspec.structs.replace(session(EPOCH), application=by))

    assert told.application == Application(**{name: "x"})
    assert told.detail.application == told.application
    assert told.viewer_can_update is (name != "package_name")


def test_what_is_told_is_kept_as_it_came() -> None:
    by = Application(name="Rides")
    sent = msgspec.structs.replace(session(EPOCH), name="Ride", application=by)

    assert session_activity(sent).detail is sent


BEYOND = pytest.mark.parametrize("beyond", [-62_135_596_800_001, 253_402_300_800_000, 2**63 - 1])


@BEYOND
@pytest.mark.parametrize("at", ["start_time_millis", "end_time_millis"])
def test_a_session_with_a_time_beyond_the_calendar_is_an_error(at: str, beyond: int) -> None:
    with pytest.raises(OverflowError):
        session_activity(msgspec.structs.replace(session(EPOCH), **{at: beyond}))


@BEYOND
def test_a_modification_beyond_the_calendar_is_none(beyond: int) -> None:
    odd = msgspec.structs.replace(session(EPOCH), modified_time_millis=beyond)

    said = session_activity(odd)

    assert (said.modified_at, said.detail.modified_time_millis) == (None, beyond)


@pytest.mark.parametrize("at", ["start_time_millis", "end_time_millis", "modified_time_millis"])
@pytest.mark.parametrize("edge", [-62_135_596_800_000, 253_402_300_799_999])
def test_a_session_with_a_time_at_the_edge_of_the_calendar_can_be_read(at: str, edge: int) -> None:
    taken = session_activity(msgspec.structs.replace(session(EPOCH), **{at: edge}))

    assert len(seen_from_everywhere(taken)) == len(ZONES) + 1


@pytest.mark.parametrize(
    ("active", "seconds"), [(None, None), (-1, None), (0, 0.0), (1500, 1.5), (1501, None)]
)
def test_a_part_that_is_active_lies_within_the_session(
    active: int | None, seconds: float | None
) -> None:
    lasting = msgspec.structs.replace(
        session(EPOCH), end_time_millis=1500, active_time_millis=active
    )

    assert session_activity(lasting).active_duration_seconds == seconds


def session(start: datetime) -> GoogleFitSession:
    millis = (start - EPOCH) // timedelta(milliseconds=1)
    return GoogleFitSession(id="x", start_time_millis=millis, end_time_millis=millis)


@given(
    start=st.integers(-(10**12), 10**13),
    lasts=st.integers(-1000, 10**8),
    active=st.none() | st.integers(-10, 10**8),
    modified=st.none() | st.integers(-62_135_596_800_000, 253_402_300_799_999),
    code=st.sampled_from(sorted(TYPES)),
    texts=st.tuples(st.text(max_size=3), st.text(max_size=3), st.text(max_size=3)),
)
def test_a_session_says_what_its_record_says(
    start: int,
    lasts: int,
    active: int | None,
    modified: int | None,
    code: int,
    texts: tuple[str, str, str],
) -> None:
    name, description, package = texts

    said = session_activity(
        GoogleFitSession(
            id="x",
            activity_type=code,
            name=name,
            description=description,
            start_time_millis=start,
            end_time_millis=start + lasts,
            modified_time_millis=modified,
            active_time_millis=active,
            application=Application(package_name=package),
        )
    )

    possible = None if active is None or not 0 <= active <= lasts else active / 1000
    assert (said.start_time - EPOCH) / SECOND == start / 1000
    assert said.duration_seconds == max(lasts, 0) / 1000
    assert said.active_duration_seconds == possible
    assert said.modified_at == (
        None if modified is None else EPOCH + timedelta(milliseconds=modified)
    )
    assert (said.type, said.kind) == (TYPES[code], kind_of(TYPES[code]))
    assert said.provider_type == str(code)
    assert (said.title, said.notes) == (name or None, description or None)
    assert said.application == (Application(package_name=package) if package else None)
    assert said.viewer_can_update is said.viewer_can_delete is (not package)


@given(
    times=st.tuples(*[st.integers() | st.integers(-(10**14), 10**15)] * 4),
    code=st.integers(-(2**31), 2**31 - 1),
)
def test_no_attribute_of_a_session_that_is_taken_fails(
    times: tuple[int, int, int, int], code: int
) -> None:
    start, end, modified, active = times
    sent = GoogleFitSession(
        id="x",
        activity_type=code,
        start_time_millis=start,
        end_time_millis=end,
        modified_time_millis=modified,
        active_time_millis=active,
    )
    with suppress(OverflowError):
        taken = session_activity(sent)
        try:
            said = seen_from_everywhere(taken)
        except OverflowError as failure:
            raise AssertionError(sent) from failure
        assert len(said) == len(ZONES) + 1
