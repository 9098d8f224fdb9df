"""The soak: what it asks is allowed, and what it says of samples is right. It runs by itself."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import pytest
from graphql import build_schema, parse, validate

from benchmarks.soak.census import Sample
from benchmarks.soak.questions import RIGHT, WRONG, Questions
from benchmarks.soak.verdict import faults_in, last_mb, level_mb, slope_mb_per_hour

ROOT = Path(__file__).parents[1]
SCHEMA = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
IDLE: Mapping[str, int] = {"Server.serve": 1}


def sample(
    at_seconds: float,
    resident_mb: float,
    *,
    is_quiet: bool = False,
    tasks: Mapping[str, int] = IDLE,
    files: int = 11,
    connections: Mapping[str, int] = IDLE,
) -> Sample:
    return Sample(
        at_seconds=at_seconds,
        is_quiet=is_quiet,
        resident_mb=resident_mb,
        tasks=tasks,
        files=files,
        connections=connections,
    )


def half_an_hour(mb_per_hour: float = 0.0, noise_mb: float = 0.0) -> list[Sample]:
    """Every ten seconds; ten minutes of growth to 100 MB count for nothing but the last five."""
    return [
        sample(
            at, 100 + mb_per_hour * at / 3600 + noise_mb * (at // 10 % 2), is_quiet=at % 180 == 0
        )
        for at in range(10, 1810, 10)
    ]


@pytest.mark.parametrize("document", RIGHT)
def test_the_schema_allows_what_is_asked_rightly(document: str) -> None:
    assert validate(SCHEMA, parse(document)) == []


def test_what_is_asked_wrongly_is_among_the_questions() -> None:
    questions = Questions(1)

    asked = [msgspec.json.decode(questions.next().body)["query"] for _ in range(500)]

    assert set(asked) == {*RIGHT, *WRONG}


def test_a_process_that_stays_as_it_is_passes() -> None:
    samples = half_an_hour(noise_mb=3)

    assert faults_in(samples) == []
    assert level_mb(samples) == pytest.approx(101.5, abs=1.5)


def test_growth_before_it_has_settled_counts_for_nothing() -> None:
    young = [sample(at, 60 + at / 10) for at in range(0, 300, 10)]

    assert faults_in([*young, *half_an_hour()]) == []


def test_growth_is_told_by_the_slope_and_by_the_end() -> None:
    samples = half_an_hour(mb_per_hour=30)

    by_slope, by_end = faults_in(samples)

    assert slope_mb_per_hour(samples) == pytest.approx(30)
    assert last_mb(samples) - level_mb(samples) == pytest.approx(10.8, abs=0.5)
    assert "by its slope by 12.5 MB" in by_slope
    assert "to its end" in by_end


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (sample(1900, 100, is_quiet=True, tasks={**IDLE, "Debts.pay": 1}), "1 tasks of Debts"),
        (sample(1900, 100, is_quiet=True, files=12), "12 files are open, 11 at first"),
        (sample(1900, 100, is_quiet=True, connections={"clients": 1}), "1 connections (clients)"),
        (sample(1900, 100, is_quiet=True, connections={"redis": 33}), "33 connections (redis)"),
    ],
)  # fmt: skip
def test_what_is_left_over_when_nobody_asks_is_told(last: Sample, told: str) -> None:
    (fault,) = faults_in([*half_an_hour(), last])

    assert told in fault


def test_without_a_quiet_moment_nothing_is_proven() -> None:
    samples: Sequence[Sample] = [sample(at, 100) for at in range(10, 1800, 10)]

    assert faults_in(samples) == ["There was no quiet moment to compare."]


@pytest.mark.chaos
async def test_a_short_soak_passes(tmp_path: Path) -> None:
    samples = tmp_path / "samples"
    arguments = ["--minutes", "1.2", "--rate", "10", "--samples", str(samples)]
    soak = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.soak",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    told, _ = await soak.communicate()

    assert told.endswith(b"passed\n"), told.decode()
    assert any(one.is_quiet for one in msgspec.json.decode(samples.read_bytes(), type=list[Sample]))
