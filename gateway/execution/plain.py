"""Classes whose instances are values: what is neither null, nor an error, nor to be awaited."""

from __future__ import annotations

from types import CoroutineType, GeneratorType, NoneType, WrapperDescriptorType

from graphql.pyutils import UndefinedType

MOST_CLASSES = 10_000
"""A program that makes classes as it runs shall not fill the memory."""

_SPECIAL = (NoneType, UndefinedType, Exception, CoroutineType, GeneratorType, type)


class PlainClasses(dict[type, bool]):
    """Tells by class whether a value can be completed as it is; each class is looked at once."""

    def __missing__(self, cls: type) -> bool:
        """Look at a class for the first time."""
        if len(self) >= MOST_CLASSES:
            self.clear()
        self[cls] = plain = _is_plain(cls)
        return plain


def _is_plain(cls: type[object]) -> bool:
    """Whether no instance can be awaited: none that makes up attributes is trusted."""
    return not (
        issubclass(cls, _SPECIAL)
        or hasattr(cls, "__await__")
        or hasattr(cls, "__getattr__")
        or not isinstance(cls.__getattribute__, WrapperDescriptorType)
    )


PLAIN = PlainClasses()
"""Shared by all compiled code, which calls it `plain`."""
