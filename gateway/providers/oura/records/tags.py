"""Oura's JSON: tags. Written by `make generate`."""

from __future__ import annotations

from datetime import date

from gateway.providers.oura.lenient import Record


class EnhancedTag(Record, frozen=True):
    """`EnhancedTagModel`."""

    id: str
    tag_type_code: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    start_day: date | None = None
    end_day: date | None = None
    comment: str | None = None
    custom_name: str | None = None


class RestModeEpisode(Record, frozen=True):
    """`PublicRestModeEpisode`."""

    tags: list[str] | None = None
    timestamp: str | None = None


class RestModePeriod(Record, frozen=True):
    """`PublicRestModePeriod`."""

    id: str
    end_day: date | None = None
    end_time: str | None = None
    episodes: list[RestModeEpisode] | None = None
    start_day: date | None = None
    start_time: str | None = None


class Tag(Record, frozen=True):
    """`TagModel`."""

    id: str
    day: date | None = None
    text: str | None = None
    timestamp: str | None = None
    tags: list[str] | None = None
