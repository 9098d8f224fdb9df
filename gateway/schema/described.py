"""Enums as the schema shows them: every value with its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

E_ = TypeVar("E_", bound=Enum)


def describe(enum: type[E_], description: str, values: Mapping[E_, str]) -> None:
    """Make the enum a GraphQL enum whose values are described."""
    strawberry.enum(enum, description=description)
    definition: StrawberryEnumDefinition = vars(enum)["__strawberry_definition__"]
    for value in definition.values:
        value.description = values[enum[value.name]]
