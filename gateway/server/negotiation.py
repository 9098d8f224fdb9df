"""Which of the two media types the client wants its answer in."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple

from gateway.server.refusal import RefusalError


class MediaType(StrEnum):
    """What an answer can be written as. The first one wins where the client does not mind."""

    JSON = "application/json"
    GRAPHQL_RESPONSE = "application/graphql-response+json"


class MediaRange(NamedTuple):
    """One member of an Accept header, or the value of a Content-Type header."""

    type: str
    """In lower case: `text/html`, `text/*`, `*/*`."""
    charset: str
    quality: float


class _Rank(NamedTuple):
    """How much a type is wanted: by quality, then by how exactly it is named, then by order."""

    quality: float
    exactness: int
    order: int


_UNWANTED = _Rank(0.0, 0, 0)


@lru_cache(maxsize=128)
def media_range(text: str) -> MediaRange:
    """One media range in parts. UTF-8 and 1 are assumed; a quality that makes no sense is 0."""
    media_type, *parameters = (part.strip() for part in text.lower().split(";"))
    values = {name.strip(): value.strip(' "') for name, _, value in map(_parted, parameters)}
    try:
        quality = float(values.get("q", "1"))
    except ValueError:
        quality = 0.0
    charset = values.get("charset", "utf-8")
    return MediaRange(media_type, charset, quality if 0 <= quality <= 1 else 0.0)


def _parted(parameter: str) -> tuple[str, str, str]:
    return parameter.partition("=")


@lru_cache(maxsize=128)
def negotiate(accept: str | None) -> MediaType:
    """The supported type that the Accept header wants most; JSON when it does not mind.

    Raises:
        RefusalError: 406, it accepts neither.
    """
    if not accept or not accept.strip():
        return MediaType.JSON
    ranges = [media_range(member) for member in accept.split(",")]
    best = max(MediaType, key=lambda media_type: _rank(media_type, ranges))
    if _rank(best, ranges).quality > 0:
        return best
    raise RefusalError(
        HTTPStatus.NOT_ACCEPTABLE,
        "NOT_ACCEPTABLE",
        "Answers come as application/graphql-response+json or application/json, in UTF-8: "
        "name one of them in the Accept header.",
    )


def prefers_html(accept: str | None) -> bool:
    """Whether a page is wanted rather than an answer in JSON, as when a browser navigates."""
    ranges = [media_range(member) for member in (accept or "").split(",")]
    html = _rank("text/html", ranges)
    return html.quality > 0 and html > max(_rank(each, ranges) for each in MediaType)


def _rank(media_type: str, ranges: list[MediaRange]) -> _Rank:
    """The rank that the most exact of the matching ranges gives."""
    patterns = {f"{media_type}": 2, f"{media_type.partition('/')[0]}/*": 1, "*/*": 0}
    matching = [
        (patterns[each.type], -order, each.quality)
        for order, each in enumerate(ranges)
        if each.type in patterns and each.charset in {"utf-8", "utf8", "*"}
    ]
    if not matching:
        return _UNWANTED
    exactness, order, quality = max(matching)
    return _Rank(quality, exactness, order)
