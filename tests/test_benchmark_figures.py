"""The benchmarks' requests and histories, and what becomes of made-up measurements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from benchmarks.__main__ import main
from benchmarks.asking import requests
from benchmarks.histories import END, Person, history, month_start
from benchmarks.profile_table import Function, Profile, Stats, own_seconds, profile_table
from benchmarks.rounds import Growth, Measured
from benchmarks.samples import Sample, cpu_ratio
from benchmarks.scenarios import (
    FLOOR,
    FULL,
    GATEWAY,
    PLAIN,
    QUICK,
    Asking,
    Scenario,
    chosen,
    growth,
    page,
)
from benchmarks.table import growth_table, table

Json = dict[str, Any]


def sample(**figures: Any) -> Sample:
    """A made-up round; every figure that does not matter is 1."""
    return msgspec.convert(
        dict.fromkeys(Sample.__struct_fields__, 1) | {"failed": 0} | figures, Sample
    )


def bodies(scenario: Scenario, count: int) -> Iterator[Json]:
    for request in islice(requests(scenario, 0), count):
        yield json.loads(request.partition(b"\r\n\r\n")[2])


def tokens(scenario: Scenario, first_number: int, count: int) -> list[str]:
    heads = (r.partition(b"\r\n\r\n")[0] for r in islice(requests(scenario, first_number), count))
    return [head.decode().rsplit("x-oura-token: ", 1)[1] for head in heads]


def test_cold_requests_never_repeat_a_viewer() -> None:
    asked = tokens(page(Asking.COLD, 10), 7, 100)

    assert len(set(asked)) == 100
    assert Person.of(asked[0]) == Person(10, 1, 0, 7)


def test_hot_requests_are_all_the_same() -> None:
    assert len(set(islice(requests(page(Asking.HOT, 10), 7), 10))) == 1


def test_window_requests_are_one_viewers_other_windows_within_a_year() -> None:
    scenario = page(Asking.WINDOW, 10)

    windows = [body["variables"]["filter"]["startTime"] for body in bodies(scenario, 20_000)]

    assert len(set(tokens(scenario, 7, 10))) == 1
    assert len({window["start"] for window in windows}) == 20_000
    assert month_start(12).isoformat() == windows[0]["start"]
    assert max(window["end"] for window in windows) <= END.isoformat()


@pytest.mark.parametrize(("months", "start"), [(1, (2024, 12)), (12, (2024, 1)), (13, (2023, 12))])
def test_months_are_counted_back_from_the_end(months: int, start: tuple[int, int]) -> None:
    assert (month_start(months).year, month_start(months).month) == start


def test_a_history_holds_so_many_records_a_month_half_of_each_provider() -> None:
    sessions, workouts = history(50, 3, 0)

    starts = [record.start for record in (*sessions, *workouts)]
    assert (len(sessions), len(workouts)) == (75, 75)
    assert sum(month_start(2) <= start < month_start(1) for start in starts) == 50


def test_rounds_become_medians_and_ratios_of_one_round() -> None:
    rounds = {
        PLAIN: [sample(cpu_ms=10.0), sample(cpu_ms=30.0), sample(cpu_ms=20.0)],
        FLOOR: [sample(cpu_ms=1.0), sample(cpu_ms=3.0), sample(cpu_ms=2.0)],
        GATEWAY: [
            sample(cpu_ms=2.0, per_second=100.0, p50_ms=1.0, failed=1),
            sample(cpu_ms=6.0, per_second=300.0, p50_ms=5.0, resident_mb=90.0),
            sample(cpu_ms=5.0, per_second=200.0, p50_ms=3.0, failed=1, upstream_calls=3.0),
        ],
    }

    rows = table([Measured(page(Asking.COLD, 50), rounds)]).splitlines()

    name = "cold, page of 50, 0 ms, 64 clients"
    assert rows[2:] == [
        f"| {name} | plain | 20.00 | 10.00 | 1.00 | 1 | 1.0 | 1.0 | 1.00 | 1 | 0 |",
        f"| {name} | floor | 2.00 | 1.00 | 0.10 | 1 | 1.0 | 1.0 | 1.00 | 1 | 0 |",
        f"| {name} | gateway | 5.00 | 2.00 | 0.20 | 200 | 3.0 | 1.0 | 1.00 | 1 | 2 |",
    ]
    assert len({row.count("|") for row in rows}) == 1


def test_ratios_compare_what_was_measured_in_the_same_round() -> None:
    quiet, busy = 1.0, 10.0

    own = [sample(cpu_ms=2 * quiet), sample(cpu_ms=2 * busy), sample(cpu_ms=2 * busy)]
    reference = [sample(cpu_ms=quiet), sample(cpu_ms=busy), sample(cpu_ms=busy)]

    assert cpu_ratio(own, reference) == 2.0


def test_a_subject_that_was_measured_alone_has_no_ratios() -> None:
    rows = table([Measured(growth(1), {GATEWAY: [sample(cpu_ms=2.0)]})]).splitlines()

    assert "| gateway | 2.00 | - | - |" in rows[2]


def test_memory_is_a_row_for_each_number_of_viewers() -> None:
    rows = growth_table([Growth(1, 80.4), Growth(10_000, 149.6)]).splitlines()

    assert rows[2:] == ["| 1 | 80 |", "| 10,000 | 150 |"]


def test_names_tell_scenarios_apart_and_choose_them() -> None:
    names = [scenario.name for scenario in FULL]

    assert len(set(names)) == len(names)
    assert {scenario.name for scenario in QUICK} <= set(names)
    assert chosen(FULL, ()) == list(FULL)
    assert {s.asking for s in chosen(FULL, ("hot", "window"))} == {Asking.HOT, Asking.WINDOW}


OWN_FILE = str(Path(__file__))
CALLER: Function = (OWN_FILE, 1, "caller")
BUILT_IN: Function = ("~", 0, "<method 'decode'>")
LIBRARY: Function = (json.__file__, 1, "loads")
STATS: Stats = {
    CALLER: (1, 1, 2.0, 9.0, {}),
    BUILT_IN: (3, 3, 3.0, 3.0, {CALLER: (2, 2, 1.0, 1.0), LIBRARY: (1, 1, 2.0, 2.0)}),
    LIBRARY: (1, 1, 5.0, 7.0, {CALLER: (1, 1, 5.0, 7.0)}),
}


def test_a_profile_counts_built_in_functions_for_who_called_them() -> None:
    assert own_seconds(STATS) == {"tests": 3.0, "standard library": 7.0}


def test_a_profile_is_told_per_request_the_costliest_folder_first() -> None:
    rows = profile_table(Profile(STATS, requests=1000)).splitlines()

    assert rows[2:] == [
        "| standard library | 7.000 | 70% | `__init__.py:loads` 7.00 |",
        "| tests | 3.000 | 30% | `test_benchmark_figures.py:caller` 9.00 |",
    ]


def test_the_command_lists_the_scenarios_that_were_chosen() -> None:
    result = CliRunner().invoke(main, ["--quick", "--only", "hot", "--list"])

    assert result.output.splitlines() == ["hot, page of 50, 0 ms, 64 clients"]


def test_the_command_says_when_nothing_has_such_a_name() -> None:
    result = CliRunner().invoke(main, ["--only", "lukewarm"])

    assert result.exit_code == 2
    assert "No scenario has such a name" in result.output
