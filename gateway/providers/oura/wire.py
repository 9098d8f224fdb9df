"""Oura's JSON, as its OpenAPI document has it (seen from 1.29 to 1.41).

Enums are plain text, since they grow without notice; times are text, as `detail` keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Generic, TypeVar

import msgspec

from gateway.domain.detail import OuraWorkout
from gateway.upstream.records import Records

Record = TypeVar("Record", bound=msgspec.Struct)
Measured = Annotated[float, msgspec.Meta(ge=-1e9, le=1e9)]
"""Far beyond what a body gives, and far from where sums overflow."""


class Sample(msgspec.Struct, kw_only=True, gc=False):
    """`PublicSample`: `interval` in seconds, None where nothing was measured."""

    interval: Annotated[float, msgspec.Meta(gt=0)]
    items: tuple[Measured | None, ...]
    timestamp: str


class Session(msgspec.Struct, kw_only=True, gc=False):
    """`PublicSession`."""

    id: str
    day: date | None = None
    end_datetime: str
    start_datetime: str
    type: str = ""
    mood: str | None = None
    heart_rate: Sample | None = None
    heart_rate_variability: Sample | None = None
    motion_count: Sample | None = None


class Page(Records, Generic[Record], kw_only=True):
    """A page of a list; `next_token` asks for the next one."""

    data: list[Record]
    next_token: str | None = None


def after(params: Mapping[str, str], token: str | None) -> Mapping[str, str]:
    """What asks for the page of a token; for the first one without."""
    return params if token is None else {**params, "next_token": token}


class WorkoutPage(Page[OuraWorkout]):
    """A page of workouts, which are kept as they come."""


class SessionPage(Page[Session]):
    """A page of sessions."""


class HeartRateRow(msgspec.Struct, kw_only=True, gc=False):
    """`PublicHeartRateRow`."""

    timestamp: str
    bpm: Measured | None = None


class HeartRatePage(Page[HeartRateRow]):
    """A page of heart rates."""


class PersonalInfo(msgspec.Struct, kw_only=True):
    """`PersonalInfoResponse`: `height` in meters, `weight` in kg. Only `id` needs no scope."""

    id: str
    age: Annotated[int, msgspec.Meta(ge=0, le=1_000)] | None = None
    weight: float | None = None
    height: float | None = None
    biological_sex: str | None = None
    email: str | None = None


class Refusal(msgspec.Struct, kw_only=True):
    """The body of an error; for 422, `detail` is a list of problems instead."""

    detail: str
