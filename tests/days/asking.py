"""How summaries of days are asked for, and read."""

from __future__ import annotations

from tests.days.wires import DAYS, Json
from tests.gateway_under_test import Gateway

ZURICH = "Europe/Zurich"


async def summaries(gateway: Gateway, document: str = DAYS, **asked: object) -> list[Json]:
    """The days; no errors."""
    return (await gateway.execute(document, **asked))["dailySummaries"]


def values(found: list[Json], name: str) -> list[float | None]:
    return [None if one[name] is None else one[name]["value"] for one in found]
