"""The gateway's own command, `serve` and all, in a process that tells of its tasks.

At SIGUSR1 it writes a line to the file that stands in SOAK_CENSUS: every task of its loop, by the
name of its coroutine. Nothing of this is in the gateway itself.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from pathlib import Path
from types import FrameType

import msgspec

from gateway.__main__ import main

CENSUS_VARIABLE = "SOAK_CENSUS"


def tell_of_tasks(_: int, __: FrameType | None) -> None:
    """Write the line; the signal comes while the loop runs."""
    names = Counter(_name(task) for task in asyncio.all_tasks())
    with Path(os.environ[CENSUS_VARIABLE]).open("ab") as census:
        census.write(msgspec.json.encode(names) + b"\n")


def _name(task: asyncio.Task[object]) -> str:
    return getattr(task.get_coro(), "__qualname__", "?")


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, tell_of_tasks)
    main()
