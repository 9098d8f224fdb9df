from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import httpx
import msgspec
import pytest
from pydantic import ValidationError

from gateway.domain.activity_list import ActivityList
from gateway.domain.errors import (
    InvalidResponseError,
    ResultLimitError,
    SubscriptionExpiredError,
    UpstreamStatusError,
)
from gateway.domain.interval import Interval
from gateway.domain.profile import Profile
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.providers.oura import connect
from gateway.providers.oura.client import OuraClient
from gateway.providers.oura.settings import OuraSettings
from gateway.upstream.client import Upstreams
from tests.providers.fixtures import fixture
from tests.upstream.raw_server import RawServer, Request, answer, hang, serving

LINK = Link(provider=Provider.OURA, token="token", fingerprint="f")
WORKOUTS = answer(fixture("oura/workouts"))
SESSIONS = answer(fixture("oura/sessions"))
DAY = Interval(datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))
WORKOUT = msgspec.json.decode(fixture("oura/workouts"))["data"][0]


def oura(upstreams: Upstreams, server: RawServer, **settings: object) -> OuraClient:
    given = OuraSettings.model_validate({"base_url": server.url, **settings})
    client = connect(upstreams, given).activities
    assert isinstance(client, OuraClient)
    return client


def page(next_token: str | None, *ids: str) -> bytes:
    data = [{**WORKOUT, "id": native_id} for native_id in ids]
    return answer(msgspec.json.encode({"data": data, "next_token": next_token}))


def asked(server: RawServer) -> list[tuple[str, dict[str, str]]]:
    urls = [httpx.URL(f"http://h{target}") for target in server.targets]
    return [(url.path, dict(url.params)) for url in urls]


@pytest.mark.parametrize(
    ("collection", "response", "ids"),
    [("workout", WORKOUTS, ["w1", "w2", "w3"]), ("session", SESSIONS, ["s1", "s2"])],
)
async def test_a_range_is_asked_two_days_wider_on_both_sides(
    upstreams: Upstreams, collection: str, response: bytes, ids: list[str]
) -> None:
    async with serving(response) as server:
        found = await oura(upstreams, server).activities(LINK, collection, DAY)

    days = {"start_date": "2026-03-27", "end_date": "2026-04-01"}
    assert asked(server) == [(f"/v2/usercollection/{collection}", days)]
    assert [one.provider_id for one in found.activities] == ids


async def test_a_range_is_half_open_on_the_start(upstreams: Upstreams) -> None:
    interval = Interval(
        datetime(2026, 3, 29, 10, tzinfo=UTC), datetime(2026, 3, 29, 11, tzinfo=UTC)
    )
    async with serving(WORKOUTS) as server:
        found = await oura(upstreams, server).activities(LINK, "workout", interval)

    assert [one.provider_id for one in found.activities] == ["w2"]


async def test_the_ends_of_the_calendar_can_be_asked_for(upstreams: Upstreams) -> None:
    interval = Interval(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    async with serving(WORKOUTS) as server:
        found = await oura(upstreams, server).activities(LINK, "workout", interval)

    assert len(found.activities) == 3
    assert asked(server)[0][1] == {"start_date": "0001-01-01", "end_date": "9999-12-31"}


async def test_every_page_is_read(upstreams: Upstreams) -> None:
    async with serving(page("a+b/=", "1", "2"), page("c", "3"), page(None, "4")) as server:
        found = await oura(upstreams, server).activities(LINK, "workout", DAY)

    assert [one.provider_id for one in found.activities] == ["1", "2", "3", "4"]
    assert [params.get("next_token") for _, params in asked(server)] == [None, "a+b/=", "c"]
    assert {params["start_date"] for _, params in asked(server)} == {"2026-03-27"}


async def test_pages_that_lead_in_a_circle_are_an_invalid_response(upstreams: Upstreams) -> None:
    async with serving(page("a"), page("b"), page("a")) as server:
        client = oura(upstreams, server)
        with pytest.raises(InvalidResponseError, match="read already"):
            await client.activities(LINK, "workout", DAY)

    assert len(server.requests) == 3


async def test_more_pages_than_allowed_are_too_many(upstreams: Upstreams) -> None:
    pages = [page(str(number)) for number in range(5)]
    async with serving(*pages) as server:
        client = oura(upstreams, server, pages_per_range=3)
        with pytest.raises(ResultLimitError, match="more than 3 pages"):
            await client.activities(LINK, "workout", DAY)

    assert len(server.requests) == 3


async def test_as_many_pages_as_allowed_are_not_too_many(upstreams: Upstreams) -> None:
    async with serving(page("a", "1"), page(None, "2")) as server:
        client = oura(upstreams, server, pages_per_range=2)
        found = await client.activities(LINK, "workout", DAY)

    assert len(found.activities) == 2


@pytest.mark.parametrize(
    "broken",
    [
        {"start_datetime": "yesterday"},
        {"start_datetime": "0001-01-01T00:00:00+01:00"},
        {"end_datetime": None},
    ],
)
async def test_a_record_without_times_is_left_out_and_the_others_are_there(
    upstreams: Upstreams, broken: dict[str, object]
) -> None:
    records = [{**WORKOUT, "id": "odd", **broken}, WORKOUT]
    body = msgspec.json.encode({"data": records, "next_token": None})
    async with serving(answer(body)) as server:
        found = await oura(upstreams, server).activities(LINK, "workout", DAY)

    assert [one.provider_id for one in found.activities] == [WORKOUT["id"]]
    assert found.left_out == ("odd",)


async def test_records_are_left_out_of_every_page(upstreams: Upstreams) -> None:
    first = answer(b'{"data": [null, {"id": "odd"}], "next_token": "2"}')
    async with serving(first, page("3", "1"), answer(b'{"data": ["x"]}')) as server:
        found = await oura(upstreams, server).activities(LINK, "workout", DAY)

    assert [one.provider_id for one in found.activities] == ["1"]
    assert found.left_out == (None, "odd", None)


async def test_a_single_document_without_times_is_one_that_cannot_be_read(
    upstreams: Upstreams,
) -> None:
    odd = answer(msgspec.json.encode({**WORKOUT, "start_datetime": None}))
    async with serving(odd) as server:
        found = await oura(upstreams, server).activities_by_id(LINK, "workout", {"x"})

    assert found == ActivityList([], ("x",))


async def test_a_refusal_is_read_in_ouras_dialect(upstreams: Upstreams) -> None:
    async with serving(answer('{"detail": "Subscription expired"}', 403)) as server:
        client = oura(upstreams, server)
        with pytest.raises(SubscriptionExpiredError):
            await client.activities(LINK, "workout", DAY)


async def test_single_documents_are_asked_for_one_by_one(upstreams: Upstreams) -> None:
    document = answer(msgspec.json.encode(WORKOUT))
    async with serving(document) as server:
        found = await oura(upstreams, server).activities_by_id(LINK, "workout", {"a/b", "c?d"})

    assert len(found.activities) == 2
    assert sorted(server.targets) == [
        "/v2/usercollection/workout/a%2Fb",
        "/v2/usercollection/workout/c%3Fd",
    ]


async def test_a_document_that_oura_does_not_have_is_left_out(upstreams: Upstreams) -> None:
    async with serving(answer(status=404)) as server:
        found = await oura(upstreams, server).activities_by_id(LINK, "session", {"gone"})

    assert found == ActivityList([])


async def test_a_failed_lookup_fails_all_of_them_at_once(upstreams: Upstreams) -> None:
    given_up = asyncio.Event()

    async def hang_until_given_up(request: Request, writer: asyncio.StreamWriter) -> None:
        try:
            await hang(request, writer)
        finally:
            given_up.set()

    async with serving(hang_until_given_up, answer(status=500)) as server:
        client = oura(upstreams, server)
        with pytest.raises(UpstreamStatusError):
            await client.activities_by_id(LINK, "workout", {"a", "b"})
        await asyncio.wait_for(given_up.wait(), timeout=2)


@pytest.mark.parametrize(
    ("collection", "native_id"), [("tag", "t1"), ("workout", ".."), ("workout", "")]
)
async def test_an_id_that_cannot_be_there_costs_no_call(
    upstreams: Upstreams, collection: str, native_id: str
) -> None:
    async with serving(WORKOUTS) as server:
        found = await oura(upstreams, server).activities_by_id(LINK, collection, {native_id})

    assert not found.activities
    assert not server.requests


async def test_the_profile_is_the_personal_info(upstreams: Upstreams) -> None:
    async with serving(answer('{"id": "u", "age": 40, "height": 1.8}')) as server:
        profile = await oura(upstreams, server).profile(LINK)

    assert profile == Profile(age_years=40, height_meters=1.8)
    assert server.targets == ["/v2/usercollection/personal_info"]


async def test_a_probe_asks_for_the_personal_info(upstreams: Upstreams) -> None:
    async with serving(answer('{"id": "u"}')) as server:
        await oura(upstreams, server).probe(LINK)

    assert server.targets == ["/v2/usercollection/personal_info"]


async def test_ouras_sandbox_has_routes_of_its_own_and_no_personal_info(
    upstreams: Upstreams,
) -> None:
    async with serving(WORKOUTS) as server:
        client = oura(upstreams, server, sandbox_routes=True)
        await client.probe(LINK)
        await client.activities(LINK, "workout", DAY)

    assert {path for path, _ in asked(server)} == {"/v2/sandbox/usercollection/workout"}


async def test_oura_has_two_collections(upstreams: Upstreams) -> None:
    async with serving(WORKOUTS) as server:
        assert oura(upstreams, server).collections == ("workout", "session")


def test_the_feed_holds_the_collections_that_the_settings_name_in_the_usual_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GATEWAY_OURA_ACTIVITY_COLLECTIONS", " session, workout")
    assert OuraSettings().activity_collections == ("workout", "session")

    monkeypatch.setenv("GATEWAY_OURA_ACTIVITY_COLLECTIONS", "workout")
    assert OuraSettings().activity_collections == ("workout",)


@pytest.mark.parametrize("names", ["tag", "workout,tag", ","])
def test_a_collection_that_is_none_of_activities_is_refused(
    monkeypatch: pytest.MonkeyPatch, names: str
) -> None:
    monkeypatch.setenv("GATEWAY_OURA_ACTIVITY_COLLECTIONS", names)

    with pytest.raises(ValidationError, match="activity_collections"):
        OuraSettings()
