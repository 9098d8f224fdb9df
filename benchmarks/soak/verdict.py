"""Whether what a process holds grows, told from samples of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean, median

from benchmarks.soak.census import Sample

SETTLED_SECONDS = 300.0
"""By then every cache is as full as it gets."""

LEAST_TOLERANCE_MB = 5.0
TOLERANCE = 0.05
"""Of the level: growth by less than either is none."""

LAST_SHARE = 0.25
"""Of the samples after the first minutes: these say where it has come to."""

MOST_TO_REDIS = 32
"""Connections that a gateway keeps to its Redis."""


def faults_in(samples: Sequence[Sample]) -> list[str]:
    """What is wrong, in sentences; nothing where all is well."""
    return [*_memory(samples), *_leaks([one for one in samples if one.is_quiet])]


def level_mb(samples: Sequence[Sample]) -> float:
    """What it held when it had settled: the median of the minute around that."""
    around = [s for s in samples if abs(s.at_seconds - SETTLED_SECONDS) <= 60]  # noqa: PLR2004 - see above
    return median(sample.resident_mb for sample in around or samples[:1])


def slope_mb_per_hour(samples: Sequence[Sample]) -> float:
    """By least squares, over all that came after it had settled."""
    settled = _settled(samples)
    times = [sample.at_seconds / 3600 for sample in settled]
    sizes = [sample.resident_mb for sample in settled]
    middle, mean = fmean(times), fmean(sizes)
    spread = sum((time - middle) ** 2 for time in times)
    together = sum((t - middle) * (s - mean) for t, s in zip(times, sizes, strict=True))
    return together / spread if spread else 0.0


def last_mb(samples: Sequence[Sample]) -> float:
    """Where it has come to: the median of the last quarter."""
    settled = _settled(samples)
    return median(s.resident_mb for s in settled[-max(1, int(len(settled) * LAST_SHARE)) :])


def _settled(samples: Sequence[Sample]) -> Sequence[Sample]:
    return [s for s in samples if s.at_seconds >= SETTLED_SECONDS] or samples[-1:]


def _memory(samples: Sequence[Sample]) -> Iterator[str]:
    """Both the whole line's slope and its end must stay within the tolerance."""
    level = level_mb(samples)
    tolerance = max(LEAST_TOLERANCE_MB, TOLERANCE * level)
    settled = _settled(samples)
    hours = (settled[-1].at_seconds - settled[0].at_seconds) / 3600
    by_slope, by_end = slope_mb_per_hour(samples) * hours, last_mb(samples) - level
    for what, grown in (("by its slope", by_slope), ("from its level to its end", by_end)):
        if grown > tolerance:
            yield f"Memory has grown {what} by {grown:.1f} MB, more than {tolerance:.1f} MB."


def _leaks(quiet: Sequence[Sample]) -> Iterator[str]:
    """When nobody asks, there is as much of everything as the first time."""
    if not quiet:
        yield "There was no quiet moment to compare."
        return
    first, last = quiet[0], quiet[-1]
    for name, count in last.tasks.items():
        if count > first.tasks.get(name, 0):
            yield f"{count} tasks of {name} are left, {first.tasks.get(name, 0)} at first."
    if last.files > first.files:
        yield f"{last.files} files are open, {first.files} at first."
    for name, count in last.connections.items():
        most = MOST_TO_REDIS if name == "redis" else first.connections.get(name, 0)
        if count > most:
            yield f"{count} connections ({name}) are left; {most} may be."
