"""One person's data sources at Google Fit, each with its points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from gateway.sandbox.google_fit.data_types import SCOPES, scope_of
from gateway.sandbox.google_fit.point import Point, point_of
from gateway.sandbox.google_fit.point_store import Computed, PointStore
from gateway.sandbox.wire import Wire


class Sensor(NamedTuple):
    """A data source that has points without anybody writing them."""

    wire: Wire
    points: Computed


class DataStream:
    """A data source as it was and is, and its points."""

    def __init__(self, sequence: int, wire: Wire, points: PointStore) -> None:
        self._versions: list[tuple[int, Wire | None]] = [(sequence, wire)]
        self.points = points

    def wire(self, until: int | None = None) -> Wire | None:
        """The `DataSource`, as of a write; None where it is not there."""
        known = [wire for sequence, wire in self._versions if until is None or sequence <= until]
        return known[-1] if known else None

    def become(self, sequence: int, wire: Wire | None) -> None:
        """Replace the data source, or with None take it away."""
        self._versions.append((sequence, wire))


class SourceStore:
    """Data sources by their stream ids."""

    def __init__(self, next_sequence: Callable[[], int], sensors: Iterable[Sensor]) -> None:
        self._next_sequence = next_sequence
        self._streams: dict[str, DataStream] = {}
        self._withheld: frozenset[str] = frozenset()
        for sensor in sensors:
            self._add(sensor.wire, sensor.points)

    def withhold(self, scopes: Iterable[str]) -> None:
        """Take these groups of scopes from the token, and give it all others.

        Raises:
            ValueError: there is no such group.
        """
        withheld = frozenset(scopes)
        if not withheld <= SCOPES:
            raise ValueError(f"there are no scopes {sorted(withheld - SCOPES)}")
        self._withheld = withheld

    def may_use(self, data_type: str) -> bool:
        """Whether the token has the scope that a data type needs."""
        return scope_of(data_type) not in self._withheld

    def replace(self, sources: Iterable[Wire], points: Mapping[str, Iterable[Wire]]) -> None:
        """Have exactly these data sources, and these points by the ids of their streams.

        Raises:
            ValueError: two data sources have the same id, or points none.
        """
        wires = list(sources)
        by_id = {wire["dataStreamId"]: wire for wire in wires}
        if len(by_id) < len(wires):
            raise ValueError("two data sources have the same id")
        if not points.keys() <= by_id.keys():
            raise ValueError("there are points without their data source")
        self._streams = {}
        for wire in wires:
            stream = self._add(wire, _nothing)
            stream.points.insert(map(point_of, points.get(wire["dataStreamId"], ())))

    def all(self, until: int | None = None) -> Mapping[str, tuple[Wire, PointStore]]:
        """The data sources that are there, in the order in which they came."""
        return {
            stream_id: (wire, stream.points)
            for stream_id, stream in self._streams.items()
            if (wire := stream.wire(until)) is not None
        }

    def get(self, stream_id: str, until: int | None = None) -> tuple[Wire, PointStore] | None:
        """A data source and its points."""
        stream = self._streams.get(stream_id)
        wire = None if stream is None else stream.wire(until)
        return None if stream is None or wire is None else (wire, stream.points)

    def put(self, wire: Wire) -> None:
        """Add a data source, or replace the one with its id."""
        stream = self._streams.get(wire["dataStreamId"])
        if stream is None:
            self._add(wire, _nothing)
        else:
            stream.become(self._next_sequence(), wire)

    def delete(self, stream_id: str) -> None:
        """Take a data source away."""
        self._streams[stream_id].become(self._next_sequence(), None)

    def _add(self, wire: Wire, computed: Computed) -> DataStream:
        points = PointStore(self._next_sequence, computed)
        stream = DataStream(self._next_sequence(), wire, points)
        self._streams[wire["dataStreamId"]] = stream
        return stream


def _nothing(_start: int, _end: int) -> Iterable[Point]:
    return ()
