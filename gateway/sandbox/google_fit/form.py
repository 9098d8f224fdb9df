"""How Google Fit writes JSON."""

from __future__ import annotations

from typing import cast

from gateway.sandbox.wire import Wire


def without_empty_fields(wire: Wire) -> Wire:
    """The record without what is unset: "", 0, None and empty objects do not appear in answers.

    int64 values are strings, so that their "0" stays.
    """
    filled = {
        key: without_empty_fields(cast("Wire", value)) if isinstance(value, dict) else value
        for key, value in wire.items()
    }
    return {key: value for key, value in filled.items() if value or value is False}
