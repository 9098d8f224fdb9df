"""A provider's journal, as it is read for a client: a lagging one, one that repeats, a huge one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from operator import attrgetter

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.changes import Change, ChangeBatch, Deletion, LoadedChanges, Written
from gateway.domain.errors import UpstreamStatusError
from gateway.domain.interval import Interval
from gateway.domain.link import Link
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider_name import Provider
from gateway.timeline.changes import journal
from gateway.timeline.changes.batch import MOST_REMEMBERED
from gateway.timeline.changes.journal import JournalReader
from gateway.timeline.changes.look import Look, Times
from gateway.timeline.changes.state import Journal, SyncState, millis, packed_id
from gateway.timeline.changes.token import SyncTokenCodec
from gateway.timeline.sources import Source
from tests.loaders.listed import FIT, NOON, run

TIMES = Times(NOON, timedelta(days=30), NOON + timedelta(days=1))
RUN = run(FIT, "2025-03-09T06:00:00", collection="session")
WALK = run(FIT, "2025-03-08T06:00:00", collection="session")
GONE = Deletion(activity_id=RUN.activity_id)
DOWN = UpstreamStatusError(Provider.GOOGLE_FIT, "Down.", status=503)
by_id = attrgetter("activity_id")
KNOWN = Journal(at=0, floor=0, history=None, token="0")


@dataclass
class Fit:
    """A journal that answers from a table, by token; what it does not know is its end."""

    answers: dict[str | None, LoadedChanges] = field(
        default_factory=dict[str | None, LoadedChanges]
    )
    asked: list[str | None] = field(default_factory=list[str | None])
    listed: Sequence[Activity] = ()

    async def load(
        self, _link: Link, _collections: tuple[str, ...], since: str | None
    ) -> LoadedChanges:
        self.asked.append(since)
        end = batch(str(since))
        return self.answers.get(since, end)

    async def windows(
        self, collections: Sequence[tuple[Link, str]], windows: Sequence[Interval]
    ) -> Sequence[Sequence[LoadedWindow]]:
        loaded = [
            LoadedWindow(
                window=window,
                activities=[one for one in self.listed if one.start_time in window],
                fetched_at=NOON,
            )
            for window in windows
        ]
        return [loaded for _ in collections]

    async def look(self, part: Journal, first: int = 100) -> Look:
        reader = JournalReader(Source(FIT, ("session",)), part, TIMES)
        return await reader.look(first, self.load, self.windows)


def batch(
    next_token: str,
    *changes: Change,
    shown: Sequence[Change] | None = None,
    written: Sequence[Written] = (),
) -> LoadedChanges:
    return LoadedChanges(
        batch=ChangeBatch(changes=changes, next_token=next_token),
        shown=changes if shown is None else shown,
        written=written,
        fetched_at=NOON,
        upstream_calls=1,
    )


def told(look: Look, most: int = 100) -> tuple[list[Change], Journal]:
    changes, part = look.told(most)
    assert isinstance(part, Journal)
    return list(changes), part


async def test_the_first_batch_is_asked_for_without_a_token() -> None:
    fit = Fit({None: batch("1", RUN)})

    changes, part = told(await fit.look(Journal()))

    assert changes == [RUN]
    assert fit.asked == [None, "1"]
    assert part.token == "1"


async def test_a_batch_of_which_a_part_was_told_is_asked_for_again() -> None:
    fit = Fit({"0": batch("1", RUN, WALK)})

    first, part = told(await fit.look(KNOWN), most=1)
    rest, end = told(await fit.look(part))

    assert (first, rest) == ([RUN], [WALK])
    assert (part.token, end.token) == ("0", "1")


async def test_a_journal_that_leads_to_itself_ends_there_and_tells_once() -> None:
    fit = Fit({"0": batch("0", RUN)})

    first, part = told(await fit.look(KNOWN))
    again = await fit.look(part)

    assert first == [RUN]
    assert told(again)[0] == []
    assert again.is_whole
    assert fit.asked == ["0", "0"]


async def test_so_many_batches_are_read_for_a_page_and_no_more() -> None:
    fit = Fit({str(n): batch(str(n + 1), run(FIT, f"2025-03-09T06:0{n}")) for n in range(9)})

    look = await fit.look(KNOWN)

    assert len(fit.asked) == journal.MOST_BATCHES
    assert not look.is_whole


async def test_what_came_before_a_failure_is_told() -> None:
    fit = Fit({"0": batch("1", RUN), "1": LoadedChanges(error=DOWN, upstream_calls=1)})

    look = await fit.look(KNOWN)

    assert told(look)[0] == [RUN]
    assert told(look)[1].token == "1"
    assert (look.report.error, look.report.fetched_at, look.report.upstream_calls) == (
        DOWN,
        NOON,
        2,
    )


def many(count: int, title: str = "") -> list[Change]:
    one = run(FIT, "2025-03-09T06:00", collection="session")
    return [msgspec.structs.replace(one, provider_id=f"{n}", title=title) for n in range(count)]


async def drained(fit: Fit, part: Journal, size: int) -> tuple[list[Change], Journal]:
    """All that is told, so much at a time."""
    changes: list[Change] = []
    while True:
        look = await fit.look(part, size)
        some, part = told(look, size)
        changes += some
        if look.is_whole and len(some) == look.count:
            return changes, part


async def test_of_a_batch_of_any_size_each_change_is_told_once() -> None:
    batches = {"0": batch("1", *many(MOST_REMEMBERED + 1)), "1": batch("2", RUN)}

    changes, part = await drained(Fit({**batches}), KNOWN, 1_700)

    assert sorted(map(by_id, changes)) == sorted(map(by_id, [*many(MOST_REMEMBERED + 1), RUN]))
    assert (part.token, part.then, part.up_to, part.batch) == ("2", None, b"", b"")


async def test_of_a_large_batch_a_token_remembers_a_few_bytes() -> None:
    fit = Fit({"0": batch("1", *many(MOST_REMEMBERED + 1))})

    _, part = told(await fit.look(KNOWN), most=3_000)

    assert len(SyncTokenCodec(b"secret").encode(SyncState(("fit",), (), (part,)))) < 150


async def test_what_changes_while_a_large_batch_is_told_comes_after_it() -> None:
    """The batch that is read again leads on from later, as all of it did not yet change then."""
    changed = many(2, "Changed")
    fit = Fit({"0": batch("1", *many(MOST_REMEMBERED + 1)), "1": batch("2", *changed)})

    first, part = told(await fit.look(KNOWN), most=4_000)
    fit.answers["0"] = batch("2", *changed, *many(MOST_REMEMBERED + 1)[2:])
    rest, part = await drained(fit, part, 4_000)

    latest = {by_id(one): one for one in [*first, *rest]}
    assert latest == {by_id(one): one for one in [*many(MOST_REMEMBERED + 1), *changed]}
    assert part.token == "2"


async def test_a_large_batch_of_which_nothing_is_left_is_left_behind() -> None:
    fit = Fit({"0": batch("1", *many(MOST_REMEMBERED + 1)), "1": batch("2", WALK)})

    _, part = told(await fit.look(KNOWN), most=1)
    fit.answers["0"] = batch("0")
    rest, _ = await drained(fit, part, 10)

    assert rest == [WALK]


async def test_a_batch_that_grows_too_large_while_it_is_told_is_told_to_its_end() -> None:
    fit = Fit({"0": batch("1", *many(MOST_REMEMBERED))})

    first, part = told(await fit.look(KNOWN), most=3_000)
    fit.answers = {"0": batch("1", *many(MOST_REMEMBERED + 1))}
    rest, _ = await drained(fit, part, 1_500)

    assert sorted(map(by_id, [*first, *rest])) == sorted(map(by_id, many(MOST_REMEMBERED + 1)))


async def test_what_a_write_stood_in_for_in_a_large_batch_is_read_again() -> None:
    """Though the page that told the write was not the last one of the batch."""
    write = Written(change=GONE, written_at=NOON)
    large = [RUN, *many(MOST_REMEMBERED)]
    lagging = batch("1", *large, shown=[GONE, *large[1:]], written=[write])
    fit = Fit({"0": lagging, "1": batch("1", written=[write])})

    changes, part = list[Change](), KNOWN
    while GONE not in changes:
        some, part = told(await fit.look(part), most=500)
        changes += some
    assert part.then == "1"
    fit.answers = {"0": batch("1", *large)}
    rest, _ = await drained(fit, part, 6_000)

    assert [one for one in rest if by_id(one) == by_id(RUN)][-1] == RUN


async def test_what_a_write_stood_in_for_is_read_again_when_the_write_is_not_recent() -> None:
    """The journal said that the run is there again; the write, that it was deleted."""
    write = Written(change=GONE, written_at=NOON)
    lagging = batch("1", RUN, shown=[GONE], written=[write])
    fit = Fit({"0": lagging, "1": batch("1", written=[write])})

    hidden, part = told(await fit.look(KNOWN))
    fit.answers = {"0": batch("1", RUN)}
    later, end = told(await fit.look(part))
    told_again, _ = told(await fit.look(end))

    assert hidden == [GONE]
    assert later == [RUN]
    assert told_again == []


async def test_a_write_that_the_journal_has_passed_by_is_not_told_any_more() -> None:
    write = Written(change=Deletion(activity_id=RUN.activity_id, deleted_at=NOON), written_at=NOON)
    fit = Fit({"0": batch("0", written=[write])})
    passed = Journal(at=0, floor=0, history=None, token="0", latest=10**15)

    assert told(await fit.look(passed))[0] == []
    assert told(await fit.look(KNOWN))[0] == [write.change]


async def test_what_should_come_near_and_does_not_is_asked_for_until_it_should_have_begun() -> None:
    """A list may lag; and what was deleted before a client was told of it, no journal tells."""
    ahead = {b"=soon": millis(NOON), b"=past": millis(NOON) - 1, b"=far": millis(TIMES.end)}
    part = msgspec.structs.replace(KNOWN, ahead=ahead)

    _, after = told(await Fit().look(part))

    assert after.ahead.keys() == {b"=soon", b"=far"}


async def test_what_has_come_near_is_told_some_at_a_time() -> None:
    fit = Fit(listed=[RUN, WALK, run(FIT, "2025-03-09T08:00:00", collection="session")])
    part = msgspec.structs.replace(
        KNOWN, ahead={packed_id(one.provider_id): millis(one.start_time) for one in (RUN, WALK)}
    )

    first, part = told(await fit.look(part), most=1)
    rest, part = told(await fit.look(part))

    assert (first, rest, part.ahead) == ([WALK], [RUN], {})


async def test_writes_are_told_before_the_journal_has_them_and_once() -> None:
    writes = [Written(change=one, written_at=NOON) for one in (RUN, WALK)]
    fit = Fit({"0": batch("0", written=writes)})

    first, part = told(await fit.look(KNOWN), most=1)
    rest, part = told(await fit.look(part))
    none, _ = told(await fit.look(part))

    assert sorted(a.activity_id for a in [*first, *rest]) == sorted(
        a.activity_id for a in (RUN, WALK)
    )
    assert none == []
