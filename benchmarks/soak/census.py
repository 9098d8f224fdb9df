"""What a process holds at a moment: memory, tasks, files, connections. Linux only."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from benchmarks.cpu import resident_mb

_PATIENCE_SECONDS = 20.0
_ESTABLISHED = "01"


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One look at the process."""

    at_seconds: float
    """Since the load began."""
    is_quiet: bool
    """Whether nobody asked anything then, and had not for a while."""
    resident_mb: float
    tasks: Mapping[str, int]
    """How many, by the name of their coroutine."""
    files: int
    """That are open, but for sockets."""
    connections: Mapping[str, int]
    """Those that are established: of `clients`, to `redis`, `upstream`, and `other`."""

    @property
    def all_tasks(self) -> int:
        """How many there are."""
        return sum(self.tasks.values())


class Census:
    """Takes samples of one process."""

    def __init__(self, pid: int, told: Path, ports: Mapping[int, str]) -> None:
        self._pid = pid
        self._told = told
        self._ports = ports
        """What stands behind a port, of either end."""
        self._begun = time.monotonic()

    async def sample(self, *, is_quiet: bool) -> Sample:
        """Look at the process.

        Raises:
            TimeoutError: it does not say what its tasks are.
            OSError: it is gone.
        """
        tasks = await self._tasks()
        links = list(_links(self._pid))
        sockets = {link for link in links if link.startswith("socket:")}
        return Sample(
            at_seconds=time.monotonic() - self._begun,
            is_quiet=is_quiet,
            resident_mb=resident_mb(self._pid),
            tasks=tasks,
            files=sum(not link.startswith("socket:") for link in links),
            connections=_connections(sockets, self._ports),
        )

    async def _tasks(self) -> Mapping[str, int]:
        before = self._lines()
        os.kill(self._pid, signal.SIGUSR1)
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while len(lines := self._lines()) == len(before):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.02)
        return msgspec.json.decode(lines[-1], type=dict[str, int])

    def _lines(self) -> list[bytes]:
        """The whole ones."""
        return self._told.read_bytes().split(b"\n")[:-1] if self._told.exists() else []


def _links(pid: int) -> Iterator[str]:
    """What each open file is; one may be closed before it is looked at."""
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(one.readlink())


def _connections(sockets: set[str], ports: Mapping[int, str]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        if fields[3] == _ESTABLISHED and f"socket:[{fields[9]}]" in sockets:
            ends = [int(end.rpartition(":")[2], 16) for end in fields[1:3]]
            found[next((ports[end] for end in ends if end in ports), "other")] += 1
    return found
