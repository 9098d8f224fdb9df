from __future__ import annotations

import msgspec
import pytest

from gateway.cache.recent_writes import RecentWrites
from gateway.domain.errors import InvalidResponseError, UpstreamStatusError
from gateway.domain.provider_name import Provider
from gateway.loaders.activities_by_id import ActivityKey, ActivityLookup, activity_loader
from tests.loaders.listed import (
    BOBS_OURA,
    DELETED,
    DOWN,
    FIT,
    OURA,
    Listed,
    Lookup,
    remembered,
    run,
    stored,
)

WALK = run(OURA, "2025-03-01", "walk")
RIDE = run(OURA, "2025-03-02", "ride")
NAP = run(OURA, "2025-03-03", "walk", "session")
ROW = run(FIT, "2025-03-04", "row", "session")
RECORDS = {(OURA, "workout"): [WALK, RIDE], (OURA, "session"): [NAP], (FIT, "session"): [ROW]}


def workout(native_id: str) -> ActivityKey:
    return ActivityKey(OURA, "workout", native_id)


def lookup(listed: Listed, writes: RecentWrites | None = None) -> ActivityLookup:
    sources = dict.fromkeys(Provider, listed)
    return ActivityLookup(sources, writes or remembered())


async def test_all_ids_of_a_collection_cost_one_lookup() -> None:
    listed = Listed(RECORDS)
    keys = [
        workout("ride"),
        ActivityKey(OURA, "session", "walk"),
        workout("walk"),
        ActivityKey(FIT, "session", "row"),
    ]

    found = await activity_loader(lookup(listed)).load_many(keys)

    assert found == [RIDE, NAP, WALK, ROW]
    assert listed.lookups == [
        Lookup(OURA, "workout", {"walk", "ride"}),
        Lookup(OURA, "session", {"walk"}),
        Lookup(FIT, "session", {"row"}),
    ]


async def test_an_id_that_is_asked_for_twice_is_looked_up_once() -> None:
    listed = Listed(RECORDS)
    loader = activity_loader(lookup(listed))

    found = await loader.load_many([workout("walk"), workout("walk")])
    again = await loader.load(workout("walk"))

    assert [*found, again] == [WALK, WALK, WALK]
    assert listed.lookups == [Lookup(OURA, "workout", {"walk"})]


async def test_an_id_of_somebody_else_is_not_found() -> None:
    keys = [ActivityKey(BOBS_OURA, "workout", "walk"), workout("walk"), workout("unknown")]

    assert await lookup(Listed(RECORDS)).load(keys) == [None, WALK, None]


async def test_a_failure_is_that_of_its_collection_alone() -> None:
    limited = UpstreamStatusError(Provider.OURA, "Oura failed otherwise.")
    failing = {(OURA, "workout"): DOWN, (BOBS_OURA, "workout"): limited}
    keys = [
        workout("walk"),
        ActivityKey(OURA, "session", "walk"),
        workout("ride"),
        ActivityKey(BOBS_OURA, "workout", "walk"),
    ]

    found = await lookup(Listed(RECORDS, failing)).load(keys)

    assert found == [DOWN, NAP, DOWN, limited]


async def test_whoever_waits_for_a_failed_lookup_gets_its_failure() -> None:
    loader = activity_loader(lookup(Listed(failing={(OURA, "workout"): DOWN})))

    with pytest.raises(UpstreamStatusError) as failure:
        await loader.load(workout("walk"))

    assert failure.value is DOWN


async def test_a_record_stands_as_the_gateway_last_wrote_it() -> None:
    writes = remembered()
    new, changed = run(OURA, "2025-03-05", "new"), msgspec.structs.replace(WALK, title="Walk")
    for native_id, write in {
        "new": stored(new),
        "walk": stored(changed),
        "ride": DELETED,
    }.items():
        await writes.record(OURA, "workout", native_id, write)

    keys = [workout("new"), workout("walk"), workout("ride")]
    found = await lookup(Listed(RECORDS), writes).load(keys)

    assert found == [new, changed, None]


async def test_one_that_cannot_be_read_is_a_failure_in_its_own_place() -> None:
    listed = Listed(RECORDS, unreadable=("odd", None))
    keys = [workout("walk"), workout("odd"), workout("unknown")]

    walk, odd, unknown = await lookup(listed).load(keys)

    assert (walk, unknown) == (WALK, None)
    assert isinstance(odd, InvalidResponseError)


async def test_one_that_cannot_be_read_stands_as_the_gateway_last_wrote_it() -> None:
    writes = remembered()
    await writes.record(OURA, "workout", "walk", stored(WALK))
    await writes.record(OURA, "workout", "gone", DELETED)
    listed = Listed(unreadable=("walk", "gone"))

    assert await lookup(listed, writes).load([workout("walk"), workout("gone")]) == [WALK, None]


async def test_one_that_was_shown_as_written_and_cannot_be_read_now_is_not_taken_for_gone() -> None:
    writes = remembered()
    shown = msgspec.structs.replace(stored(WALK), shown=True)
    await writes.record(OURA, "workout", "walk", shown)

    (walk,) = await lookup(Listed(unreadable=("walk",)), writes).load([workout("walk")])

    assert isinstance(walk, InvalidResponseError)


async def test_a_write_that_was_not_asked_about_is_not_among_the_found() -> None:
    writes = remembered()
    await writes.record(OURA, "workout", "new", stored(run(OURA, "2025-03-05", "new")))

    assert await lookup(Listed(RECORDS), writes).find(OURA, "workout", {"walk"}) == {"walk": WALK}
