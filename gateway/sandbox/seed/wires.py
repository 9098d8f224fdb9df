"""Made-up records in the form that each provider's API gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from gateway.sandbox.google_fit.form import without_empty_fields
from gateway.sandbox.wire import Wire, millis

UPLOAD_DELAY = timedelta(minutes=4)
"""From the end of an activity until the provider has it."""

PHONE_APP: Wire = {
    "name": "Trailbook",
    "version": "4.2.0",
    "detailsUrl": "https://trailbook.example/app",
}
"""A REST client: what it wrote may be changed by others."""

ANDROID_APP: Wire = {"packageName": "example.sleepwatch", "version": "11"}
"""An Android app: what it wrote is its own."""


@dataclass(frozen=True, slots=True)
class Span:
    """When something took place, and where."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    @property
    def minutes(self) -> float:
        """How long it took."""
        return (self.end - self.start) / timedelta(minutes=1)

    def shifted(self, start: timedelta, end: timedelta) -> Span:
        """The same as another device saw it."""
        return Span(self.start + start, self.end + end, self.zone)


def fit_session(
    session_id: str,
    activity_type: int,
    span: Span,
    *,
    name: str = "",
    application: Wire = PHONE_APP,
    **more: Any,  # noqa: ANN401 - further wire fields, as they are
) -> Wire:
    """A Google Fit `Session`."""
    return without_empty_fields(
        {
            "id": session_id,
            "name": name,
            "startTimeMillis": str(millis(span.start)),
            "endTimeMillis": str(millis(span.end)),
            "modifiedTimeMillis": str(millis(span.end + UPLOAD_DELAY)),
            "application": application,
            "activityType": activity_type,
            **more,
        }
    )


def oura_workout(
    document_id: str,
    activity: str,
    span: Span,
    **more: Any,  # noqa: ANN401 - the wire fields that differ from the usual ones
) -> Wire:
    """An Oura `PublicWorkout`: confirmed, moderate and without figures unless told otherwise."""
    return {
        "id": document_id,
        "activity": activity,
        "calories": None,
        "day": local_day(span),
        "distance": None,
        "end_datetime": local_time(span.end, span.zone),
        "intensity": "moderate",
        "label": None,
        "source": "confirmed",
        "start_datetime": local_time(span.start, span.zone),
        **more,
    }


def oura_session(
    document_id: str,
    session_type: str,
    span: Span,
    **more: Any,  # noqa: ANN401 - the wire fields that differ from the usual ones
) -> Wire:
    """An Oura `PublicSession`: without mood and samples unless told otherwise."""
    return {
        "id": document_id,
        "day": local_day(span),
        "start_datetime": local_time(span.start, span.zone),
        "end_datetime": local_time(span.end, span.zone),
        "type": session_type,
        "heart_rate": None,
        "heart_rate_variability": None,
        "mood": None,
        "motion_count": None,
        **more,
    }


def samples(span: Span, interval_seconds: float, items: list[float | None]) -> Wire:
    """An Oura `PublicSample`."""
    return {
        "interval": interval_seconds,
        "items": items,
        "timestamp": local_time(span.start, span.zone),
    }


def local_time(instant: datetime, zone: ZoneInfo) -> str:
    """As Oura writes a time with the wearer's offset, in milliseconds."""
    return instant.astimezone(zone).isoformat(timespec="milliseconds")


def local_day(span: Span) -> str:
    """The calendar day of the start, where the wearer was."""
    return span.start.astimezone(span.zone).date().isoformat()
