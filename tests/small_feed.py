"""A person with two activities, whose feed is asked for in every way."""

from __future__ import annotations

from typing import Any

from gateway.sandbox import Sandbox
from gateway.sandbox.seed.wires import fit_session, oura_workout
from tests.gateway_under_test import Gateway
from tests.wires import span

FEED = """
query (
  $first: Int, $after: String, $last: Int, $before: String, $filter: ActivityFilter,
  $order: ActivityOrder! = START_TIME_DESC, $dedupe: Dedupe! = NONE, $zone: TimeZone
) {
  activities(
    first: $first, after: $after, last: $last, before: $before, filter: $filter
    orderBy: $order, dedupe: $dedupe, timeZone: $zone
  ) {
    edges { cursor node { providerId } }
    coveredRange { start end }
  }
}
"""
A_DAY = {"from": "2026-05-01", "to": "2026-05-01"}

Json = dict[str, Any]


def let_walk_and_run(sandbox: Sandbox, token: str) -> None:
    """Let the person have a run and, later, a walk on the first of May."""
    sandbox.replace(
        token,
        google_fit_sessions=[fit_session("run", 8, span("2026-05-01T06:00:00Z"))],
        oura_workouts=[oura_workout("walk", "walking", span("2026-05-01T08:00:00Z"))],
    )


async def refusal(gateway: Gateway, **variables: object) -> tuple[str, str]:
    """Code and message of the one error that a refused page has."""
    answer = await gateway.answer(FEED, None, **variables)
    assert answer.get("data") is None
    (error,) = answer["errors"]
    return error["extensions"]["code"], error["message"]


async def feed(gateway: Gateway, **variables: object) -> Json:
    return (await gateway.execute(FEED, None, **variables))["activities"]


def found(page: Json) -> list[str]:
    return [edge["node"]["providerId"] for edge in page["edges"]]
