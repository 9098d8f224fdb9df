"""Types of values that leave open what they hold, and those of values that hold a known type."""

from __future__ import annotations

from typing import Any


def of(kept_as: Any, holding: object) -> Any:  # noqa: ANN401 - types of any kind
    """The type for values that hold `holding`, where it leaves that open; else the type itself."""
    is_open = holding is not None and getattr(kept_as, "__parameters__", ())
    return kept_as[holding] if is_open else kept_as
