from __future__ import annotations

from gateway.cache.recent_writes import RecentWrites
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.windows import Lifetimes, WindowCache
from gateway.domain.freshness import Freshness
from gateway.domain.interval import Interval
from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider_name import Provider
from gateway.loaders import LoaderFactory
from gateway.loaders.activities_by_id import ActivityKey
from tests.loaders.listed import OURA, Listed, instant, noon, run
from tests.loaders.test_links import People

MARCH = Interval(instant("2025-03-01"), instant("2025-04-01"))
WALK = ActivityKey(OURA, "workout", "walk")


def factory(listed: Listed, room: int = 0) -> LoaderFactory:
    oura = ConnectedProvider(
        provider=Provider.OURA,
        display_name="Oura",
        records_offset=True,
        sunset=None,
        probe=People(),
        activities=listed,
    )
    store = MemoryStore(room, weight)
    cache = WindowCache(store, Lifetimes())
    return LoaderFactory([oura], cache, RecentWrites(store, cache), noon)


async def test_a_request_does_not_see_what_another_has_loaded() -> None:
    listed = Listed()
    made = factory(listed)

    for loaders in (made.for_request(), made.for_request()):
        await loaders.load_windows(Freshness())([(OURA, "workout")], [MARCH])

    assert len(listed.ranges) == 2


async def test_what_was_loaded_before_a_write_is_loaded_anew_after_it() -> None:
    listed = Listed()
    loaders = factory(listed).for_request()
    await loaders.load_windows(Freshness())([(OURA, "workout")], [MARCH])
    assert await loaders.activities.load(WALK) is None

    written = run(OURA, "2025-03-10", "walk")
    listed.records = {(OURA, "workout"): [written]}
    loaders.forget_activities()

    ((march,),) = await loaders.load_windows(Freshness())([(OURA, "workout")], [MARCH])
    assert march.activities == (written,)
    assert await loaders.activities.load(WALK) == written


async def test_what_is_at_hand_needs_no_data_loader() -> None:
    listed = Listed({(OURA, "workout"): [run(OURA, "2025-03-10", "walk")]})
    made = factory(listed, room=100)
    await made.for_request().load_windows(Freshness())([(OURA, "workout")], [MARCH])

    loaders = made.for_request()
    ((march,),) = await loaders.load_windows(Freshness())([(OURA, "workout")], [MARCH])

    assert [one.provider_id for one in march.activities] == ["walk"]
    assert "windows" not in vars(loaders)
    assert loaders.provenance.can_be_kept
