"""An `is_type_of` that an object's class decides: compiled code compares it and asks no more."""

from __future__ import annotations


class InstancesOf:
    """Assigned to `is_type_of` of a Strawberry type whose fields read objects of another class."""

    def __init__(self, cls: type[object]) -> None:
        self.cls = cls

    def __call__(self, value: object, _info: object) -> bool:
        """Whether the value is shown as the type."""
        return isinstance(value, self.cls)


def is_instance_of(cls: type[object], is_type_of: object) -> bool:
    """Whether all objects of the class, and not of a class below it, are shown as the type.

    One that can be given attributes may be cast (`strawberry.cast`), each by itself.
    """
    return isinstance(is_type_of, InstancesOf) and is_type_of.cls is cls and not cls.__dictoffset__
