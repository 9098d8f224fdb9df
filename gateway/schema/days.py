"""Query.dailySummaries: what is selected of some days, each source asked once for all of them."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

import strawberry

from gateway.schema.asked import selected_names
from gateway.schema.context import Info
from gateway.schema.day_range import days_of
from gateway.schema.day_summaries import summaries
from gateway.schema.day_summary import DailySummary, shown_days
from gateway.schema.interval import DateRangeInput

MOST_DAYS = 92


async def daily_summaries(
    info: Info,
    range_: Annotated[
        DateRangeInput,
        strawberry.argument(
            name="range", description=f"The days, both ends included; {MOST_DAYS} at most."
        ),
    ],
    time_zone: Annotated[
        ZoneInfo | None,
        strawberry.argument(
            description=(
                "Whose calendar it is. Google Fit has no days of its own, and is not asked without "
                "a zone (TIME_ZONE_NEEDED in `providers`); Oura's are those where the wearer was."
            )
        ),
    ] = None,
) -> list[DailySummary]:
    """Every day of the range, also an empty one, oldest first."""
    days = days_of(range_, most=MOST_DAYS)
    return shown_days(await summaries(info.context, days, time_zone, selected_names(info)))
