"""A function in the making: its lines, and the objects that they name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]

INDENT = "    "


class Code:
    """Lines of one function. Text from outside gets in through `repr` only, objects by `bind`."""

    def __init__(self, **names: object) -> None:
        self._lines: list[str] = []
        self._names: dict[str, object] = names

    def bind(self, prefix: str, value: object) -> str:
        """A name by which the lines can refer to the object."""
        name = f"{prefix}{len(self._names)}"
        self._names[name] = value
        return name

    def add(self, depth: int, *lines: str) -> None:
        """Append lines, `depth` levels in."""
        self._lines += [INDENT * depth + line for line in lines]

    def function(self, name: str) -> Function:
        """The function that the lines define."""
        text = "\n".join(self._lines)
        exec(compile(text, f"<compiled {name}>", "exec"), self._names)  # noqa: S102 - see the class
        function: Function = self._names.pop(name)  # pyright: ignore[reportAssignmentType] # the lines define it
        return function
