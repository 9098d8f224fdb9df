"""The gateway as one writes it in an afternoon: Strawberry, one shared httpx client, the defaults.

`python -m benchmarks.subjects.plain`.
"""

from __future__ import annotations

import asyncio
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, cast

import httpx
import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from strawberry.asgi import GraphQL

from benchmarks.subjects.serving import FIT_TYPES, OURA_TYPES, serve, upstream_url

Json = dict[str, Any]


@strawberry.enum
class Provider(Enum):
    """Who recorded it."""

    GOOGLE_FIT = "google_fit"
    OURA = "oura"


@strawberry.type
class ActivityMetrics:
    """The figures of an activity."""

    active_energy_kcal: float | None = None


@strawberry.type
class Activity:
    """A record of either provider."""

    id: strawberry.ID
    provider: Provider
    type: str
    provider_type: str
    title: str | None
    start_time: datetime
    end_time: datetime
    duration_seconds: float
    intensity: str | None
    metrics: ActivityMetrics


@strawberry.type
class ActivityConnection:
    """A page."""

    nodes: list[Activity]


@strawberry.input
class IntervalInput:
    """From `start` up to, but not including, `end`."""

    start: datetime
    end: datetime


@strawberry.input
class ActivityFilter:
    """When activities start."""

    start_time: IntervalInput


class Upstream:
    """Both providers."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._http = httpx.AsyncClient()

    async def sessions(self, token: str, asked: IntervalInput) -> list[Activity]:
        """Google Fit's sessions."""
        params = {"startTime": asked.start.isoformat(), "endTime": asked.end.isoformat()}
        listed = await self._get("/me/sessions", token, params)
        return [session_activity(session) for session in listed["session"]]

    async def workouts(self, token: str, asked: IntervalInput) -> list[Activity]:
        """Oura's workouts."""
        day = timedelta(days=1)
        params = {
            "start_date": (asked.start - day).date().isoformat(),
            "end_date": (asked.end + day).date().isoformat(),
        }
        listed = await self._get("/v2/usercollection/workout", token, params)
        return [workout_activity(workout) for workout in listed["data"]]

    async def _get(self, path: str, token: str, params: dict[str, str]) -> Json:
        headers = {"Authorization": f"Bearer {token}"}
        response = await self._http.get(self._base_url + path, params=params, headers=headers)
        response.raise_for_status()
        return response.json()


def session_activity(session: Json) -> Activity:
    """The activity of a session."""
    start, end = (
        datetime.fromtimestamp(int(session[key]) / 1000, UTC)
        for key in ("startTimeMillis", "endTimeMillis")
    )
    return Activity(
        id=activity_id("google_fit:session", session["id"]),
        provider=Provider.GOOGLE_FIT,
        type=FIT_TYPES[session["activityType"]],
        provider_type=str(session["activityType"]),
        title=session.get("name"),
        start_time=start,
        end_time=end,
        duration_seconds=(end - start).total_seconds(),
        intensity=None,
        metrics=ActivityMetrics(),
    )


def workout_activity(workout: Json) -> Activity:
    """The activity of a workout."""
    start, end = (
        datetime.fromisoformat(workout[key]).astimezone(UTC)
        for key in ("start_datetime", "end_datetime")
    )
    return Activity(
        id=activity_id("oura:workout", workout["id"]),
        provider=Provider.OURA,
        type=OURA_TYPES[workout["activity"]],
        provider_type=workout["activity"],
        title=workout["label"],
        start_time=start,
        end_time=end,
        duration_seconds=(end - start).total_seconds(),
        intensity=workout["intensity"].upper(),
        metrics=ActivityMetrics(active_energy_kcal=workout["calories"]),
    )


def activity_id(collection: str, native_id: str) -> strawberry.ID:
    """The same id as the gateway's."""
    text = f"1:Activity:{collection}:{native_id}"
    return strawberry.ID(urlsafe_b64encode(text.encode()).decode().rstrip("="))


def make_app(upstream: Upstream) -> Starlette:
    """The application."""

    @strawberry.type
    class Query:
        """The root."""

        @strawberry.field
        async def activities(
            self,
            info: strawberry.Info,
            first: int,
            filter: ActivityFilter,  # noqa: A002 - the name of the argument
        ) -> ActivityConnection:
            """The latest of both."""
            request = cast("Request", info.context["request"])
            asked = filter.start_time
            both = await asyncio.gather(
                upstream.sessions(request.headers["x-google-fit-token"], asked),
                upstream.workouts(request.headers["x-oura-token"], asked),
            )
            found = [a for part in both for a in part if asked.start <= a.start_time < asked.end]
            found.sort(key=lambda activity: activity.start_time, reverse=True)
            return ActivityConnection(nodes=found[:first])

    return Starlette(routes=[Route("/graphql", GraphQL(strawberry.Schema(Query)))])


if __name__ == "__main__":
    serve(make_app(Upstream(upstream_url())))
