"""An `is_type_of` that an object's class decides: compiled code compares it and asks no more."""

from __future__ import annotations


class InstancesOf:
    """Assigned to `is_type_of` of a Strawberry type whose fields read objects of another class."""

    def __init__(self, cls: type[object]) -> None:
        self.cls = cls

    def __call__(self, value: object, _info: object) -> bool:
        """Whether the value is shown as the type."""
        return isinstance(value, self.cls)
