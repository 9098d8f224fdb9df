"""What tells Oura's collections apart: what a range means, what can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from gateway.sandbox.providers import OuraCollection
from gateway.sandbox.wire import Wire, instant_of

_EVER_SINCE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kind:
    """One collection. Unless told otherwise, it is one of documents with ids and days."""

    name: OuraCollection
    place: Callable[[Wire], datetime]
    """The instant that ranges are compared with; documents come in its order."""
    delay: timedelta
    """From that instant until a seeded document is there."""
    range_names: tuple[str, str] | None = ("start_date", "end_date")
    """The parameters of the range; None: it takes none."""
    counts_last_day: bool = False
    """Whether an end that is a date includes that day."""
    selectable: bool = True
    """Whether `fields` is heeded."""
    is_series: bool = False
    """Rows without ids, in larger pages, of which `latest` asks for the last one."""

    def identity(self, wire: Wire) -> str:
        """What tells documents of one place apart: the id, or all that a row holds."""
        return str(sorted(wire.items())) if self.is_series else wire["id"]


def _by(name: str) -> Callable[[Wire], datetime]:
    return lambda wire: instant_of(wire[name])


def _by_first_of(*names: str) -> Callable[[Wire], datetime]:
    """Of the fields that may be null, the first one that is not."""

    def place(wire: Wire) -> datetime:
        return next((instant_of(wire[name]) for name in names if wire[name]), _EVER_SINCE)

    return place


def _daily(name: OuraCollection, *, hours: int, selectable: bool = True) -> Kind:
    """Documents that have nothing but a day, and count the last one of a range."""
    delay = timedelta(hours=hours)
    return Kind(name, _by("day"), delay, counts_last_day=True, selectable=selectable)


def _series(name: OuraCollection) -> Kind:
    names = ("start_datetime", "end_datetime")
    return Kind(name, _by("timestamp"), timedelta(0), range_names=names, is_series=True)


_KINDS = (
    Kind("daily_activity", _by("timestamp"), timedelta(days=1)),
    _daily("daily_cardiovascular_age", hours=12),
    _daily("daily_readiness", hours=12),
    _daily("daily_resilience", hours=28, selectable=False),
    _daily("daily_sleep", hours=12),
    _daily("daily_spo2", hours=12),
    _daily("daily_stress", hours=28),
    Kind("enhanced_tag", _by("start_time"), timedelta(0), selectable=False),
    _series("heartrate"),
    Kind("rest_mode_period", _by_first_of("start_time", "start_day"), timedelta(days=4)),
    _series("ring_battery_level"),
    Kind("ring_configuration", _by_first_of("set_up_at"), timedelta(0), range_names=None),
    Kind("session", _by("start_datetime"), timedelta(0)),
    Kind("sleep", _by("bedtime_start"), timedelta(hours=11)),
    _daily("sleep_time", hours=18),
    Kind("tag", _by("timestamp"), timedelta(0), selectable=False),
    Kind("vO2_max", _by("timestamp"), timedelta(hours=1)),
    Kind("workout", _by("start_datetime"), timedelta(0)),
)

KINDS: Final[Mapping[OuraCollection, Kind]] = {kind.name: kind for kind in _KINDS}
"""Every collection. Which counts the last day is as others have measured it."""
