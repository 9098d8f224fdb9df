"""What watching costs: `python -m benchmarks.telemetry`, gateways with more and less of it on.

All of them are in this process and take turns, a few requests each: what else the machine does
falls out of the ratio then. They are asked without HTTP, so that the shares are larger than those
of a gateway that serves. Spans are sent to a collector in a process of its own, some hundreds at
once; what that takes is measured apart, and dealt out to all requests.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Awaitable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import Final

import click
import uvloop
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from starlette.types import ASGIApp, Message, Scope

from benchmarks.asking import requests
from benchmarks.processes import collector, upstream
from benchmarks.scenarios import Asking, Scenario, page
from gateway.app import create_app
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.providers.oura.settings import OuraSettings
from gateway.server.logs import configure_logs
from gateway.settings import Settings
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.telemetry import Telemetry
from gateway.telemetry.tracing import Tracing

OFF: Final = "nothing"
_PEOPLE: Final = 10_000_000
_MICROS: Final = 1e6
_NEVER_MILLIS: Final = 3_600_000
"""Spans are sent when this program says so."""
_TURNS: Final = {Asking.COLD: 8, Asking.WINDOW: 12, Asking.HOT: 200}
"""Requests of a turn."""
_WARM_TURNS: Final = 3
_SPANS_AT_ONCE: Final = 60
"""Traced requests, of one to six spans each: a batch of OpenTelemetry's has 512."""


@dataclass
class Way:
    """A gateway that is watched so."""

    name: str
    has_metrics: bool = False
    share: float | None = None
    """Of requests that are traced; None: there is no tracing."""
    micros: list[float] = field(default_factory=list[float])
    """CPU of a request, turn by turn, without that of sending spans."""
    asked: int = 0
    """Requests whose spans have not been sent."""
    sending: list[float] = field(default_factory=list[float])
    """CPU of sending the spans of a request, time by time."""

    @property
    def sent(self) -> float:
        """CPU of sending the spans of a request."""
        return sum(self.sending) / len(self.sending) if self.sending else 0.0

    def open(self, upstream_url: str, collector_url: str) -> None:
        """Make it."""
        self._tracing = None if self.share is None else self._traced(collector_url)
        is_watched = self.has_metrics or self._tracing is not None
        self._app: ASGIApp = create_app(
            Settings(log_requests=False),
            {
                Provider.GOOGLE_FIT: GoogleFitSettings(base_url=upstream_url),
                Provider.OURA: OuraSettings(base_url=upstream_url),
            },
            telemetry=Telemetry(Metrics() if self.has_metrics else None, self._tracing)
            if is_watched
            else None,
        )

    def _traced(self, collector_url: str) -> Tracing:
        os.environ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio"
        os.environ["OTEL_TRACES_SAMPLER_ARG"] = str(self.share)
        os.environ["OTEL_BSP_SCHEDULE_DELAY"] = str(_NEVER_MILLIS)
        os.environ["OTEL_BSP_MAX_QUEUE_SIZE"] = str(10 * _SPANS_AT_ONCE * _TURNS[Asking.HOT])
        return Tracing(OTLPSpanExporter(f"{collector_url}/v1/traces"))

    async def turn(self, asked: Sequence[bytes]) -> None:
        """Answer some requests."""
        begun = time.process_time()
        for request in asked:
            await _ask(self._app, request)
        self.micros.append((time.process_time() - begun) / len(asked) * _MICROS)
        self.asked += len(asked)
        if self._tracing is not None and self.asked * (self.share or 0) > _SPANS_AT_ONCE:
            self.send()

    def send(self) -> None:
        """Send the spans."""
        if self._tracing is not None and self.asked:
            begun = time.process_time()
            self._tracing.flush()
            self.sending.append((time.process_time() - begun) / self.asked * _MICROS)
            self.asked = 0

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """From the start of the gateway to its end."""
        told: asyncio.Queue[Message] = asyncio.Queue()
        heard: asyncio.Queue[Message] = asyncio.Queue()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_awaited(self._app({"type": "lifespan"}, told.get, heard.put)))
            told.put_nowait({"type": "lifespan.startup"})
            await heard.get()
            yield
            told.put_nowait({"type": "lifespan.shutdown"})
            await heard.get()


async def _awaited(work: Awaitable[None]) -> None:
    await work


def _ways() -> list[Way]:
    return [
        Way(OFF),
        Way("nothing, once more"),
        Way("metrics", has_metrics=True),
        Way("traces of 1 %", share=0.01),
        Way("metrics, traces of 1 %", has_metrics=True, share=0.01),
        Way("metrics, traces of 5 %", has_metrics=True, share=0.05),
        Way("metrics, all traces", has_metrics=True, share=1.0),
    ]


async def _ask(app: ASGIApp, request: bytes) -> None:
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line.partition(b": ") for line in head.split(b"\r\n")[1:]]
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "scheme": "http",
        "query_string": b"",
        "headers": [(name.lower(), value) for name, _, value in lines],
    }
    whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    for_ever = asyncio.get_running_loop().create_future()

    async def receive() -> Message:
        return whole.pop() if whole else await for_ever

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] != 200:  # noqa: PLR2004 - as HTTP has it
            raise click.ClickException(f"a request ended in {message['status']}")

    await app(scope, receive, send)


async def _measured(scenario: Scenario, ways: list[Way], turns: int) -> None:
    numbers = count(0, _PEOPLE)
    asked = {way.name: requests(scenario, next(numbers)) for way in ways}
    async with AsyncExitStack() as stack:
        for way in ways:
            await stack.enter_async_context(way.running())
        for turn in range(turns + _WARM_TURNS):
            first = turn % len(ways)
            for way in ways[first:] + ways[:first]:
                await way.turn(list(islice(asked[way.name], _TURNS[scenario.asking])))
        for way in ways:
            way.send()
            del way.micros[:_WARM_TURNS]


def _row(scenario: Scenario, way: Way, off: Way) -> str:
    ratio = median(
        (own + way.sent) / other for own, other in zip(way.micros, off.micros, strict=True)
    )
    return f"| {scenario.asking} | {way.name} | {median(way.micros) + way.sent:.0f} | {ratio:.3f} |"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--turns", default=60, show_default=True, help="Of each gateway in each scenario.")
def main(turns: int) -> None:
    """Measure the CPU of requests with more and less of them watched."""
    with ExitStack() as stack:
        nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
        configure_logs(as_json=False, stream=nowhere)
        urls = stack.enter_context(upstream()).url, stack.enter_context(collector()).url
        click.echo("| asked for | watched | CPU µs | to nothing |\n| --- | --- | --- | --- |")
        for asking in _TURNS:
            scenario, ways = page(asking, 50), _ways()
            for way in ways:
                way.open(*urls)
            uvloop.run(_measured(scenario, ways, turns))
            click.echo("\n".join(_row(scenario, way, ways[0]) for way in ways))


if __name__ == "__main__":
    main()
