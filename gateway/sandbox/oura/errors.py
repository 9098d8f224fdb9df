"""Oura's forms of an error: `detail` is a text, or a list when parameters are invalid."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from gateway.sandbox.endpoint import Failure
from gateway.sandbox.faults import Status

_MESSAGES = {
    400: "The request cannot be answered.",
    401: "The access token is missing, expired, malformed or revoked.",
    403: "The membership of this person has lapsed.",
    404: "There is no such document.",
    405: "Method Not Allowed",
    429: "Too many requests.",
    503: "The service is out of order for now.",
}
_LIMIT = 5000
_WINDOW_SECONDS = 300


def oura_error(status: Status, message: str | None, now: datetime) -> Failure:
    """`{"detail": "…"}`; a 429 has the headers that say which limit was reached."""
    text = message or _MESSAGES.get(status.code, "The request failed.")
    headers: dict[str, str] = {}
    if status.code == HTTPStatus.TOO_MANY_REQUESTS:
        headers = _rate_limit(status, now)
    return Failure({"detail": text}, headers)


def _rate_limit(status: Status, now: datetime) -> dict[str, str]:
    wait = _WINDOW_SECONDS if status.retry_after is None else status.retry_after
    return {
        "x-ratelimit-limit": str(_LIMIT),
        "x-ratelimit-window": str(_WINDOW_SECONDS),
        "x-ratelimit-reset": str(int(now.timestamp()) + wait),
        "x-ratelimit-tier": status.tier,
    }
