"""The clients: `python -m benchmarks.load` reads one job a line, and prints what came of it.

In a process of its own, so that asking costs nothing of what is measured.
"""

from __future__ import annotations

import asyncio
import sys
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from itertools import islice
from typing import cast

import msgspec
import uvloop

from benchmarks.asking import requests
from benchmarks.cpu import cpu_seconds, resident_mb
from benchmarks.samples import NoAnswer, Sample
from benchmarks.scenarios import Scenario
from benchmarks.upstream import CALLS

_PATIENCE_SECONDS = 60.0
_IN_EACH = b'"durationSeconds"'
_LENGTH = b"content-length:"
_MILLIS_PER_SECOND = 1000


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to ask what, and for how long."""

    subject: str
    """Its name."""
    scenario: Scenario
    port: int
    """Of the subject."""
    pid: int
    """Of the subject."""
    upstream_port: int
    warm_seconds: float
    seconds: float
    first_number: int
    """See `asking.requests`."""
    at_most: int | None = None
    """Requests, after which it is over even if there is time left."""


class Answers:
    """What came back for pages of so many activities."""

    def __init__(self, first: int) -> None:
        self._first = first
        self.seconds: list[float] = []
        self.failed = 0

    def add(self, seconds: float, status_line: bytes, body: bytes) -> None:
        """Count an answer; one that is no whole page is a failed one.

        A window may cut through the even spread of the records, so that one is missing.
        """
        self.seconds.append(seconds)
        if b" 200 " not in status_line or body.count(_IN_EACH) < self._first - 1:
            self.failed += 1


def outcome(job: Job) -> Sample | NoAnswer:
    """What came of the job."""
    try:
        return uvloop.run(measured(job))
    except* (OSError, EOFError) as failures:
        group = cast("BaseExceptionGroup[OSError | EOFError]", failures)
        reason = str(_first(group)) or "no answer within a minute"
    return NoAnswer(reason)


async def measured(job: Job) -> Sample:
    """Ask for `warm_seconds` without counting, then for `seconds`; every answer is waited for.

    Raises:
        OSError: the subject or the upstream does not answer.
        TimeoutError: an answer takes longer than a minute.
    """
    asked = requests(job.scenario, job.first_number)
    await _ask(job, asked, job.warm_seconds, None)
    calls, cpu, begun = await _upstream_calls(job), cpu_seconds(job.pid), time.perf_counter()
    answers = await _ask(job, asked, job.seconds, job.at_most)
    took, cpu = time.perf_counter() - begun, cpu_seconds(job.pid) - cpu
    latencies = sorted(answers.seconds)
    done = len(latencies)
    return Sample(
        requests=done,
        failed=answers.failed,
        cpu_ms=cpu * _MILLIS_PER_SECOND / done,
        per_second=done / took,
        p50_ms=latencies[done // 2] * _MILLIS_PER_SECOND,
        p99_ms=latencies[done * 99 // 100] * _MILLIS_PER_SECOND,
        upstream_calls=(await _upstream_calls(job) - calls) / done,
        resident_mb=resident_mb(job.pid),
    )


async def _ask(job: Job, asked: Iterator[bytes], seconds: float, at_most: int | None) -> Answers:
    """Each client asks its next question as soon as it has the answer to its last one."""
    answers = Answers(job.scenario.first)
    if seconds > 0:
        until = time.perf_counter() + seconds
        questions = asked if at_most is None else islice(asked, at_most)
        clients = min(job.scenario.clients, at_most or job.scenario.clients)
        async with asyncio.TaskGroup() as tasks:
            for _ in range(clients):
                tasks.create_task(_client(job.port, questions, until, answers))
    return answers


async def _client(port: int, asked: Iterator[bytes], until: float, answers: Answers) -> None:
    async with connection(port) as (reader, writer):
        for request in asked:
            begun = time.perf_counter()
            writer.write(request)
            async with asyncio.timeout(_PATIENCE_SECONDS):
                status_line, body = await received(reader)
            now = time.perf_counter()
            answers.add(now - begun, status_line, body)
            if now >= until:
                return


async def _upstream_calls(job: Job) -> int:
    async with connection(job.upstream_port) as (reader, writer):
        writer.write(f"GET {CALLS} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode())
        _, body = await received(reader)
    return int(body)


@asynccontextmanager
async def connection(port: int) -> AsyncGenerator[tuple[StreamReader, StreamWriter]]:
    """A connection to what listens on this machine; closed at the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()
        await writer.wait_closed()


async def received(reader: StreamReader) -> tuple[bytes, bytes]:
    """The status line and the body of an answer that tells its length, as all subjects' do."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(_LENGTH)[2].partition(b"\r\n")[0]
    return head.partition(b"\r\n")[0], await reader.readexactly(int(length))


def _first(group: BaseExceptionGroup[OSError | EOFError]) -> OSError | EOFError:
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


def main() -> None:
    """Do jobs until there are no more."""
    for line in sys.stdin.buffer:
        job = msgspec.json.decode(line, type=Job)
        sys.stdout.buffer.write(msgspec.json.encode(outcome(job)) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
