"""Tokens with a meaning. Every other token is a person of its own, the same at both providers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.sandbox.faults import Status

DEMO: Final = "demo"
"""The demo person."""

EMPTY: Final = "empty"
"""A person without records."""

FAILING: Final[Mapping[str, Status]] = {
    "expired": Status(401),
    "no-membership": Status(403),
    "rate-limited": Status(429, retry_after=30),
    "unavailable": Status(503),
}
"""Tokens whose every call fails, so that failures can be reached with nothing but a browser.

| token | status | Google Fit | Oura |
| --- | --- | --- | --- |
| `expired` | 401 | the token is refused | the token is refused |
| `no-membership` | 403 | the token lacks the scope | the membership has lapsed |
| `rate-limited` | 429 | the quota is used up | the token's limit is used up |
| `unavailable` | 503 | out of order | out of order |

A 429 says `Retry-After: 30` at both.
"""
