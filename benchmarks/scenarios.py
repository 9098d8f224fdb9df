"""What is measured: who asks for which page, how many at once, and how far away the upstream is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

PLAIN = "plain"
FLOOR = "floor"
GATEWAY = "gateway"
SUBJECTS = (PLAIN, FLOOR, GATEWAY)

MONTH_YEARS = {1: "1 month", 12: "1 year", 120: "10 years"}


class Asking(StrEnum):
    """Who asks for what, from one request to the next."""

    COLD = "cold"
    """Every request is another person's, for the last month."""
    WINDOW = "window"
    """One person, always another window of a month within a year."""
    HOT = "hot"
    """One person, always the last month."""
    LATEST = "latest"
    """Every request is another person's, for the latest of the whole history."""


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One line of conditions."""

    name: str
    asking: Asking
    first: int
    """How many activities are asked for."""
    per_month: int
    months: int
    latency_ms: int = 0
    clients: int = 64
    subjects: tuple[str, ...] = SUBJECTS


def page(asking: Asking, first: int, latency_ms: int = 0, clients: int = 64) -> Scenario:
    """A page that holds all of a month's activities."""
    people = "1 client" if clients == 1 else f"{clients} clients"
    return Scenario(
        name=f"{asking}, page of {first}, {latency_ms} ms, {people}",
        asking=asking,
        first=first,
        per_month=first,
        months=12 if asking is Asking.WINDOW else 1,
        latency_ms=latency_ms,
        clients=clients,
    )


def long_month() -> Scenario:
    """A page that holds a fifth of a month's activities."""
    return Scenario(
        name="cold, 100 of 500, 0 ms, 64 clients",
        asking=Asking.COLD,
        first=100,
        per_month=500,
        months=1,
    )


def growth(months: int) -> Scenario:
    """The latest 20 of a history of so many months, 50 activities in each."""
    return Scenario(
        name=f"latest, 20 of {MONTH_YEARS[months]}, 0 ms, 4 clients",
        asking=Asking.LATEST,
        first=20,
        per_month=50,
        months=months,
        clients=4,
    )


def density(per_month: int) -> Scenario:
    """The latest 20 of ten years. Only for who does not read all of them."""
    return Scenario(
        name=f"latest, 20 of {per_month * 120:,} in 10 years, 0 ms, 4 clients",
        asking=Asking.LATEST,
        first=20,
        per_month=per_month,
        months=120,
        clients=4,
        subjects=(GATEWAY,),
    )


FULL = (
    *(page(asking, first) for first in (10, 50, 100) for asking in Asking if asking != "latest"),
    *(page(asking, 50, clients=1) for asking in (Asking.COLD, Asking.WINDOW, Asking.HOT)),
    *(
        page(asking, 50, latency_ms=50, clients=clients)
        for clients in (1, 64)
        for asking in (Asking.COLD, Asking.WINDOW, Asking.HOT)
    ),
    long_month(),
    *map(growth, MONTH_YEARS),
    *map(density, (8, 833)),
)
QUICK = (
    page(Asking.COLD, 50),
    page(Asking.WINDOW, 50),
    page(Asking.HOT, 50),
    page(Asking.COLD, 50, latency_ms=50, clients=1),
    growth(1),
    growth(120),
)


def chosen(scenarios: Iterable[Scenario], only: Iterable[str]) -> list[Scenario]:
    """Those whose names hold one of the texts; all of them where there is no text."""
    texts = tuple(only)
    return [one for one in scenarios if not texts or any(text in one.name for text in texts)]
