"""Spans and figures, searched for what belongs to a person."""

from __future__ import annotations

import json

from gateway.sandbox import Sandbox, SlowBody
from tests.gateway_under_test import Gateway
from tests.leaks import NEVER_LOGGED
from tests.telemetry.conftest import Watch
from tests.test_leaks import (
    FAULTS,
    HEALTH,
    NATIVE_IDS,
    everything,
    failing,
    found,
    requests_that_are_refused,
    settle,
)

TEXT = ("markedAlias", "marked-text", "marked-variable")
"""Of documents and variables. The name of an operation stands in spans, and nowhere else."""
PERSONAL = ("a token", "an authorization", "an activity's id")
FAULTS_THAT_END_SOON = [fault for fault in FAULTS if not isinstance(fault, SlowBody)]
READS = """
query MarkedOperation($id: String!, $text: String!) {
  markedAlias: oura {
    a: sleepDocument(documentId: $id) { id }
    b: dailySleep(range: {from: "2019-05-16", to: "2019-05-18"}, nextToken: $text) { data { id } }
  }
  googleFit {
    c: dataSource(dataSourceId: $id) { dataStreamId }
    d: sessions(range: {start: "2019-05-17T00:00:00Z", end: "2019-05-18T00:00:00Z"}) {
      session { id }
    }
  }
  tags(range: {from: "2019-05-16", to: "2019-05-18"}, first: 5) { nodes { comment } }
}
"""


async def ask_everything(gateway: Gateway) -> str:
    """All kinds of requests; the answers."""
    answers = await everything(gateway)
    read = await gateway.post(READS, id=NATIVE_IDS[0], text="marked-text")
    return json.dumps([*answers, read.json()])


async def test_no_span_and_no_figure_holds_a_token_an_id_or_a_health_value(
    watched: Watch, sandbox: Sandbox, token: str
) -> None:
    async with watched(
        upstream_deadline_seconds=0.2, upstream_breaker_seconds=0, upstream_read_attempts=1
    ) as one:
        settle(sandbox, token)
        told = await ask_everything(one.gateway)
        await requests_that_are_refused(one.gateway, token)
        for fault in FAULTS_THAT_END_SOON:
            settle(sandbox, token)
            with failing(sandbox, token, fault):
                await ask_everything(one.gateway)
        figures = await one.text()
    spans = "\n".join(span.to_json() for span in one.spans)

    assert found(HEALTH, told), "the person's data were in play"
    assert len(one.spans) > 300
    assert {span.name.split()[0] for span in one.spans} >= {"query", "mutation", "load", "PUT"}
    for text in (spans, figures):
        assert found((token, *HEALTH, *TEXT), text) == []
        assert [what for what in PERSONAL if NEVER_LOGGED[what].search(text)] == []
    assert found(("MarkedOperation",), figures) == []
    assert all(not span.events for span in one.spans)
    assert 'route="other"' not in figures
