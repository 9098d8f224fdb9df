"""What a process has used of the machine. Linux only."""

from __future__ import annotations

import os
import time
from pathlib import Path

_PROCESS_CLOCK = 2
_BYTES_PER_MB = 1_000_000


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of the process since its start.

    The same figure as `utime + stime` of `/proc/PID/stat`, which counts in hundredths of a second;
    Linux makes the number of this clock from that of the process.

    Raises:
        OSError: there is no such process.
    """
    return time.clock_gettime((~pid << 3) | _PROCESS_CLOCK)


def resident_mb(pid: int) -> float:
    """Memory that the process holds, in MB of a million bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _BYTES_PER_MB


def pin(pid: int, *, measured: bool) -> None:
    """Give the last core to what is measured and the others to the rest, if there are two."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(pid, {cores[-1]} if measured else set(cores[:-1]))
