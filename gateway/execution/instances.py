"""An `is_type_of` that an object's class decides: compiled code looks it up and asks no more."""

from __future__ import annotations

from gateway.execution.plain import MOST_CLASSES, PLAIN


class InstancesOf:
    """Assigned to `is_type_of` of a Strawberry type whose fields read objects of another class.

    Or of classes below it.
    """

    def __init__(self, cls: type[object]) -> None:
        self.cls = cls
        self.own = OwnClasses(cls)

    def __call__(self, value: object, _info: object) -> bool:
        """Whether the value is shown as the type."""
        return isinstance(value, self.cls)


class OwnClasses(dict[type, bool]):
    """Tells by class whether all its objects are of another class; each is looked at once."""

    def __init__(self, above: type[object]) -> None:
        super().__init__()
        self._above = above

    def __missing__(self, cls: type) -> bool:
        """Look at a class for the first time; none whose objects may be awaited counts."""
        if len(self) >= MOST_CLASSES:
            self.clear()
        self[cls] = is_own = issubclass(cls, self._above) and PLAIN[cls]
        return is_own


def is_instance_of(cls: type[object], is_type_of: object) -> bool:
    """Whether all objects of the class are shown as the type.

    One that can be given attributes may be cast (`strawberry.cast`), each by itself.
    """
    return isinstance(is_type_of, InstancesOf) and is_type_of.own[cls] and not cls.__dictoffset__
