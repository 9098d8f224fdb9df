"""Ids of activities: opaque to clients, deterministic, without anything of the viewer."""

from __future__ import annotations

from typing import NamedTuple

from gateway.domain.provider_name import Provider
from gateway.domain.record_id import decode_record_id, to_opaque

_PREFIX = "1:Activity:"


class ActivityId(NamedTuple):
    """An activity's id, in parts."""

    provider: Provider
    collection: str
    native_id: str


def encode_id(activity: ActivityId) -> str:
    """`1:Activity:<provider>:<collection>:<native id>` in base64url, without padding."""
    return encode_parts(*activity)


def encode_parts(provider: Provider, collection: str, native_id: str) -> str:
    """As `encode_id`, for each activity of a page: without a tuple and a call in between."""
    return to_opaque(f"{_PREFIX}{provider}:{collection}:{native_id}")


def decode_id(encoded: str) -> ActivityId:
    """The parts of an id.

    Raises:
        InvalidIdError: it is not the id of an activity, in exactly the form that `encode_id` gives.
    """
    return ActivityId(*decode_record_id(_PREFIX, encoded, what="an activity"))
