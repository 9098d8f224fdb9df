"""A call to a provider, before it is made."""

from __future__ import annotations

import httpx
import msgspec

from gateway.domain.link import Link


class Call(msgspec.Struct, frozen=True, gc=False):
    """What is sent for whom, and what may come."""

    link: Link
    request: httpx.Request
    is_question: bool = False
    """Whether it changes nothing, whatever its method."""
    may_be_missing: bool = False
    """Whether 404 is an answer like any other."""
    is_repetition: bool = False
    """Whether the same has just failed: if it fails again, that says nothing new."""
