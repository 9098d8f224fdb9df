"""Clients that send or read slowly, or never end: each is left in time and keeps nobody waiting."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress

import httpx
import pytest

from gateway.sandbox import RunningSandbox
from tests.served import Served
from tests.test_lifecycle import gateway, until

from .impatient import SLOTS, answer, connected, head, said, whole

HELLO = {"query": "{ __typename }"}
FEED = "activities(first: 100) { nodes { id title startTime localDate notes provider } }"
LARGE = "{ " + " ".join(f"a{n}: {FEED}" for n in range(40)) + " }"
"""The answer has 800 kB."""
ASKED = whole(LARGE, "X-Google-Fit-Token: reader", "X-Oura-Token: reader")
MANY = int(SLOTS) * 4


@contextmanager
def dripping(connection: socket.socket, drop: bytes) -> Generator[None]:
    """Send a drop every 50 ms, for as long as anybody takes it."""
    ended = threading.Event()

    def drip() -> None:
        try:
            while not ended.wait(0.05):
                connection.sendall(drop)
        except OSError:
            pass

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def is_well(url: str) -> bool:
    """Whether somebody else is answered."""
    return httpx.post(f"{url}/graphql", json=HELLO).status_code == 200


BEGINNINGS = {
    "a head that drips": (b"POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ", b"x", b"408"),
    "a body that drips": (head("Content-Length: 1000000"), b" ", b"408"),
    "chunks that drip": (head("Transfer-Encoding: chunked"), b"1\r\n \r\n", b"408"),
    "a body that was asked for": (
        head("Content-Length: 1000", "Expect: 100-continue"),
        b" ",
        b"100",
    ),
    "a body that nobody reads": (
        head("Content-Length: 100000", path="/livez"),
        b" ",
        b"408",
    ),
    "chunks that nobody reads": (
        head("Transfer-Encoding: chunked", path="/nowhere"),
        b"1\r\n \r\n",
        b"408",
    ),
    "a body above the limit": (head("Content-Length: 900000000"), b" ", b"413"),
    "empty lines after an answer": (head("Connection: keep-alive", path="/livez"), b"\r\n", b"405"),
    "trailers without end": (
        head("Transfer-Encoding: chunked", path="/livez") + b"0\r\n",
        b"X-More: 1\r\n",
        b"408",
    ),
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_what_drips_is_left_in_time(impatient: Served, name: str) -> None:
    beginning, drop, status = BEGINNINGS[name]
    with connected(impatient.url) as connection:
        connection.sendall(beginning)
        with dripping(connection, drop):
            try:
                received = answer(connection)
            except ConnectionResetError:
                return

    assert received.startswith(b"HTTP/1.1 " + status)


@pytest.mark.parametrize(
    "flood",
    [
        b"X-More: " + b"x" * 60 + b"\r\n",
        b"x" * 1000,
    ],
    ids=["many trailers", "one trailer"],
)
def test_a_flood_of_trailers_is_cut_off_by_its_size(impatient: Served, flood: bytes) -> None:
    with connected(impatient.url) as connection:
        connection.sendall(head("Transfer-Encoding: chunked", path="/livez") + b"0\r\n")
        taken = flooded(connection, flood)

    assert taken < 20_000_000


def flooded(connection: socket.socket, flood: bytes) -> int:
    """How many bytes of it are taken until the connection is cut."""
    taken = 0
    try:
        while taken < 100_000_000:
            connection.sendall(flood)
            taken += len(flood)
    except OSError:
        pass
    return taken


def test_bodies_that_do_not_come_take_no_place_from_others(impatient: Served) -> None:
    with ExitStack() as stack:
        for number in range(MANY):
            slow = stack.enter_context(connected(impatient.url))
            expect = ["Expect: 100-continue"] if number % 2 else []
            slow.sendall(head("Content-Length: 500", *expect) + b'{"query"')

        assert is_well(impatient.url)


def test_large_bodies_that_stop_amid_take_no_place_from_others(impatient: Served) -> None:
    with ExitStack() as stack:
        for _ in range(MANY):
            slow = stack.enter_context(connected(impatient.url))
            slow.sendall(head("Content-Length: 500000") + b" " * 200_000)

        assert is_well(impatient.url)


@pytest.mark.chaos
def test_all_bodies_that_are_not_complete_have_a_bound_and_others_are_answered(
    running_sandbox: RunningSandbox,
) -> None:
    nearly = head("Content-Length: 1000000") + b" " * 999_000
    with gateway(running_sandbox, BODY_TIMEOUT_SECONDS="60") as running, ExitStack() as stack:
        slow = [stack.enter_context(connected(running.url)) for _ in range(100)]
        for each in slow:
            with suppress(OSError):
                each.sendall(nearly)

        until(lambda: sum(is_dropped(each) for each in slow) > 10)
        assert is_well(running.url)


def test_a_body_in_many_pieces_is_read(impatient: Served) -> None:
    request = whole("{ __typename }" + " " * 190_000, "Connection: close")
    pieces = [request[place : place + 50_000] for place in range(0, len(request), 50_000)]

    assert said(impatient.url, *pieces).endswith(b'{"data":{"__typename":"Query"}}')


def test_a_body_that_is_asked_for_is_read(impatient: Served) -> None:
    request = whole("{ __typename }", "Connection: close", "Expect: 100-continue")
    received = said(impatient.url, request)

    assert received.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")


def test_a_body_that_is_too_large_is_not_asked_for(impatient: Served) -> None:
    with connected(impatient.url) as connection:
        connection.sendall(head("Content-Length: 900000000", "Expect: 100-continue"))

        assert connection.recv(12) == b"HTTP/1.1 413"


def test_answers_that_nobody_takes_are_dropped(impatient: Served) -> None:
    with deaf_client(impatient.url) as deaf:
        deaf.sendall(ASKED * 10)
        assert deaf.recv(12) == b"HTTP/1.1 200"

        until(lambda: is_dropped(deaf))


@contextmanager
def deaf_client(url: str) -> Generator[socket.socket]:
    """A connection that hardly anything fits into, so that an answer stays with who sends it."""
    with connected(url) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        yield connection


def is_dropped(connection: socket.socket) -> bool:
    """Whether the other side takes nothing any more; what it does not read yet, it takes."""
    try:
        connection.send(b"\r\n")
    except OSError:
        return True
    return False


@pytest.mark.chaos
def test_answers_that_nobody_takes_take_no_place_from_others(
    running_sandbox: RunningSandbox,
) -> None:
    with (
        gateway(
            running_sandbox, ANSWER_TIMEOUT_SECONDS="60", MAX_RUNNING_REQUESTS=SLOTS
        ) as running,
        ExitStack() as stack,
    ):
        for _ in range(MANY):
            deaf = stack.enter_context(deaf_client(running.url))
            deaf.sendall(ASKED * 10)
            assert deaf.recv(12) == b"HTTP/1.1 200"

        until(lambda: is_well(running.url))


def test_an_answer_that_is_taken_slowly_is_given_whole(impatient: Served) -> None:
    received = b""
    with connected(impatient.url) as connection:
        connection.sendall(ASKED.replace(b"Host: gateway", b"Host: gateway\r\nConnection: close"))
        while data := connection.recv(100_000):
            received += data
            threading.Event().wait(0.02)

    assert received.endswith(b"}]}}}")


def test_too_many_requests_in_one_piece_end_the_connection(impatient: Served) -> None:
    request = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
    with pytest.raises(ConnectionResetError):
        raise_if_closed(said(impatient.url, request * 1000))

    assert is_well(impatient.url)


def raise_if_closed(received: bytes) -> None:
    """A connection that is dropped may end either way; none of them answers all."""
    if received.count(b"HTTP/1.1 200") < 50:
        raise ConnectionResetError


def test_a_few_requests_in_one_piece_are_answered_in_order(impatient: Served) -> None:
    first, second, third = (whole(f"{{ a{n}: __typename }}") for n in range(3))
    last = whole("{ a3: __typename }", "Connection: close")

    received = said(impatient.url, first + second + third + last)

    places = [received.index(b'{"data":{"a%d"' % number) for number in range(4)]
    assert places == sorted(places)


def test_hundreds_of_idle_connections_keep_nobody_waiting(impatient: Served) -> None:
    with ExitStack() as stack:
        for _ in range(500):
            stack.enter_context(connected(impatient.url))

        assert is_well(impatient.url)
