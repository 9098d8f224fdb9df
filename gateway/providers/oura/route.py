"""What tells Oura's routes apart, for who asks them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic

from gateway.providers.oura.lenient import R


@dataclass(frozen=True, slots=True)
class Route(Generic[R]):
    """One collection."""

    name: str
    record: type[R]
    day: str | None = None
    """The field that says which day a document is of."""
    takes_days: bool = False
    """Whether its range is `start_date` to `end_date`."""
    is_series: bool = False
    """Rows without ids: the range is `start_datetime` to `end_datetime`, or `latest` is asked."""
    heeds_fields: bool = True
    has_twin: bool = True
    """Whether Oura's own sandbox has it too."""

    def wanted(self, fields: AbstractSet[str]) -> str:
        """The parameter `fields`: these, and what is needed to put a document in its place."""
        needed = {"timestamp"} if self.is_series else {"id", self.day or "id"}
        return ",".join(sorted(fields | needed))
