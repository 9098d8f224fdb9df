"""Words that Oura's description does not know, as its enums grow without notice."""

from __future__ import annotations

from typing import Final

ODD_SLEEP_TYPE: Final = "siesta"
ODD_STRESS_SUMMARY: Final = "serene"
ODD_RESILIENCE_LEVEL: Final = "legendary"
ODD_RING_COLOR: Final = "aurora"
ODD_SOURCE: Final = "smart_glasses"

UNDESCRIBED: Final = frozenset(
    {ODD_SLEEP_TYPE, ODD_STRESS_SUMMARY, ODD_RESILIENCE_LEVEL, ODD_RING_COLOR, ODD_SOURCE}
)

ODD_DAY: Final = 19
"""The day of each month whose documents have them."""
