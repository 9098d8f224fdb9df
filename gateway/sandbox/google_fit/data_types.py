"""What is known of data types: which scope they need, and what becomes of them in aggregates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Rule = Literal["sum", "range", "activities"]
"""Sum of each field; average, maximum and minimum; time and number of segments per activity."""

STEPS: Final = "com.google.step_count.delta"
DISTANCE: Final = "com.google.distance.delta"
CALORIES: Final = "com.google.calories.expended"
HEART_RATE: Final = "com.google.heart_rate.bpm"
SEGMENT: Final = "com.google.activity.segment"


class Aggregation(NamedTuple):
    """How points of a type become one, and of which type that is."""

    rule: Rule
    into: str


AGGREGATIONS: Final[Mapping[str, Aggregation]] = {
    STEPS: Aggregation("sum", STEPS),
    DISTANCE: Aggregation("sum", DISTANCE),
    CALORIES: Aggregation("sum", CALORIES),
    "com.google.active_minutes": Aggregation("sum", "com.google.active_minutes"),
    "com.google.hydration": Aggregation("sum", "com.google.hydration"),
    HEART_RATE: Aggregation("range", "com.google.heart_rate.summary"),
    "com.google.height": Aggregation("range", "com.google.height.summary"),
    "com.google.speed": Aggregation("range", "com.google.speed.summary"),
    "com.google.weight": Aggregation("range", "com.google.weight.summary"),
    SEGMENT: Aggregation("activities", "com.google.activity.summary"),
}
"""Types that are not here cannot be aggregated; the documents give no complete list."""

_GOOGLE: Final = "com.google."
_SCOPES: Final[Mapping[str, str]] = {
    "activity": "activity",
    "active_minutes": "activity",
    "blood_glucose": "blood_glucose",
    "blood_pressure": "blood_pressure",
    "body": "body",
    "calories": "activity",
    "distance": "location",
    "heart_minutes": "activity",
    "heart_rate": "heart_rate",
    "height": "body",
    "hydration": "nutrition",
    "location": "location",
    "nutrition": "nutrition",
    "oxygen_saturation": "oxygen_saturation",
    "sleep": "sleep",
    "speed": "location",
    "step_count": "activity",
    "weight": "body",
}
SCOPES: Final = frozenset(_SCOPES.values())
"""The groups of scopes that a token can lack."""


def scope_of(data_type: str) -> str | None:
    """The group of scopes that the type needs; None for custom ones, and what is not known."""
    if not data_type.startswith(_GOOGLE):
        return None
    return _SCOPES.get(data_type.removeprefix(_GOOGLE).split(".")[0])
