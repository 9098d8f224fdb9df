"""What statuses say that an answer cost is what came in at the providers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

import pytest
from strawberry.types import get_object_definition
from strawberry.utils.str_converters import to_camel_case

from gateway.domain.provider_name import Provider
from gateway.domain.tag import TagId, encode_tag_id
from gateway.sandbox import Sandbox
from gateway.sandbox.seed.wires import oura_workout
from gateway.schema.activity import Activity
from tests.days.wires import day_id
from tests.gateway_under_test import Gateway
from tests.google_fit.documents import ARGUMENTS, object_type
from tests.ids import fit_id, workout_id
from tests.metrics.people import a_run, let_measure, points_of, rows
from tests.oura.asking import LISTS, arguments, field_name
from tests.sandbox.fit_data import STEPS_SOURCE
from tests.tags.wires import enhanced
from tests.wires import span

START: Final = "2026-03-28T09:00:00Z"
SOURCE: Final = f'"{STEPS_SOURCE["dataStreamId"]}"'
TAG: Final = encode_tag_id(TagId(Provider.OURA, "enhanced_tag", "t"))
COUNT: Final = "status { provider upstreamCalls }"
COUNTS: Final = "providers { provider upstreamCalls }"
DAYS: Final = 'range: {from: "2026-03-28", to: "2026-03-29"}'
OF_DAYS: Final = (
    "steps { value } activityScore sleepScore readinessScore activities { id } tags { id } "
    f"{COUNTS}"
)
FIT: Final = " ".join(
    f"{name}{given.replace('$source', SOURCE)} {{ {COUNT} }}" for name, given in ARGUMENTS.items()
)
OURA: Final = " ".join(f"{field_name(one)}{arguments(one)} {{ {COUNT} }}" for one in LISTS)
LAZY: Final[Mapping[str, str]] = {
    "metrics": f"metrics {{ totalEnergyKcal steps averageHeartRateBpm {COUNT} }}",
    "tags": "tags { id }",
    "tagsStatus": "tagsStatus { provider upstreamCalls }",
    "duplicates": "duplicates { score }",
}
"""What is loaded for an activity when it is selected."""
ROOTS: Final[Mapping[str, str]] = {
    "activities": f"activities {{ nodes {{ {' '.join(LAZY.values())} }} {COUNTS} }}",
    "activityChanges": f"activityChanges {{ {COUNTS} }}",
    "dailySummaries": f'dailySummaries({DAYS}, timeZone: "UTC") {{ {OF_DAYS} }}',
    "googleFit": f"googleFit {{ {FIT} }}",
    "node": f'node(id: "{day_id("2026-03-20", "UTC")}") {{ ... on DailySummary {{ {OF_DAYS} }} }}',
    "nodes": f'nodes(ids: ["{day_id("2026-03-10")}"]) {{ ... on DailySummary {{ {OF_DAYS} }} }}',
    "oura": f"oura {{ {OURA} }}",
    "providers": "providers { displayName }",
    "tags": f"tags({DAYS}) {{ {COUNTS} }}",
    "viewer": f"viewer {{ profile {{ ageYears {COUNT} }} }}",
}
"""What tells what it cost."""
UNTOLD: Final[Mapping[str, tuple[str, int]]] = {
    "a record of Fit": (f'node(id: "{fit_id("run")}") {{ id }}', 1),
    "a record of Oura": (f'node(id: "{workout_id("ride")}") {{ id }}', 1),
    "a tag": (f'node(id: "{TAG}") {{ id }}', 1),
    "links": ("viewer { links { state } }", 2),
    "a data source": (f"googleFit {{ dataSource(dataSourceId: {SOURCE}) {{ name }} }}", 1),
    "a document": ('oura { enhancedTagDocument(documentId: "t") { id } }', 1),
    "personalInfo": ("oura { personalInfo { id } }", 1),
    "duplicates of one": (f'node(id: "{fit_id("run")}") {{ ...Twins }}', 4),
}
"""Single objects, which have no status, and how many calls each costs."""
TWINS: Final = "fragment Twins on Activity { duplicates { score } }"


@pytest.fixture(autouse=True)
def _measured(sandbox: Sandbox, token: str) -> None:
    """A run and a ride at the same time, with figures and a tag."""
    let_measure(
        sandbox,
        token,
        [a_run(start=START)],
        points_of(START),
        oura_workouts=[oura_workout("ride", "cycling", span(START))],
        oura={"heartrate": rows(START, 10, [90, 100]), "enhanced_tag": [enhanced("t", START)]},
    )


def statuses_in(found: object) -> Iterator[dict[str, Any]]:
    """Every status; of days, which share theirs, those of the first one."""
    if isinstance(found, list):
        for one in cast("list[object]", found):
            yield from statuses_in(one)
    if isinstance(found, dict):
        whole = cast("dict[str, Any]", found)
        if "upstreamCalls" in whole:
            yield whole
        for name, one in whole.items():
            yield from statuses_in(one[:1] if name == "dailySummaries" else one)


def told(found: object) -> Counter[str]:
    """The calls that an answer tells of, by provider."""
    sums: Counter[str] = Counter()
    for status in statuses_in(found):
        sums[status["provider"].lower()] += status["upstreamCalls"]
    return +sums


def came_in(sandbox: Sandbox, token: str) -> Counter[str]:
    return Counter(call.provider for call in sandbox.calls_of(token))


def test_the_tables_have_every_root_field_and_every_field_of_an_activity_that_is_loaded() -> None:
    fields = get_object_definition(Activity, strict=True).fields
    resolved = {to_camel_case(one.python_name) for one in fields if not one.is_basic_field}

    assert ROOTS.keys() == object_type("Query").fields.keys()
    assert LAZY.keys() == resolved


@pytest.mark.parametrize("field", ROOTS)
async def test_every_call_for_a_field_is_told(
    gateway: Gateway, sandbox: Sandbox, token: str, field: str
) -> None:
    data = await gateway.execute(f"{{ {ROOTS[field]} }}")

    assert told(data) == came_in(sandbox, token)
    assert bool(told(data)) is (field != "providers")


async def test_every_call_for_all_of_them_together_is_told_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    data = await gateway.execute(f"{{ {' '.join(ROOTS.values())} }}")

    assert told(data) == came_in(sandbox, token)


@pytest.mark.parametrize("what", UNTOLD)
async def test_what_has_no_status_costs_what_is_known(
    gateway: Gateway, sandbox: Sandbox, token: str, what: str
) -> None:
    field, cost = UNTOLD[what]

    data = await gateway.execute(f"{{ {field} }} {TWINS if 'Twins' in field else ''}")

    assert list(statuses_in(data)) == []
    assert len(sandbox.calls_of(token)) == cost
