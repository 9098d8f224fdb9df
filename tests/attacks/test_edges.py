"""Ids, cursors and tokens of clients at the network's edge: no call leaves its place."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.domain.record_id import to_opaque
from tests.gateway_under_test import Gateway, linked, running_gateway
from tests.upstream.raw_server import RawServer, Request, answer, serving

FIT, OURA = "/fit/users", "/oura"
PLACES = {
    FIT: re.compile(r"/fit/users/me/(sessions|dataSources|dataset:aggregate)(/[^/?]+){0,3}(\?.*)?"),
    OURA: re.compile(r"/oura/v2/usercollection/[a-z0-9_]+(/[^/?]+)?(\?.*)?"),
}
SENT = {"accept", "accept-encoding", "authorization", "host", "user-agent"}
WITH_BODY = {"content-type", "content-length"}
PIECES = [".", "..", "/", "\\", "%2e", "%2f", "%00", "?", "#", "&", "=", ":", "@", ";", "me"]
HOSTS = ["//evil.example", "http://evil.example/", "169.254.169.254", "\uff0f", "\uff0e", "\u2025"]
LINES = ["\r\n", "\n", "\x00", " ", "\r\nHost: evil.example", "\r\nAuthorization: x\r\n\r\n"]
HOSTILE = st.one_of(
    st.text(min_size=1, max_size=40),
    st.lists(st.sampled_from([*PIECES, *HOSTS, *LINES]), min_size=1, max_size=8).map("".join),
)
DOCUMENT = """
query ($raw: String!, $ids: [ID!]!, $long: Long!) {
  nodes(ids: $ids) { __typename }
  oura {
    workoutDocument(documentId: $raw) { id }
    tagDocument(documentId: $raw) { id }
    sleep(range: { from: "2026-01-01", to: "2026-01-02" }, nextToken: $raw) { nextToken }
  }
  googleFit {
    dataSource(dataSourceId: $raw) { dataStreamId }
    dataSources(dataTypeNames: [$raw]) { status { state } }
    sessionChanges(pageToken: $raw) { status { state } }
    dataset(dataSourceId: $raw, startTimeNanos: $long, endTimeNanos: 9223372036854775807,
      pageToken: $raw) { status { state } }
    dataPointChanges(dataSourceId: $raw, pageToken: $raw) { status { state } }
  }
}
"""
WRITES = """
mutation ($raw: String!, $id: ID!) {
  upsertSession(input: { clientSessionId: $raw, title: $raw, type: RUNNING,
    startTime: "2026-07-14T06:00:00Z", endTime: "2026-07-14T07:00:00Z" }) { outcome }
  deleteSession(input: { id: $id }) { outcome }
  deleteGoogleFitDataSource(input: { dataSourceId: $raw }) { outcome }
}
"""
"""The reply to anything: both kinds of pages, and a record of nothing."""
NOTHING = answer(json.dumps({"data": [], "session": [], "nextPageToken": "t"}))
BOUNDED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest_asyncio.fixture
async def edge() -> AsyncGenerator[tuple[Gateway, RawServer, RawServer]]:
    """A gateway over a host that plays both providers, and a host that nobody should ask."""
    async with (
        serving(NOTHING) as host,
        serving(NOTHING) as elsewhere,
        gateway_at(host.url) as asked,
    ):
        yield asked, host, elsewhere


def gateway_at(
    url: str, *, upstream_deadline_seconds: float = 4.0, upstream_body_limit_bytes: int = 2**20
) -> AbstractAsyncContextManager[Gateway]:
    """A gateway both of whose providers are at this address."""
    return running_gateway(
        Addresses(f"{url}{FIT}", f"{url}{OURA}"),  # pyright: ignore[reportArgumentType] # all that is asked for
        headers=linked("somebody"),
        upstream_deadline_seconds=upstream_deadline_seconds,
        upstream_body_limit_bytes=upstream_body_limit_bytes,
        upstream_breaker_seconds=0,
        cache_activities=0,
    )


class Addresses:
    """What of a running sandbox is asked for."""

    def __init__(self, google_fit_url: str, oura_url: str) -> None:
        self.google_fit_url = google_fit_url
        self.oura_url = oura_url


def ids_of(raw: str) -> list[str]:
    """Well-formed ids around what is hostile, and the hostile text as an id."""
    made = [
        encode_id(ActivityId(provider, collection, raw))
        for provider in (Provider.GOOGLE_FIT, Provider.OURA)
        for collection in ("session", "workout")
    ]
    return [*made, to_opaque(f"1:Activity:oura:{raw}:x"), to_opaque(f"1:Tag:oura:{raw}:{raw}")]


def stays_in_place(request: Request, host: RawServer) -> bool:
    """Whether the call is to a collection, to its host, and with one token alone."""
    place = next(pattern for start, pattern in PLACES.items() if request.target.startswith(start))
    path = urlsplit(request.target).path
    segments = [unquote(each) for each in path.split("/")]
    return (
        place.fullmatch(request.target) is not None
        and not {"", ".", ".."} & set(segments[1:])
        and request.headers["host"] == f"127.0.0.1:{host.port}"
        and request.headers["authorization"] == "Bearer somebody"
        and set(request.headers) <= SENT | WITH_BODY
    )


@BOUNDED
@given(raw=HOSTILE, long=st.integers(0, 2**62))
async def test_no_id_and_no_token_leads_a_call_out_of_its_collection(
    edge: tuple[Gateway, RawServer, RawServer], raw: str, long: int
) -> None:
    await stays_within(edge, raw, long)


async def stays_within(edge: tuple[Gateway, RawServer, RawServer], raw: str, long: int) -> None:
    gateway, host, elsewhere = edge
    host.requests.clear()
    writable = encode_id(ActivityId(Provider.GOOGLE_FIT, "session", raw))

    read = await gateway.post(DOCUMENT, raw=raw, ids=ids_of(raw), long=str(long))
    written = await gateway.post(WRITES, raw=raw, id=writable)

    assert (read.status_code, written.status_code) == (200, 200)
    assert "INTERNAL" not in read.text + written.text
    assert host.requests
    assert [each for each in host.requests if not stays_in_place(each, host)] == []
    assert elsewhere.requests == []


@pytest.mark.chaos
@settings(BOUNDED, derandomize=False, max_examples=1000)
@given(raw=HOSTILE, long=st.integers(0, 2**62))
async def test_no_id_of_a_thousand_leads_a_call_out_of_its_collection(
    edge: tuple[Gateway, RawServer, RawServer], raw: str, long: int
) -> None:
    await stays_within(edge, raw, long)


async def test_an_id_goes_upstream_as_one_segment_and_a_token_as_one_parameter(
    edge: tuple[Gateway, RawServer, RawServer],
) -> None:
    gateway, host, _ = edge
    raw = "../me?x=1&pageToken=2#\r\nHost: evil.example"

    await gateway.post(DOCUMENT, raw=raw, ids=[], long="1")

    paths = {urlsplit(each.target).path for each in host.requests}
    encoded = "..%2Fme%3Fx%3D1%26pageToken%3D2%23%0D%0AHost%3A%20evil.example"
    assert f"{OURA}/v2/usercollection/workout/{encoded}" in paths
    assert f"{FIT}/me/dataSources/{encoded}/dataPointChanges" in paths
    queries = [parse_qs(urlsplit(each.target).query) for each in host.requests]
    assert {"pageToken": [raw], "includeDeleted": ["true"]} in queries


@pytest.mark.parametrize("name", ["X-Oura-Token", "X-Google-Fit-Token", "Authorization"])
async def test_a_token_cannot_bring_a_header_of_its_own(
    edge: tuple[Gateway, RawServer, RawServer], name: str
) -> None:
    gateway, host, _ = edge
    header = b"somebody\r\nX-Injected: 1"
    document = "{ viewer { profile { email } } }"

    response = await gateway.http.post(
        "/graphql",
        json={"query": document},
        headers=[(b"X-Oura-Token", b"somebody"), (name.encode(), header)],
    )
    await asyncio.sleep(0)

    assert response.status_code in {200, 400}
    assert all("x-injected" not in each.headers for each in host.requests)
