"""The requests of a scenario, one after the other, as bytes: the same to every subject."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

import orjson

from benchmarks.histories import END, Person, month_start
from benchmarks.scenarios import Asking, Scenario

QUERY = """\
query Page($first: Int!, $filter: ActivityFilter!) {
  activities(first: $first, filter: $filter) {
    nodes {
      id provider type providerType title startTime endTime durationSeconds intensity
      metrics { activeEnergyKcal }
    }
  }
}
"""
FIRST_DAY = datetime.fromisoformat("2014-01-01T00:00:00Z")
"""Before all histories begin."""

_STEP = timedelta(minutes=7)
_YEAR_BACK = 12


def requests(scenario: Scenario, first_number: int) -> Iterator[bytes]:
    """Without end. People are numbered from `first_number`: of two streams, none meets the other's.

    A person who is alone asks under the first number.
    """
    alone = scenario.asking in {Asking.WINDOW, Asking.HOT}
    bodies = _windows(scenario) if scenario.asking is Asking.WINDOW else None
    body = _body(scenario, *_range(scenario))
    for number in count(first_number):
        person = Person(
            scenario.per_month,
            scenario.months,
            scenario.latency_ms,
            first_number if alone else number,
        )
        yield request(person.token, body if bodies is None else next(bodies))


def request(token: str, body: bytes) -> bytes:
    """The HTTP request of the person with this token at both providers."""
    head = (
        "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\n"
        "content-type: application/json\r\n"
        f"content-length: {len(body)}\r\n"
        f"x-google-fit-token: {token}\r\nx-oura-token: {token}\r\n\r\n"
    )
    return head.encode() + body


def _range(scenario: Scenario) -> tuple[datetime, datetime]:
    return (FIRST_DAY if scenario.asking is Asking.LATEST else month_start(1)), END


def _windows(scenario: Scenario) -> Iterator[bytes]:
    """Windows as long as the first month of the year, from there on to its end, and again."""
    beginning = month_start(_YEAR_BACK)
    length = month_start(_YEAR_BACK - 1) - beginning
    places = (END - length - beginning) // _STEP
    for place in count():
        start = beginning + _STEP * (place % places)
        yield _body(scenario, start, start + length)


def _body(scenario: Scenario, start: datetime, end: datetime) -> bytes:
    variables = {
        "first": scenario.first,
        "filter": {"startTime": {"start": start.isoformat(), "end": end.isoformat()}},
    }
    return orjson.dumps({"query": QUERY, "variables": variables})
