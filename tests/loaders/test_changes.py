"""Changes of a journal, with writes through the gateway laid over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
import pytest

from gateway.cache.recent_writes import RecentWrite, RecentWrites
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.windows import Lifetimes, WindowCache
from gateway.domain.activity import Activity
from gateway.domain.changes import Change, ChangeBatch, Deletion
from gateway.domain.errors import UpstreamError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import count_call
from gateway.loaders.asking import Asking
from gateway.loaders.changes import ChangesKey, ChangesLoader, changes_loader
from tests.loaders.listed import DOWN, FIT, NOON, noon, remembered, run, stored

SECOND = timedelta(seconds=1)
KEY = ChangesKey(FIT, ("session",), None)


def session(modified_at: datetime | None) -> Activity:
    activity = run(FIT, "2025-03-09T06:00:00", "a", collection="session")
    return msgspec.structs.replace(activity, modified_at=modified_at)


NEW, OLD, NOBODY_KNOWS = session(NOON), session(NOON - SECOND), session(None)
LATER = session(NOON + timedelta(minutes=1))


def gone(at: datetime | None) -> Deletion:
    return Deletion(activity_id=NEW.activity_id, deleted_at=at)


@dataclass
class Journal:
    """Answers always the same."""

    changes_told: Sequence[Change] = ()
    error: UpstreamError | None = None
    asked: list[str | None] = field(default_factory=list[str | None])

    async def changes(self, link: Link, since: str | None) -> ChangeBatch | None:
        assert link == FIT
        self.asked.append(since)
        count_call()
        if self.error is not None:
            raise self.error
        return ChangeBatch(changes=self.changes_told, next_token="next")


def changes(writes: RecentWrites, journal: Journal) -> ChangesLoader:
    return changes_loader({Provider.GOOGLE_FIT: journal}, writes, Asking(noon))


@pytest.mark.parametrize(
    ("told", "written", "shown", "known"),
    [
        (OLD, NEW, NEW, [NEW]),
        (NEW, OLD, NEW, [NEW]),
        (NEW, NEW, NEW, [NEW]),
        (NOBODY_KNOWS, NEW, NEW, [NEW]),
        (NEW, None, gone(NOON), [gone(NOON)]),
        (LATER, None, LATER, [LATER]),
        (gone(NOON - SECOND), NEW, NEW, [NEW]),
        (gone(NOON + SECOND), NEW, gone(NOON + SECOND), [gone(NOON + SECOND)]),
        (gone(None), NEW, gone(None), []),
        (gone(NOON), NOBODY_KNOWS, gone(NOON), [gone(NOON)]),
        (gone(NOON - SECOND), None, gone(NOON - SECOND), [gone(NOON)]),
    ],
)
async def test_the_later_news_of_a_record_is_shown(
    told: Change, written: Activity | None, shown: Change, known: Sequence[Change]
) -> None:
    """And is what is known of the record from then on, by all who ask."""
    writes = remembered()
    await writes.record(FIT, "session", "a", RecentWrite(stored=written, written_at=NOON))

    loaded = await changes(writes, Journal([told])).load(KEY)

    assert list(loaded.shown) == [shown]
    assert loaded.batch is not None
    assert list(loaded.batch.changes) == [told]
    assert [(one.change, one.written_at) for one in loaded.written] == [
        (one, NOON) for one in known
    ]
    assert (await changes(writes, Journal()).load(KEY)).written == loaded.written


@pytest.mark.parametrize(
    ("told", "voids"),
    [(gone(NOON + SECOND), True), (LATER, True), (NEW, False), (OLD, False)],
    ids=["gone", "changed", "as written", "before it"],
)
async def test_what_the_journal_tells_of_a_later_change_voids_what_is_kept_of_lists(
    told: Change, *, voids: bool
) -> None:
    store = MemoryStore(100, weight)
    windows = WindowCache(store, Lifetimes())
    writes = RecentWrites(store, windows)
    await writes.record(FIT, "session", "a", stored(NEW))
    era = await windows.era(FIT, "session")

    for _ in range(2):
        await changes(writes, Journal([told])).load(KEY)
        voided, era = era != await windows.era(FIT, "session"), await windows.era(FIT, "session")
        assert voided is voids
        voids = False


async def test_a_record_that_was_deleted_and_written_again_elsewhere_is_shown_at_once() -> None:
    writes = remembered()
    await writes.record(FIT, "session", "a", stored(NEW))
    again = session(NOON + 2 * SECOND)

    await changes(writes, Journal([gone(NOON + SECOND)])).load(KEY)
    loaded = await changes(writes, Journal([again])).load(KEY)

    assert list(loaded.shown) == [again]


async def test_the_same_place_is_asked_for_once() -> None:
    journal = Journal()
    loader = changes_loader({Provider.GOOGLE_FIT: journal}, remembered(), Asking(noon))

    first, again = await loader.load_many([KEY, KEY])

    assert first is again
    assert journal.asked == [None]
    assert (first.upstream_calls, first.fetched_at) == (1, NOON)


async def test_a_failure_is_told_in_the_result() -> None:
    loader = changes_loader({Provider.GOOGLE_FIT: Journal(error=DOWN)}, remembered(), Asking(noon))

    loaded = await loader.load(KEY)

    assert (loaded.error, loaded.batch, loaded.upstream_calls) == (DOWN, None, 1)
