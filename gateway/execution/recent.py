"""What was used last, and no more of it than there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key, up to a total weight; what was not used for longest gives way."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get_or_make(self, key: K, make: Callable[[], V], weight: int = 1) -> V:
        """The value of the key, made where it is not kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found[0]
        value = make()
        self._kept[key] = (value, weight)
        self._weight += weight
        self._make_room()
        return value

    def get(self, key: K) -> V | None:
        """The value of the key, if it is kept; that does not count as use."""
        found = self._kept.get(key)
        return None if found is None else found[0]

    def _make_room(self) -> None:
        while self._weight > self._most:
            _, (_, weight) = self._kept.popitem(last=False)
            self._weight -= weight
