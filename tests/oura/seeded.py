"""What the seed has of Oura's collections around a few days of March."""

from __future__ import annotations

from gateway.sandbox import Sandbox, Wire
from gateway.sandbox.providers import OuraCollection
from gateway.sandbox.seed.oura.collections import DOCUMENTS_OF
from gateway.sandbox.seed.person import person_of
from tests.june import noon
from tests.oura.asking import LISTS


def _of(route: OuraCollection) -> list[Wire]:
    if route in DOCUMENTS_OF:
        person = person_of("somebody")
        days = [noon().date().replace(month=3, day=day) for day in (17, 22, 28)]
        found = [one for day in days for one in DOCUMENTS_OF[route](person, day)][:4]
        return found or [{"id": "x"}]
    return Sandbox(noon).viewer("somebody").oura.collections[route].all()[:4]


SEEDED = {route: _of(route) for route in LISTS}
