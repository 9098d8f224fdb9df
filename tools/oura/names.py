"""What things of Oura's description are called here, and which module they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

MODULES: Final[Mapping[str, Sequence[str]]] = {
    "activity": ("daily_activity", "session", "workout"),
    "health": (
        "daily_cardiovascular_age",
        "daily_resilience",
        "daily_spo2",
        "daily_stress",
        "vO2_max",
    ),
    "ring": ("heartrate", "personal_info", "ring_battery_level", "ring_configuration"),
    "scores": ("daily_readiness", "daily_sleep", "sleep_time"),
    "sleep": ("sleep",),
    "tags": ("enhanced_tag", "rest_mode_period", "tag"),
}
"""The collections of each module."""

SHARED: Final = "shared"
"""The module of what several of them hold."""

_PYTHON_NAMES = {"heartrate": "heart_rate", "vO2_max": "vo2_max"}
_OBJECT_NAMES = {"PublicDailySpO2": "DailySpo2", "PublicVO2Max": "Vo2Max"}
_AFFIXES = re.compile(r"^Public(Modified)?|(Model|Response)$")


def python_name(route: str) -> str:
    """The collection's name in Python; in GraphQL it is the same in camel case."""
    return _PYTHON_NAMES.get(route, route)


def object_name(schema: str) -> str:
    """The struct's name: the description's, without what says nothing."""
    return _OBJECT_NAMES.get(schema, _AFFIXES.sub("", schema))


def title(route: str) -> str:
    """`DailySleep` for `daily_sleep`."""
    return "".join(part.capitalize() for part in python_name(route).split("_"))
