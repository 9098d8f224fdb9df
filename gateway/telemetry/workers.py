"""How the figures of all workers become one answer to a scrape.

Each worker listens at a socket of its own in a directory that the parent has made, and gives its
figures to whoever connects. It takes the first free place there, and the next worker takes that of
one that has died, with its socket: the figures begin anew then, as after any restart.
"""

from __future__ import annotations

import asyncio
import fcntl
import socket
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from gateway.telemetry.snapshot import WORKER, Family, merged, read, snapshot

MOST_WORKERS: Final = 64
PATIENCE_SECONDS: Final = 2.0
"""How long a worker is waited for: one that is busy answers late."""
_CHUNK_BYTES: Final = 65_536


class NoPlaceError(RuntimeError):
    """More workers than there may be."""


@asynccontextmanager
async def figures_given_out(registry: Collector, directory: Path) -> AsyncGenerator[None]:
    """Give this worker's figures to whoever asks, until the end.

    Raises:
        NoPlaceError: every place is taken.
    """

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(snapshot(registry))
        writer.close()

    place, held = _free_place(directory)
    with held:
        path = directory / f"{place}.sock"
        server = await asyncio.start_unix_server(answer, path)
        try:
            yield
        finally:
            server.close()
            path.unlink(missing_ok=True)


class Workers(Collector):
    """The figures of all workers; each answers for itself."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def describe(self) -> Iterator[Metric]:
        """Nothing: what there is, the workers know."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Ask them all. Takes as long as the slowest, and blocks: for a thread of its own."""
        up = GaugeMetricFamily(
            "gateway_worker_up", "Whether the worker gave its figures in time.", labels=(WORKER,)
        )
        snapshots: dict[str, list[Family]] = {}
        for path in sorted(self._directory.glob("*.sock"), key=lambda path: int(path.stem)):
            families = read(_asked(path))
            if families is not None:
                snapshots[path.stem] = families
            up.add_metric((path.stem,), families is not None)
        yield up
        yield from merged(snapshots)


def _free_place(directory: Path) -> tuple[int, IO[bytes]]:
    """The first place that no living worker holds, and what holds it."""
    for place in range(MOST_WORKERS):
        held = (directory / f"{place}.lock").open("wb")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.close()
        else:
            return place, held
    raise NoPlaceError(f"{MOST_WORKERS} workers hold a place in {directory} already.")


def _asked(path: Path) -> bytes:
    """A worker's figures; empty when it gives none."""
    chunks: list[bytes] = []
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
            asking.settimeout(PATIENCE_SECONDS)
            asking.connect(str(path))
            while chunk := asking.recv(_CHUNK_BYTES):
                chunks.append(chunk)
    except OSError:
        return b""
    return b"".join(chunks)
