"""Oura's collections of activities: what each is called, sends, and means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from gateway.domain.activity import Activity
from gateway.domain.detail import OuraWorkout
from gateway.providers.oura import wire
from gateway.providers.oura.activities import SESSION, WORKOUT, session_activity, workout_activity

Document = TypeVar("Document", bound=OuraWorkout | wire.Session)


@dataclass(frozen=True, slots=True)
class Collection(Generic[Document]):
    """A collection: one list route, one single-document route, one record."""

    name: str
    """Its name in routes and in ids."""
    record: type[Document]
    page: type[wire.Page[Document]]
    activity: Callable[[Document], Activity]
    """Raises ValueError or OverflowError for a record that cannot be read."""


COLLECTIONS: dict[str, Collection[Any]] = {
    WORKOUT: Collection(WORKOUT, OuraWorkout, wire.WorkoutPage, workout_activity),
    SESSION: Collection(SESSION, wire.Session, wire.SessionPage, session_activity),
}
"""By name: a name from outside says nothing of the record, so that its type ends here."""
