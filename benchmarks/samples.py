"""What was measured, and what becomes of several rounds of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

import msgspec


class NoAnswer(msgspec.Struct, frozen=True, tag=True):
    """A run that ended because the subject did not answer."""

    reason: str


class Sample(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One subject under one scenario for one round."""

    requests: int
    failed: int
    """Answers without a page."""
    cpu_ms: float
    """User and system time of the subject, per request."""
    per_second: float
    p50_ms: float
    p99_ms: float
    upstream_calls: float
    """Per request."""
    resident_mb: float
    """At the end."""


Rounds = Sequence[Sample]
"""One subject under one scenario, round after round."""


def middle(rounds: Rounds, figure: Callable[[Sample], float]) -> float:
    """The median of a figure."""
    return median(map(figure, rounds))


def cpu_ratio(rounds: Rounds, reference: Rounds) -> float:
    """How many times the CPU of the reference: the median of the ratios within each round.

    What else the machine does changes from round to round and falls out of that.
    """
    return median(own.cpu_ms / other.cpu_ms for own, other in zip(rounds, reference, strict=True))
