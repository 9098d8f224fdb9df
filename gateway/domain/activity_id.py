"""Ids of activities: opaque to clients, deterministic, without anything of the viewer."""

from __future__ import annotations

import base64
import binascii
from binascii import b2a_base64
from typing import NamedTuple

from gateway.domain.errors import InvalidIdError
from gateway.domain.provider_name import Provider

_PREFIX = "1:Activity:"
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


class ActivityId(NamedTuple):
    """An activity's id, in parts."""

    provider: Provider
    collection: str
    native_id: str


def encode_id(activity: ActivityId) -> str:
    """`1:Activity:<provider>:<collection>:<native id>` in base64url, without padding."""
    provider, collection, native_id = activity
    raw = f"{_PREFIX}{provider}:{collection}:{native_id}".encode()
    return b2a_base64(raw, newline=False).translate(_URL_SAFE).rstrip(b"=").decode()


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
