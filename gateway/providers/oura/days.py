"""Oura's documents of whole days: `domain.day.DaySource`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from gateway.domain.day import DailyCollection, DayList, DaysQuestion, Figure
from gateway.domain.errors import unreadable
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.providers.oura.documents import OuraDocuments

FIELDS: Final[Mapping[str, Mapping[Figure, str]]] = {
    "daily_activity": {
        Figure.STEPS: "steps",
        Figure.DISTANCE_METERS: "equivalent_walking_distance",
        Figure.ACTIVE_ENERGY_KCAL: "active_calories",
        Figure.TOTAL_ENERGY_KCAL: "total_calories",
        Figure.ACTIVITY_SCORE: "score",
    },
    "daily_sleep": {Figure.SLEEP_SCORE: "score"},
    "daily_readiness": {Figure.READINESS_SCORE: "score"},
}
"""By collection: where each figure stands. A day of activity runs from 4 o'clock to 4 o'clock."""


class OuraDays:
    """What Oura tells of days where the wearer was, whatever zone is named."""

    collections: Sequence[DailyCollection] = tuple(
        DailyCollection(name, frozenset(fields)) for name, fields in FIELDS.items()
    )

    def __init__(self, documents: OuraDocuments) -> None:
        self._documents = documents

    async def daily(self, link: Link, collection: str, question: DaysQuestion) -> DayList:
        """GET …/{collection}, every page, with no more fields than are wanted."""
        names = {f: name for f, name in FIELDS[collection].items() if f in question.figures}
        fields = frozenset(names.values())
        listed = await self._documents.every_document(link, collection, question.days, fields)
        by_day: dict[date, Mapping[Figure, float]] = {}
        left_out = listed.unreadable
        for document in listed.documents:
            day: date | None = getattr(document, "day", None)
            if day is None:
                left_out += 1
            else:
                by_day[day] = _figures(document, names)
        return DayList(by_day=by_day, error=unreadable(Provider.OURA, left_out, "days"))


def _figures(document: object, names: Mapping[Figure, str]) -> Mapping[Figure, float]:
    values: dict[Figure, float | None] = {f: getattr(document, name) for f, name in names.items()}
    return {figure: value for figure, value in values.items() if value is not None}
