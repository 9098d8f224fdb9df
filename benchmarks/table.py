"""Measurements as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from benchmarks.rounds import Growth, Measured
from benchmarks.samples import Rounds, Sample, cpu_ratio, middle
from benchmarks.scenarios import FLOOR, PLAIN

COLUMNS = (
    "scenario",
    "subject",
    "CPU ms",
    "to floor",
    "to plain",
    "req/s",
    "p50 ms",
    "p99 ms",
    "calls",
    "RSS MB",
    "failed",
)
_NONE = "-"


def table(measured: Iterable[Measured]) -> str:
    """A row for each subject of each scenario: medians of the rounds, per request.

    `to floor` and `to plain` are ratios of CPU: 2.0 is twice as much as that subject needs.
    """
    return "\n".join((_heading(COLUMNS), *map(scenario_rows, measured)))


def scenario_rows(measured: Measured) -> str:
    """The rows of one scenario."""
    return "\n".join(map(_line, _rows(measured)))


def growth_table(growth: Iterable[Growth]) -> str:
    """The gateway's memory by number of viewers."""
    rows = ([f"{one.viewers:,}", f"{one.resident_mb:.0f}"] for one in growth)
    return "\n".join((_heading(("viewers", "RSS MB")), *map(_line, rows)))


def _rows(measured: Measured) -> Iterator[list[str]]:
    for name, rounds in measured.rounds.items():
        yield [
            measured.scenario.name,
            name,
            f"{middle(rounds, attrgetter('cpu_ms')):.2f}",
            _ratio(rounds, measured.rounds, FLOOR),
            _ratio(rounds, measured.rounds, PLAIN),
            f"{middle(rounds, attrgetter('per_second')):.0f}",
            f"{middle(rounds, attrgetter('p50_ms')):.1f}",
            f"{middle(rounds, attrgetter('p99_ms')):.1f}",
            f"{middle(rounds, attrgetter('upstream_calls')):.2f}",
            f"{middle(rounds, attrgetter('resident_mb')):.0f}",
            str(sum(sample.failed for sample in rounds)),
        ]


def _ratio(rounds: Rounds, all_rounds: Mapping[str, list[Sample]], reference: str) -> str:
    if reference not in all_rounds:
        return _NONE
    return f"{cpu_ratio(rounds, all_rounds[reference]):.2f}"


def _heading(columns: Sequence[str]) -> str:
    return f"{_line(columns)}\n{_line(['---'] * len(columns))}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
