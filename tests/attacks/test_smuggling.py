"""Requests that two servers in a row could read differently, and bytes that are no requests."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.served import Served

from .impatient import head, said, whole

HIDDEN = whole("{ hidden: __typename }")
BODY = json.dumps({"query": "{ __typename }"}).encode()
LENGTH = f"Content-Length: {len(BODY)}"
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)

AMBIGUOUS = {
    "length and chunks": (LENGTH, "Transfer-Encoding: chunked"),
    "chunks and length": ("Transfer-Encoding: chunked", LENGTH),
    "two lengths": (LENGTH, "Content-Length: 0"),
    "two lengths in one": (f"{LENGTH}, 0",),
    "a length with a sign": (f"Content-Length: +{len(BODY)}",),
    "a negative length": ("Content-Length: -1",),
    "a length in hexadecimal": (f"Content-Length: 0x{len(BODY):x}",),
    "a length beyond 64 bits": ("Content-Length: 99999999999999999999999",),
    "a space before the colon": (f"Content-Length : {len(BODY)}",),
    "a line that is continued": ("X-Folded: a\r\n b", LENGTH),
    "chunks of another kind": ("Transfer-Encoding: chunked, identity",),
    "chunks twice": ("Transfer-Encoding: chunked", "Transfer-Encoding: chunked", LENGTH),
    "an odd name": ("Transfer-\x00Encoding: chunked", LENGTH),
    "a bare carriage return": (f"X-Odd: a\rContent-Length: 0\r\n{LENGTH}",),
    "a bare newline": (f"X-Odd: a\n\nGET /livez HTTP/1.1\r\n{LENGTH}",),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_a_head_that_can_be_read_in_two_ways_is_refused_and_hides_nothing(
    impatient: Served, name: str
) -> None:
    received = said(impatient.url, head(*AMBIGUOUS[name]) + CHUNKED + HIDDEN)

    assert received.startswith(b"HTTP/1.1 400 ")
    assert received.count(b"HTTP/1.1 ") == 1
    assert b"data" not in received


BROKEN_CHUNKS = {
    "a size that is no number": b"zz\r\n{}\r\n0\r\n\r\n",
    "a size without end": b"f" * 5000,
    "a size beyond 64 bits": b"ffffffffffffffffff\r\n",
    "a negative size": b"-1\r\n{}\r\n0\r\n\r\n",
    "more than the size": b"1\r\n{}\r\n0\r\n\r\n",
    "bare newlines": b"2\n{}\n0\n\n",
}


@pytest.mark.parametrize("name", BROKEN_CHUNKS)
def test_broken_chunks_end_the_connection_and_hide_nothing(impatient: Served, name: str) -> None:
    received = said(
        impatient.url, head("Transfer-Encoding: chunked") + BROKEN_CHUNKS[name] + HIDDEN
    )

    assert received.startswith(b"HTTP/1.1 400 ")
    assert b"hidden" not in received


def test_chunks_alone_are_read(impatient: Served) -> None:
    sent = head("Transfer-Encoding: chunked", "Connection: close") + CHUNKED

    assert said(impatient.url, sent).endswith(b'{"data":{"__typename":"Query"}}')


def test_what_follows_a_request_that_closes_is_not_answered(impatient: Served) -> None:
    received = said(impatient.url, whole("{ __typename }", "Connection: close") + HIDDEN)

    assert received.count(b"HTTP/1.1 ") == 1
    assert b"hidden" not in received


def test_a_refused_body_is_no_request_of_its_own(impatient: Served) -> None:
    hiding = head(f"Content-Length: {len(HIDDEN)}", "Connection: close", path="/livez") + HIDDEN

    received = said(impatient.url, hiding)

    assert received.startswith(b"HTTP/1.1 405 ")
    assert b"hidden" not in received


@pytest.mark.parametrize(
    "line",
    [
        b"POST /graphql HTTP/1.1 HTTP/1.1",
        b"POST /graphql HTTP/9.9",
        b"POST /graphql",
        b"GET /livez\x00 HTTP/1.1",
        b"CONNECT example.org:80 HTTP/1.1",
        b"PRI * HTTP/2.0",
        b"GRAPHQL /graphql HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01",
    ],
)
def test_what_is_no_request_line_is_refused(impatient: Served, line: bytes) -> None:
    received = said(impatient.url, line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert received.startswith(b"HTTP/1.1 4")
    assert b"data" not in received


def test_headers_beyond_the_most_are_refused(impatient: Served) -> None:
    many = [f"X-{number}: 1" for number in range(250)]

    assert said(impatient.url, whole("{ __typename }", *many)).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("line", ["X-Long: " + "x" * 70_000, "X-Long: 1\r\n" * 6000 + "X: 1"])
def test_a_large_head_is_refused_though_it_comes_in_one_piece(impatient: Served, line: str) -> None:
    assert said(impatient.url, head(line)).startswith(b"HTTP/1.1 431 ")


def test_a_large_body_in_one_piece_with_its_head_is_read(impatient: Served) -> None:
    request = whole("{ __typename }" + " " * 150_000, "Connection: close")

    assert said(impatient.url, request).startswith(b"HTTP/1.1 200 ")


def test_as_many_headers_as_browsers_and_proxies_send_are_read(impatient: Served) -> None:
    many = [f"X-{number}: 1" for number in range(150)]

    assert said(impatient.url, whole("{ __typename }", "Connection: close", *many)).startswith(
        b"HTTP/1.1 200 "
    )


@pytest.mark.parametrize("upgrade", ["websocket", "h2c", "TLS/1.0"])
def test_no_other_protocol_is_spoken(impatient: Served, upgrade: str) -> None:
    asked = head(f"Upgrade: {upgrade}", "Connection: Upgrade, close", method="GET", path="/livez")

    received = said(impatient.url, asked)

    assert not received.startswith(b"HTTP/1.1 101")
    assert received.count(b"HTTP/1.1 ") == 1


TOKENS = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12)
VALUES = st.text(st.characters(codec="latin-1"), max_size=40)
NAMES = st.one_of(
    TOKENS,
    st.sampled_from(
        ["content-type", "content-length", "transfer-encoding", "accept", "host", "expect"]
    ),
    st.sampled_from(["x-oura-token", "x-google-fit-token", "x-request-id", "authorization", "te"]),
)
PATHS = st.one_of(
    st.sampled_from(["/graphql", "/livez", "/readyz", "/graphiql", "/", "*", "//", "/graphql/.."]),
    st.text(st.characters(codec="ascii", exclude_characters=" \r\n"), max_size=30).map("/".__add__),
)
METHODS = st.sampled_from(["GET", "POST", "PUT", "HEAD", "OPTIONS", "TRACE", "DELETE", "QUERY"])
BODIES = st.one_of(
    st.binary(max_size=200),
    st.just(BODY),
    st.dictionaries(
        st.sampled_from(["query", "variables", "extensions", "operationName", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=10),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
            ),
            max_leaves=5,
        ),
    ).map(lambda value: json.dumps(value).encode()),
)


@st.composite
def raw_requests(draw: st.DrawFn) -> bytes:
    """Something like a request; the body's length is mostly told as it is."""
    body = draw(BODIES)
    pairs = draw(st.lists(st.tuples(NAMES, VALUES), max_size=5))
    lines = [f"{name}: {value}" for name, value in pairs]
    if draw(st.integers(0, 9)) > 0:
        lines.append(f"Content-Length: {len(body)}")
    if draw(st.integers(0, 3)) > 0:
        lines.append("Content-Type: application/json")
    first = f"{draw(METHODS)} {draw(PATHS)} HTTP/1.1"
    return (
        "\r\n".join([first, "Host: x", "Connection: close", *lines, "", ""]).encode("latin-1")
        + body
    )


def raw_bytes_get_an_answer_that_is_no_failure(url: str, request: bytes) -> None:
    try:
        received = said(url, request)
    except ConnectionError:
        return

    assert b"INTERNAL" not in received
    assert not received.startswith(b"HTTP/1.1 5"), received
    assert received.startswith(b"HTTP/1.1 ")


BOUNDED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@BOUNDED
@given(request=raw_requests() | st.binary(min_size=1, max_size=300))
def test_no_bytes_at_all_end_in_a_5xx(impatient: Served, request: bytes) -> None:
    raw_bytes_get_an_answer_that_is_no_failure(impatient.url, request)


@pytest.mark.chaos
@settings(BOUNDED, derandomize=False, max_examples=3000)
@given(request=raw_requests() | st.binary(min_size=1, max_size=300))
def test_no_bytes_at_all_end_in_a_5xx_however_many(impatient: Served, request: bytes) -> None:
    raw_bytes_get_an_answer_that_is_no_failure(impatient.url, request)
