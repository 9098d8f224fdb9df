"""Calls of fields with inputs drawn at random: literals and variables, right and wrong ones."""

from __future__ import annotations

import json
from random import Random
from typing import Any, NamedTuple, cast

import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    is_required_input_field,
)

from gateway.execution.core import nullable
from gateway.execution.schema import graphql_schema_of
from tests.execution.random_inputs import FIELDS


class Name(str):
    """Written without quotation marks in a literal: of an enum's value, or a variable's."""

    __slots__ = ()


LEAVES: dict[str, list[object]] = {
    "Int": [0, 1, -2, 2**31 - 1],
    "String": ["", "text", "naïve \N{GRINNING FACE} \n"],
    "Float": [0.0, 1, -2.5, 1e300],
    "Boolean": [True, False],
    "ID": ["a", 7],
    "Date": ["2026-03-29"],
    "JSON": [1, "x", [1, {"a": None}], {"b": [True, 1.5]}, {}],
    "Even": [0, 4, -2],
}
WRONG: list[object] = [
    None, "x", -1, 3, Name("RED"), {}, [], [None], {"unknown": 1}, 1.5, True, 2**31,
]  # fmt: skip
REFUSED: dict[str, list[object]] = {"Int": [-1], "Even": [3, -1], "Date": ["x"]}
"""What is of the right kind, and refused by a scalar or by an input."""


class Call(NamedTuple):
    """An operation and its variables."""

    document: str
    variables: dict[str, Any]


def call(schema: strawberry.Schema, random: Random, trouble: float) -> Call:
    """Some calls of the schema's fields; `trouble` is the share of values that are wrong."""
    thing: Any = graphql_schema_of(schema).type_map["Thing"]
    return _Caller(thing, random, trouble).call()


class _Caller:
    def __init__(self, thing: Any, random: Random, trouble: float) -> None:
        self._thing = thing
        self._random = random
        self._trouble = trouble
        self._declared: list[str] = []
        self._variables: dict[str, Any] = {}

    def call(self) -> Call:
        calls = [f"it{at}: {self._field()}" for at in range(self._random.randint(1, 2))]
        header = f"({', '.join(self._declared)})" if self._declared else ""
        document = f"query Q{header} {{ things {{ {' '.join(calls)} }} }}"
        return Call(document, self._variables)

    def _field(self) -> str:
        name = f"echo{self._random.randrange(FIELDS)}"
        given = self._object(self._thing.fields[name].args, may_vary=True)
        arguments = ", ".join(f"{key}: {literal(value)}" for key, value in given.items())
        return f"{name}({arguments})" if given else name

    def _object(self, fields: dict[str, Any], *, may_vary: bool) -> dict[str, Any]:
        names = [name for name, each in fields.items() if not self._is_left_out(each)]
        self._random.shuffle(names)
        return {name: self._value(fields[name].type, may_vary=may_vary) for name in names}

    def _is_left_out(self, field: Any) -> bool:
        if is_required_input_field(GraphQLInputField(field.type, field.default_value)):
            return self._is_wrong()
        return self._random.random() < 0.3

    def _is_wrong(self) -> bool:
        return self._random.random() < self._trouble

    def _value(self, type_: Any, *, may_vary: bool) -> Any:
        """A value of the type; in it variables may stand for others."""
        random = self._random
        if may_vary and random.random() < 0.25:
            return self._variable(type_)
        if self._is_wrong():
            refused = REFUSED.get(str(nullable(type_)))
            return random.choice(refused if refused and random.random() < 0.5 else WRONG)
        if isinstance(type_, GraphQLNonNull):
            return self._whole(cast("Any", type_).of_type, may_vary=may_vary)
        return None if random.random() < 0.1 else self._whole(type_, may_vary=may_vary)

    def _whole(self, type_: Any, *, may_vary: bool) -> Any:
        random = self._random
        if isinstance(type_, GraphQLList):
            of_type = cast("Any", type_).of_type
            inner = nullable(of_type)
            if not isinstance(inner, GraphQLList) and random.random() < 0.15:
                return self._whole(inner, may_vary=False)  # it stands for a list of it
            return [self._value(of_type, may_vary=may_vary) for _ in range(random.randint(0, 2))]
        if isinstance(type_, GraphQLInputObjectType):
            fields = cast("dict[str, Any]", type_.fields)
            if type_.name == "Either":
                return self._one_of(fields, may_vary=may_vary)
            return self._object(fields, may_vary=may_vary)
        if isinstance(type_, GraphQLEnumType):
            return Name(random.choice(list(type_.values)))
        return random.choice(LEAVES[type_.name])

    def _one_of(self, fields: dict[str, Any], *, may_vary: bool) -> dict[str, Any]:
        """One of the fields, which is not null; of the wrong ones some have more."""
        names = self._random.sample(list(fields), 2 if self._is_wrong() else 1)
        return {name: self._member(fields[name].type, may_vary=may_vary) for name in names}

    def _member(self, type_: Any, *, may_vary: bool) -> Any:
        required = GraphQLNonNull(type_)
        if may_vary and self._random.random() < 0.25:
            return self._variable(required, may_be_loose=False)
        return self._value(required, may_vary=False)

    def _variable(self, type_: Any, *, may_be_loose: bool = True) -> Name:
        """A loose one may be null: its default makes it fit to where null may not be."""
        random = self._random
        name = f"v{len(self._declared)}"
        if not isinstance(type_, GraphQLNonNull) and random.random() < 0.3:
            type_ = GraphQLNonNull(type_)
        has_default = random.random() < 0.3
        default = f" = {literal(self._value(type_, may_vary=False))}" if has_default else ""
        is_loose = may_be_loose and has_default and random.random() < 0.5
        declared = nullable(cast("Any", type_)) if is_loose else cast("Any", type_)
        self._declared.append(f"${name}: {declared}{default}")
        may_be_missing = has_default or not isinstance(type_, GraphQLNonNull)
        if is_loose and self._trouble and random.random() < 0.4:
            self._variables[name] = None
        elif not (may_be_missing and random.random() < 0.4) and not self._is_wrong():
            self._variables[name] = self._value(type_, may_vary=False)
        return Name(f"${name}")


def literal(value: Any) -> str:
    """The value as GraphQL writes it."""
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, cast('list[object]', value)))}]"
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        return f"{{{', '.join(f'{name}: {literal(each)}' for name, each in fields.items())}}}"
    return json.dumps(value)
