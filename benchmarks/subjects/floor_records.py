"""What the floor reads of the upstreams, and what it writes: structs, and the way between them."""

from __future__ import annotations

import heapq
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter

import msgspec

from benchmarks.subjects.serving import FIT_TYPES, OURA_TYPES

_MILLIS_PER_SECOND = 1000


class Session(msgspec.Struct, rename="camel"):
    """A Google Fit session: what the answer needs of it."""

    id: str
    start_time_millis: str
    end_time_millis: str
    activity_type: int = 0
    name: str | None = None


class Sessions(msgspec.Struct):
    """Google Fit's list."""

    session: list[Session] = []


class Workout(msgspec.Struct):
    """An Oura workout: what the answer needs of it."""

    id: str
    activity: str
    start_datetime: datetime
    end_datetime: datetime
    intensity: str
    calories: float | None
    label: str | None


class Workouts(msgspec.Struct):
    """Oura's list."""

    data: list[Workout]


class Metrics(msgspec.Struct, rename="camel"):
    """The figures of an activity."""

    active_energy_kcal: float | None


class Activity(msgspec.Struct, rename="camel"):
    """An activity, as it stands in the answer."""

    id: str
    provider: str
    type: str
    provider_type: str
    title: str | None
    start_time: datetime
    end_time: datetime
    duration_seconds: float
    intensity: str | None
    metrics: Metrics


class Interval(msgspec.Struct):
    """From `start` up to, but not including, `end`."""

    start: datetime
    end: datetime


class Filter(msgspec.Struct, rename="camel"):
    """The filter of the question."""

    start_time: Interval


class Variables(msgspec.Struct):
    """The variables of the question."""

    first: int
    filter: Filter


class Request(msgspec.Struct):
    """The body of a request."""

    variables: Variables


NO_METRICS = Metrics(None)


def merged(
    sessions: Iterable[Activity], workouts: Iterable[Activity], variables: Variables
) -> list[Activity]:
    """The latest that start in the interval."""
    asked = variables.filter.start_time
    found = (a for a in chain(sessions, workouts) if asked.start <= a.start_time < asked.end)
    return heapq.nlargest(variables.first, found, key=attrgetter("start_time"))


def of_session(session: Session) -> Activity:
    """The activity of a session."""
    start, end = _instant(session.start_time_millis), _instant(session.end_time_millis)
    return Activity(
        _id("google_fit:session", session.id),
        "GOOGLE_FIT",
        FIT_TYPES[session.activity_type],
        str(session.activity_type),
        session.name,
        start,
        end,
        (end - start).total_seconds(),
        None,
        NO_METRICS,
    )


def of_workout(workout: Workout) -> Activity:
    """The activity of a workout."""
    start, end = workout.start_datetime.astimezone(UTC), workout.end_datetime.astimezone(UTC)
    return Activity(
        _id("oura:workout", workout.id),
        "OURA",
        OURA_TYPES[workout.activity],
        workout.activity,
        workout.label,
        start,
        end,
        (end - start).total_seconds(),
        workout.intensity.upper(),
        Metrics(workout.calories),
    )


def _id(collection: str, native_id: str) -> str:
    return urlsafe_b64encode(f"1:Activity:{collection}:{native_id}".encode()).decode().rstrip("=")


def _instant(millis: str) -> datetime:
    return datetime.fromtimestamp(int(millis) / _MILLIS_PER_SECOND, UTC)
