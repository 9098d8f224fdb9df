"""Events that a person has at both providers, and the feed that shows them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.sandbox import Sandbox, Wire
from gateway.sandbox.seed.wires import Span, fit_session, oura_session, oura_workout
from tests.gateway_under_test import Gateway
from tests.wires import ZURICH

Json = dict[str, Any]

FEED = """
query (
  $first: Int, $after: String, $last: Int, $before: String, $filter: ActivityFilter,
  $order: ActivityOrder! = START_TIME_DESC, $dedupe: Dedupe! = NONE
) {
  activities(
    first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order
    dedupe: $dedupe
  ) {
    nodes {
      id providerId startTime
      duplicates { score reasons isPrimary activity { id providerId } }
    }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    providers { state itemCount }
  }
}
"""
EVENTS = 24
FIRST_EVENT = datetime(2026, 5, 20, 4, tzinfo=UTC)
BETWEEN = timedelta(hours=32)
SHIFT = timedelta(minutes=4)
"""How much later Oura sees an event: 36 minutes in common of 44."""
LENGTH = timedelta(minutes=40)


def moment(event: int) -> Span:
    """When an event took place. They cross midnights and the end of a month."""
    start = FIRST_EVENT + event * BETWEEN
    return Span(start, start + LENGTH, ZURICH)


def has_title(event: int) -> bool:
    """A title of the person's own makes Google Fit's record the primary one."""
    return event % 2 == 1


def at_google_fit(event: int) -> Wire:
    title = "Morning run" if has_title(event) else ""
    return fit_session(f"fit-{event}", 8, moment(event), name=title)


def at_oura(event: int) -> Wire:
    return oura_workout(f"oura-{event}", "running", moment(event).shifted(SHIFT, SHIFT))


def walk(event: int) -> Wire:
    """Recorded by Google Fit alone, hours after each third event."""
    later = timedelta(hours=9)
    return fit_session(f"walk-{event}", 7, moment(event).shifted(later, later), name="Walk")


def breath(event: int) -> Wire:
    """A session that begins after Google Fit's record of an event, and before Oura's."""
    return oura_session(
        f"breath-{event}", "breathing", moment(event).shifted(SHIFT / 2, -LENGTH / 2)
    )


WALKS = range(0, EVENTS, 3)
BREATHS = range(0, EVENTS, 5)


def shown(event: int) -> list[str]:
    """What is left of an event, and what else there is around it, earliest first."""
    breaths = [f"breath-{event}"] if event in BREATHS else []
    walks = [f"walk-{event}"] if event in WALKS else []
    if has_title(event):
        return [f"fit-{event}", *breaths, *walks]
    return [*breaths, f"oura-{event}", *walks]


COLLAPSED = [native_id for event in range(EVENTS) for native_id in shown(event)]
"""Earliest first."""


def settle(sandbox: Sandbox, token: str) -> None:
    """Let the person have all of these events."""
    sandbox.replace(
        token,
        google_fit_sessions=[*map(at_google_fit, range(EVENTS)), *map(walk, WALKS)],
        oura_workouts=map(at_oura, range(EVENTS)),
        oura_sessions=map(breath, BREATHS),
    )


async def feed(gateway: Gateway, **variables: object) -> Json:
    return (await gateway.execute(FEED, **variables))["activities"]


def native_ids(page: Json) -> list[str]:
    return [node["providerId"] for node in page["nodes"]]
