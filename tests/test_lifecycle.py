"""How a gateway starts, ends and holds out: real processes, signals and sockets."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import httpx
import pytest

from gateway.sandbox import Hang, RunningSandbox, Sandbox
from tests.gateway_under_test import linked
from tests.served import Served, served

PATIENCE_SECONDS = 15
FEED = {"query": "{ activities(first: 3) { nodes { id } providers { state } } }"}


@contextmanager
def gateway(
    sandbox: RunningSandbox, *arguments: str, log: IO[str] | None = None, **settings: str
) -> Generator[Served]:
    """A gateway over the tests' sandbox."""
    environment = {
        "GATEWAY_GOOGLE_FIT_BASE_URL": sandbox.google_fit_url,
        "GATEWAY_OURA_BASE_URL": sandbox.oura_url,
        **{f"GATEWAY_{name}": value for name, value in settings.items()},
    }
    command = ("serve", "--port", "0", *arguments)
    with served(*command, environment=environment, log=log) as running:
        yield running


def until(condition: Callable[[], bool]) -> None:
    """Wait for what happens in another process."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.02)


def status(url: str, path: str) -> int:
    """0: nobody listens."""
    try:
        return httpx.get(url + path, timeout=60).status_code
    except httpx.TransportError:
        return 0


class Flights:
    """Requests that have no answer yet."""

    def __init__(self, asked: list[Future[httpx.Response]], heal: Callable[[], object]) -> None:
        self._asked = asked
        self.heal = heal

    def statuses(self) -> list[int]:
        """Those of the answers, when all have come."""
        return [each.result(PATIENCE_SECONDS).status_code for each in self._asked]


@contextmanager
def in_flight(url: str, sandbox: Sandbox, token: str, count: int = 8) -> Generator[Flights]:
    """Requests that wait for Oura; the fault that they wait for ends with `heal`."""
    hang = sandbox.fail("oura", Hang(), token=token)
    with ThreadPoolExecutor(count) as threads:
        asked = [
            threads.submit(
                httpx.post, f"{url}/graphql", json=FEED, headers=linked(token), timeout=30
            )
            for _ in range(count)
        ]
        until(lambda: any(call.provider == "oura" for call in sandbox.calls_of(token)))
        try:
            yield Flights(asked, hang.heal)
        finally:
            hang.heal()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_sigterm_is_told_by_readyz_first_and_drops_no_request(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str, workers: str
) -> None:
    with (
        gateway(running_sandbox, "--workers", workers, SHUTDOWN_GRACE_SECONDS="1.5") as running,
        in_flight(running.url, sandbox, token) as flights,
    ):
        running.process.send_signal(signal.SIGTERM)
        until(lambda: status(running.url, "/readyz") == 503)
        live = status(running.url, "/livez")
        late = httpx.post(f"{running.url}/graphql", json={"query": "{ __typename }"}, timeout=60)
        until(lambda: status(running.url, "/livez") == 0)
        flights.heal()

        assert live == 200
        assert (late.status_code, late.headers["connection"]) == (200, "close")
        assert flights.statuses() == [200] * 8
        assert running.process.wait(PATIENCE_SECONDS) in {0, -signal.SIGTERM}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_second_signal_ends_it_at_once(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str, workers: str
) -> None:
    with (
        gateway(running_sandbox, "--workers", workers, SHUTDOWN_GRACE_SECONDS="60") as running,
        in_flight(running.url, sandbox, token, 1),
    ):
        running.process.send_signal(signal.SIGTERM)
        until(lambda: status(running.url, "/readyz") == 503)
        running.process.send_signal(signal.SIGTERM)

        running.process.wait(5)


def test_a_worker_that_dies_is_replaced(running_sandbox: RunningSandbox) -> None:
    with gateway(running_sandbox, "--workers", "2") as running:
        until(lambda: len(workers_of(running)) == 2 and status(running.url, "/readyz") == 200)
        first = workers_of(running)
        os.kill(first[0], signal.SIGKILL)
        until(lambda: len(set(workers_of(running)) - {first[0]}) == 2)
        until(lambda: status(running.url, "/readyz") == 200)

        assert first[1] in workers_of(running)


def workers_of(running: Served) -> list[int]:
    """The processes that the supervisor has started and that live."""
    pid = running.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if "spawn_main" in _command(child)]


def _command(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


@contextmanager
def connected(url: str) -> Generator[socket.socket]:
    """A bare connection."""
    address = urlsplit(url)
    with socket.create_connection((str(address.hostname), int(address.port or 0))) as connection:
        connection.settimeout(PATIENCE_SECONDS)
        yield connection


def answer(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    received = b""
    while data := connection.recv(65536):
        received += data
    return received


@pytest.fixture(scope="module")
def impatient(running_sandbox: RunningSandbox) -> Generator[Served]:
    """A gateway that waits for heads and bodies for a moment, and takes three connections."""
    with gateway(
        running_sandbox,
        HEAD_TIMEOUT_SECONDS="0.3",
        BODY_TIMEOUT_SECONDS="0.3",
        MAX_CONNECTIONS="3",
    ) as running:
        yield running


@pytest.mark.parametrize("sent", [b"", b"POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow"])
def test_a_head_that_does_not_come_ends_the_connection(impatient: Served, sent: bytes) -> None:
    with connected(impatient.url) as connection:
        connection.sendall(sent)

        assert answer(connection).startswith(b"HTTP/1.1 408 ")


def test_the_head_of_a_second_request_has_its_own_time(impatient: Served) -> None:
    with connected(impatient.url) as connection:
        connection.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\nGET /livez HT")
        received = answer(connection)

    assert received.startswith(b"HTTP/1.1 200 ")
    assert b"HTTP/1.1 408 " in received


def test_a_body_that_does_not_come_ends_the_connection(impatient: Served) -> None:
    head = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    with connected(impatient.url) as connection:
        connection.sendall(head + b'Content-Length: 30\r\n\r\n{"query"')

        assert answer(connection).startswith(b"HTTP/1.1 408 ")


def test_a_head_without_end_is_refused(impatient: Served) -> None:
    with connected(impatient.url) as connection:
        connection.sendall(b"GET /livez HTTP/1.1\r\nX-Large: " + b"x" * 70_000)

        assert answer(connection).startswith(b"HTTP/1.1 431 ")


def test_connections_beyond_the_most_are_turned_away(impatient: Served) -> None:
    with (
        connected(impatient.url),
        connected(impatient.url),
        connected(impatient.url),
        connected(impatient.url) as fourth,
    ):
        assert answer(fourth).startswith(b"HTTP/1.1 503 ")


def test_it_starts_without_its_redis_and_says_so(
    running_sandbox: RunningSandbox, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    written = tmp_path / "log"
    with (
        written.open("w") as log,
        gateway(running_sandbox, log=log, CACHE_URL=f"redis://127.0.0.1:{port}") as running,
    ):
        graphql = f"{running.url}/graphql"
        data = httpx.post(graphql, json=FEED, headers=linked("demo"), timeout=60).json()["data"]

    assert [each["state"] for each in data["activities"]["providers"]] == ["OK", "OK"]
    assert "cache_failed" in written.read_text().partition("method=POST")[0]


def test_all_who_wait_at_the_door_are_let_in(running_sandbox: RunningSandbox) -> None:
    """More than the gateway's loop accepts in one of its rounds."""
    with gateway(running_sandbox) as running, ExitStack() as stack:
        connections = [stack.enter_context(connected(running.url)) for _ in range(200)]
        for each in connections:
            each.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

        assert {answer(each)[:12] for each in connections} == {b"HTTP/1.1 200"}
