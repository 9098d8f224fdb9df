"""Which other origins' pages may call the gateway. None, unless the settings name them."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from gateway.server.csrf import PREFLIGHT_HEADERS
from gateway.server.request_id import REQUEST_ID_HEADER

_PREFLIGHT_MAX_AGE_SECONDS = 3600


def with_cors(app: ASGIApp, origins: Sequence[str], token_headers: Sequence[str]) -> ASGIApp:
    """`app`, open to pages of `origins` (`*`: of all); `app` itself when there are none.

    Cookies are never let through: tokens come in headers that the page itself sets.
    """
    if not origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "POST"),
        allow_headers=(
            "Authorization",
            "Content-Type",
            REQUEST_ID_HEADER,
            *token_headers,
            *PREFLIGHT_HEADERS,
        ),
        expose_headers=(REQUEST_ID_HEADER,),
        max_age=_PREFLIGHT_MAX_AGE_SECONDS,
    )
