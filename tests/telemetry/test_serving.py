"""`/metrics` of the command, as Prometheus finds it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from gateway.__main__ import main
from tests.served import PATIENCE_SECONDS, Served, served
from tests.telemetry.figures import Figures, figures_in

OWN_PORT = {"GATEWAY_METRICS_PORT": "0"}
COUNT = "gateway_request_duration_seconds_count"
WORKERS = "gateway_worker_up"


def metrics_url(gateway: Served) -> str:
    found = re.search(r"Metrics: (\S+)", gateway.greeting)
    assert found is not None, gateway.greeting
    return found[1]


def scraped(url: str) -> Figures:
    answer = httpx.get(url, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return figures_in(answer.text)


def ask(gateway: Served, document: str = "{ __typename }") -> None:
    answer = httpx.post(
        f"{gateway.url}/graphql", json={"query": document}, timeout=PATIENCE_SECONDS
    )
    assert answer.status_code == 200


def awaited(url: str, workers: int) -> Figures:
    """What a scrape finds once so many workers answer it."""
    too_late = time.monotonic() + PATIENCE_SECONDS
    while (figures := scraped(url)).of(WORKERS) != workers:
        assert time.monotonic() < too_late
        time.sleep(0.05)
    return figures


def test_metrics_have_a_port_of_their_own_and_are_not_at_the_main_one() -> None:
    with served("serve", "--sandbox", "--port", "0", environment=OWN_PORT) as gateway:
        ask(gateway)
        figures = scraped(metrics_url(gateway))
        beside = httpx.get(f"{gateway.url}/metrics")

    assert figures.of(COUNT, worker="0", operation="query", outcome="OK") == 1
    assert figures.of("process_resident_memory_bytes") > 10_000_000
    assert beside.status_code == 404
    assert metrics_url(gateway).startswith("http://127.0.0.1:")


@contextmanager
def two_workers() -> Generator[Served]:
    environment = OWN_PORT | {"GATEWAY_METRICS_ON_MAIN_PORT": "true"}
    arguments = ("serve", "--sandbox", "--port", "0", "--workers", "2")
    with served(*arguments, environment=environment) as gateway:
        awaited(metrics_url(gateway), 2)
        for _ in range(20):
            ask(gateway)
        yield gateway


def test_one_scrape_shows_every_worker_at_either_port() -> None:
    with two_workers() as gateway:
        own = scraped(metrics_url(gateway))
        beside = scraped(f"{gateway.url}/metrics")

    assert own.of(COUNT) == beside.of(COUNT) == 20
    assert own.labels(WORKERS, "worker") == beside.labels(WORKERS, "worker") == {"0", "1"}


@pytest.mark.chaos
def test_a_worker_that_is_replaced_begins_anew_in_its_place() -> None:
    with two_workers() as gateway:
        victim = children(gateway.process.pid)[0]
        os.kill(victim, signal.SIGKILL)
        wait_for_end(victim)
        after = awaited(metrics_url(gateway), 2)

    assert after.labels(WORKERS, "worker") == {"0", "1"}
    assert 0 <= after.of(COUNT) < 20


def children(pid: int) -> list[int]:
    """The workers among the processes that a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [
        int(one) for one in listed if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()
    ]


def wait_for_end(pid: int) -> None:
    too_late = time.monotonic() + PATIENCE_SECONDS
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < too_late
        time.sleep(0.02)


def run(environment: Mapping[str, str]) -> Result:
    return CliRunner().invoke(main, ("serve", "--port", "0"), env=environment)


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run({"GATEWAY_METRICS_PORT": str(taken.getsockname()[1])})

    assert result.exit_code == 1
    assert "Error: Cannot listen for /metrics: Address already in use." in result.output
    assert "GATEWAY_METRICS_PORT" in result.output


@pytest.mark.parametrize(
    ("package", "variable", "value"),
    [
        ("prometheus_client", "GATEWAY_METRICS_PORT", "0"),
        ("prometheus_client", "GATEWAY_METRICS_ON_MAIN_PORT", "true"),
        ("opentelemetry.sdk", "GATEWAY_TRACING", "true"),
    ],
)
def test_what_is_not_installed_is_named_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, package: str, variable: str, value: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    result = run({variable: value})

    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {variable} needs {package}")
    assert "pip install 'activity-gateway[telemetry]'" in result.output


def test_an_exporter_that_is_not_installed_is_told_in_one_line() -> None:
    result = run({"GATEWAY_TRACING": "true", "OTEL_TRACES_EXPORTER": "zipkin"})

    assert result.exit_code == 1
    assert result.output.startswith("Error: No exporter of traces is installed")


def test_the_gateway_is_made_without_any_of_the_packages() -> None:
    program = (
        "import sys; sys.modules.update(prometheus_client=None, opentelemetry=None)\n"
        "from gateway.app import worker_app\n"
        "import gateway.__main__\n"
        "worker_app()\n"
    )

    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)  # noqa: S603 - our own

    assert (done.returncode, done.stderr) == (0, b"")
