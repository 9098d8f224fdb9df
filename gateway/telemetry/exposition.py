"""`/metrics` in the text format of Prometheus: on a port of its own, or beside `/graphql`."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.telemetry.snapshot import merged, read, snapshot
from gateway.telemetry.workers import Workers

PATH: Final = "/metrics"


class Alone(Collector):
    """A worker that knows of no others: the figures are its own."""

    def __init__(self, registry: Collector) -> None:
        self._registry = registry

    def describe(self) -> Iterator[Metric]:
        """Nothing: as `Workers`."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Its figures, as `Workers` tells them."""
        return merged({"0": read(snapshot(self._registry)) or []})


def metrics_route(own: Collector, directory: Path | None) -> Route:
    """Answers with the figures of all workers; without a directory, with `own`."""
    told = told_by(Alone(own) if directory is None else Workers(directory))

    async def metrics(request: Request) -> Response:
        encode, media_type = choose_encoder(request.headers.get("accept", ""))
        content = await asyncio.to_thread(encode, told)
        return Response(content, headers={"Content-Type": media_type, "Cache-Control": "no-store"})

    return Route(PATH, metrics, methods=["GET"])


@contextmanager
def meeting_place() -> Generator[Path]:
    """A new directory in which the workers of a gateway listen; nobody else may look into it."""
    directory = Path(tempfile.mkdtemp(prefix="gateway-"))
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def served_metrics(host: str, port: int, directory: Path) -> Generator[int]:
    """Serve the figures of all workers from a thread; on which port.

    Raises:
        OSError: there is no listening there.
    """
    server, thread = start_http_server(port, host, told_by(Workers(directory)))
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def told_by(collector: Collector) -> CollectorRegistry:
    """A registry of this one alone."""
    registry = CollectorRegistry()
    registry.register(collector)
    return registry
