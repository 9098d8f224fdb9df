"""Bodies with lists of records: one that is odd costs nothing but what cannot be read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast, get_args, get_origin

import msgspec

from gateway.upstream.record import decoder, fields_of, parts_of, reader, record, told, value_in

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S", bound=msgspec.Struct)


class Records(msgspec.Struct, dict=True):
    """A body with lists of records: read as it is, or else record by record (see `record`)."""

    @property
    def left_out(self) -> tuple[str | None, ...]:
        """The ids of records that cannot be read; None for one whose id cannot be read either."""
        return vars(self).get("left_out", ())


B = TypeVar("B", bound=Records)


def one_by_one(body: bytes, into: type[B], *, strict: bool) -> B:
    """The body, each of its records read by itself; whole ones strictly or not, as told.

    Raises:
        ValueError: it is no object, or what stands around the records cannot be read.
    """
    parts = parts_of(body)
    left_out: list[str | None] = []
    values: dict[str, object] = {}
    for field in fields_of(into):
        kind, part = _kind_of_records(field.type), parts.get(field.encode_name)
        if part is None:
            values[field.name] = value_in(parts, field)
        elif kind is None:
            values[field.name] = reader(told(field.type))(part)
        else:
            values[field.name] = list(_readable(part, kind, left_out, strict=strict))
    page = into(**{name: value for name, value in values.items() if value is not msgspec.UNSET})
    vars(page)["left_out"] = tuple(left_out)
    return page


def each(records: Sequence[R], read: Callable[[R], T]) -> tuple[list[T], list[R]]:
    """What `read` makes of each, and those that it cannot read (ValueError, OverflowError)."""
    try:
        return [read(one) for one in records], []
    except (ValueError, OverflowError):
        return _each_by_itself(records, read)


def _each_by_itself(records: Sequence[R], read: Callable[[R], T]) -> tuple[list[T], list[R]]:
    made: list[T] = []
    unreadable: list[R] = []
    for one in records:
        try:
            made.append(read(one))
        except (ValueError, OverflowError):
            unreadable.append(one)
    return made, unreadable


def _readable(
    body: msgspec.Raw, kind: type[S], left_out: list[str | None], *, strict: bool
) -> Iterator[S]:
    for one in decoder(list[msgspec.Raw]).decode(body):
        try:
            yield record(one, kind, strict=strict)
        except ValueError:
            left_out.append(_id_of(one))


def _id_of(body: msgspec.Raw) -> str | None:
    try:
        return cast("str", reader(str)(parts_of(body)["id"]))
    except (ValueError, KeyError):
        return None


def _kind_of_records(kind: object) -> type[msgspec.Struct] | None:
    """The struct of a list of structs."""
    item: object = next(iter(get_args(kind)), None)
    if get_origin(kind) is list and isinstance(item, type) and issubclass(item, msgspec.Struct):
        return item
    return None
