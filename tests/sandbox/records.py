"""Small records for tests that need exact ones."""

from __future__ import annotations

from gateway.sandbox import Wire
from gateway.sandbox.wire import instant_of, millis

SESSIONS = "/fitness/v1/users/me/sessions"
WORKOUTS = "/v2/usercollection/workout"


def ms(text: str) -> str:
    return str(millis(instant_of(text)))


def fit(session_id: str, start: str, end: str, **more: object) -> Wire:
    """A stored Google Fit session; times in UTC."""
    return {
        "id": session_id,
        "name": "Run",
        "startTimeMillis": ms(start),
        "endTimeMillis": ms(end),
        "modifiedTimeMillis": ms(end),
        "application": {"name": "App"},
        "activityType": 8,
        **more,
    }


def workout(document_id: str, start: str, **more: object) -> Wire:
    """A stored Oura workout of no length."""
    return {
        "id": document_id,
        "activity": "running",
        "calories": None,
        "day": start[:10],
        "distance": None,
        "end_datetime": start,
        "intensity": "easy",
        "label": None,
        "source": "manual",
        "start_datetime": start,
        **more,
    }
