"""Spans, by OpenTelemetry: which requests are traced, and what stands in a request's own span.

A request that is not sampled costs one look at its headers and one at the sampler: none of its
parts asks again.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from contextvars import Token
from typing import Final

from opentelemetry import propagate, trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.sdk.resources import SERVICE_INSTANCE_ID, SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.semconv.attributes.error_attributes import ERROR_TYPE
from opentelemetry.semconv.attributes.http_attributes import (
    HTTP_REQUEST_METHOD,
    HTTP_RESPONSE_STATUS_CODE,
    HTTP_ROUTE,
)
from opentelemetry.semconv.attributes.url_attributes import URL_SCHEME
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from starlette.types import Scope
from structlog.typing import EventDict, WrappedLogger

SERVICE: Final = "activity-gateway"
UNNAMED: Final = "GraphQL Operation"
LONGEST_NAME: Final = 100
"""Of an operation, in characters: a client chose it."""

OPERATION_TYPE: Final = "graphql.operation.type"
OPERATION_NAME: Final = "graphql.operation.name"
REQUEST_ID: Final = "gateway.request_id"
OUTCOME: Final = "gateway.outcome"

_FAILED: Final = 500


class DrawnIds(RandomIdGenerator):
    """Ids of traces that can be drawn before there is a span: the sampler goes by them."""

    def __init__(self) -> None:
        self._drawn: int | None = None

    def draw(self) -> int:
        """The id that the next trace would have."""
        return super().generate_trace_id()

    def use(self, trace_id: int) -> None:
        """Let the next trace have it."""
        self._drawn = trace_id

    def generate_trace_id(self) -> int:
        """See OpenTelemetry."""
        drawn, self._drawn = self._drawn, None
        return super().generate_trace_id() if drawn is None else drawn


class RequestSpan:
    """The span of a request, which is the current one until it ends."""

    def __init__(self, span: Span) -> None:
        self._span = span
        self._token: Token[Context] = attach(trace.set_span_in_context(span))

    def end(
        self,
        *,
        operation: str,
        name: str | None,
        outcome: str,
        status: int,
        request_id: str | None,
    ) -> None:
        """End it, with what is known now. `operation` is `query`, `mutation` or `none`."""
        span = self._span
        is_known = operation != "none"
        span.update_name(operation if is_known else UNNAMED)
        span.set_attributes(
            {OUTCOME: outcome}
            | ({OPERATION_TYPE: operation} if is_known else {})
            | ({OPERATION_NAME: name[:LONGEST_NAME]} if name else {})
            | ({HTTP_RESPONSE_STATUS_CODE: status} if status else {})
            | ({REQUEST_ID: request_id} if request_id else {})
            | ({ERROR_TYPE: outcome} if outcome != "OK" else {})
        )
        if status >= _FAILED:
            span.set_status(Status(StatusCode.ERROR))
        detach(self._token)
        span.end()


class Tracing:
    """Begins the spans of one worker. OTEL_… variables say how many, of what, and where to."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._ids = DrawnIds()
        self._provider = TracerProvider(
            resource=_resource(), id_generator=self._ids, shutdown_on_exit=False
        )
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self.tracer = self._provider.get_tracer(SERVICE)
        self._carriers = frozenset(
            name.lower().encode() for name in propagate.get_global_textmap().fields
        )

    def begun(self, scope: Scope) -> RequestSpan | None:
        """The span of a request; None: it is not traced."""
        parent = self._parent(scope)
        attributes = {
            HTTP_REQUEST_METHOD: scope["method"],
            HTTP_ROUTE: scope["path"],
            URL_SCHEME: scope.get("scheme", "http"),
        }
        if parent is None:
            drawn = self._ids.draw()
            decided = self._provider.sampler.should_sample(
                None, drawn, UNNAMED, SpanKind.SERVER, attributes
            )
            if decided.decision is Decision.DROP:
                return None
            self._ids.use(drawn)
        span = self.tracer.start_span(
            UNNAMED, parent or Context(), kind=SpanKind.SERVER, attributes=attributes
        )
        return RequestSpan(span) if span.is_recording() else None

    async def close(self) -> None:
        """Send what has not been sent, and end."""
        await asyncio.to_thread(self._provider.shutdown)

    def _parent(self, scope: Scope) -> Context | None:
        """What the request says of the trace that it belongs to, if it does."""
        if not any(name in self._carriers for name, _ in scope["headers"]):
            return None
        carried = {
            name.decode("latin-1"): value.decode("latin-1")
            for name, value in scope["headers"]
            if name in self._carriers
        }
        return propagate.extract(carried, Context())


def with_trace(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Name, in an event of the log, the trace that it belongs to, if it is recorded."""
    span = trace.get_current_span()
    if span.is_recording():
        context = span.get_span_context()
        event["trace_id"] = trace.format_trace_id(context.trace_id)
        event["span_id"] = trace.format_span_id(context.span_id)
    return event


def _resource() -> Resource:
    """Who sends the spans: as OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say, else SERVICE."""
    own = {SERVICE_INSTANCE_ID: str(uuid.uuid4())}
    resource = Resource(own).merge(Resource.create())
    if os.environ.get("OTEL_SERVICE_NAME") or "service.name=" in os.environ.get(
        "OTEL_RESOURCE_ATTRIBUTES", ""
    ):
        return resource
    return resource.merge(Resource({SERVICE_NAME: SERVICE}))
