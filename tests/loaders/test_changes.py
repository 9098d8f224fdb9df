"""Changes of a journal, with writes through the gateway laid over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
import pytest

from gateway.cache.recent_writes import RecentWrite
from gateway.domain.activity import Activity
from gateway.domain.changes import Change, ChangeBatch, Deletion
from gateway.domain.errors import UpstreamError
from gateway.domain.link import Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import count_call
from gateway.loaders.asking import Asking
from gateway.loaders.changes import ChangesKey, changes_loader
from tests.loaders.listed import DOWN, FIT, NOON, noon, remembered, run

SECOND = timedelta(seconds=1)
KEY = ChangesKey(FIT, ("session",), None)


def session(modified_at: datetime | None) -> Activity:
    activity = run(FIT, "2025-03-09T06:00:00", "a", collection="session")
    return msgspec.structs.replace(activity, modified_at=modified_at)


NEW, OLD, NOBODY_KNOWS = session(NOON), session(NOON - SECOND), session(None)


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


@pytest.mark.parametrize(
    ("told", "stored", "shown"),
    [
        (OLD, NEW, NEW),
        (NEW, OLD, NEW),
        (NEW, NEW, NEW),
        (NOBODY_KNOWS, NEW, NEW),
        (NEW, None, gone(NOON)),
        (session(NOON + timedelta(minutes=1)), None, session(NOON + timedelta(minutes=1))),
        (gone(NOON - SECOND), NEW, NEW),
        (gone(NOON + SECOND), NEW, gone(NOON + SECOND)),
        (gone(None), NEW, gone(None)),
        (gone(NOON), NOBODY_KNOWS, gone(NOON)),
        (gone(NOON - SECOND), None, gone(NOON - SECOND)),
    ],
)
async def test_the_later_news_of_a_record_is_shown(
    told: Change, stored: Activity | None, shown: Change
) -> None:
    writes = remembered()
    await writes.record(FIT, "session", "a", RecentWrite(stored=stored, written_at=NOON))
    loader = changes_loader({Provider.GOOGLE_FIT: Journal([told])}, writes, Asking(noon))

    loaded = await loader.load(KEY)

    assert list(loaded.shown) == [shown]
    assert loaded.batch is not None
    assert list(loaded.batch.changes) == [told]
    assert [(w.change, w.written_at) for w in loaded.written] == [(stored or gone(NOON), NOON)]


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
