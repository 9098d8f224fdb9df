"""Requests that another site can make a browser send without asking first.

A POST is safe by its content type alone (see `body.require_json`); a GET shows by a header that
its sender could set headers, which across origins takes a preflight.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from starlette.datastructures import Headers

from gateway.server.refusal import RefusalError

PREFLIGHT_HEADERS = ("GraphQL-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name")


def require_preflight(headers: Headers, token_headers: Sequence[str]) -> None:
    """Check that a GET carries a header that no page can add across origins on its own.

    Raises:
        RefusalError: 403, it carries none.
    """
    if any(headers.get(name) for name in (*PREFLIGHT_HEADERS, "Authorization", *token_headers)):
        return
    raise RefusalError(
        HTTPStatus.FORBIDDEN,
        "CSRF_PREVENTED",
        "A browser could have been made to send this GET by another site: add a header such as "
        "`GraphQL-Preflight: 1`, or POST the request as application/json.",
    )
