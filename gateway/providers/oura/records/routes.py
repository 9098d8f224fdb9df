"""Every collection of Oura, by its route. Written by `make generate`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from gateway.providers.oura.records.activity import DailyActivity, Session, Workout
from gateway.providers.oura.records.health import (
    DailyCardiovascularAge,
    DailyResilience,
    DailySpo2,
    DailyStress,
    Vo2Max,
)
from gateway.providers.oura.records.ring import (
    HeartRateRow,
    PersonalInfo,
    RingBatteryLevelRow,
    RingConfiguration,
)
from gateway.providers.oura.records.scores import DailyReadiness, DailySleep, SleepTime
from gateway.providers.oura.records.sleep import Sleep
from gateway.providers.oura.records.tags import EnhancedTag, RestModePeriod, Tag
from gateway.providers.oura.route import Route

ROUTES: Final[Mapping[str, Route[Any]]] = {
    "daily_activity": Route("daily_activity", DailyActivity, day="day", takes_days=True),
    "daily_cardiovascular_age": Route(
        "daily_cardiovascular_age", DailyCardiovascularAge, day="day", takes_days=True
    ),
    "daily_readiness": Route("daily_readiness", DailyReadiness, day="day", takes_days=True),
    "daily_resilience": Route(
        "daily_resilience", DailyResilience, day="day", takes_days=True, heeds_fields=False
    ),
    "daily_sleep": Route("daily_sleep", DailySleep, day="day", takes_days=True),
    "daily_spo2": Route("daily_spo2", DailySpo2, day="day", takes_days=True),
    "daily_stress": Route("daily_stress", DailyStress, day="day", takes_days=True),
    "enhanced_tag": Route(
        "enhanced_tag", EnhancedTag, day="start_day", takes_days=True, heeds_fields=False
    ),
    "heartrate": Route("heartrate", HeartRateRow, is_series=True),
    "personal_info": Route("personal_info", PersonalInfo, heeds_fields=False, has_twin=False),
    "rest_mode_period": Route("rest_mode_period", RestModePeriod, day="start_day", takes_days=True),
    "ring_battery_level": Route("ring_battery_level", RingBatteryLevelRow, is_series=True),
    "ring_configuration": Route("ring_configuration", RingConfiguration),
    "session": Route("session", Session, day="day", takes_days=True),
    "sleep": Route("sleep", Sleep, day="day", takes_days=True),
    "sleep_time": Route("sleep_time", SleepTime, day="day", takes_days=True),
    "tag": Route("tag", Tag, day="day", takes_days=True, heeds_fields=False),
    "vO2_max": Route("vO2_max", Vo2Max, day="day", takes_days=True),
    "workout": Route("workout", Workout, day="day", takes_days=True),
}
"""A name from outside says nothing of the record."""
