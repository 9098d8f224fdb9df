"""What becomes of more requests than can be answered: `python -m benchmarks.overload`.

The gateway's peak is found with clients that each wait for their answer; then requests come at
multiples of it, whatever becomes of those before them. All of it stays on 127.0.0.1.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import dataclass, field

import uvloop

from benchmarks.asking import requests
from benchmarks.cpu import cpu_seconds, resident_mb
from benchmarks.processes import Server, subject, upstream
from benchmarks.scenarios import GATEWAY, Asking, page
from benchmarks.sender import Sender

_CLIENTS_AT_PEAK = 64
_PROBE = b"GET /livez HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
_PROBE_EVERY_SECONDS = 0.1
_MILLIS = 1000
_MULTIPLES = (1, 2, 3, 5)
_TABLE_HEAD = (
    "| offered | sent/s | answered/s | of the peak | by CPU | refused/s | p50 ms | p99 ms "
    f"| probe p99 ms | other | RSS MB |\n{'| --- ' * 11}|"
)


@dataclass
class Outcome:
    """What came of the requests of one phase."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    answered: list[float] = field(default_factory=list[float])
    """How long each took."""
    refused: int = 0
    other: int = 0
    """Neither 200 nor 503, or no answer at all."""
    probes: list[float] = field(default_factory=list[float])

    def add(self, status: int, seconds: float) -> None:
        """Count an answer."""
        if status == 200:  # noqa: PLR2004 - as HTTP has it
            self.answered.append(seconds)
        elif status == 503:  # noqa: PLR2004 - as HTTP has it
            self.refused += 1
        else:
            self.other += 1

    @property
    def goodput(self) -> float:
        """Answers a second."""
        return len(self.answered) / self.seconds

    @property
    def cpu_goodput(self) -> float:
        """Answers per second of the gateway's CPU."""
        return len(self.answered) / self.cpu_seconds


def row(name: str, outcome: Outcome, peak: Outcome, megabytes: float) -> str:
    """A line of the table."""
    sent = len(outcome.answered) + outcome.refused + outcome.other
    cells = [
        name,
        f"{sent / outcome.seconds:.0f}",
        f"{outcome.goodput:.0f}",
        f"{100 * outcome.goodput / peak.goodput:.0f} %",
        f"{100 * outcome.cpu_goodput / peak.cpu_goodput:.0f} %",
        f"{outcome.refused / outcome.seconds:.0f}",
        f"{_percentile(outcome.answered, 50):.0f}",
        f"{_percentile(outcome.answered, 99):.0f}",
        f"{_percentile(outcome.probes, 99):.0f}",
        str(outcome.other),
        f"{megabytes:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def _percentile(seconds: Sequence[float], percent: int) -> float:
    ordered = sorted(seconds)
    return ordered[len(ordered) * percent // 100] * _MILLIS if ordered else 0.0


async def closed(port: int, asked: Iterator[bytes], clients: int, seconds: float) -> Outcome:
    """So many clients, each of which asks again when it has its answer, whatever that is."""
    outcome, sender = Outcome(), Sender(port)
    begun = time.perf_counter()

    async def client() -> None:
        while (sent := time.perf_counter()) < begun + seconds:
            status = await sender.status(next(asked))
            outcome.add(status, time.perf_counter() - sent)

    await asyncio.gather(*(client() for _ in range(clients)))
    outcome.seconds = time.perf_counter() - begun
    sender.close()
    return outcome


async def offered(port: int, asked: Iterator[bytes], rate: float, seconds: float) -> Outcome:
    """So many requests a second, at even distances; their answers are waited for at the end."""
    outcome, sender, pending = Outcome(), Sender(port), set[asyncio.Task[None]]()

    async def one() -> None:
        sent = time.perf_counter()
        status = await sender.status(next(asked))
        outcome.add(status, time.perf_counter() - sent)

    begun = time.perf_counter()
    probing = asyncio.create_task(_probe(port, outcome))
    for number in range(int(rate * seconds)):
        at = begun + number / rate
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        task = asyncio.create_task(one())
        pending.add(task)
        task.add_done_callback(pending.discard)
    outcome.seconds = time.perf_counter() - begun
    await asyncio.gather(*pending)
    probing.cancel()
    sender.close()
    return outcome


async def _probe(port: int, outcome: Outcome) -> None:
    sender = Sender(port)
    while True:
        sent = time.perf_counter()
        if await sender.status(_PROBE) == 200:  # noqa: PLR2004 - as HTTP has it
            outcome.probes.append(time.perf_counter() - sent)
        await asyncio.sleep(_PROBE_EVERY_SECONDS)


async def measure(server: Server, latency_ms: int, seconds: float) -> None:
    """Print a table. The peak is found anew before each line: the machine may be busy."""
    asked = requests(page(Asking.COLD, 50, latency_ms), 0)
    port = server.port
    await closed(port, asked, _CLIENTS_AT_PEAK, seconds)
    print(_TABLE_HEAD)  # noqa: T201 - what it is for
    for multiple in _MULTIPLES:
        peak = await _timed(server, closed(port, asked, _CLIENTS_AT_PEAK, seconds))
        rate = multiple * peak.goodput
        outcome = await _timed(server, offered(port, asked, rate, seconds))
        print(row(f"{multiple} x", outcome, peak, resident_mb(server.pid)), flush=True)  # noqa: T201 - as above
        await asyncio.sleep(1)


async def _timed(server: Server, phase: Coroutine[None, None, Outcome]) -> Outcome:
    """The phase, with the CPU that it took of the gateway."""
    before = cpu_seconds(server.pid)
    outcome = await phase
    outcome.cpu_seconds = cpu_seconds(server.pid) - before
    return outcome


def main() -> None:
    """Start what is needed, measure, and stop it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overload", description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each line")
    parser.add_argument("--latency-ms", type=int, default=0, help="how far the upstream is")
    options = parser.parse_args()
    with upstream() as behind, subject(GATEWAY, behind.url) as server:
        uvloop.run(measure(server, options.latency_ms, options.seconds))


if __name__ == "__main__":
    sys.exit(main())
