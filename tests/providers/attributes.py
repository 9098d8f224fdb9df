"""All that an activity says, by the names of its attributes."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from gateway.domain.activity import Activity

ZONES = [ZoneInfo("Europe/Zurich"), ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Etc/GMT+12")]
"""One with summer time, and the two ends of the day."""


def attributes(activity: Activity) -> Mapping[str, object]:
    """Every public one that is no method; one that is new to the class is in here too."""
    names = [name for name in dir(activity) if not name.startswith("_")]
    said = {name: getattr(activity, name) for name in names}
    return {name: value for name, value in said.items() if not callable(value)}


def seen_from_everywhere(activity: Activity) -> list[Mapping[str, object]]:
    """What it says as recorded, and in each of the zones."""
    return [attributes(one) for one in (activity, *map(activity.seen_from, ZONES))]
