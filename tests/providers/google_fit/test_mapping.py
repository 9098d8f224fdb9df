from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from gateway.domain.activity import Activity, ActivityKind, ActivityType, RecordingMethod
from gateway.domain.detail import Application, GoogleFitSession
from gateway.domain.errors import BadUserInputError
from gateway.domain.provider_name import Provider
from gateway.domain.session import SessionDraft
from gateway.providers.google_fit import wire
from gateway.providers.google_fit.mapping import activity, session_update
from gateway.upstream.decoding import decoded
from tests.providers.fixtures import fixture

RIDE, DRIVE, NEW = (
    activity(session)
    for session in decoded(fixture("google_fit/sessions"), wire.SessionList).session
)
DRAFT = SessionDraft(
    native_id="run/1",
    title="Run",
    notes=None,
    type=ActivityType.RUNNING,
    provider_type=None,
    start_time=datetime(2026, 3, 29, 8, 0, 0, 123_000, tzinfo=UTC),
    end_time=datetime(2026, 3, 29, 9, tzinfo=UTC),
    active_duration_seconds=None,
    application=None,
)


def test_a_session_is_mapped_field_by_field() -> None:
    application = Application(name="Rides", version="2.1", details_url="https://rides.example/7")
    assert (
        Activity(
            provider=Provider.GOOGLE_FIT,
            collection="session",
            provider_id="ride:2026/03/29 08:00",
            kind=ActivityKind.WORKOUT,
            type=ActivityType.CYCLING,
            provider_type="16",
            start_time=datetime(2026, 3, 29, 8, 0, 0, 123_000, tzinfo=UTC),
            end_time=datetime(2026, 3, 29, 9, 0, 0, 456_000, tzinfo=UTC),
            recording_method=RecordingMethod.UNKNOWN,
            title="Sunday ride",
            notes="Along the lake",
            active_duration_seconds=3000.5,
            application=application,
            modified_at=datetime(2026, 3, 29, 9, 3, 20, tzinfo=UTC),
            viewer_can_update=True,
            viewer_can_delete=True,
            detail=GoogleFitSession(
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
        )
        == RIDE
    )


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
    assert (NEW.type, NEW.provider_type) == (ActivityType.UNKNOWN, "4711")


def test_a_session_of_an_android_app_cannot_be_written() -> None:
    assert (DRIVE.viewer_can_update, DRIVE.viewer_can_delete) == (False, False)
    assert (NEW.viewer_can_update, NEW.viewer_can_delete) == (True, True)


def test_a_draft_is_sent_as_documented() -> None:
    application = Application(
        name="Rides", version="2", package_name="com.example", details_url="https://x.example"
    )
    draft = msgspec.structs.replace(
        DRAFT, notes="Wet", active_duration_seconds=3000.4996, application=application
    )

    sent = msgspec.json.decode(msgspec.json.encode(session_update(draft, "Gateway")))

    assert sent == {
        "id": "run/1",
        "name": "Run",
        "description": "Wet",
        "startTimeMillis": "1774771200123",
        "endTimeMillis": "1774774800000",
        "activeTimeMillis": "3000500",
        "activityType": 8,
        "application": {"name": "Rides", "version": "2", "detailsUrl": "https://x.example"},
    }


def test_a_draft_sends_no_key_for_what_it_does_not_have() -> None:
    sent = msgspec.json.decode(msgspec.json.encode(session_update(DRAFT, "Gateway")))

    assert sent.keys() == {
        "id",
        "name",
        "startTimeMillis",
        "endTimeMillis",
        "activityType",
        "application",
    }
    assert sent["application"] == {"name": "Gateway"}


def test_the_code_0_is_sent() -> None:
    draft = msgspec.structs.replace(DRAFT, type=ActivityType.IN_VEHICLE)

    assert b'"activityType":0' in msgspec.json.encode(session_update(draft, "Gateway"))


def test_an_application_without_a_name_gets_the_gateways() -> None:
    draft = msgspec.structs.replace(DRAFT, application=Application(version="3"))

    assert session_update(draft, "Gateway").application == wire.Application(
        name="Gateway", version="3"
    )


def test_a_type_that_fit_cannot_store_is_refused() -> None:
    draft = msgspec.structs.replace(DRAFT, type=ActivityType.BODY_STATUS)

    with pytest.raises(BadUserInputError, match="cannot store the type BODY_STATUS"):
        session_update(draft, "Gateway")
