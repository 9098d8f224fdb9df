"""The figures of several workers, as one scrape gets them."""

from __future__ import annotations

import asyncio
import fcntl
import socket
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, Counter, generate_latest

from gateway.telemetry.exposition import meeting_place, served_metrics, told_by
from gateway.telemetry.snapshot import snapshot
from gateway.telemetry.workers import MOST_WORKERS, NoPlaceError, Workers, figures_given_out
from tests.telemetry.figures import Figures, figures_in


def registry(done: float) -> CollectorRegistry:
    """That of a worker which has done so much."""
    made = CollectorRegistry()
    counter = Counter("work", "What has been done.", ("kind",), registry=made)
    counter.labels("useful").inc(done)
    return made


async def scraped(directory: Path) -> Figures:
    """What a scrape finds."""
    text = await asyncio.to_thread(generate_latest, told_by(Workers(directory)))
    return figures_in(text.decode())


async def test_the_figures_of_workers_stand_side_by_side_under_one_name(tmp_path: Path) -> None:
    async with (
        figures_given_out(registry(3), tmp_path),
        figures_given_out(registry(4), tmp_path),
    ):
        text = await asyncio.to_thread(generate_latest, told_by(Workers(tmp_path)))

    assert text.decode().splitlines()[-4:] == [
        "# HELP work_total What has been done.",
        "# TYPE work_total counter",
        'work_total{kind="useful",worker="0"} 3.0',
        'work_total{kind="useful",worker="1"} 4.0',
    ]


async def test_every_worker_answers_for_itself(tmp_path: Path) -> None:
    async with (
        figures_given_out(registry(3), tmp_path),
        figures_given_out(registry(4), tmp_path),
    ):
        both = await scraped(tmp_path)
    none = await scraped(tmp_path)

    assert both.of("work_total", worker="0") == 3
    assert both.of("work_total", worker="1") == 4
    assert both.of("gateway_worker_up") == 2
    assert none.samples == []


async def test_a_worker_takes_the_place_of_one_that_has_ended(tmp_path: Path) -> None:
    async with figures_given_out(registry(1), tmp_path):
        async with figures_given_out(registry(2), tmp_path):
            pass
        async with figures_given_out(registry(5), tmp_path):
            figures = await scraped(tmp_path)

    assert figures.of("work_total", worker="0") == 1
    assert figures.of("work_total", worker="1") == 5


async def test_a_worker_that_died_leaves_its_place_though_its_socket_is_there(
    tmp_path: Path,
) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "0.sock"))
    before = await scraped(tmp_path)
    async with figures_given_out(registry(1), tmp_path):
        after = await scraped(tmp_path)

    assert before.of("gateway_worker_up", worker="0") == 0
    assert after.of("gateway_worker_up", worker="0") == 1
    assert after.of("work_total", worker="0") == 1


async def test_a_worker_that_says_nothing_costs_its_own_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.telemetry.workers.PATIENCE_SECONDS", 0.05)
    with socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(str(tmp_path / "1.sock"))
        hanging.listen()
        async with figures_given_out(registry(1), tmp_path):
            figures = await scraped(tmp_path)

    assert figures.of("gateway_worker_up", worker="0") == 1
    assert figures.of("gateway_worker_up", worker="1") == 0
    assert figures.of("work_total") == 1


async def test_half_of_a_workers_figures_counts_as_none(tmp_path: Path) -> None:
    half = snapshot(registry(1))[:-9]
    with socket.socket(socket.AF_UNIX) as dying:
        dying.bind(str(tmp_path / "0.sock"))
        dying.listen()
        answering = threading.Thread(target=_answer_with, args=(dying, half))
        answering.start()
        figures = await scraped(tmp_path)
        answering.join()

    assert figures.of("gateway_worker_up", worker="0") == 0
    assert figures.of("work_total") == 0


def _answer_with(listening: socket.socket, content: bytes) -> None:
    with listening.accept()[0] as asked:
        asked.sendall(content)


async def test_there_are_only_so_many_places(tmp_path: Path) -> None:
    with ExitStack() as living:
        for place in range(MOST_WORKERS):
            held = living.enter_context((tmp_path / f"{place}.lock").open("wb"))
            fcntl.flock(held, fcntl.LOCK_EX)

        with pytest.raises(NoPlaceError, match="64 workers"):
            async with figures_given_out(registry(1), tmp_path):
                pass


def test_nobody_else_may_look_into_the_meeting_place_and_it_does_not_stay() -> None:
    with meeting_place() as directory:
        mode = directory.stat().st_mode & 0o777

    assert mode == 0o700
    assert not directory.exists()


def test_two_do_not_listen_at_one_port(tmp_path: Path) -> None:
    with (
        served_metrics("127.0.0.1", 0, tmp_path) as port,
        pytest.raises(OSError, match="in use"),
        served_metrics("127.0.0.1", port, tmp_path),
    ):
        pass
