"""What was just written is what is read next, though Google's lists lag behind."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.sandbox import Sandbox
from gateway.sandbox.faults import Lag, MalformedJson, Status
from gateway.sandbox.wire import millis, utc_now
from tests.gateway_under_test import Gateway
from tests.sandbox.records import fit as session
from tests.sandbox.records import workout
from tests.writing.fit_account import RUN, FitAccount, codes, delete, id_of, upsert

STORED = session("ride-1", "2026-03-10T10:00", "2026-03-10T11:00", name="Ride", description="Windy")
LATER = {"startTime": "2026-03-10T12:00:00.000Z", "endTime": "2026-03-10T13:00:00.000Z"}
RIDE: dict[str, Any] = {**RUN, "id": id_of("ride-1"), "title": "Ride"}
MARCH = {"start": "2026-03-01T00:00:00Z", "end": "2026-04-01T00:00:00Z"}
JULY = {"start": "2026-07-01T00:00:00Z", "end": "2026-08-01T00:00:00Z"}
TO_JULY = {"startTime": "2026-07-10T10:00:00.000Z", "endTime": "2026-07-10T11:00:00.000Z"}

FEED = """
query ($range: IntervalInput, $freshness: FreshnessInput) {
  activities(
    first: 100
    freshness: $freshness
    filter: { providers: [GOOGLE_FIT], startTime: $range }
  ) {
    nodes { providerId title }
  }
}
"""

NODE = "query ($id: ID!) { node(id: $id) { ... on Activity { title startTime } } }"


@pytest.fixture
def fit(sandbox: Sandbox, token: str) -> FitAccount:
    account = FitAccount(sandbox, token)
    account.holds(STORED)
    return account


@pytest.fixture
def lagging(fit: FitAccount) -> FitAccount:
    fit.fails(Lag())
    return fit


async def titles(
    gateway: Gateway, interval: dict[str, str] | None = None, *, now: bool = False
) -> list[str]:
    data = await gateway.execute(
        FEED, range=interval, freshness={"maxAgeSeconds": 0} if now else None
    )
    return [node["title"] for node in data["activities"]["nodes"]]


async def title(gateway: Gateway, native_id: str) -> str | None:
    data = await gateway.execute(NODE, id=id_of(native_id))
    return None if data["node"] is None else data["node"]["title"]


def later(seconds: int) -> str:
    return str(millis(utc_now()) + 1000 * seconds)


@pytest.mark.usefixtures("lagging")
async def test_a_created_session_is_in_the_next_feed_and_found_by_its_id(
    gateway: Gateway,
) -> None:
    await upsert(gateway, clientSessionId="new", title="New", **LATER)

    for _ in range(2):
        assert await titles(gateway) == ["New", "Ride"]
        assert await titles(gateway, MARCH) == ["New", "Ride"]
        assert await title(gateway, "new") == "New"


@pytest.mark.usefixtures("lagging")
async def test_an_updated_session_is_read_once_and_as_updated(gateway: Gateway) -> None:
    await upsert(gateway, **RIDE | {"title": "Renamed"})

    for _ in range(2):
        assert await titles(gateway) == ["Renamed"]
        assert await title(gateway, "ride-1") == "Renamed"


@pytest.mark.usefixtures("lagging")
async def test_a_session_moved_to_another_month_is_read_there_alone(gateway: Gateway) -> None:
    await upsert(gateway, **RIDE | TO_JULY)

    assert await titles(gateway, MARCH) == []
    assert await titles(gateway, JULY) == ["Ride"]
    assert await titles(gateway) == ["Ride"]
    assert await title(gateway, "ride-1") == "Ride"


@pytest.mark.usefixtures("lagging")
async def test_a_deleted_session_is_not_read_again(gateway: Gateway) -> None:
    await delete(gateway, id_of("ride-1"))

    for _ in range(2):
        assert await titles(gateway) == []
        assert await title(gateway, "ride-1") is None


@pytest.mark.usefixtures("lagging")
async def test_a_session_created_after_its_deletion_is_read_again(gateway: Gateway) -> None:
    await delete(gateway, id_of("ride-1"))
    done = await upsert(gateway, clientSessionId="ride-1", title="Reborn")

    assert done["outcome"] == "CREATED"
    assert await titles(gateway) == ["Reborn"]


async def test_a_second_update_starts_from_the_first_though_the_list_lags(
    gateway: Gateway, lagging: FitAccount
) -> None:
    await upsert(gateway, **RIDE, notes="Calm")
    await upsert(gateway, **RIDE | {"title": "Renamed"})

    stored = lagging.session("ride-1")
    assert stored is not None
    assert (stored["name"], stored["description"]) == ("Renamed", "Calm")


@pytest.mark.usefixtures("lagging")
async def test_another_viewer_reads_nothing_of_it(gateway: Gateway, sandbox: Sandbox) -> None:
    await upsert(gateway, clientSessionId="new")

    other = {"X-Google-Fit-Token": "empty"}
    data = await gateway.execute(FEED, other)

    assert data["activities"]["nodes"] == []
    assert (await gateway.execute(NODE, other, id=id_of("new")))["node"] is None
    assert sandbox.viewer("empty").google_fit.sessions.all() == []


async def test_a_newer_change_of_another_app_wins_over_what_was_written_here(
    gateway: Gateway, fit: FitAccount
) -> None:
    await upsert(gateway, **RIDE | {"title": "Ours"})
    fit.is_changed_elsewhere(STORED, name="Theirs", modifiedTimeMillis=later(1))

    assert await titles(gateway) == ["Theirs"]
    assert await title(gateway, "ride-1") == "Theirs"


async def test_an_update_keeps_what_another_app_changed_after_ours(
    gateway: Gateway, fit: FitAccount
) -> None:
    await upsert(gateway, **RIDE | {"title": "Ours"})
    fit.is_changed_elsewhere(STORED, description="Theirs", modifiedTimeMillis=later(1))

    await upsert(gateway, **RIDE | {"title": "Ours again"})

    stored = fit.session("ride-1")
    assert stored is not None
    assert (stored["name"], stored["description"]) == ("Ours again", "Theirs")


async def test_a_session_that_another_app_creates_anew_after_our_deletion_is_read(
    gateway: Gateway, fit: FitAccount
) -> None:
    await delete(gateway, id_of("ride-1"))
    fit.is_changed_elsewhere(STORED, name="Reborn", modifiedTimeMillis=later(60))

    assert await titles(gateway) == ["Reborn"]


async def test_a_session_that_was_read_and_then_deleted_elsewhere_is_gone(
    gateway: Gateway, fit: FitAccount
) -> None:
    await upsert(gateway, clientSessionId="new", title="New", **LATER)
    assert await titles(gateway, MARCH, now=True) == ["New", "Ride"]

    fit.holds(STORED)

    assert await titles(gateway, MARCH, now=True) == ["Ride"]
    assert await title(gateway, "new") is None


async def test_a_session_that_was_moved_elsewhere_is_read_once(
    gateway: Gateway, fit: FitAccount
) -> None:
    await upsert(gateway, **RIDE | TO_JULY | {"title": "Ours"})
    fit.is_changed_elsewhere(STORED, name="Theirs", modifiedTimeMillis=later(1))

    assert await titles(gateway) == ["Theirs"]
    assert (await titles(gateway, JULY), await titles(gateway, MARCH)) == ([], ["Theirs"])


async def test_a_session_that_was_moved_elsewhere_to_long_ago_is_read_once(
    gateway: Gateway, fit: FitAccount
) -> None:
    """Though the page has found it where it was before it comes to where it is."""
    years_ago = session("ride-1", "2015-03-10T10:00", "2015-03-10T11:00", name="Theirs")
    fit.holds(
        years_ago,
        *[session(f"s{n}", f"2026-05-{n:02}T10:00", f"2026-05-{n:02}T11:00") for n in range(1, 9)],
    )
    await upsert(gateway, **RIDE | TO_JULY | {"title": "Ours"})
    fit.is_changed_elsewhere(years_ago, modifiedTimeMillis=later(1))

    data = await gateway.execute(FEED, range=None)

    listed = [node["providerId"] for node in data["activities"]["nodes"]]
    assert listed == [*(f"s{n}" for n in range(8, 0, -1)), "ride-1"]


async def test_after_a_creation_of_unknown_outcome_a_deletion_before_it_hides_nothing(
    gateway: Gateway, fit: FitAccount
) -> None:
    await delete(gateway, id_of("ride-1"))
    fit.fails(MalformedJson(), method="PUT", times=1)

    unknown = await upsert(gateway, clientSessionId="ride-1", title="Reborn")

    assert codes(unknown) == ["OUTCOME_UNKNOWN"]
    assert await titles(gateway) == ["Reborn"]
    assert await title(gateway, "ride-1") == "Reborn"


async def test_after_a_deletion_of_unknown_outcome_reads_show_what_google_lists(
    gateway: Gateway, fit: FitAccount
) -> None:
    await upsert(gateway, clientSessionId="new", title="New", **LATER)
    fit.fails(Status(500), method="DELETE")

    unknown = await delete(gateway, id_of("new"))
    assert (codes(unknown), await titles(gateway)) == (["OUTCOME_UNKNOWN"], ["New", "Ride"])

    fit.holds(STORED)
    assert await titles(gateway) == ["Ride"]
    assert await title(gateway, "new") is None


async def test_an_update_of_unknown_outcome_does_not_undo_the_one_before_in_a_lagging_list(
    gateway: Gateway, lagging: FitAccount
) -> None:
    await upsert(gateway, **RIDE, notes="Calm")
    lagging.fails(Status(500), method="PUT")

    unknown = await upsert(gateway, **RIDE | {"title": "Renamed"})

    assert codes(unknown) == ["OUTCOME_UNKNOWN"]
    data = await gateway.execute(
        "query ($id: ID!) { node(id: $id) { ... on Activity { notes } } }", id=RIDE["id"]
    )
    assert data["node"] == {"notes": "Calm"}


@pytest.mark.usefixtures("lagging")
async def test_mutations_of_one_document_run_in_the_order_written(gateway: Gateway) -> None:
    document = """
    mutation ($a: UpsertSessionInput!, $b: UpsertSessionInput!, $id: ID!) {
      zwei: upsertSession(input: $a) { outcome activity { title } }
      eins: upsertSession(input: $b) { outcome activity { title } }
      gone: deleteSession(input: { id: $id }) { outcome }
      again: upsertSession(input: $a) { outcome activity { title } }
    }
    """
    first = {**RUN, **LATER, "clientSessionId": "s", "title": "First"}
    second = first | {"title": "Second"}

    data = await gateway.execute(document, a=first, b=second, id=id_of("s"))

    assert data == {
        "zwei": {"outcome": "CREATED", "activity": {"title": "First"}},
        "eins": {"outcome": "UPDATED", "activity": {"title": "Second"}},
        "gone": {"outcome": "DELETED"},
        "again": {"outcome": "CREATED", "activity": {"title": "First"}},
    }
    assert await titles(gateway) == ["First", "Ride"]


async def test_duplicates_asked_for_in_a_mutation_are_those_after_it(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    ring = workout("w", "2026-03-10T10:00:00+00:00", end_datetime="2026-03-10T11:00:00+00:00")
    sandbox.replace(token, google_fit_sessions=[STORED], oura_workouts=[ring])
    document = """
    mutation ($here: UpsertSessionInput!, $away: UpsertSessionInput!, $new: UpsertSessionInput!) {
      here: upsertSession(input: $here) { activity { ...Duplicates } }
      away: upsertSession(input: $away) { activity { ...Duplicates } }
      new: upsertSession(input: $new) { activity { ...Duplicates } }
    }
    fragment Duplicates on Activity { duplicates { activity { providerId } } }
    """
    new = {**RUN, "clientSessionId": "new", "startTime": "2026-03-10T10:05:00Z"}

    data = await gateway.execute(document, here=RIDE, away=RIDE | TO_JULY, new=new)

    found = [{"activity": {"providerId": "w"}}]
    assert [data[name]["activity"]["duplicates"] for name in ("here", "away", "new")] == [
        found,
        [],
        found,
    ]
