"""Notes each call to a provider: in a histogram, and in a span when its request is traced."""

from __future__ import annotations

from time import perf_counter
from typing import Final
from urllib.parse import urlsplit

from opentelemetry.semconv.attributes.error_attributes import ERROR_TYPE
from opentelemetry.semconv.attributes.http_attributes import (
    HTTP_REQUEST_METHOD,
    HTTP_REQUEST_RESEND_COUNT,
    HTTP_RESPONSE_STATUS_CODE,
)
from opentelemetry.semconv.attributes.server_attributes import SERVER_ADDRESS, SERVER_PORT
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer, get_current_span

from gateway.domain.errors import UpstreamError
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.routes import Routes
from gateway.upstream.answer import Answer
from gateway.upstream.call import Call
from gateway.upstream.guard import Send
from gateway.upstream.watch import Watched

URL_TEMPLATE: Final = "url.template"
PROVIDER: Final = "activity_gateway.provider"
OUTCOME: Final = "activity_gateway.outcome"
OK: Final = "OK"
GIVEN_UP: Final = "CANCELLED"
"""Nobody waited for the answer any more."""


def timed(metrics: Metrics, watched: Watched, send: Send) -> Send:
    """`send`, with each call in the histogram."""
    provider, calls = watched.provider.value, metrics.upstream_calls
    routes = Routes(watched.base_url, watched.routes)

    async def noted(call: Call, seconds: float) -> Answer:
        outcome = GIVEN_UP
        started = perf_counter()
        try:
            answer = await send(call, seconds)
            outcome = OK if answer.is_success else _outcome(watched, call, answer)
        except UpstreamError as failure:
            outcome = failure.code.value
            raise
        finally:
            request = call.request
            route = routes.of(request.url.raw_path)
            calls[provider, request.method, route, outcome].observe(perf_counter() - started)
        return answer

    return noted


def traced(tracer: Tracer, watched: Watched, send: Send) -> Send:
    """`send`, with a span for each call that is made for a traced request.

    Nothing of the trace is sent: the providers have no part in it.
    """
    routes = Routes(watched.base_url, watched.routes)
    fixed = _attributes(watched)

    async def noted(call: Call, seconds: float) -> Answer:
        if not get_current_span().is_recording():
            return await send(call, seconds)
        span = _begun(tracer, call, routes.of(call.request.url.raw_path), fixed)
        outcome = GIVEN_UP
        try:
            answer = await send(call, seconds)
            span.set_attribute(HTTP_RESPONSE_STATUS_CODE, answer.status)
            outcome = _outcome(watched, call, answer)
        except UpstreamError as failure:
            outcome = failure.code.value
            raise
        finally:
            _end(span, outcome)
        return answer

    return noted


def _outcome(watched: Watched, call: Call, answer: Answer) -> str:
    failure = watched.refusal(call, answer)
    return OK if failure is None else failure.code.value


def _attributes(watched: Watched) -> dict[str, str | int]:
    """What all spans of a provider have. The host is that of the settings."""
    address = urlsplit(watched.base_url)
    port = address.port or (443 if address.scheme == "https" else 80)
    return {
        PROVIDER: watched.provider.value,
        SERVER_ADDRESS: address.hostname or "",
        SERVER_PORT: port,
    }


def _begun(tracer: Tracer, call: Call, route: str, fixed: dict[str, str | int]) -> Span:
    method = call.request.method
    span = tracer.start_span(
        f"{method} {route}",
        kind=SpanKind.CLIENT,
        attributes={**fixed, HTTP_REQUEST_METHOD: method, URL_TEMPLATE: route},
    )
    if call.is_repetition:
        span.set_attribute(HTTP_REQUEST_RESEND_COUNT, 1)
    return span


def _end(span: Span, outcome: str) -> None:
    span.set_attribute(OUTCOME, outcome)
    if outcome != OK:
        span.set_attribute(ERROR_TYPE, outcome)
        span.set_status(Status(StatusCode.ERROR))
    span.end()
