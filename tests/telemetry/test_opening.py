"""What the settings ask for, and what comes of answers that are not ours."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.types import Message, Receive, Scope, Send

from gateway.settings import Settings
from gateway.telemetry import open_telemetry, tracing
from gateway.telemetry.metrics import MOST_CODES, Metrics
from gateway.telemetry.requests import RequestWatch
from gateway.telemetry.tracing import with_trace

COUNT = "gateway_request_duration_seconds_count"


def test_nothing_is_opened_that_nobody_asks_for() -> None:
    assert open_telemetry(Settings()) is None


def test_metrics_stand_beside_graphql_only_if_that_is_said() -> None:
    own_port = open_telemetry(Settings(metrics_port=0))
    main_port = open_telemetry(Settings(metrics_on_main_port=True))

    assert own_port is not None
    assert main_port is not None
    assert [route.path for route in own_port.routes] == []
    assert [route.path for route in main_port.routes] == ["/metrics"]
    assert own_port.log_processors == ()


async def test_tracing_is_opened_and_ends_with_the_application() -> None:
    telemetry = open_telemetry(Settings(tracing=True))

    assert telemetry is not None
    assert telemetry.log_processors == (with_trace,)
    assert telemetry.routes == []
    async with telemetry.running():
        pass


def test_otel_can_switch_off_what_the_settings_switch_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")

    telemetry = open_telemetry(Settings(tracing=True))

    assert telemetry is not None
    assert telemetry.log_processors == ()


class Patient(InMemorySpanExporter):
    """Tries until it is told not to, as OTLP's does for a minute."""

    def __init__(self) -> None:
        super().__init__()
        self.told = threading.Event()

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        self.told.wait()
        return super().export(spans)

    def shutdown(self) -> None:
        self.told.set()


async def test_an_exporter_that_tries_again_and_again_is_told_not_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tracing, "MOST_ENDING_SECONDS", 0.05)
    exporter = Patient()
    opened = tracing.Tracing(exporter)
    opened.tracer.start_span("late").end()

    await opened.close()

    assert exporter.told.is_set()


async def outcomes(*bodies: bytes) -> set[str]:
    """The labels of requests that are answered with these bodies."""
    metrics = Metrics()
    answers = list(bodies)

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": answers.pop()})

    async def ignored(message: Message) -> None:
        del message

    async def nothing() -> Message:
        return {}

    watch = RequestWatch(answering, "/graphql", metrics, None)
    for _ in bodies:
        await watch({"type": "http", "path": "/graphql", "headers": []}, nothing, ignored)
    samples = [one for family in metrics.registry.collect() for one in family.samples]
    return {one.labels["outcome"] for one in samples if one.name == COUNT}


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b'{"errors":[{"extensions":{"code":"BAD_REQUEST"}},{}],"data":null}', "BAD_REQUEST"),
        (b'{"errors":[{"message":"no code"}]}', "OTHER"),
        (b'{"errors":[{"extensions":{"code":"Chemotherapy walk"}}]}', "OTHER"),
        (b'{"errors":[]}', "OTHER"),
        (b'{"errors":[{"extensions":{"code":7}}]}', "OTHER"),
        (b'{"errors"', "OTHER"),
        (b"", "OK"),
    ],
)
async def test_an_outcome_is_a_code_or_other(body: bytes, outcome: str) -> None:
    assert await outcomes(body) == {outcome}


async def test_there_are_only_so_many_outcomes() -> None:
    bodies = [b'{"errors":[{"extensions":{"code":"CODE_%d"}}]}' % number for number in range(300)]

    found = await outcomes(*bodies)

    assert len(found) <= MOST_CODES
    assert "OTHER" in found
