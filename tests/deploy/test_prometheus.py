"""Prometheus itself on what it is to read: its own checks, and every query of the dashboard."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.deploy.files import DEPLOY, dashboard
from tests.served import PATIENCE_SECONDS, served
from tests.telemetry.test_serving import OWN_PORT, ask, awaited, metrics_url

pytestmark = pytest.mark.chaos
CONFIG = DEPLOY / "prometheus" / "prometheus.yml"
FEED = "{ activities(first: 3) { nodes { provider } } }"
EMPTY = {"Memory and Redis", "Requests that did not go well", "Calls that did not go well"}
"""Panels of which a part is empty where all is well, or where there is no Redis."""


def program(name: str) -> str:
    found = shutil.which(name)
    assert found is not None, "the tests need Prometheus: apt-get install prometheus"
    return found


def checked(*arguments: str, text: str = "") -> str:
    """What promtool says, if it finds nothing wrong."""
    done = subprocess.run(  # noqa: S603 - Prometheus' own
        [program("promtool"), "check", *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_configuration_and_the_alerts_are_sound() -> None:
    assert "10 rules found" in checked("config", str(CONFIG))


def test_what_is_printed_is_what_prometheus_reads() -> None:
    with served("serve", "--sandbox", "--port", "0", environment=OWN_PORT) as gateway:
        ask(gateway, FEED)
        text = httpx.get(metrics_url(gateway)).text

    assert checked("metrics", text=text) == ""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@contextmanager
def prometheus(folder: Path, target: str) -> Generator[str]:
    """A Prometheus that scrapes the target each second; its address."""
    text = (
        CONFIG.read_text().replace("gateway:9464", target).replace("interval: 15s", "interval: 1s")
    )
    config = folder / "prometheus.yml"
    config.write_text(text.replace("scrape_timeout: 10s", "scrape_timeout: 1s"))
    shutil.copy(DEPLOY / "prometheus" / "alerts.yml", folder)
    address = f"127.0.0.1:{free_port()}"
    with subprocess.Popen(  # noqa: S603 - Prometheus itself
        [
            program("prometheus"),
            f"--config.file={config}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address={address}",
        ],
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield f"http://{address}"
        finally:
            process.terminate()


def result(url: str, expression: str) -> list[Any]:
    answer = httpx.get(f"{url}/api/v1/query", params={"query": expression}).json()
    assert answer["status"] == "success", answer
    return answer["data"]["result"]


def with_values(expression: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        expression = expression.replace(f"${name}", value)
    return expression


def test_every_query_of_the_dashboard_finds_something(tmp_path: Path) -> None:
    values = {"__rate_interval": "10s", "job": "activity-gateway", "instance": ".*"}
    arguments = ("serve", "--sandbox", "--port", "0", "--workers", "2")
    with (
        served(*arguments, environment=OWN_PORT) as gateway,
        prometheus(tmp_path, metrics_url(gateway).split("/")[2]) as url,
    ):
        awaited(metrics_url(gateway), 2)
        until = time.monotonic() + PATIENCE_SECONDS
        while not is_there(url) and time.monotonic() < until:
            ask(gateway, FEED)
            time.sleep(0.2)
        found = {
            panel["title"]: [
                result(url, with_values(target["expr"], values)) for target in panel["targets"]
            ]
            for panel in dashboard()["panels"]
            if panel["type"] != "row"
        }

    assert {title for title, results in found.items() if not all(results)} == EMPTY
    assert len(json.dumps(found)) > 1000


def is_there(url: str) -> bool:
    """Whether there have been scrapes enough for rates, of both workers."""
    try:
        return len(result(url, "rate(process_cpu_seconds_total{job='activity-gateway'}[5s])")) == 2
    except httpx.TransportError:
        return False
