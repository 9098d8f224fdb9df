"""The two providers that the sandbox plays, and the routes of each that it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

ProviderName = Literal["google_fit", "oura"]
Route = Literal[
    "sessions",
    "data_sources",
    "datasets",
    "data_point_changes",
    "aggregate",
    "workout",
    "session",
    "personal_info",
    "unknown",
]

UNKNOWN_ROUTE: Route = "unknown"
"""The route of calls to paths that the provider does not have."""

ROUTES: Mapping[ProviderName, tuple[Route, ...]] = {
    "google_fit": (
        "sessions",
        "data_sources",
        "datasets",
        "data_point_changes",
        "aggregate",
        UNKNOWN_ROUTE,
    ),
    "oura": ("workout", "session", "personal_info", UNKNOWN_ROUTE),
}
