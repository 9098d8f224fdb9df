"""The benchmarks: equal answers of all subjects, and counts that are right.

How fast anything is, is not tested.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import ExitStack
from datetime import datetime
from itertools import islice
from typing import Any

import pytest

from benchmarks.asking import requests
from benchmarks.load import Job, connection, measured, received
from benchmarks.processes import LoadError, Server, clients, subject, upstream
from benchmarks.rounds import Bench, Effort
from benchmarks.scenarios import (
    FLOOR,
    GATEWAY,
    PLAIN,
    SUBJECTS,
    Asking,
    Scenario,
    growth,
    page,
)

Json = dict[str, Any]
SERVED = {"plain": 2, "floor": 2, "gateway": 3}
"""The subjects, with the upstream calls that a page costs them."""
INSTANTS = ("startTime", "endTime")


@pytest.fixture(scope="module")
def upstream_server() -> Generator[Server]:
    with upstream() as server:
        yield server


@pytest.fixture(scope="module")
def subjects(upstream_server: Server) -> Generator[Mapping[str, Server]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(subject(name, upstream_server.url)) for name in SUBJECTS}


async def nodes(server: Server, request: bytes) -> list[Json]:
    """The activities of an answer, with their times as instants."""
    async with connection(server.port) as (reader, writer):
        writer.write(request)
        status_line, body = await received(reader)
    assert b" 200 " in status_line, body
    answer = json.loads(body)
    assert "errors" not in answer
    found: list[Json] = answer["data"]["activities"]["nodes"]
    return [node | {key: datetime.fromisoformat(node[key]) for key in INSTANTS} for node in found]


@pytest.mark.parametrize(
    "scenario",
    [page(Asking.COLD, 50), page(Asking.WINDOW, 10), page(Asking.HOT, 100), growth(12)],
    ids=lambda scenario: scenario.asking,
)
async def test_all_subjects_give_equal_answers(
    subjects: Mapping[str, Server], scenario: Scenario
) -> None:
    for request in islice(requests(scenario, 0), 5):
        answers = {name: await nodes(server, request) for name, server in subjects.items()}

        assert len(answers[GATEWAY]) == scenario.first
        assert answers[PLAIN] == answers[GATEWAY]
        assert answers[FLOOR] == answers[GATEWAY]


async def test_the_answers_hold_every_field_of_both_providers(
    subjects: Mapping[str, Server],
) -> None:
    request = next(requests(page(Asking.COLD, 50), 0))

    found = await nodes(subjects[GATEWAY], request)

    assert {node["provider"] for node in found} == {"GOOGLE_FIT", "OURA"}
    assert {len(node) + len(node["metrics"]) - 1 for node in found} == {10}
    starts = [node["startTime"] for node in found]
    assert starts == sorted(starts, reverse=True)
    untitled = {(node["provider"], node["title"] is None) for node in found}
    assert len(untitled) == 4, "records with and without a title, of both"
    assert {node["intensity"] for node in found} == {None, "EASY", "MODERATE", "HARD"}


async def test_neighbours_among_viewers_have_other_records(subjects: Mapping[str, Server]) -> None:
    cold = islice(requests(page(Asking.COLD, 10), 0), 2)

    one, other = [await nodes(subjects[GATEWAY], request) for request in cold]

    assert {node["id"] for node in one}.isdisjoint(node["id"] for node in other)


@pytest.mark.parametrize("name", SERVED)
async def test_clients_count_requests_and_upstream_calls(
    subjects: Mapping[str, Server], upstream_server: Server, name: str
) -> None:
    job = make_job(subjects[name], upstream_server, page(Asking.COLD, 10, clients=2), at_most=6)

    made = await measured(job)

    assert (made.requests, made.failed, made.upstream_calls) == (6, 0, SERVED[name])
    assert made.cpu_ms > 0
    assert made.resident_mb > 1
    assert made.p50_ms <= made.p99_ms


async def test_an_answer_without_the_whole_page_counts_as_failed(
    subjects: Mapping[str, Server], upstream_server: Server
) -> None:
    too_many = Scenario(name="", asking=Asking.COLD, first=50, per_month=10, months=1, clients=1)
    job = make_job(subjects[GATEWAY], upstream_server, too_many, at_most=2)

    assert (await measured(job)).failed == 2


def make_job(server: Server, upstream_server: Server, scenario: Scenario, at_most: int) -> Job:
    return Job(
        subject="it",
        scenario=scenario,
        port=server.port,
        pid=server.pid,
        upstream_port=upstream_server.port,
        warm_seconds=0,
        seconds=60,
        first_number=1_000,
        at_most=at_most,
    )


def test_every_round_asks_every_subject(upstream_server: Server) -> None:
    scenario = page(Asking.HOT, 10, clients=2)
    effort = Effort(rounds=2, warm_seconds=0.01, seconds=0.05)

    with clients() as asking:
        made = Bench(upstream_server, asking, effort).run(scenario)

    calls = {name: [one.upstream_calls for one in rounds] for name, rounds in made.rounds.items()}
    assert {name: len(rounds) for name, rounds in made.rounds.items()} == dict.fromkeys(SUBJECTS, 2)
    assert calls[PLAIN] == calls[FLOOR] == [2, 2]
    assert not any(one.failed for rounds in made.rounds.values() for one in rounds)


def test_memory_is_looked_at_after_each_number_of_viewers(upstream_server: Server) -> None:
    effort = Effort(rounds=1, warm_seconds=0, seconds=0)

    with clients() as asking:
        grown = list(Bench(upstream_server, asking, effort).grow((1, 5)))

    assert [one.viewers for one in grown] == [1, 5]
    assert all(one.resident_mb > 1 for one in grown)


def test_clients_that_get_no_answer_end_the_run(upstream_server: Server) -> None:
    nobody = Server(pid=upstream_server.pid, port=1)
    job = make_job(nobody, upstream_server, page(Asking.COLD, 10, clients=1), at_most=1)

    with (
        clients() as asking,
        pytest.raises(LoadError, match=r"^it, cold, page of 10, .*Connection refused"),
    ):
        asking.measure(job)
