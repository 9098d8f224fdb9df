"""Notes what the loaders are asked for together: how many keys, of which collections."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, Final, cast

from opentelemetry.trace import Tracer, get_current_span
from strawberry.dataloader import DataLoader

from gateway.cache.kept import Collection
from gateway.domain.loaded import LoadedWindow
from gateway.domain.provider import Link, ServedFrom
from gateway.loaders import LoaderFactory, Loaders
from gateway.loaders.windows import Group, WindowsKey
from gateway.telemetry.metrics import Metrics

LOADER: Final = "activity_gateway.loader.name"
KEYS: Final = "activity_gateway.loader.keys"
COLLECTIONS: Final = "activity_gateway.loader.collections"
OTHER: Final = "other"
WINDOWS: Final = "windows"
_CACHE: Final = ServedFrom.CACHE

Load = Callable[[list[Any]], Awaitable[Sequence[Any]]]
"""What a DataLoader calls with its keys; of any kind."""
Note = Callable[[str, Load], Load]
"""Makes, of the loading of the loader of that name, what notes it."""
NoteAtHand = Callable[[Sequence[WindowsKey]], None]
"""Notes windows that need no loading."""


def watched_loaders(note: Note, note_at_hand: NoteAtHand) -> Callable[[LoaderFactory], Loaders]:
    """Makes `Loaders` in which every DataLoader is watched, those that are yet to come too.

    What is at hand needs none, and is noted by itself.
    """

    def noting(name: str, made: cached_property[Any]) -> cached_property[Any]:
        def loader(self: Loaders) -> object:
            found: object = made.func(self)
            if isinstance(found, DataLoader):
                watched = cast("DataLoader[Any, Any]", found)
                watched.load_fn = note(name, watched.load_fn)
            return cast("object", found)

        return cached_property(loader)

    own = {
        name: noting(name, cast("cached_property[Any]", one))
        for name, one in vars(Loaders).items()
        if isinstance(one, cached_property)
    }

    def windows_at_hand(self: Loaders, keys: Sequence[WindowsKey]) -> object:
        found = Loaders.windows_at_hand(self, keys)
        if found is not None:
            note_at_hand(keys)
        return found

    watching = {**own, "windows_at_hand": windows_at_hand}
    return cast("Callable[[LoaderFactory], Loaders]", type("WatchedLoaders", (Loaders,), watching))


def count_at_hand(metrics: Metrics, keys: Sequence[WindowsKey]) -> None:
    """As `counted` does for windows that a DataLoader has found to be kept."""
    metrics.batches[WINDOWS,].observe(len(keys))
    metrics.windows["fresh"] += sum(len(key.windows) for key in keys)


def counted(metrics: Metrics, name: str, load: Load) -> Load:
    """`load`, with the number of keys in the histogram; of windows, also where they came from."""
    batches = metrics.batches[name,]

    async def noted(keys: list[Any]) -> Sequence[Any]:
        batches.observe(len(keys))
        return await load(keys)

    async def noted_windows(keys: list[Any]) -> Sequence[Any]:
        batches.observe(len(keys))
        found = await load(keys)
        _count_windows(metrics.windows, keys, found)
        return found

    return noted_windows if name == WINDOWS else noted


def traced(tracer: Tracer, collections: AbstractSet[str], name: str, load: Load) -> Load:
    """`load`, within a span if its request is traced.

    Of `collections` the names are told: what else a key names may be a client's own text.
    """

    async def noted(keys: list[Any]) -> Sequence[Any]:
        if not get_current_span().is_recording():
            return await load(keys)
        attributes = {
            LOADER: name,
            KEYS: len(keys),
            COLLECTIONS: sorted({_collection(key, collections) for key in keys}),
        }
        with tracer.start_as_current_span(
            f"load {name}", attributes=attributes, record_exception=False
        ):
            return await load(keys)

    return noted


def _count_windows(
    counts: dict[str, int], keys: Iterable[WindowsKey], found: Iterable[Sequence[LoadedWindow]]
) -> None:
    """Fresh ones are by far the most, so that the others are told from them.

    What came as a whole stands for all the windows of its key.
    """
    fresh = 0
    for key, loaded in zip(keys, found, strict=True):
        windows_in_each = len(key.windows) if len(loaded) == 1 else 1
        for one in loaded:
            if one.error is None and one.served_from is _CACHE:
                fresh += windows_in_each
            else:
                counts[_kind(one)] += windows_in_each
    counts["fresh"] += fresh


def _kind(one: LoadedWindow) -> str:
    if one.error is None:
        return "loaded"
    return "stale" if one.served_from is _CACHE else "failed"


def _collection(key: object, known: AbstractSet[str]) -> str:
    """`provider/collection`; of a key that names no collection, the provider alone."""
    group: object = getattr(key, "group", None)
    if group is not None:
        key = cast("Group", group).whole
    link = cast("Link", getattr(key, "link", key))
    named = _named(key)
    if named is None:
        return link.provider.value
    return f"{link.provider.value}/{named if named in known else OTHER}"


def _named(key: object) -> str | None:
    """The collection, wherever the key has it."""
    if isinstance(key, Collection):
        return key.name
    asked: object = getattr(key, "question", key)
    return cast("str | None", getattr(asked, "collection", None))
