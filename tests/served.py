"""The `gateway` command in a process of its own, as a person starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

PATIENCE_SECONDS = 30.0
AT_ONCE = {"GATEWAY_SHUTDOWN_GRACE_SECONDS": "0"}


@dataclass(frozen=True)
class Served:
    """A command that is serving."""

    url: str
    """Where it listens, without a path."""
    greeting: str
    process: subprocess.Popen[str]

    def stop(self) -> int:
        """End it as Ctrl+C does; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


@contextmanager
def served(
    *arguments: str, environment: Mapping[str, str] | None = None, log: IO[str] | None = None
) -> Generator[Served]:
    """Start `gateway ARGUMENTS`, until it says where it listens; stopped at the end."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "gateway", *arguments],
        stdout=subprocess.PIPE,
        stderr=log or subprocess.DEVNULL,
        text=True,
        env={**os.environ, **AT_ONCE, **(environment or {})},
    ) as process:
        try:
            greeting = _greeting(process)
            found = re.search(r"http://[^/\s]+", greeting)
            assert found is not None, greeting
            yield Served(found[0], greeting, process)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def _greeting(process: subprocess.Popen[str]) -> str:
    """What it prints, up to the line that says how to stop it."""
    assert process.stdout is not None
    lines: list[str] = []
    too_late = threading.Timer(PATIENCE_SECONDS, process.kill)
    too_late.start()
    while not (lines and "Ctrl+C" in lines[-1]):
        line = process.stdout.readline()
        assert line, f"it ended after printing {lines}"
        lines.append(line)
    too_late.cancel()
    return "".join(lines)
