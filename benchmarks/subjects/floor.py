"""The least that the answer costs: two calls at once, decoded, merged, encoded; no GraphQL.

It reads the variables of the request and nothing else of it. `python -m benchmarks.subjects.floor`.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import urlencode

import aiohttp
import msgspec
from starlette.types import Receive, Scope, Send

from benchmarks.subjects.floor_records import (
    Activity,
    Request,
    Sessions,
    Variables,
    Workouts,
    merged,
    of_session,
    of_workout,
)
from benchmarks.subjects.serving import serve, upstream_url

_DAY = timedelta(days=1)

Wire = TypeVar("Wire")


_requests = msgspec.json.Decoder(Request)
_sessions = msgspec.json.Decoder(Sessions)
_workouts = msgspec.json.Decoder(Workouts)
_encoder = msgspec.json.Encoder()


class Floor:
    """The application. Its client is opened with the first request, in the server's loop."""

    def __init__(self, upstream: str) -> None:
        self._upstream = upstream
        self._http: aiohttp.ClientSession | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whose body comes in one piece."""
        message = await receive()
        variables = _requests.decode(message["body"]).variables
        token = dict(scope["headers"])[b"x-oura-token"].decode()
        nodes = await self._page(token, variables)
        body = _encoder.encode({"data": {"activities": {"nodes": nodes}}})
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _page(self, token: str, variables: Variables) -> list[Activity]:
        asked = variables.filter.start_time
        fit = {"startTime": _utc(asked.start), "endTime": _utc(asked.end)}
        oura = {"start_date": _day(asked.start - _DAY), "end_date": _day(asked.end + _DAY)}
        sessions, workouts = await asyncio.gather(
            self._get(f"/me/sessions?{urlencode(fit)}", token, _sessions),
            self._get(f"/v2/usercollection/workout?{urlencode(oura)}", token, _workouts),
        )
        return merged(map(of_session, sessions.session), map(of_workout, workouts.data), variables)

    async def _get(self, path: str, token: str, decoder: msgspec.json.Decoder[Wire]) -> Wire:
        if self._http is None:
            connector = aiohttp.TCPConnector(limit=0)
            self._http = aiohttp.ClientSession(self._upstream, connector=connector)
        headers = {"authorization": f"Bearer {token}"}
        async with self._http.get(path, headers=headers) as response:
            return decoder.decode(await response.read())


def _utc(instant: datetime) -> str:
    return instant.isoformat()


def _day(instant: datetime) -> str:
    return instant.date().isoformat()


if __name__ == "__main__":
    serve(Floor(upstream_url()))
