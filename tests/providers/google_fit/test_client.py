from __future__ import annotations

from datetime import UTC, datetime

import httpx
import msgspec
import pytest

from gateway.domain.activity import ActivityType
from gateway.domain.activity_list import ActivityList
from gateway.domain.detail import Application, GoogleFitSession
from gateway.domain.errors import BadUserInputError, InvalidResponseError, NotOwnedError
from gateway.domain.interval import Interval
from gateway.domain.provider import ConnectedProvider, Link
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit import connect
from gateway.providers.google_fit.client import GoogleFitClient
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.upstream.client import Upstreams
from tests.providers.fixtures import fixture
from tests.providers.google_fit.test_activities import RIDE
from tests.providers.google_fit.test_updates import DRAFT
from tests.upstream.raw_server import RawServer, answer, serving

LINK = Link(provider=Provider.GOOGLE_FIT, token="ya29.x", fingerprint="f")
SESSIONS = answer(fixture("google_fit/sessions"))
DAY = Interval(datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))


def connected(upstreams: Upstreams, server: RawServer) -> ConnectedProvider:
    settings = GoogleFitSettings(base_url=f"{server.url}/fitness/v1/users/")
    return connect(upstreams, settings)


def fit(upstreams: Upstreams, server: RawServer) -> GoogleFitClient:
    client = connected(upstreams, server).activities
    assert isinstance(client, GoogleFitClient)
    return client


def asked(server: RawServer) -> tuple[str, dict[str, str]]:
    (target,) = server.targets
    url = httpx.URL(f"http://h{target}")
    return url.path, dict(url.params)


async def test_a_range_is_one_call_that_asks_wider(upstreams: Upstreams) -> None:
    async with serving(SESSIONS) as server:
        found = await fit(upstreams, server).activities(LINK, "session", DAY)

    assert asked(server) == (
        "/fitness/v1/users/me/sessions",
        {"startTime": "2026-03-28T23:59:59.000Z", "endTime": "2026-03-31T00:00:00.000Z"},
    )
    assert [one.provider_id for one in found.activities] == [
        "ride:2026/03/29 08:00",
        "drive",
        "new",
    ]


async def test_a_range_is_half_open_on_the_start(upstreams: Upstreams) -> None:
    interval = Interval(RIDE.start_time, datetime.fromtimestamp(1774790000, UTC))
    async with serving(SESSIONS) as server:
        found = await fit(upstreams, server).activities(LINK, "session", interval)

    assert [one.provider_id for one in found.activities] == ["ride:2026/03/29 08:00", "drive"]


async def test_the_ends_of_the_calendar_can_be_asked_for(upstreams: Upstreams) -> None:
    interval = Interval(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    async with serving(SESSIONS) as server:
        found = await fit(upstreams, server).activities(LINK, "session", interval)

    assert len(found.activities) == 3
    assert asked(server)[1]["startTime"].startswith("0001-01-01T")


async def test_an_answer_without_sessions_is_an_empty_list(upstreams: Upstreams) -> None:
    async with serving(answer("{}")) as server:
        found = await fit(upstreams, server).activities(LINK, "session", DAY)

    assert found == ActivityList([])


@pytest.mark.parametrize(
    "session",
    [
        {"id": "x"},
        {"id": "x", "startTimeMillis": "soon", "endTimeMillis": "0"},
        {"id": "x", "startTimeMillis": "9" * 18, "endTimeMillis": "0"},
        {"id": "x", "startTimeMillis": "0", "endTimeMillis": "9" * 30},
    ],
)
async def test_a_session_without_times_is_left_out_and_the_others_are_there(
    upstreams: Upstreams, session: dict[str, object]
) -> None:
    whole = {"id": "y", "startTimeMillis": "1774785600000", "endTimeMillis": "1774785600001"}
    body = answer(msgspec.json.encode({"session": [session, whole]}))
    async with serving(body, body) as server:
        listed = await fit(upstreams, server).activities(LINK, "session", DAY)
        found = await fit(upstreams, server).activities_by_id(LINK, "session", {"x", "y"})

    assert [one.provider_id for one in listed.activities] == ["y"]
    assert listed == found
    assert listed.left_out == ("x",)


async def test_sessions_by_id_are_one_call_over_the_whole_history(upstreams: Upstreams) -> None:
    async with serving(SESSIONS) as server:
        wanted = {"drive", "ride:2026/03/29 08:00", "gone"}
        found = await fit(upstreams, server).activities_by_id(LINK, "session", wanted)

    assert {one.provider_id for one in found.activities} == {"drive", "ride:2026/03/29 08:00"}
    assert asked(server)[1] == {"startTime": "1970-01-01T00:00:00Z"}


@pytest.mark.parametrize(("collection", "ids"), [("workout", {"drive"}), ("session", set[str]())])
async def test_ids_that_cannot_be_there_cost_no_call(
    upstreams: Upstreams, collection: str, ids: set[str]
) -> None:
    async with serving(SESSIONS) as server:
        found = await fit(upstreams, server).activities_by_id(LINK, collection, ids)

    assert found == ActivityList(())
    assert not server.requests


async def test_a_put_is_addressed_by_the_id_and_answers_what_is_stored(
    upstreams: Upstreams,
) -> None:
    stored = '{"id":"run/1","startTimeMillis":"0","endTimeMillis":"1","activityType":8}'
    async with serving(answer(stored)) as server:
        activity = await fit(upstreams, server).put_session(LINK, DRAFT)

    (request,) = server.requests
    assert (request.method, request.target) == ("PUT", "/fitness/v1/users/me/sessions/run%2F1")
    assert msgspec.json.decode(request.body)["application"] == {"name": "Activity Gateway"}
    assert (activity.provider_id, activity.type) == ("run/1", ActivityType.RUNNING)
    assert type(activity.detail) is GoogleFitSession


async def test_a_put_that_answers_an_impossible_time_has_an_unknown_outcome(
    upstreams: Upstreams,
) -> None:
    stored = answer('{"id":"run/1","startTimeMillis":"%s","endTimeMillis":"1"}' % ("9" * 18))
    async with serving(stored) as server:
        client = fit(upstreams, server)
        with pytest.raises(InvalidResponseError) as caught:
            await client.put_session(LINK, DRAFT)

    assert caught.value.outcome_unknown


async def test_a_refusal_is_read_in_googles_dialect(upstreams: Upstreams) -> None:
    async with serving(answer('{"error": {"code": 403}}', 403)) as server:
        client = fit(upstreams, server)
        with pytest.raises(NotOwnedError):
            await client.put_session(LINK, DRAFT)


@pytest.mark.parametrize("native_id", ["", ".", ".."])
async def test_a_write_never_leaves_the_collection(upstreams: Upstreams, native_id: str) -> None:
    async with serving(answer()) as server:
        client = fit(upstreams, server)
        with pytest.raises(BadUserInputError):
            await client.delete_session(LINK, native_id)
        with pytest.raises(BadUserInputError):
            await client.put_session(LINK, msgspec.structs.replace(DRAFT, native_id=native_id))

    assert not server.requests


@pytest.mark.parametrize(("status", "existed"), [(200, True), (204, True), (404, False)])
async def test_a_delete_tells_whether_fit_had_the_session(
    upstreams: Upstreams,
    status: int,
    existed: bool,  # noqa: FBT001 - a table's column
) -> None:
    async with serving(answer("", status)) as server:
        assert await fit(upstreams, server).delete_session(LINK, "a:b") is existed

    assert server.targets == ["/fitness/v1/users/me/sessions/a%3Ab"]


async def test_a_probe_asks_for_next_to_nothing(upstreams: Upstreams) -> None:
    async with serving(answer("{}")) as server:
        await connected(upstreams, server).probe.probe(LINK)

    assert asked(server)[1] == {
        "startTime": "1970-01-01T00:00:00Z",
        "endTime": "1970-01-01T00:00:01Z",
    }


async def test_fit_has_one_collection_and_the_nearest_types(upstreams: Upstreams) -> None:
    async with serving(answer()) as server:
        client = fit(upstreams, server)

    assert client.collections == ("session",)
    assert client.storable_type(ActivityType.PADEL) is ActivityType.TENNIS


async def test_what_names_no_application_is_stored_as_the_gateways(upstreams: Upstreams) -> None:
    async with serving(answer()) as server:
        client = fit(upstreams, server)

    assert client.own_application == Application(name="Activity Gateway")
