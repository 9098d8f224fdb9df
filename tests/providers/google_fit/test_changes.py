from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from gateway.domain.changes import ChangeBatch, Deletion
from gateway.domain.errors import (
    InvalidResponseError,
    SunsetError,
    UpstreamError,
    UpstreamRefusedError,
    UpstreamStatusError,
)
from gateway.upstream.client import Upstreams
from tests.providers.google_fit.test_client import LINK, connected
from tests.upstream.raw_server import RawServer, answer, serving

RUN = {"id": "run", "startTimeMillis": "0", "endTimeMillis": "60000", "modifiedTimeMillis": "5000"}


def listed(**content: Any) -> bytes:
    return answer(json.dumps({"nextPageToken": "next", **content}).encode())


async def batch(upstreams: Upstreams, server: RawServer, since: str | None) -> ChangeBatch | None:
    source = connected(upstreams, server).changes
    assert source is not None
    return await source.changes(LINK, since)


def asked(server: RawServer) -> list[dict[str, str]]:
    return [dict(httpx.URL(f"http://h{target}").params) for target in server.targets]


async def test_deleted_sessions_are_asked_for_and_told(upstreams: Upstreams) -> None:
    gone = {"id": "a b/c", "modifiedTimeMillis": 1000}
    async with serving(listed(session=[RUN], deletedSession=[gone, {"id": "x"}])) as server:
        found = await batch(upstreams, server, "since")

    assert asked(server) == [{"includeDeleted": "true", "pageToken": "since"}]
    assert found is not None
    assert [one.activity_id.native_id for one in found.changes] == ["a b/c", "x", "run"]
    assert [type(one) is Deletion for one in found.changes] == [True, True, False]
    assert found.next_token == "next"


async def test_without_a_token_none_is_sent(upstreams: Upstreams) -> None:
    async with serving(listed()) as server:
        found = await batch(upstreams, server, None)

    assert asked(server) == [{"includeDeleted": "true"}]
    assert found == ChangeBatch(changes=(), next_token="next")


@pytest.mark.parametrize(
    ("deleted", "is_gone"),
    [
        ({"modifiedTimeMillis": "5001"}, True),
        ({"modifiedTimeMillis": "5000"}, False),
        ({"modifiedTimeMillis": "4999"}, False),
        ({}, False),
    ],
)
async def test_of_a_session_in_both_lists_the_later_news_counts(
    upstreams: Upstreams, deleted: dict[str, str], *, is_gone: bool
) -> None:
    content = listed(session=[RUN], deletedSession=[{"id": "run", **deleted}])
    async with serving(content) as server:
        found = await batch(upstreams, server, None)

    assert found is not None
    (change,) = found.changes
    assert isinstance(change, Deletion) is is_gone


@pytest.mark.parametrize("content", [{"nextPageToken": ""}, {"nextPageToken": None}])
async def test_changes_without_a_token_for_the_next_ones_are_a_failure(
    upstreams: Upstreams, content: dict[str, str | None]
) -> None:
    async with serving(listed(session=[RUN], **content)) as server:
        with pytest.raises(InvalidResponseError):
            await batch(upstreams, server, None)


@pytest.mark.parametrize("status", [400, 404, 410])
async def test_a_token_that_is_refused_alone_is_unknown(upstreams: Upstreams, status: int) -> None:
    async with serving(answer(b"{}", status=status), listed()) as server:
        assert await batch(upstreams, server, "old") is None

    assert [one.get("pageToken") for one in asked(server)] == ["old", None]


@pytest.mark.parametrize(
    ("status", "since", "failure", "calls"),
    [
        (400, None, UpstreamRefusedError, 1),
        (400, "old", UpstreamRefusedError, 2),
        (410, "old", SunsetError, 2),
        (503, "old", UpstreamStatusError, 1),
    ],
)
async def test_what_is_refused_without_a_token_too_is_a_failure(
    upstreams: Upstreams, status: int, since: str | None, failure: type[UpstreamError], calls: int
) -> None:
    refused = answer(b"{}", status=status)
    async with serving(refused, refused) as server:
        with pytest.raises(failure):
            await batch(upstreams, server, since)

    assert len(server.targets) == calls
