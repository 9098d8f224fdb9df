"""Who the made-up people are, and where they are on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gateway.sandbox.seed.dice import Dice
from gateway.sandbox.tokens import DEMO, EMPTY
from gateway.sandbox.wire import Wire

HOME: Final = ZoneInfo("Europe/Zurich")
ABROAD: Final = ZoneInfo("Asia/Tokyo")
_JOURNEY_MONTH = 5
_JOURNEY_DAYS = range(11, 18)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a body, a home and a journey to Tokyo each May."""

    token: str = field(repr=False)
    document_id: str
    age: int
    weight_kg: float
    height_m: float
    biological_sex: str
    email: str

    @property
    def personal_info(self) -> Wire:
        """Oura's `PersonalInfoResponse`; of the person without records only the id."""
        known = self.token != EMPTY
        return {
            "id": self.document_id,
            "age": self.age if known else None,
            "weight": self.weight_kg if known else None,
            "height": self.height_m if known else None,
            "biological_sex": self.biological_sex if known else None,
            "email": self.email if known else None,
        }

    def dice(self, day: date, purpose: str) -> Dice:
        """The chance of one day, for one purpose."""
        return Dice(self.token, day.isoformat(), purpose)


def person_of(token: str) -> Person:
    """The person that a token belongs to."""
    dice = Dice(token, "person")
    document_id = dice.uuid()
    if token == DEMO:
        return Person(token, document_id, 36, 68.5, 1.74, "female", "demo@example.com")
    sex = dice.pick(("female", "male"))
    return Person(
        token=token,
        document_id=document_id,
        age=dice.whole(19, 71),
        weight_kg=round(dice.between(52, 96), 1),
        height_m=round(dice.between(1.56, 1.96), 2),
        biological_sex=sex,
        email=f"person-{document_id[:8]}@example.com",
    )


def zone_on(day: date) -> ZoneInfo:
    """Where everybody is on a day."""
    abroad = day.month == _JOURNEY_MONTH and day.day in _JOURNEY_DAYS
    return ABROAD if abroad else HOME


def at(day: date, hour: int, past: timedelta = timedelta(0)) -> datetime:
    """The instant when a clock on the wall shows the hour, and so much later."""
    return datetime.combine(day, time(hour), zone_on(day)).astimezone(UTC) + past
