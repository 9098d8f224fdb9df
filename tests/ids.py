"""Ids of activities, made of what the providers call them."""

from __future__ import annotations

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider


def fit_id(native_id: str) -> str:
    return encode_id(ActivityId(Provider.GOOGLE_FIT, "session", native_id))


def workout_id(native_id: str) -> str:
    return encode_id(ActivityId(Provider.OURA, "workout", native_id))


def session_id(native_id: str) -> str:
    return encode_id(ActivityId(Provider.OURA, "session", native_id))
