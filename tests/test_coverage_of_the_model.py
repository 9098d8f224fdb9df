"""docs/coverage.md says what the unified model uses: it is asked, and the calls are looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from gateway.domain.provider_name import Provider
from gateway.domain.tag import TagId, encode_tag_id
from gateway.sandbox import Sandbox
from gateway.sandbox.calls import Call
from gateway.sandbox.seed.wires import fit_session, oura_workout
from tests.gateway_under_test import Gateway
from tests.google_fit.test_coverage import type_at
from tests.ids import fit_id, session_id, workout_id
from tests.wires import span

PAGE = (Path(__file__).parents[1] / "docs" / "coverage.md").read_text()
ROWS = re.compile(r"^\| (?:\w+ \| )?`([\w./{}]+)` \| [^|]* \| ([^|]*) \|$", re.MULTILINE)
TWIN = "/v2/sandbox/usercollection/"
DAYS = 'range: {from: "2026-03-28", to: "2026-03-29"}'
TAGS = [TagId(Provider.OURA, collection, "t") for collection in ("enhanced_tag", "tag")]
NODES = [fit_id("s"), workout_id("w"), session_id("s"), *map(encode_tag_id, TAGS)]

QUERIES: Final[Mapping[str, str]] = {
    "Query.activities": "{ activities { nodes { id } } }",
    "Query.activityChanges": "{ activityChanges { hasMore } }",
    "Query.dailySummaries": (
        f'{{ dailySummaries({DAYS}, timeZone: "Europe/Zurich") {{ steps {{ value }} sleepScore '
        "readinessScore activities { id } tags { id } } }"
    ),
    "Query.node": " ".join(
        ["{", *(f'n{at}: node(id: "{one}") {{ id }}' for at, one in enumerate(NODES)), "}"]
    ),
    "Query.tags": f"{{ tags({DAYS}) {{ nodes {{ id }} }} }}",
    "Query.viewer.links.state": "{ viewer { links { state } } }",
    "Query.viewer.profile": "{ viewer { profile { ageYears } } }",
    "Activity.metrics": (
        "{ activities(first: 100) { nodes { metrics { totalEnergyKcal averageHeartRateBpm } } } }"
    ),
    "Activity.tags": "{ activities { nodes { tags { id } } } }",
}
FIT: Final = {
    ("GET", "sessions"): "fitness.users.sessions.list",
    ("POST", "aggregate"): "fitness.users.dataset.aggregate",
}


def told() -> dict[str, set[str]]:
    """What each path of the unified model uses, as the page has it."""
    found: dict[str, set[str]] = {}
    for operation, paths in ROWS.findall(PAGE):
        for path in re.findall(r"`([\w.]+)`", paths):
            if not operation.startswith(TWIN):
                found.setdefault(path, set()).add(operation)
    return found


def operation(call: Call) -> str:
    """The name that the page has for what was called."""
    if call.provider == "google_fit":
        return FIT[call.method, call.route]
    base, _, single = call.path.partition(f"/{call.route}")
    return f"{base}/{call.route}" + ("/{document_id}" if single else "")


def test_the_page_names_what_is_asked_here() -> None:
    assert told().keys() == QUERIES.keys()
    assert all(type_at(path) for path in QUERIES)


@pytest.mark.parametrize("path", QUERIES)
async def test_what_the_model_uses_is_what_the_page_says(
    gateway: Gateway, sandbox: Sandbox, token: str, path: str
) -> None:
    run = span("2026-05-01T06:00:00Z")
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("run", 8, run)],
        oura_workouts=[oura_workout("run", "running", run)],
    )

    await gateway.execute(QUERIES[path])

    own = {operation(call) for call in sandbox.calls_of(token)}
    own -= told()["Query.activities"] if path.startswith("Activity.") else set()
    assert own == told()[path]
