"""What is asked during a soak: a mixture of all that clients ask, and of what they should not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

import msgspec

PERSONS = 20
_FEED = """
query Feed($range: IntervalInput, $after: String, $dedupe: Dedupe! = NONE) {
  activities(first: 20, after: $after, filter: {startTime: $range}, dedupe: $dedupe) {
    nodes { id provider type title startTime durationSeconds tags { name } }
    pageInfo { hasNextPage endCursor }
    providers { state servedFrom }
  }
}
"""
_METRICS = """
query Metrics($range: IntervalInput) {
  activities(first: 10, filter: {startTime: $range}) {
    nodes { id metrics { steps distanceMeters averageHeartRateBpm status { state } } }
  }
}
"""
_NODE = """
query Node($ids: [ID!]!) { nodes(ids: $ids) { ... on Activity { title detail { __typename } } } }
"""
_DAYS = """
query Days($range: DateRangeInput!) {
  dailySummaries(range: $range, timeZone: "Europe/Zurich") {
    date steps { value } sleepScore activities { title } providers { state }
  }
}
"""
_TAGS = """
query Tags($range: DateRangeInput!) {
  tags(range: $range, first: 10) { nodes { name startDay } isComplete }
}
"""
_CHANGES = """
query Changes($since: SyncToken) {
  activityChanges(since: $since, first: 50) { nextToken providers { state } }
}
"""
_UPSERT = """
mutation Upsert($id: String!, $start: DateTime!, $end: DateTime!) {
  upsertSession(input: {
    clientSessionId: $id, title: "Run", type: RUNNING, startTime: $start, endTime: $end
    idempotencyKey: $id
  }) { outcome activity { id } userErrors { code } }
}
"""
_DELETE = """
mutation Delete($id: ID!) { deleteSession(input: {id: $id}) { outcome userErrors { code } } }
"""
RIGHT = (_FEED, _METRICS, _NODE, _DAYS, _TAGS, _CHANGES, _UPSERT, _DELETE)
"""Documents that the schema allows."""
WRONG = (
    "{ activities(",
    "{ nothing }",
    "query ($first: Int!) { activities(first: $first) { nodes { id } } }",
    "{ activities(first: 100000) { nodes { id } } }",
    "{" + " ".join(f"a{number}: __typename" for number in range(200)) + "}",
    'query { node(id: "x") { id } }',
)

Variables = Mapping[str, object]


class Question(NamedTuple):
    """A request's body, and whose it is."""

    person: str
    body: bytes
    leaves: bool = False
    """Whether the client goes before its answer comes."""
    drips: bool = False
    """Whether the body comes in pieces."""


class Questions:
    """As many as are wanted, at random; what answers have told comes back in later ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - nothing secret
        self._newcomers = 0
        self.cursors: dict[str, str] = {}
        """The last `endCursor` of each person."""
        self.tokens: dict[str, str] = {}
        """The last `nextToken` of each person."""
        self.ids: dict[str, str] = {}
        """The last written session of each person."""
        self._kinds: list[tuple[int, Callable[[str], tuple[str, Variables]]]] = [
            (8, self._feed),
            (3, self._next_page),
            (2, self._metrics),
            (3, self._node),
            (2, self._days),
            (2, self._tags),
            (2, self._changes),
            (2, self._upsert),
            (1, self._delete),
            (2, self._wrong),
        ]

    def next(self) -> Question:
        """Another question."""
        person = f"soak-{self._random.randrange(PERSONS)}"
        weights = [weight for weight, _ in self._kinds]
        ((_, kind),) = self._random.choices(self._kinds, weights)
        document, variables = kind(person)
        body = msgspec.json.encode({"query": document, "variables": variables})
        chance = self._random.random()
        return Question(person, body, leaves=chance < 0.1, drips=0.1 <= chance < 0.13)  # noqa: PLR2004 - the shares

    def newcomer(self) -> Question:
        """The first page of somebody who has never asked."""
        self._newcomers += 1
        body = msgspec.json.encode({"query": _FEED})
        return Question(f"soak-newcomer-{self._newcomers}", body)

    def rubbish(self) -> Question:
        """A body that is no JSON."""
        return Question("soak-0", self._random.randbytes(200))

    def _month(self) -> Variables:
        start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=self._random.randrange(300))
        return {"range": {"start": _text(start), "end": _text(start + timedelta(days=30))}}

    def _days_range(self) -> Variables:
        start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=self._random.randrange(300))
        end = start + timedelta(days=self._random.randrange(1, 14))
        return {"range": {"from": f"{start:%Y-%m-%d}", "to": f"{end:%Y-%m-%d}"}}

    def _feed(self, _: str) -> tuple[str, Variables]:
        if self._random.random() < 0.4:  # noqa: PLR2004 - the share of one page for all
            return _FEED, {}
        return _FEED, {**self._month(), "dedupe": self._random.choice(["NONE", "COLLAPSE"])}

    def _next_page(self, person: str) -> tuple[str, Variables]:
        return _FEED, {"after": self.cursors.get(person)}

    def _metrics(self, _: str) -> tuple[str, Variables]:
        return _METRICS, self._month()

    def _node(self, person: str) -> tuple[str, Variables]:
        return _NODE, {"ids": [self.ids.get(person, "unknown")]}

    def _days(self, _: str) -> tuple[str, Variables]:
        return _DAYS, self._days_range()

    def _tags(self, _: str) -> tuple[str, Variables]:
        return _TAGS, self._days_range()

    def _changes(self, person: str) -> tuple[str, Variables]:
        return _CHANGES, {"since": self.tokens.get(person)}

    def _upsert(self, _: str) -> tuple[str, Variables]:
        number = self._random.randrange(50)
        start = datetime(2026, 9, 1, 12, tzinfo=UTC) + timedelta(days=number)
        end = start + timedelta(minutes=self._random.randrange(10, 90))
        return _UPSERT, {"id": f"soak-{number}", "start": _text(start), "end": _text(end)}

    def _delete(self, person: str) -> tuple[str, Variables]:
        return _DELETE, {"id": self.ids.pop(person, "unknown")}

    def _wrong(self, _: str) -> tuple[str, Variables]:
        return self._random.choice(WRONG), {}


def _text(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")
