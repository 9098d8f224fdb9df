"""Which session an upsert names, and how its id travels."""

from __future__ import annotations

import pytest

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from tests.gateway_under_test import Gateway
from tests.writing.fit_account import FitAccount, id_of, problems, upsert

ODD_IDS = [
    ("a/b", "a%2Fb"),
    ("a/../../../me", "a%2F..%2F..%2F..%2Fme"),
    ("%2F", "%252F"),
    ("...", "..."),
    ("a?b=c&d", "a%3Fb%3Dc%26d"),
    ("#top", "%23top"),
    (" two words ", "%20two%20words%20"),
    ("a:b@c;d", "a%3Ab%40c%3Bd"),
    ("a+b", "a%2Bb"),
    ("a\\b", "a%5Cb"),
    ("🏃‍♀️", "%F0%9F%8F%83%E2%80%8D%E2%99%80%EF%B8%8F"),
    ("x" * 500, "x" * 500),
    ("🏃" * 500, "%F0%9F%8F%83" * 500),
]


@pytest.mark.parametrize(("native_id", "segment"), ODD_IDS, ids=[s[:30] for _, s in ODD_IDS])
async def test_an_odd_client_session_id_reaches_exactly_one_path_segment(
    gateway: Gateway, fit: FitAccount, native_id: str, segment: str
) -> None:
    created = await upsert(gateway, clientSessionId=native_id)
    updated = await upsert(gateway, id=created["activity"]["id"], title="Again")

    assert (created["outcome"], updated["outcome"]) == ("CREATED", "UPDATED")
    assert fit.writes == [f"PUT {segment}"] * 2
    assert [(wire["id"], wire["name"]) for wire in fit.sessions] == [(native_id, "Again")]


@pytest.mark.parametrize("native_id", [".", "..", "", " \t", "x" * 501, "a\nb", "a\x00b", "\x7f"])
async def test_a_client_session_id_that_no_path_should_name_is_refused_unsent(
    gateway: Gateway, fit: FitAccount, native_id: str
) -> None:
    refused = await upsert(gateway, clientSessionId=native_id)

    assert {field for _, field in problems(refused)} == {"input.clientSessionId"}
    assert fit.sandbox.calls_of(fit.token) == []


@pytest.mark.parametrize(
    "encoded",
    ["", "me", "ride-1", id_of("ride-1") + "=", id_of("ride-1") + "é", "MTpBY3Rpdml0eTo"],
)
async def test_what_is_not_the_id_of_an_activity_is_refused_unsent(
    gateway: Gateway, fit: FitAccount, encoded: str
) -> None:
    refused = await upsert(gateway, id=encoded)

    assert problems(refused) == [("INVALID", "input.id")]
    assert fit.sandbox.calls_of(fit.token) == []


@pytest.mark.parametrize("collection", ["workout", "session"])
async def test_an_activity_of_oura_can_only_be_read(
    gateway: Gateway, fit: FitAccount, collection: str
) -> None:
    refused = await upsert(gateway, id=encode_id(ActivityId(Provider.OURA, collection, "w")))

    assert problems(refused) == [("PROVIDER_READ_ONLY", "input.id")]
    assert fit.sandbox.calls_of(fit.token) == []


async def test_an_id_of_another_collection_is_not_taken_for_a_session(
    gateway: Gateway, fit: FitAccount
) -> None:
    mine = await upsert(gateway, clientSessionId="mine")

    refused = await upsert(gateway, id=id_of("mine", collection="dataset"), title="Other")

    assert problems(refused) == [("NOT_FOUND", "input.id")]
    assert [wire["name"] for wire in fit.sessions] == [mine["activity"]["title"]]


async def test_an_id_that_the_viewer_does_not_have_makes_no_session(
    gateway: Gateway, fit: FitAccount
) -> None:
    refused = await upsert(gateway, id=id_of("of-somebody-else"))

    assert problems(refused) == [("NOT_FOUND", "input.id")]
    assert (fit.sessions, fit.writes) == ([], [])


async def test_an_id_and_a_client_session_id_at_once_are_refused(
    gateway: Gateway, fit: FitAccount
) -> None:
    refused = await upsert(gateway, id=id_of("a"), clientSessionId="a")

    assert problems(refused) == [("INVALID", "input.clientSessionId")]
    assert fit.sandbox.calls_of(fit.token) == []
