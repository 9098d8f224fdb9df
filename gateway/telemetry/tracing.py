"""Spans, by OpenTelemetry: which requests are traced, and what stands in a request's own span.

A request that is not sampled costs a look at its headers and a number drawn: the sampler, which
takes longer, is asked about the others.
"""

from __future__ import annotations

import asyncio
import os
import re
import uuid
from contextvars import Token
from random import getrandbits
from typing import Final

from opentelemetry import propagate, trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.sdk.resources import SERVICE_INSTANCE_ID, SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Sampler, TraceIdRatioBased
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
REQUEST_ID: Final = "activity_gateway.request_id"
OUTCOME: Final = "activity_gateway.outcome"

MOST_ENDING_SECONDS: Final = 3.0
"""How long there are repetitions at the end; one that is under way has its own timeout."""

_FAILED: Final = 500
_HALF: Final = 64
"""Bits of an id of a trace that samplers look at, the lower ones."""
_NOTHING: Final = Context()
_BY_ID: Final = re.compile(
    r"(?:ParentBased\{root:)?(AlwaysOnSampler|AlwaysOffSampler|TraceIdRatioBased\{([0-9.e-]+)\})"
)
_SHARES: Final = {"AlwaysOnSampler": 1.0, "AlwaysOffSampler": 0.0}


class DrawnIds(RandomIdGenerator):
    """Ids of traces that are drawn before there is a span: whether there is one goes by them."""

    def __init__(self) -> None:
        self._drawn: int | None = None

    def draw(self, bound: int) -> bool:
        """Whether the next trace is one of those whose id is below the bound in its lower half.

        If so, it has this id: the sampler, which goes by the same bound, will come to the same.
        """
        lower = getrandbits(_HALF)
        if lower >= bound:
            return False
        self._drawn = (getrandbits(_HALF) << _HALF) | lower
        return True

    def generate_trace_id(self) -> int:
        """See OpenTelemetry."""
        drawn, self._drawn = self._drawn, None
        return drawn or super().generate_trace_id()


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
        self._exporter = exporter
        self._provider = TracerProvider(
            resource=_resource(), id_generator=self._ids, shutdown_on_exit=False
        )
        self._bound = bound_of(self._provider.sampler)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self.tracer = self._provider.get_tracer(SERVICE)
        self._carriers = frozenset(
            name.lower().encode() for name in propagate.get_global_textmap().fields
        )

    def begun(self, scope: Scope) -> RequestSpan | None:
        """The span of a request; None: it is not traced."""
        parent = _NOTHING
        if self._carriers.isdisjoint([name for name, _ in scope["headers"]]):
            if self._bound is not None and not self._ids.draw(self._bound):
                return None
        else:
            parent = self._parent(scope)
        span = self.tracer.start_span(
            UNNAMED,
            parent,
            kind=SpanKind.SERVER,
            attributes={
                HTTP_REQUEST_METHOD: scope["method"],
                HTTP_ROUTE: scope["path"],
                URL_SCHEME: scope.get("scheme", "http"),
            },
        )
        return RequestSpan(span) if span.is_recording() else None

    def flush(self) -> None:
        """Send what has not been sent, and wait for it."""
        self._provider.force_flush()

    async def close(self) -> None:
        """Send what has not been sent, and end: an exporter is not let try again for long."""
        ending = asyncio.create_task(asyncio.to_thread(self._provider.shutdown))
        await asyncio.wait({ending}, timeout=MOST_ENDING_SECONDS)
        if not ending.done():
            self._exporter.shutdown()
        await ending

    def _parent(self, scope: Scope) -> Context:
        """What the request says of the trace that it belongs to."""
        carried = {
            name.decode("latin-1"): value.decode("latin-1")
            for name, value in scope["headers"]
            if name in self._carriers
        }
        return propagate.extract(carried, _NOTHING)


def bound_of(sampler: Sampler) -> int | None:
    """Below which lower half of its id a trace without a parent is sampled; None: not by its id."""
    found = _BY_ID.match(sampler.get_description())
    if found is None:
        return None
    share = _SHARES.get(found[1]) if found[2] is None else float(found[2])
    return None if share is None else TraceIdRatioBased.get_bound_for_rate(share)


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
