"""A page of changes: looks at all parts at once, told in order up to the size of the page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import msgspec

from gateway.domain.changes import Change
from gateway.domain.provider_name import Provider
from gateway.timeline.changes.comparison import compare
from gateway.timeline.changes.journal import JournalLoader, JournalReader
from gateway.timeline.changes.look import Look, Report, Times
from gateway.timeline.changes.state import Compared, Journal, Part, SyncState, instant
from gateway.timeline.sources import Source, WindowLoader

MOST_AGE = timedelta(days=30)
"""A token that is older starts anew: so far back goes the journal of Google Fit."""
MOST_AGE_OF_BEGINNING = timedelta(hours=12)
"""So soon what is older than the journal must have been told: the journal's beginning moves on."""


class Followed(msgspec.Struct, frozen=True):
    """A linked provider whose changes are asked for."""

    source: Source
    keeps_journal: bool


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Whose changes, how many at most, and for whom."""

    followed: Sequence[Followed]
    providers: tuple[str, ...]
    """As the client named them; none: all."""
    first: int
    times: Times


class Loads(msgspec.Struct, frozen=True):
    """How parts are read."""

    windows: WindowLoader
    journal: JournalLoader


class ChangesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Changes, and what the client knows once it has taken them over."""

    changes: Sequence[Change]
    state: SyncState
    has_more: bool
    is_resync: bool
    covered_from: datetime
    reports: Mapping[Provider, Report]


class _Unit(msgspec.Struct, frozen=True):
    """Something with a part of its own: a journal, or a collection."""

    name: str
    beginning: Part
    """What a client knows that has been told nothing."""
    look: Callable[[Any], Awaitable[Look]]
    """A look at it; takes a part of the kind of `beginning`."""


async def read_changes(since: SyncState | None, asked: Asked, loads: Loads) -> ChangesPage:
    """The changes after what the client knows, or, without that, from the beginning."""
    units = [unit for one in asked.followed for unit in _units(one, asked, loads)]
    start = _start(units, asked)
    if since is not None and not _goes_on(since, start, asked.times.now):
        return _anew(start, asked.times, {})
    state = since or start
    looks = await asyncio.gather(
        *(unit.look(part) for unit, part in zip(units, state.parts, strict=True))
    )
    if any(look.is_forgotten for look in looks):
        return _anew(start, asked.times, _reports(looks))
    return _told(state, asked, looks)


def _units(followed: Followed, asked: Asked, loads: Loads) -> Iterator[_Unit]:
    source, times = followed.source, asked.times
    link = source.link
    name = link.provider.value

    async def look_at_journal(part: Journal) -> Look:
        reader = JournalReader(source, part, times)
        return await reader.look(asked.first, loads.journal, loads.windows)

    async def look_at_collection(collection: str, part: Compared) -> Look:
        return await compare(part, link, collection, loads.windows, times)

    if followed.keeps_journal:
        yield _Unit(f"{name}:{','.join(source.collections)}", Journal(), look_at_journal)
        return
    for collection in source.collections:
        yield _Unit(f"{name}:={collection}", Compared(), partial(look_at_collection, collection))


def _start(units: Sequence[_Unit], asked: Asked) -> SyncState:
    """What a client knows that has been told nothing."""
    names = tuple(unit.name for unit in units)
    return SyncState(names, asked.providers, tuple(unit.beginning for unit in units))


def _goes_on(since: SyncState, start: SyncState, now: datetime) -> bool:
    """Whether it is of the same collections, and young enough."""
    return since.units == start.units and all(
        part.at is None or now - instant(part.at) <= _most_age(part) for part in since.parts
    )


def _most_age(part: Part) -> timedelta:
    is_beginning = isinstance(part, Journal) and part.history is not None
    return MOST_AGE_OF_BEGINNING if is_beginning else MOST_AGE


def _told(state: SyncState, asked: Asked, looks: Sequence[Look]) -> ChangesPage:
    changes: list[Change] = []
    parts: list[Part] = []
    has_more = False
    for look in looks:
        told, part = look.told(asked.first - len(changes))
        changes += told
        parts.append(part)
        has_more = has_more or not look.is_whole or len(told) < look.count
    after = msgspec.structs.replace(state, parts=tuple(parts))
    return ChangesPage(
        changes=changes,
        state=after,
        has_more=has_more,
        is_resync=False,
        covered_from=_covered_from(after, asked.times),
        reports=_reports(looks),
    )


def _anew(start: SyncState, times: Times, reports: Mapping[Provider, Report]) -> ChangesPage:
    return ChangesPage(
        changes=(),
        state=start,
        has_more=True,
        is_resync=True,
        covered_from=_covered_from(start, times),
        reports=reports,
    )


def _reports(looks: Sequence[Look]) -> Mapping[Provider, Report]:
    reports: dict[Provider, Report] = {}
    for report in (look.report for look in looks):
        known = reports.get(report.provider)
        reports[report.provider] = report if known is None else known.adding(report)
    return reports


def _covered_from(state: SyncState, times: Times) -> datetime:
    """From where on every part is told."""
    floors = [part.floor for part in state.parts]
    return max(
        (times.floor if floor is None else instant(floor) for floor in floors), default=times.floor
    )
