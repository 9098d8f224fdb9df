"""The two providers that the sandbox plays, and the routes of each that it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

ProviderName = Literal["google_fit", "oura"]
OuraCollection = Literal[
    "daily_activity",
    "daily_cardiovascular_age",
    "daily_readiness",
    "daily_resilience",
    "daily_sleep",
    "daily_spo2",
    "daily_stress",
    "enhanced_tag",
    "heartrate",
    "rest_mode_period",
    "ring_battery_level",
    "ring_configuration",
    "session",
    "sleep",
    "sleep_time",
    "tag",
    "vO2_max",
    "workout",
]
GoogleFitRoute = Literal["sessions", "data_sources", "datasets", "data_point_changes", "aggregate"]
Route = OuraCollection | GoogleFitRoute | Literal["personal_info", "unknown"]

OURA_COLLECTIONS: tuple[OuraCollection, ...] = get_args(OuraCollection)
UNKNOWN_ROUTE: Route = "unknown"
"""The route of calls to paths that the provider does not have."""

ROUTES: Mapping[ProviderName, tuple[Route, ...]] = {
    "google_fit": (*get_args(GoogleFitRoute), UNKNOWN_ROUTE),
    "oura": (*OURA_COLLECTIONS, "personal_info", UNKNOWN_ROUTE),
}
