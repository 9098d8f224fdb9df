"""Chance that always falls the same way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


class Dice:
    """Draws that depend on nothing but the parts that it was made from."""

    def __init__(self, *parts: object) -> None:
        seed = "\n".join(str(part) for part in parts)
        self._random = Random(seed)  # noqa: S311 - made-up data, not a secret

    def chance(self, probability: float) -> bool:
        """True in so many of all cases, from 0 to 1."""
        return self._random.random() < probability

    def between(self, low: float, high: float) -> float:
        """A number from the interval."""
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from the interval, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[self.whole(0, len(choices) - 1)]

    def seconds(self, low: int, high: int) -> timedelta:
        """A time span of whole seconds."""
        return timedelta(seconds=self.whole(low, high))

    def minutes(self, low: int, high: int) -> timedelta:
        """A time span of whole minutes."""
        return timedelta(minutes=self.whole(low, high))

    def uuid(self) -> str:
        """A UUID, as text."""
        return str(UUID(int=self._random.getrandbits(128), version=4))
