"""`/livez` and `/readyz`, for whoever starts, stops and routes to the gateway."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Readiness = Callable[[], Awaitable[Mapping[str, bool]]]
"""Asks each part, by name, whether it can do its work."""

_NEVER_STORED = {"Cache-Control": "no-store"}


def health_routes(ready: Readiness) -> list[Route]:
    """Both probes. `/livez` asks nothing; `/readyz` is 503, naming the parts, until all are."""

    async def livez(_: Request) -> Response:
        return JSONResponse({"status": "live"}, headers=_NEVER_STORED)

    async def readyz(_: Request) -> Response:
        missing = sorted(part for part, is_ready in (await ready()).items() if not is_ready)
        if not missing:
            return JSONResponse({"status": "ready"}, headers=_NEVER_STORED)
        return JSONResponse(
            {"status": "not ready", "notReady": missing},
            HTTPStatus.SERVICE_UNAVAILABLE,
            headers=_NEVER_STORED,
        )

    return [Route("/livez", livez, methods=["GET"]), Route("/readyz", readyz, methods=["GET"])]
