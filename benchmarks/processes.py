"""The processes of a benchmark: started, found where they say they listen, stopped by handle."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import msgspec

from benchmarks.cpu import pin
from benchmarks.load import Job
from benchmarks.samples import NoAnswer, Sample
from benchmarks.scenarios import FLOOR, GATEWAY, PLAIN
from benchmarks.subjects.serving import UPSTREAM_VARIABLE

PATIENCE_SECONDS = 30.0

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
_COMMANDS: Mapping[str, Sequence[str]] = {
    PLAIN: ("benchmarks.subjects.plain",),
    FLOOR: ("benchmarks.subjects.floor",),
    GATEWAY: ("gateway", "serve", "--port", "0", "--workers", "1"),
}


class StartError(RuntimeError):
    """A process ended, or took too long, before it said where it listens."""


class LoadError(RuntimeError):
    """The clients got no answer, or ended."""


@dataclass(frozen=True)
class Server:
    """A process that listens."""

    pid: int
    port: int

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.port}"


class Clients:
    """The process of `benchmarks.load`."""

    def __init__(self, asked: IO[bytes], answered: IO[bytes]) -> None:
        self._asked = asked
        self._answered = answered

    def measure(self, job: Job) -> Sample:
        """Do the job, however long it takes.

        Raises:
            LoadError: see there.
        """
        self._asked.write(msgspec.json.encode(job) + b"\n")
        self._asked.flush()
        line = self._answered.readline()
        if not line:
            raise LoadError("The clients ended: see what was printed above.")
        outcome = msgspec.json.decode(line, type=Sample | NoAnswer)
        if isinstance(outcome, NoAnswer):
            raise LoadError(f"{job.subject}, {job.scenario.name}: {outcome.reason}.")
        return outcome


@contextmanager
def upstream() -> Generator[Server]:
    """The upstream that all subjects share."""
    with _served("upstream", ("benchmarks.upstream",), {}, measured=False) as server:
        yield server


@contextmanager
def collector() -> Generator[Server]:
    """Takes spans, and forgets them."""
    with _served("collector", ("benchmarks.collector",), {}, measured=False) as server:
        yield server


@contextmanager
def subject(name: str, upstream_url: str) -> Generator[Server]:
    """One of `scenarios.SUBJECTS`, new and without anything cached."""
    with _served(name, _COMMANDS[name], _environment(upstream_url), measured=True) as server:
        yield server


@contextmanager
def clients() -> Generator[Clients]:
    """Clients that wait for jobs."""
    command = [sys.executable, "-m", "benchmarks.load"]
    with _ended(
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own
    ) as process:
        pin(process.pid, measured=False)
        assert process.stdin is not None  # noqa: S101 - for the type checker
        assert process.stdout is not None  # noqa: S101 - as above
        yield Clients(process.stdin, process.stdout)


def _environment(upstream_url: str) -> Mapping[str, str]:
    """Every setting of the gateway has its default, whatever the shell says."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("GATEWAY_")}
    return inherited | {
        UPSTREAM_VARIABLE: upstream_url,
        "GATEWAY_GOOGLE_FIT_BASE_URL": upstream_url,
        "GATEWAY_OURA_BASE_URL": upstream_url,
    }


@contextmanager
def served_at(
    name: str, arguments: Sequence[str], environment: Mapping[str, str], *, log: IO[bytes]
) -> Generator[Server]:
    """`python -m ARGUMENTS`, on any core; what it logs goes to `log`."""
    with _served(name, arguments, environment, measured=None, log=log) as server:
        yield server


@contextmanager
def _served(
    name: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    measured: bool | None,
    log: IO[bytes] | None = None,
) -> Generator[Server]:
    """Start `python -m ARGUMENTS`; what it logs goes nowhere, unless there is a `log`."""
    command = [sys.executable, "-m", *arguments]
    with _ended(
        subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdout=subprocess.PIPE,
            stderr=log or subprocess.DEVNULL,
            env=environment or None,
        )
    ) as process:
        if measured is not None:
            pin(process.pid, measured=measured)
        port = _port(process)
        if port is None:
            raise StartError(f"{name} did not start. To see why: {shlex.join(command)}")
        yield Server(process.pid, port)


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Generator[subprocess.Popen[bytes]]:
    """End the process when it is needed no more; by force when it does not end by itself."""
    with process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _port(process: subprocess.Popen[bytes]) -> int | None:
    """The port that it prints, or None when it ends without, or says nothing for too long."""
    assert process.stdout is not None  # noqa: S101 - for the type checker
    too_late = threading.Timer(PATIENCE_SECONDS, process.kill)
    too_late.start()
    try:
        for line in process.stdout:
            if found := _ADDRESS.search(line.decode()):
                return int(found[1])
    finally:
        too_late.cancel()
    return None
