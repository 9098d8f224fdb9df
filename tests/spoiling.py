"""JSON that is not what a provider documents: parts replaced, left out, added, or as text."""

from __future__ import annotations

import json
from random import Random
from typing import Any, cast

from gateway.sandbox import Wire

PIECES: tuple[Any, ...] = (
    None, "x", "", "12", "1e400", "NaN", "2026-02-30", -1, 10**40, 2**31, 2**63, 1e308, 0.5,
    True, [], {}, [None], [[1]], {"id": 3}, [{"timestamp": 1}], "\u0000", "🧖",
)  # fmt: skip


def spoilt(value: Any, chance: Random, rate: float = 0.12) -> Any:
    """The value with some of its parts replaced, left out or added; each at about the rate."""
    if chance.random() < rate:
        return chance.choice(PIECES)
    if isinstance(value, dict):
        whole = cast("Wire", value)
        parts = {k: spoilt(v, chance, rate) for k, v in whole.items() if chance.random() > rate / 2}
        return {**parts, "extra": 1} if chance.random() < 2 * rate else parts
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return [spoilt(one, chance, rate) for one in items[:20]]
    if isinstance(value, int | float) and chance.random() < 2 * rate:
        return str(value)
    return value


def spoilt_text(value: Any, chance: Random, rate: float) -> str:
    """The same as a body."""
    return json.dumps(spoilt(value, chance, rate))
