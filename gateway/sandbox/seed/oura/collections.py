"""What seeds each collection that is worked out day by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from gateway.sandbox.providers import OuraCollection
from gateway.sandbox.seed.oura import activity, days, pulse, ring, sleep, tags
from gateway.sandbox.seed.person import Person
from gateway.sandbox.wire import Wire

DOCUMENTS_OF: Final[Mapping[OuraCollection, Callable[[Person, date], list[Wire]]]] = {
    "daily_activity": activity.daily_activity,
    "daily_cardiovascular_age": days.daily_cardiovascular_age,
    "daily_readiness": sleep.daily_readiness,
    "daily_resilience": days.daily_resilience,
    "daily_sleep": sleep.daily_sleep,
    "daily_spo2": sleep.daily_spo2,
    "daily_stress": days.daily_stress,
    "enhanced_tag": tags.enhanced_tag,
    "heartrate": pulse.heartrate,
    "rest_mode_period": days.rest_mode_period,
    "ring_battery_level": ring.ring_battery_level,
    "ring_configuration": ring.ring_configuration,
    "sleep": sleep.sleep,
    "sleep_time": sleep.sleep_time,
    "tag": tags.tag,
    "vO2_max": days.vo2_max,
}
"""By name: what a person's day brings. Workouts and sessions are kept (`seed.history`)."""
