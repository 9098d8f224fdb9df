"""`python -m benchmarks.soak`: a worker, a sandbox, a Redis, mixed load, faults, and a verdict.

All of it stays on 127.0.0.1. The status is 0 only if nothing grows, and nothing is left over.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import msgspec
import uvloop

from benchmarks.processes import Server, served_at
from benchmarks.soak.census import Census, Sample
from benchmarks.soak.load import Load
from benchmarks.soak.trouble import Troubles
from benchmarks.soak.verdict import faults_in, last_mb, level_mb, slope_mb_per_hour
from benchmarks.soak.worker import CENSUS_VARIABLE
from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from tests.redis_server import RedisServer

SAMPLE_SECONDS = 10.0
ROUND_SECONDS = 150.0
"""Of load, before each quiet moment."""
QUIET_SECONDS = 35.0
"""Until connections that nobody uses are closed: looked for every 15 s, when they are as old."""
SURGE = 300
"""Questions at once, with which each of these rounds begins."""
_UNFORESEEN = b"unexpected_failure"
_COLUMNS = (
    "| minute | RSS MB | tasks | files | connections | |\n| --- | --- | --- | --- | --- | --- |"
)


@dataclass(frozen=True)
class Options:
    """What is asked for on the command line."""

    minutes: float
    rate: float
    seed: int
    log: Path
    samples: Path | None


class Soak:
    """Load and trouble, round by round, with samples all the while."""

    def __init__(
        self, options: Options, server: Server, census: Census, load: Load, troubles: Troubles
    ) -> None:
        self._options = options
        self._server = server
        self._census = census
        self._load = load
        self._troubles = troubles
        self.samples: list[Sample] = []

    async def run(self) -> None:
        """For the minutes that are asked for; the last thing is a quiet moment."""
        loop = asyncio.get_running_loop()
        until = loop.time() + 60 * self._options.minutes
        print(_COLUMNS)  # noqa: T201 - what it is for
        while (left := until - loop.time()) > 0:
            await self._round(min(ROUND_SECONDS, max(left - QUIET_SECONDS, 1.0)))

    async def _round(self, seconds: float) -> None:
        sampling = asyncio.create_task(self._sample_now_and_then())
        trouble = asyncio.create_task(self._troubles.come_and_go())
        await self._load.surge(SURGE)
        await self._load.ask_for(seconds)
        for task in (sampling, trouble):
            task.cancel()
        await asyncio.wait([sampling, trouble])
        await asyncio.sleep(QUIET_SECONDS)
        await self._sample(is_quiet=True)

    async def _sample_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(SAMPLE_SECONDS)
            await self._sample(is_quiet=False)

    async def _sample(self, *, is_quiet: bool) -> None:
        sample = await self._census.sample(is_quiet=is_quiet)
        self.samples.append(sample)
        print(row(sample), flush=True)  # noqa: T201 - what it is for


def row(sample: Sample) -> str:
    """A line of the table."""
    connections = ", ".join(f"{count} {name}" for name, count in sorted(sample.connections.items()))
    cells = [
        f"{sample.at_seconds / 60:.1f}",
        f"{sample.resident_mb:.1f}",
        f"{sample.all_tasks}",
        f"{sample.files}",
        connections or "none",
        "quiet" if sample.is_quiet else "",
    ]
    return f"| {' | '.join(cells)} |"


def report(soak: Soak, load: Load, troubles: Troubles, log: Path) -> Sequence[str]:
    """Print what came of it; what is wrong."""
    samples = soak.samples
    took = sorted(load.seconds)
    print(  # noqa: T201 - what it is for
        f"\nlevel {level_mb(samples):.1f} MB, end {last_mb(samples):.1f} MB, "
        f"slope {slope_mb_per_hour(samples):+.1f} MB/h\n"
        f"answers {dict(load.outcomes)}, p50 {took[len(took) // 2] * 1000:.0f} ms, "
        f"p99 {took[len(took) * 99 // 100] * 1000:.0f} ms\n"
        f"troubles {troubles.counts}"
    )
    wrong = [*faults_in(samples), *dict.fromkeys(load.failures)]
    if count := log.read_bytes().count(_UNFORESEEN):
        wrong.append(f"The log has {count} failures that nobody foresaw.")
    return wrong


@contextmanager
def worker(
    sandbox: RunningSandbox, redis: RedisServer, told: Path, log: IO[bytes]
) -> Generator[Server]:
    """The gateway's command, with a deadline that faults do not make long."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GATEWAY_")},
        CENSUS_VARIABLE: str(told),
        "GATEWAY_GOOGLE_FIT_BASE_URL": sandbox.google_fit_url,
        "GATEWAY_OURA_BASE_URL": sandbox.oura_url,
        "GATEWAY_CACHE_URL": redis.url,
        "GATEWAY_CACHE_ANSWERS_MB": "1",
        "GATEWAY_UPSTREAM_DEADLINE_SECONDS": "3",
        "GATEWAY_LOG_FORMAT": "json",
    }
    arguments = ("benchmarks.soak.worker", "serve", "--port", "0", "--workers", "1")
    with served_at("gateway", arguments, environment, log=log) as server:
        yield server


def options() -> Options:
    """Of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--rate", type=float, default=20.0, help="questions a second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, help="where the gateway's log goes; else nowhere")
    parser.add_argument("--samples", type=Path, help="where the samples go, as JSON")
    given = parser.parse_args()
    return Options(**vars(given))


def main() -> int:
    """Start what is needed, soak, tell, and stop it."""
    asked = options()
    with tempfile.TemporaryDirectory() as folder:
        told, log = Path(folder) / "tasks", asked.log or Path(folder) / "log"
        redis = RedisServer(Path(folder))
        redis.start()
        try:
            with (
                log.open("wb") as written,
                serve_sandbox(Sandbox()) as sandbox,
                worker(sandbox, redis, told, written) as server,
            ):
                wrong = uvloop.run(_soaked(asked, sandbox, redis, server, told, log))
        finally:
            redis.stop()
    for sentence in wrong:
        print(sentence, file=sys.stderr)  # noqa: T201 - what it is for
    print("failed" if wrong else "passed")  # noqa: T201 - as above
    return 1 if wrong else 0


async def _soaked(  # noqa: PLR0913, PLR0917 - all that takes part
    asked: Options,
    sandbox: RunningSandbox,
    redis: RedisServer,
    server: Server,
    told: Path,
    log: Path,
) -> Sequence[str]:
    ports = {
        server.port: "clients",
        urlsplit(redis.url).port or 0: "redis",
        sandbox.port: "upstream",
    }
    census = Census(server.pid, told, ports)
    load = Load(server.port, asked.rate, asked.seed)
    troubles = Troubles(sandbox.sandbox, redis, asked.seed)
    soak = Soak(asked, server, census, load, troubles)
    await soak.run()
    if asked.samples:
        asked.samples.write_bytes(msgspec.json.encode(soak.samples))
    return report(soak, load, troubles, log)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
