"""Gateways that are watched, and what was seen of them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from gateway.sandbox import RunningSandbox
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.telemetry import Telemetry
from gateway.telemetry.tracing import Tracing
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.telemetry.figures import Figures, figures_in


@dataclass(frozen=True)
class Watched:
    """A gateway, and what is seen of it."""

    gateway: Gateway
    exporter: InMemorySpanExporter

    async def figures(self) -> Figures:
        """What `/metrics` prints now."""
        return figures_in(await self.text())

    async def text(self) -> str:
        """The same, as it is printed."""
        answer = await self.gateway.http.get("/metrics")
        assert answer.status_code == 200
        return answer.text

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        """Those that have been sent: all of them, once the gateway has ended."""
        return self.exporter.get_finished_spans()

    def named(self, name: str) -> list[Mapping[str, object]]:
        """The attributes of spans of this name, in the order in which they ended."""
        return [dict(one.attributes or {}) for one in self.spans if one.name == name]


Watch = Callable[..., AbstractAsyncContextManager[Watched]]


@pytest.fixture(autouse=True)
def no_otel_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OTEL_TRACES_SAMPLER", "OTEL_TRACES_EXPORTER", "OTEL_SDK_DISABLED"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def watched(running_sandbox: RunningSandbox, token: str) -> Watch:
    """Starts a gateway of which everything is watched; `settings` are its own."""

    @asynccontextmanager
    async def start(**settings: object) -> AsyncGenerator[Watched]:
        exporter = InMemorySpanExporter()
        telemetry = Telemetry(Metrics(), Tracing(exporter), on_main_port=True)
        own: dict[str, Any] = {"upstream_deadline_seconds": 4.0, "cache_activities": 0, **settings}
        async with running_gateway(
            running_sandbox, headers=linked(token), telemetry=telemetry, **own
        ) as gateway:
            yield Watched(gateway, exporter)

    return start
