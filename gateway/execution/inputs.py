"""Coerced arguments as resolvers take them: what Strawberry does to each type, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from typing import Any, NamedTuple

import strawberry
from strawberry.relay import GlobalID
from strawberry.scalars import is_scalar
from strawberry.types.base import (
    StrawberryList,
    StrawberryMaybe,
    StrawberryObjectDefinition,
    StrawberryOptional,
    has_object_definition,
)
from strawberry.types.enum import StrawberryEnumDefinition, has_enum_definition
from strawberry.types.lazy_type import LazyType
from strawberry.types.unset import UNSET

Convert = Callable[[Any], Any]


class Inputs:
    """How values reach resolvers, as Strawberry's `convert_argument` has it, by type."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self._scalars = schema.schema_converter.scalar_registry
        self._name_of = schema.config.name_converter.from_field
        self._objects: dict[object, _Object] = {}

    def converter(self, type_: object) -> Convert | None:
        """What to do to values of the type; None where only Strawberry itself knows."""
        if isinstance(type_, StrawberryMaybe) or type_ is GlobalID:
            return None
        if isinstance(type_, StrawberryOptional):
            return self.converter(type_.of_type)
        if isinstance(type_, LazyType):
            return self.converter(type_.resolve_type())
        if self._is_leaf(type_):
            return _as_it_is
        return _unless_absent(self._composite(type_))

    def _composite(self, type_: object) -> Convert | None:
        if isinstance(type_, StrawberryList):
            return self._list(type_.of_type)
        if has_object_definition(type_):
            return self._object(type_, type_.__strawberry_definition__)
        return None

    def _list(self, of_type: object) -> Convert | None:
        convert = self.converter(of_type)
        if convert is None:
            return None
        if convert is _as_it_is:
            return list
        return lambda values: [convert(value) for value in values]

    def _is_leaf(self, type_: object) -> bool:
        return (
            is_scalar(type_, self._scalars)  # type: ignore[arg-type]
            or isinstance(type_, StrawberryEnumDefinition)
            or has_enum_definition(type_)
        )

    def _object(self, type_: type, definition: StrawberryObjectDefinition) -> Convert | None:
        if type_ in self._objects:
            return self._objects[type_].made
        if not definition.is_input or definition.from_input is not None:
            return None
        made = self._objects[type_] = _Object(type_, _absent(definition))
        for field in definition.fields:
            convert = self.converter(field.resolve_type(type_definition=definition))
            if convert is None:
                return None
            made.fields.append(_Field(self._name_of(field), field.python_name, convert))
        return made.made


class _Field(NamedTuple):
    name: str
    python_name: str
    convert: Convert


class _Object:
    """An input type; its fields may lead back to it."""

    def __init__(self, type_: type, absent: Mapping[str, None]) -> None:
        self._type = type_
        self._absent = absent
        self.fields: list[_Field] = []

    def made(self, value: Mapping[str, Any]) -> object:
        """An instance of the value; None for what was not given and has no default."""
        given = {
            python_name: convert(value[name])
            for name, python_name, convert in self.fields
            if name in value
        }
        return self._type(**{**self._absent, **given})


def renamed(
    coerced: Mapping[str, Any], names: Sequence[tuple[str, str, Convert]]
) -> dict[str, Any]:
    """The arguments by the names of the function's parameters, converted."""
    return {python: convert(coerced[name]) for python, name, convert in names if name in coerced}


def is_untouched(convert: Convert) -> bool:
    """Whether values reach the resolver as they are."""
    return convert is _as_it_is


def _absent(definition: StrawberryObjectDefinition) -> Mapping[str, None]:
    return {
        field.python_name: None
        for field in definition.fields
        if field.default_value is MISSING and getattr(field, "default_factory") is MISSING  # noqa: B009 - typed in part
    }


def _as_it_is(value: object) -> object:
    return value


def _unless_absent(convert: Convert | None) -> Convert | None:
    if convert is None:
        return None
    return lambda value: value if value is None or value is UNSET else convert(value)
