"""What fields cost: upstream calls, and how many objects lists have, at most or as a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, cast

from graphql import GraphQLObjectType, GraphQLSchema

from gateway.domain.metrics import CALLS_AN_ACTIVITY
from gateway.execution.pricing import Arguments, FieldPrice, count, length
from gateway.schema.changes import LARGEST_PAGE as LARGEST_PAGE_OF_CHANGES
from gateway.schema.days import MOST_DAYS
from gateway.schema.google_fit.query import MOST_POINTS
from gateway.schema.metrics import DEFAULT_POINTS
from gateway.schema.metrics import MOST_POINTS as MOST_SERIES_POINTS
from gateway.schema.nodes import MOST_IDS
from gateway.schema.paging import DEFAULT_PAGE, LARGEST_PAGE
from gateway.schema.tags import MOST_DAYS as MOST_DAYS_OF_TAGS

CONNECTION = frozenset({"nodes", "edges"})
DATA = frozenset({"data"})

COLLECTIONS = 3
"""Lists that a feed is merged of: sessions of Google Fit, workouts and sessions of Oura."""
STRIDES_END_DAYS = (24, 216, 1944)
"""How long a range is read in one stride, two or three, when there is nothing in it."""
DOCUMENTS_A_PAGE = 50
ROWS_A_PAGE = 1000
"""What Oura has on a page: documents, and rows such as heart rates."""


def prices(schema: GraphQLSchema) -> Mapping[str, FieldPrice]:
    """What fields cost, by `Type.field`; what is not there costs no call."""
    oura = cast("GraphQLObjectType", schema.type_map["OuraQuery"])
    mutations = cast("GraphQLObjectType", schema.type_map["Mutation"])
    collections = {f"OuraQuery.{name}": _of_oura(each.args) for name, each in oura.fields.items()}
    writes = {f"Mutation.{name}": FieldPrice(calls=3) for name in mutations.fields}
    return MappingProxyType({**_PRICES, **collections, **writes})


def _of_oura(arguments: Mapping[str, object]) -> FieldPrice:
    if "nextToken" not in arguments:
        return FieldPrice(calls=1)
    if "range" not in arguments:
        return FieldPrice(calls=1, items=DOCUMENTS_A_PAGE, lists=DATA)
    if "latest" in arguments:
        return FieldPrice(calls=1, items=ROWS_A_PAGE, lists=DATA)
    return FieldPrice(calls=1, items=_days("range", DOCUMENTS_A_PAGE), lists=DATA)


def _days(name: str, most: int) -> Callable[[Arguments], float]:
    """How many days a `DateRangeInput` has."""

    def told(arguments: Arguments) -> float:
        ends = _ends(arguments.get(name), "from", "to")
        days = most if None in ends else (cast("Any", ends[1]) - cast("Any", ends[0])).days + 1
        return max(0, min(days, most))

    return told


def _feed_calls(arguments: Arguments) -> float:
    """A call to each collection in each stride, as for a range with nothing in it."""
    asked = arguments.get("filter")
    within: Arguments = cast("Arguments", asked) if isinstance(asked, dict) else {}
    start, end = _ends(within.get("startTime"), "start", "end")
    if start is None:
        start, end = _ends(within.get("localDates"), "from", "to")
    if start is None:
        return COLLECTIONS * (len(STRIDES_END_DAYS) + 1)
    days = ((end or datetime.now(UTC)) - start) / timedelta(days=1)
    return COLLECTIONS * (1 + sum(days > each for each in STRIDES_END_DAYS))


def _ends(value: object, first: str, last: str) -> tuple[datetime | None, datetime | None]:
    ends: Arguments = cast("Arguments", value) if isinstance(value, dict) else {}
    return _instant(ends.get(first)), _instant(ends.get(last))


def _instant(text: object) -> datetime | None:
    """None too for what cannot be read: the field itself refuses that."""
    try:
        read = datetime.fromisoformat(cast("str", text))
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


_PAGE = count("first", "last", default=DEFAULT_PAGE, most=LARGEST_PAGE)
_days_of_tags = _days("range", MOST_DAYS_OF_TAGS)
_SERIES = FieldPrice(
    items=count("maxPoints", default=DEFAULT_POINTS, most=MOST_SERIES_POINTS),
    lists=frozenset({"values"}),
)
_MOST_POINTS = count("limit", default=1000, most=MOST_POINTS)
_FIGURE = FieldPrice(once=2)
_SCORE = FieldPrice(once=1)

_PRICES: Mapping[str, FieldPrice] = {
    "Query.node": FieldPrice(calls=1),
    "Query.nodes": FieldPrice(calls=length("ids", MOST_IDS), items=length("ids", MOST_IDS)),
    "Query.activities": FieldPrice(calls=_feed_calls, items=_PAGE, lists=CONNECTION),
    "Query.tags": FieldPrice(
        calls=lambda arguments: 2 + _days_of_tags(arguments) / DOCUMENTS_A_PAGE,
        items=_PAGE,
        lists=CONNECTION,
    ),
    "Query.dailySummaries": FieldPrice(items=_days("range", MOST_DAYS)),
    "Query.activityChanges": FieldPrice(
        calls=8,
        items=count("first", default=200, most=LARGEST_PAGE_OF_CHANGES),
        lists=frozenset({"changes"}),
    ),
    "Query.providers": FieldPrice(items=2),
    "Viewer.links": FieldPrice(items=2),
    "Viewer.profile": FieldPrice(calls=1),
    "ProviderLink.state": FieldPrice(calls=1),
    "Activity.metrics": FieldPrice(calls=CALLS_AN_ACTIVITY),
    "Activity.tags": FieldPrice(once=6, items=2),
    "Activity.duplicates": FieldPrice(items=1),
    "ActivityMetrics.heartRate": _SERIES,
    "ActivityMetrics.heartRateVariability": _SERIES,
    "ActivityMetrics.motionCount": _SERIES,
    "DailySummary.steps": _FIGURE,
    "DailySummary.distanceMeters": _FIGURE,
    "DailySummary.activeEnergyKcal": _FIGURE,
    "DailySummary.totalEnergyKcal": _FIGURE,
    "DailySummary.activityScore": _SCORE,
    "DailySummary.sleepScore": _SCORE,
    "DailySummary.readinessScore": _SCORE,
    "DailySummary.activities": FieldPrice(once=COLLECTIONS),
    "DailySummary.tags": FieldPrice(once=6, items=2),
    "GoogleFitQuery.sessions": FieldPrice(
        calls=1, items=100, lists=frozenset({"session", "deletedSession"})
    ),
    "GoogleFitQuery.sessionChanges": FieldPrice(
        calls=1, items=100, lists=frozenset({"session", "deletedSession"})
    ),
    "GoogleFitQuery.dataSources": FieldPrice(calls=1, items=100, lists=frozenset({"dataSource"})),
    "GoogleFitQuery.dataSource": FieldPrice(calls=1),
    "GoogleFitQuery.dataset": FieldPrice(calls=1, items=_MOST_POINTS, lists=frozenset({"point"})),
    "GoogleFitQuery.dataPointChanges": FieldPrice(
        calls=1,
        items=lambda sent: _MOST_POINTS(sent) / 2,
        lists=frozenset({"insertedDataPoint", "deletedDataPoint"}),
    ),
    "GoogleFitQuery.aggregate": FieldPrice(calls=1, items=100, lists=frozenset({"bucket"})),
    "GoogleFitDataPoint.value": FieldPrice(items=1),
    "GoogleFitValue.mapVal": FieldPrice(items=0.1),
}
