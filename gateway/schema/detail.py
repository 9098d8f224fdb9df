"""Each provider's own record, field by field, under the names that the provider uses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import strawberry

from gateway.domain import detail
from gateway.execution import InstancesOf
from gateway.schema.scalars import Long


@strawberry.type(description="The app that recorded a session. Google Fit `application`.")
class Application:
    """A view of `domain.detail.Application`."""

    name: str | None = strawberry.field(description="The app's name. Google Fit `name`.")
    package_name: str | None = strawberry.field(
        description="Its Android package; only Android apps have one. Google Fit `packageName`."
    )
    version: str | None = strawberry.field(description="Its version. Google Fit `version`.")
    details_url: str | None = strawberry.field(
        description="Where more is told of it. Google Fit `detailsUrl`."
    )


@strawberry.type(description="Evenly spaced samples; null is a gap, never zero.")
class SampleSeries:
    """A view of `domain.detail.SampleSeries`."""

    start_time: datetime = strawberry.field(description="When the first sample was taken.")
    interval_seconds: float = strawberry.field(
        description="From one value to the next, in seconds."
    )
    values: list[float | None] = strawberry.field(description="The samples, in `unit`.")
    unit: str = strawberry.field(description="`bpm`, `ms` or `count`.")
    downsampled: bool = strawberry.field(
        description="Whether each value is the mean of several samples, to keep to `maxPoints`."
    )


@strawberry.type(description="A session as Google Fit has it.")
class GoogleFitSession:
    """A view of `domain.detail.GoogleFitSession`."""

    id: str = strawberry.field(description="The id that the writing app chose.")
    activity_type: int = strawberry.field(
        description=(
            "Google's code of the activity; 0 (in a vehicle) when Google left it out, and 4 "
            "(unknown) when it cannot be read."
        )
    )
    name: str | None = strawberry.field(description="The session's name.")
    description: str | None = strawberry.field(description="The session's description.")
    start_time_millis: Long = strawberry.field(
        description="The start, in milliseconds since 1970-01-01T00:00:00Z."
    )
    end_time_millis: Long = strawberry.field(
        description="The end, in milliseconds since 1970-01-01T00:00:00Z."
    )
    modified_time_millis: Long | None = strawberry.field(
        description="The last change, in milliseconds since 1970-01-01T00:00:00Z."
    )
    active_time_millis: Long | None = strawberry.field(
        description="The time that the wearer was active, in milliseconds."
    )
    application: Application | None = strawberry.field(description="The app that wrote it.")

    is_type_of = InstancesOf(detail.GoogleFitSession)


@strawberry.type(description="A workout as Oura has it.")
class OuraWorkout:
    """A view of `domain.detail.OuraWorkout`."""

    id: str = strawberry.field(description="Oura's id of the document.")
    activity: str = strawberry.field(
        description="The type, as Oura writes it; empty when Oura left it out."
    )
    calories: float | None = strawberry.field(description="Energy of the workout, in kcal.")
    day: date = strawberry.field(
        description="The day that Oura files it under; that of the start when Oura left it out."
    )
    distance: float | None = strawberry.field(description="Distance covered, in meters.")
    end_datetime: str = strawberry.field(description="The end, as Oura writes it.")
    intensity: str = strawberry.field(
        description="`easy`, `moderate`, `hard`, or a later word; empty when Oura left it out."
    )
    label: str | None = strawberry.field(description="The person's own name for it.")
    source: str = strawberry.field(
        description="How it was recorded, as Oura writes it; empty when Oura left it out."
    )
    start_datetime: str = strawberry.field(description="The start, as Oura writes it.")

    is_type_of = InstancesOf(detail.OuraWorkout)


@strawberry.type(description="A session (moment) as Oura has it.")
class OuraSession:
    """A view of `domain.detail.OuraSession`."""

    id: str = strawberry.field(description="Oura's id of the document.")
    type: str = strawberry.field(
        description="The type, as Oura writes it; empty when Oura left it out."
    )
    day: date = strawberry.field(
        description="The day that Oura files it under; that of the start when Oura left it out."
    )
    mood: str | None = strawberry.field(
        description="`bad`, `worse`, `same`, `good`, `great`, or a later word."
    )
    start_datetime: str = strawberry.field(description="The start, as Oura writes it.")
    end_datetime: str = strawberry.field(description="The end, as Oura writes it.")
    heart_rate: SampleSeries | None = strawberry.field(description="Heart rate, in bpm.")
    heart_rate_variability: SampleSeries | None = strawberry.field(
        description="Heart rate variability, in ms."
    )
    motion_count: SampleSeries | None = strawberry.field(description="Movements, counted.")

    is_type_of = InstancesOf(detail.OuraSession)


ActivityDetail = Annotated[
    GoogleFitSession | OuraWorkout | OuraSession,
    strawberry.union(
        "ActivityDetail",
        description="Every field that the provider sent. Grows with the providers.",
    ),
]
