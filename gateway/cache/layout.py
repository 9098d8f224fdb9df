"""Tells values of this version of the gateway from those of one whose values have other parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import Enum
from typing import cast

import msgspec
from msgspec import inspect

from gateway.cache.generics import of

_DIGEST_BYTES = 6
_NOT_PARTS = frozenset({"default", "default_factory"})


def layout_of(*kinds: object, holding: object = None) -> str:
    """Stands for all that values of these types are made of: names, order, types, enum values.

    Types that leave it open are those of values that hold `holding`.
    """
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in _parts(inspect.multi_type_info([of(kind, holding) for kind in kinds]), set()):
        digest.update(f"{part};".encode())
    return digest.hexdigest()


def _parts(node: object, seen: set[int]) -> Iterator[object]:
    """What a description of types consists of; each type once."""
    if isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from _parts(one, seen)
    elif isinstance(node, msgspec.Struct):
        if id(node) in seen:
            return
        seen.add(id(node))
        yield type(node).__name__
        for name in node.__struct_fields__:
            if name not in _NOT_PARTS:
                yield from _parts(getattr(node, name), seen)
    elif isinstance(node, type):
        yield node.__qualname__
        if issubclass(node, Enum):
            yield [member.value for member in node]
    else:
        yield repr(node)
