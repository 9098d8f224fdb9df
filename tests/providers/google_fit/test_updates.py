from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from gateway.domain.activity import ActivityType
from gateway.domain.detail import Application
from gateway.domain.errors import BadUserInputError
from gateway.domain.session import SessionDraft
from gateway.providers.google_fit import wire
from gateway.providers.google_fit.updates import session_update

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
