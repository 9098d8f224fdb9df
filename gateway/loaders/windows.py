"""Windows of collections: from the cache while they are fresh, else from the provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from gateway.cache.answers import Provenance
from gateway.cache.kept import Collection, Held, KeptWindow
from gateway.cache.recent_writes import RecentWrites
from gateway.cache.shelves import STALE
from gateway.cache.shelves import Windows as KeptWindows
from gateway.cache.windows import AtHand, WindowCache
from gateway.domain.clock import Clock
from gateway.domain.errors import ProviderAction
from gateway.domain.interval import Interval
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import ServedFrom
from gateway.domain.provider_name import Provider
from gateway.loaders.landed import Landed, loaded_window
from gateway.loaders.live_windows import LiveWindows, Part, Windows, arrival, brought
from gateway.loaders.overlay import Group, Overlay, with_unshown
from gateway.loaders.turns import Turns

REFUSED = {ProviderAction.RELINK, ProviderAction.RENEW_SUBSCRIPTION}
"""What the viewer is told to do when the provider refuses them, rather than fails."""


class WindowsKey(NamedTuple):
    """Windows of a group that a field asks for together."""

    group: Group
    windows: Sequence[Interval]


Groups = Mapping[Group, Sequence[Interval]]


class WindowBatch:
    """Loads the windows that one tick of the event loop asked for."""

    def __init__(
        self, live: LiveWindows, cache: WindowCache, writes: RecentWrites, clock: Clock
    ) -> None:
        self._live = live
        self._cache = cache
        self._writes = writes
        self._overlay = Overlay(writes)
        self._clock = clock
        self._turns = Turns()

    def at_hand(
        self, keys: Sequence[WindowsKey], provenance: Provenance
    ) -> Sequence[Sequence[LoadedWindow]] | None:
        """The windows of each key as one, where no key takes waiting."""
        now, found = self._clock(), list[AtHand]()
        for (whole, freshness), windows in keys:
            at_hand = self._cache.at_hand(whole, windows, now, freshness)
            if at_hand is None or not self._writes.has_none_at_hand(whole):
                return None
            found.append(at_hand)
        for ((whole, _), _), (era, _, until) in zip(keys, found, strict=True):
            provenance.add(whole, era, until)
        return [[one.loaded] for one in found]

    async def load(self, groups: Groups, provenance: Provenance) -> Mapping[Group, Windows]:
        """The windows of each group; a failure is told in its window.

        What is kept of them all is one look, and so are the writes that are laid over them.
        """
        held = await self._cache.look_up(_by_collection(groups))
        writes = await self._writes.of_all(list(held))
        if not any(writes.values()):
            return await self._loaded(groups, held, provenance)
        loaded = await self._loaded(groups, with_unshown(held, writes), provenance)
        return await self._overlay.over(loaded, writes)

    async def _loaded(
        self,
        groups: Groups,
        held: Mapping[Collection, Held],
        provenance: Provenance,
    ) -> Mapping[Group, Windows]:
        """What is kept and fresh, and what is not: from the providers, all of them at once."""
        loaded: dict[Group, Windows] = {
            group: self._fresh(group, windows, held[group.whole], provenance)
            for group, windows in groups.items()
        }
        parts: dict[Group, list[Part]] = {}
        for group, windows in groups.items():
            fresh = loaded[group]
            missing = [window for window in windows if window not in fresh]
            if missing:
                provenance.spoil()
                parts[group] = self._live.start(group.whole, missing, held[group.whole])
        if not parts:
            return loaded
        coming = [part for those in parts.values() for part in those]
        landed = await self._turns.after(
            arrival(coming), lambda: any(part.flight.is_shared for part in coming)
        )
        for group, those in parts.items():
            live = brought(those, landed)
            if group.freshness.stale_if_error and not isinstance(live, Landed):
                live = self._with_stale(live, held[group.whole].windows)
            loaded[group] = {**loaded[group], **live} if loaded[group] else live
        return loaded

    def _fresh(
        self, group: Group, windows: Sequence[Interval], held: Held, provenance: Provenance
    ) -> dict[Interval, LoadedWindow]:
        if not held.windows:
            return {}
        kept, until = self._cache.fresh(windows, held, self._clock(), group.freshness)
        if kept:
            provenance.add(group.whole, held.era, until)
        return {window: _from_cache(window, one) for window, one in kept}

    def _with_stale(self, live: Windows, kept: KeptWindows) -> Windows:
        """What was loaded; where that failed, what was kept stands in, beside the error.

        Not so where the provider refuses the viewer: then nothing of it is shown any more.
        """
        now = self._clock()

        def stands_in(window: Interval) -> bool:
            return window in kept and now - kept[window].fetched_at < STALE

        return {
            window: loaded
            if loaded.error is None or loaded.error.action in REFUSED or not stands_in(window)
            else msgspec.structs.replace(
                _from_cache(window, kept[window]),
                error=loaded.error,
                upstream_calls=loaded.upstream_calls,
            )
            for window, loaded in live.items()
        }


class RequestedWindows:
    """The windows of one request: each is loaded once, whichever field asks for it."""

    def __init__(self, batch: WindowBatch) -> None:
        self._batch = batch
        self._loaded: dict[Group, Windows] = {}
        self._costly: dict[int, Sequence[LoadedWindow]] = {}
        """By identity, answers that tell of calls."""
        self._told: set[int] = set()
        """Which of them a field has been given."""
        self.provenance = Provenance()
        """What the answer is made of so far."""

    def at_hand(self, keys: Sequence[WindowsKey]) -> Sequence[Sequence[LoadedWindow]] | None:
        """What `load` would give, where all of it is kept in this process and fresh."""
        return self._batch.at_hand(keys, self.provenance)

    async def load(self, keys: list[WindowsKey]) -> list[Sequence[LoadedWindow]]:
        """The windows of each key, in its order; the calls are told to the first that gets them."""
        missing: dict[Group, dict[Interval, None]] = {}
        for group, windows in keys:
            known = self._loaded.get(group)
            unknown = [w for w in windows if w not in known] if known else windows
            missing.setdefault(group, {}).update(dict.fromkeys(unknown))
        groups = {group: tuple(windows) for group, windows in missing.items() if windows}
        for group, windows in (await self._batch.load(groups, self.provenance)).items():
            known = self._loaded.get(group)
            self._loaded[group] = {**known, **windows} if known else windows
        return [self._answer(group, windows) for group, windows in keys]

    def _answer(self, group: Group, windows: Sequence[Interval]) -> Sequence[LoadedWindow]:
        """The windows, of which all are loaded; the next answer tells of no calls any more."""
        known = self._loaded.get(group, {})
        if isinstance(known, Landed) and len(windows) == len(known):
            answer = [known.whole]
            self._loaded[group] = known.told()
        else:
            answer = [known[window] for window in windows]
            told = {one.window: _told(one) for one in answer if one.upstream_calls}
            self._loaded[group] = {**known, **told} if told else known
        if any(one.upstream_calls for one in answer):
            self._costly[id(answer)] = answer
        return answer

    def once(self, answers: Sequence[Sequence[LoadedWindow]]) -> Sequence[Sequence[LoadedWindow]]:
        """What `load` has answered, for one of the fields that a DataLoader gives the same to.

        The calls are told to the first one.
        """
        if not self._costly:
            return answers
        return [self._first(one) if id(one) in self._costly else one for one in answers]

    def _first(self, answer: Sequence[LoadedWindow]) -> Sequence[LoadedWindow]:
        if id(answer) not in self._told:
            self._told.add(id(answer))
            return answer
        return [_told(one) for one in answer]

    def have_come_from(self, provider: Provider) -> bool:
        """Whether the provider has answered for any of them, in this request."""
        return any(
            one.error is None and one.served_from is ServedFrom.LIVE
            for group, windows in self._loaded.items()
            if group.whole.link.provider is provider
            for one in ([windows.whole] if isinstance(windows, Landed) else windows.values())
        )

    def forget(self) -> None:
        """Load every window anew from now on."""
        self._loaded.clear()
        self._costly.clear()
        self._told.clear()


def _told(one: LoadedWindow) -> LoadedWindow:
    """As it is given to those who come after the one that its calls are told to."""
    return msgspec.structs.replace(one, upstream_calls=0)


def _by_collection(groups: Groups) -> Mapping[Collection, Sequence[Interval]]:
    """The windows that any group wants of a collection, once each."""
    wanted: dict[Collection, Sequence[Interval]] = {}
    for group, windows in groups.items():
        known = wanted.get(group.whole)
        wanted[group.whole] = list({*known, *windows}) if known else windows
    return wanted


def _from_cache(window: Interval, kept: KeptWindow) -> LoadedWindow:
    return loaded_window(window, kept, served_from=ServedFrom.CACHE)
