"""`/sandbox/faults` on the gateway's own port, so that the page can let the sandbox fail.

Passed on to the embedded sandbox as it comes. Other sites' pages are kept out: the body has to be
JSON, which a browser sends across origins after a preflight only, and a request that a browser
says to come from another site is refused.
"""

from __future__ import annotations

from http import HTTPStatus

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gateway.server.body import read_body, require_json
from gateway.server.disconnect import ClientLeftError
from gateway.server.refusal import RefusalError

PATH = "/sandbox/faults"
_MAX_BYTES = 4096
_SECONDS = 5.0
_OWN_SITES = frozenset({"same-origin", "none"})
_NEVER_STORED = {"Cache-Control": "no-store"}


def fault_routes(http: httpx.AsyncBaseTransport, sandbox_url: str) -> list[Route]:
    """The control of faults of the sandbox that listens at this address."""
    url = sandbox_url.rstrip("/") + PATH

    async def control(request: Request) -> Response:
        try:
            body = await _checked_body(request)
        except RefusalError as refusal:
            return _refused(refusal)
        except ClientLeftError:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        return await _passed_on(http, httpx.Request(request.method, url, content=body))

    return [Route(PATH, control, methods=["GET", "POST", "DELETE"])]


async def _checked_body(request: Request) -> bytes:
    if request.headers.get("Sec-Fetch-Site", "none") not in _OWN_SITES:
        raise RefusalError(
            HTTPStatus.FORBIDDEN, "CSRF_PREVENTED", "Only the gateway's own page can do this."
        )
    if request.method != "POST":
        return b""
    require_json(request)
    return await read_body(request, _MAX_BYTES, _SECONDS)


async def _passed_on(http: httpx.AsyncBaseTransport, request: httpx.Request) -> Response:
    request.extensions["timeout"] = dict.fromkeys(("connect", "read", "write", "pool"), _SECONDS)
    try:
        answer = await http.handle_async_request(request)
        body = await answer.aread()
    except httpx.TransportError:
        return JSONResponse({"error": "The sandbox does not answer."}, HTTPStatus.BAD_GATEWAY)
    return Response(body, answer.status_code, media_type="application/json", headers=_NEVER_STORED)


def _refused(refusal: RefusalError) -> Response:
    return JSONResponse(
        {"error": refusal.message, "code": refusal.code}, refusal.status, refusal.headers
    )
