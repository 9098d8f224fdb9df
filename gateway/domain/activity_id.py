"""Ids of activities: opaque to clients, deterministic, without anything of the viewer."""

from __future__ import annotations

import base64
import binascii
from typing import NamedTuple

from gateway.domain.errors import InvalidIdError
from gateway.domain.provider_name import Provider

_PREFIX = "1:Activity:"


class ActivityId(NamedTuple):
    """An activity's id, in parts."""

    provider: Provider
    collection: str
    native_id: str


def encode_id(activity: ActivityId) -> str:
    """`1:Activity:<provider>:<collection>:<native id>` in base64url, without padding."""
    text = f"{_PREFIX}{activity.provider.value}:{activity.collection}:{activity.native_id}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_id(encoded: str) -> ActivityId:
    """The parts of an id.

    Raises:
        InvalidIdError: it is not the id of an activity, in exactly the form that `encode_id` gives.
    """
    try:
        padded = encoded.encode("ascii") + b"=" * (-len(encoded) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        provider, collection, native_id = text.removeprefix(_PREFIX).split(":", 2)
        activity = ActivityId(Provider(provider), collection, native_id)
    except (UnicodeError, binascii.Error, ValueError):
        raise InvalidIdError(encoded) from None
    if not collection or not native_id or encode_id(activity) != encoded:
        raise InvalidIdError(encoded)
    return activity
