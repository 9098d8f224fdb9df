"""Spans: what there is of them, whose trace they belong to, and where they go."""

from __future__ import annotations

import io
import json
from collections.abc import Generator, Mapping

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import (
    ALWAYS_OFF,
    ALWAYS_ON,
    Decision,
    ParentBased,
    Sampler,
    SamplingResult,
    TraceIdRatioBased,
)
from opentelemetry.trace import SpanKind, StatusCode

from gateway.domain.provider_name import Provider
from gateway.loaders.activities_by_id import ActivityKey
from gateway.sandbox import Hang, Sandbox, Status
from gateway.telemetry.batches import traced
from gateway.telemetry.errors import TracesExporterError
from gateway.telemetry.exporters import exporter_name, is_disabled, open_exporter
from gateway.telemetry.telemetry import Telemetry
from gateway.telemetry.tracing import DrawnIds, Tracing, bound_of, with_trace
from gateway.upstream.client import Upstreams
from tests.logging_of_its_own import logged
from tests.telemetry.conftest import Watch
from tests.upstream.calls import LINK, TOKEN, Thing, no_dialect

FEED = "query Mine { activities(first: 1) { nodes { provider } } }"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SAMPLED = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
NOT_SAMPLED = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-00"}


async def test_a_request_is_a_span_of_graphqls_conventions(watched: Watch) -> None:
    async with watched() as one:
        answer = await one.gateway.post(FEED)

    (span,) = [span for span in one.spans if span.kind is SpanKind.SERVER]
    assert span.name == "query"
    assert dict(span.attributes or {}) == {
        "http.request.method": "POST",
        "http.route": "/graphql",
        "url.scheme": "http",
        "http.response.status_code": 200,
        "graphql.operation.type": "query",
        "graphql.operation.name": "Mine",
        "activity_gateway.outcome": "OK",
        "activity_gateway.request_id": answer.headers["x-request-id"],
    }
    assert span.parent is None
    assert span.status.status_code is StatusCode.UNSET


async def test_batches_and_calls_are_parts_of_their_requests_trace(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.execute(FEED)

    spans = {span.name: span for span in one.spans}
    server, batch, call = (
        spans[name].context for name in ("query", "load windows", "GET /me/sessions")
    )
    assert server is not None
    assert batch is not None
    assert call is not None
    assert {span.context.trace_id for span in one.spans if span.context} == {server.trace_id}
    assert (spans["load windows"].parent or call).span_id == server.span_id
    assert (spans["GET /me/sessions"].parent or call).span_id == batch.span_id
    assert spans["GET /me/sessions"].kind is SpanKind.CLIENT


async def test_a_batch_tells_its_collections_and_how_many_keys(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.execute(FEED)

    (batch,) = one.named("load windows")
    assert batch == {
        "activity_gateway.loader.name": "windows",
        "activity_gateway.loader.keys": 3,
        "activity_gateway.loader.collections": (
            "google_fit/session",
            "oura/session",
            "oura/workout",
        ),
    }


async def test_a_batch_of_documents_tells_their_collection(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.execute(
            '{ oura { dailySleep(range: {from: "2026-10-01", to: "2026-10-02"}) { data { id } } } }'
        )

    (batch,) = one.named("load pages")
    assert batch["activity_gateway.loader.collections"] == ("oura/daily_sleep",)


async def test_a_collection_that_a_client_made_up_is_not_told() -> None:
    exporter = InMemorySpanExporter()
    tracing = Tracing(exporter)
    keys = [ActivityKey(LINK, name, "an-id") for name in ("workout", "made-up-by-a-client")]

    async def load(asked: list[ActivityKey]) -> list[None]:
        return [None] * len(asked)

    with tracing.tracer.start_as_current_span("request"):
        await traced(tracing.tracer, {"workout"}, "activities", load)([*keys, LINK])
    await tracing.close()

    batch, _ = exporter.get_finished_spans()
    assert dict(batch.attributes or {}) == {
        "activity_gateway.loader.name": "activities",
        "activity_gateway.loader.keys": 3,
        "activity_gateway.loader.collections": ("oura", "oura/other", "oura/workout"),
    }


async def test_a_call_tells_provider_route_and_outcome_but_no_address(
    watched: Watch, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Status(503), token=token, times=1)
    async with watched() as one:
        await one.gateway.execute(FEED)

    failed, repeated = one.named("GET /me/sessions")
    port = failed["server.port"]
    assert failed == {
        "activity_gateway.provider": "google_fit",
        "server.address": "127.0.0.1",
        "server.port": port,
        "http.request.method": "GET",
        "url.template": "/me/sessions",
        "http.response.status_code": 503,
        "activity_gateway.outcome": "UPSTREAM_ERROR",
        "error.type": "UPSTREAM_ERROR",
    }
    assert repeated["http.request.resend_count"] == 1
    assert repeated["activity_gateway.outcome"] == "OK"


async def test_a_call_without_an_answer_tells_why(
    watched: Watch, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("google_fit", Hang(), token=token)
    async with watched(upstream_deadline_seconds=0.2) as one:
        await one.gateway.execute(FEED)

    (failed,) = one.named("GET /me/sessions")
    assert failed["activity_gateway.outcome"] == "TIMEOUT"
    assert "http.response.status_code" not in failed


async def test_a_kept_answer_is_a_span_too(watched: Watch) -> None:
    async with watched(cache_activities=1000) as one:
        for _ in range(3):
            await one.gateway.execute(FEED)

    requests = one.named("query")
    assert ["graphql.operation.name" in each for each in requests] == [True, True, False]


async def test_a_refusal_is_a_span_without_an_operation(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.http.put("/graphql")

    (span,) = one.named("GraphQL Operation")
    assert span["error.type"] == "METHOD_NOT_ALLOWED"
    assert span["http.response.status_code"] == 405


async def test_the_trace_of_a_request_goes_on(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.post(FEED, {**one.gateway.headers, **SAMPLED})

    assert {f"{span.context.trace_id:032x}" for span in one.spans if span.context} == {TRACE}


async def test_what_is_not_sampled_by_its_caller_is_not_traced(watched: Watch) -> None:
    async with watched() as one:
        await one.gateway.post(FEED, {**one.gateway.headers, **NOT_SAMPLED})

    assert one.spans == ()


@pytest.mark.parametrize("header", ["not a trace", "00-0-0-01", "ÿ" * 9])
async def test_a_header_that_cannot_be_read_begins_a_new_trace(watched: Watch, header: str) -> None:
    sent = [(b"traceparent", header.encode("latin-1"))]
    async with watched() as one:
        await one.gateway.http.post("/graphql", json={"query": "{ __typename }"}, headers=sent)

    (span,) = one.spans
    assert span.parent is None


async def test_nothing_of_a_trace_is_sent_to_a_provider() -> None:
    sent: list[httpx.Request] = []

    class Recording(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            sent.append(request)
            return httpx.Response(200, json={"a": 1})

    exporter = InMemorySpanExporter()
    tracing = Tracing(exporter)
    watch = Telemetry(None, tracing).upstream
    upstream = Upstreams(Recording(), watch=watch).to(Provider.OURA, "http://o", no_dialect)
    with tracing.tracer.start_as_current_span("request"):
        await upstream.get(LINK, "/thing", into=Thing)
    await tracing.close()

    (request,) = sent
    assert {name for name, _ in request.headers.items()} == {
        "accept",
        "accept-encoding",
        "authorization",
    }
    assert [span.name for span in exporter.get_finished_spans()] == ["GET other", "request"]
    assert TOKEN not in "".join(span.to_json() for span in exporter.get_finished_spans())


@pytest.mark.parametrize(
    ("sampler", "argument", "sampled"),
    [
        ("always_off", "", 0),
        ("always_on", "", 4),
        ("traceidratio", "0", 0),
        ("parentbased_traceidratio", "1", 4),
    ],
)
async def test_otels_own_variables_say_how_many_are_traced(
    watched: Watch, monkeypatch: pytest.MonkeyPatch, sampler: str, argument: str, sampled: int
) -> None:
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", sampler)
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", argument)
    async with watched() as one:
        for _ in range(4):
            await one.gateway.execute("{ __typename }")

    assert len(one.spans) == sampled


class EveryOther(Sampler):
    """One that does not go by ids."""

    def should_sample(self, *_: object, **__: object) -> SamplingResult:
        return SamplingResult(Decision.DROP)

    def get_description(self) -> str:
        return "EveryOther"


@pytest.mark.parametrize(
    ("sampler", "bound"),
    [
        (ALWAYS_ON, 2**64),
        (ALWAYS_OFF, 0),
        (TraceIdRatioBased(0.25), 2**62),
        (ParentBased(TraceIdRatioBased(0.25)), 2**62),
        (ParentBased(ALWAYS_ON), 2**64),
        (TraceIdRatioBased(1e-7), round(1e-7 * 2**64)),
        (EveryOther(), None),
        (ParentBased(EveryOther()), None),
    ],
)
def test_the_bound_of_a_sampler_is_its_own(sampler: Sampler, bound: int | None) -> None:
    assert bound_of(sampler) == bound


def test_whatever_is_drawn_is_sampled_and_about_as_often_as_was_asked_for() -> None:
    sampler = TraceIdRatioBased(0.25)
    ids = DrawnIds()
    provider = TracerProvider(sampler=sampler, id_generator=ids, shutdown_on_exit=False)
    tracer = provider.get_tracer("test")

    drawn = [ids.draw(sampler.bound) for _ in range(4000)]
    spans = [tracer.start_span("x") for _ in range(400) if ids.draw(sampler.bound)]

    assert 800 < sum(drawn) < 1200
    assert all(span.is_recording() for span in spans)
    assert len({span.get_span_context().trace_id for span in spans}) > 50
    assert ids.generate_trace_id() != RandomIdGenerator.generate_trace_id(ids)


@pytest.fixture
def log() -> Generator[io.StringIO]:
    """What the process logs, with what tracing adds."""
    with logged(also=[with_trace]) as stream:
        yield stream


async def test_the_log_names_the_trace_of_a_request(
    watched: Watch, log: io.StringIO, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(401), token=token)
    async with watched() as one:
        await one.gateway.post(FEED, {**one.gateway.headers, **SAMPLED})
        await one.gateway.post(FEED, {**one.gateway.headers, **NOT_SAMPLED})

    events = [json.loads(line) for line in log.getvalue().splitlines()]
    traces = {(event["event"], event.get("trace_id")) for event in events}
    assert traces == {
        ("request", TRACE),
        ("upstream_failed", TRACE),
        ("request", None),
        ("upstream_failed", None),
    }
    assert all("request_id" in event for event in events)


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({}, "otlp_proto_http"),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, "otlp_proto_http"),
        ({"OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf"}, "otlp_proto_http"),
        ({"OTEL_TRACES_EXPORTER": "console"}, "console"),
    ],
)
def test_the_exporter_is_that_of_otels_variables(
    monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str], name: str
) -> None:
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)

    assert exporter_name() == name
    open_exporter().shutdown()


@pytest.mark.parametrize(
    "variables",
    [
        {"OTEL_TRACES_EXPORTER": "zipkin"},
        {"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
        {"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL": "http/json"},
    ],
)
def test_an_exporter_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]
) -> None:
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)

    with pytest.raises(TracesExporterError, match=r"OTEL_TRACES_EXPORTER.*otlp_proto_http"):
        exporter_name()


@pytest.mark.parametrize(
    ("variable", "value", "disabled"),
    [
        ("OTEL_SDK_DISABLED", "true", True),
        ("OTEL_SDK_DISABLED", "false", False),
        ("OTEL_TRACES_EXPORTER", "none", True),
        ("OTEL_TRACES_EXPORTER", "", False),
    ],
)
def test_otels_variables_can_say_that_nothing_is_traced(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, *, disabled: bool
) -> None:
    monkeypatch.setenv(variable, value)

    assert is_disabled() is disabled


@pytest.mark.parametrize(
    ("variables", "service"),
    [
        ({}, "activity-gateway"),
        ({"OTEL_SERVICE_NAME": "mine"}, "mine"),
        ({"OTEL_RESOURCE_ATTRIBUTES": "service.name=mine,deployment.environment.name=x"}, "mine"),
    ],
)
async def test_the_service_is_named_by_otels_variables(
    monkeypatch: pytest.MonkeyPatch, watched: Watch, variables: Mapping[str, str], service: str
) -> None:
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    async with watched() as one:
        await one.gateway.execute("{ __typename }")

    (span,) = one.spans
    assert span.resource.attributes["service.name"] == service
