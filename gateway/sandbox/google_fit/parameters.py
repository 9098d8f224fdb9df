"""Query parameters, ids and page tokens of Google Fit's routes."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from starlette.responses import Response

from gateway.sandbox.endpoint import Asked, RefusedError
from gateway.sandbox.google_fit.body import invalid
from gateway.sandbox.google_fit.list_query import STANDARD_PARAMETERS
from gateway.sandbox.google_fit.partial import partial
from gateway.sandbox.json_response import JsonResponse
from gateway.sandbox.wire import Wire

_LIMIT = re.compile(r"\d{1,10}")


def parameters(asked: Asked, *own: str) -> Mapping[str, list[str]]:
    """The query of a call for the authenticated person.

    Raises:
        RefusedError: it is about another person, or a parameter is unknown.
    """
    if asked.segments["user_id"] != "me":
        raise invalid("userId", "only me is supported")
    query = asked.call.query
    unknown = sorted(query.keys() - set(own) - STANDARD_PARAMETERS)
    if unknown:
        raise invalid(unknown[0], "there is no such parameter")
    return query


def limit(query: Mapping[str, list[str]], most: int) -> int:
    """`limit`, or what is usual.

    Raises:
        RefusedError: it is no integer above 0.
    """
    texts = query.get("limit")
    if texts is None:
        return most
    if not _LIMIT.fullmatch(texts[-1]) or int(texts[-1]) == 0:
        raise invalid("limit", "it must be an integer above 0")
    return min(int(texts[-1]), most)


def page_token(kind: str, *numbers: int) -> str:
    """A token of a kind of list that leads to a place."""
    text = ":".join([kind, *map(str, numbers)])
    return base64.urlsafe_b64encode(text.encode()).decode()


def place(query: Mapping[str, list[str]], kind: str, count: int) -> tuple[int, ...] | None:
    """Where `pageToken` leads, in so many numbers; None: there is none.

    Raises:
        RefusedError: it is not a token of this list.
    """
    tokens = query.get("pageToken")
    if tokens is None:
        return None
    try:
        parts = base64.urlsafe_b64decode(tokens[-1].encode("ascii")).decode("ascii").split(":")
        numbers = tuple(map(int, parts[1:]))
    except (UnicodeError, binascii.Error, ValueError):
        numbers, parts = (), [""]
    if parts[0] != kind or len(numbers) != count:
        raise invalid("pageToken", "it is not a token of this list")
    return numbers


def native_id(asked: Asked, segment: str) -> str:
    """A part of the path, decoded.

    Raises:
        RefusedError: it is not UTF-8.
    """
    try:
        return unquote(asked.segments[segment], errors="strict")
    except UnicodeDecodeError:
        raise invalid(segment, "it is not UTF-8") from None


def answered(query: Mapping[str, list[str]], answer: Wire) -> Response:
    """The answer, or the part of it that `fields` selects."""
    fields: Final = query.get("fields")
    return JsonResponse(answer if fields is None else partial(answer, fields[-1]))


def filled(**lists: list[Wire]) -> Wire:
    """The lists that hold something: an empty one does not appear."""
    return {name: wires for name, wires in lists.items() if wires}


def scope_missing() -> RefusedError:
    """The token lacks a scope."""
    return RefusedError(403, "The token lacks a scope for this data type.")
