"""Partial answers: the standard parameter `fields` of Google's APIs, as in `session(id,name)`."""

from __future__ import annotations

import re
from typing import Any, Final, cast

from gateway.sandbox.endpoint import RefusedError
from gateway.sandbox.wire import Wire

Selection = dict[str, "Selection"]
"""The fields to keep, each with what to keep of it; nothing named: the whole."""

_TOKEN: Final = re.compile(r"[A-Za-z0-9_.*-]+|[(),/]")
_ALL: Final = "*"


def partial(answer: Wire, fields: str) -> Wire:
    """The selected parts of an answer. Names that it does not have select nothing.

    Raises:
        RefusedError: the selector is not well formed.
    """
    tokens = _TOKEN.findall(fields)
    if "".join(tokens) != fields:
        raise _malformed()
    tokens.reverse()
    selection = _selection(tokens)
    if tokens:
        raise _malformed()
    return cast("Wire", _kept(answer, selection))


def _selection(tokens: list[str]) -> Selection:
    """Take `name`, `name/…` and `name(…)`, separated by commas, off the end of the tokens."""
    found = _path(tokens)
    while tokens and tokens[-1] == ",":
        tokens.pop()
        _merge(found, _path(tokens))
    return found


def _path(tokens: list[str]) -> Selection:
    name = tokens.pop() if tokens else ""
    if not name or name in "(),/":
        raise _malformed()
    if tokens and tokens[-1] == "/":
        tokens.pop()
        return {name: _path(tokens)}
    if tokens and tokens[-1] == "(":
        tokens.pop()
        below = _selection(tokens)
        if not tokens or tokens.pop() != ")":
            raise _malformed()
        return {name: below}
    return {name: {}}


def _merge(into: Selection, more: Selection) -> None:
    for name, below in more.items():
        if name in into and into[name] and below:
            _merge(into[name], below)
        else:
            into[name] = {} if name in into else below


def _kept(value: Any, selection: Selection) -> Any:  # noqa: ANN401 - any JSON value
    if not selection:
        return value
    if isinstance(value, list):
        return [_kept(item, selection) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    wire = cast("Wire", value)
    return {
        name: _kept(content, selection.get(name, selection.get(_ALL, {})))
        for name, content in wire.items()
        if name in selection or _ALL in selection
    }


def _malformed() -> RefusedError:
    return RefusedError(400, "Invalid value at 'fields': it is not a selector.")
