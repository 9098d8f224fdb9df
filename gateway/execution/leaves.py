"""Scalars and enums: how to tell by its class that a value needs no more than a look.

A `Shortcut` is Python text: a test, and the steps that complete the value where the test holds. A
value that fails the test is left to graphql-core, so a test may refuse too much, never too little.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum, EnumMeta
from typing import Any, NamedTuple, cast

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLEnumType,
    GraphQLLeafType,
    specified_scalar_types,
)

from gateway.execution.code import Code


class Shortcut(NamedTuple):
    """Completes most values of a type."""

    test: str
    steps: tuple[str, ...] = ("pass",)


_STRING = "type({value}) is str"
_OWN = {
    "String": _STRING,
    "ID": _STRING,
    "Boolean": "type({value}) is bool",
    "Int": f"type({{value}}) is int and {GRAPHQL_MIN_INT} <= {{value}} <= {GRAPHQL_MAX_INT}",
    "Float": (
        f"type({{value}}) is float and {-sys.float_info.max} <= {{value}} <= {sys.float_info.max}"
    ),
}
"""What a value of GraphQL's own scalars must be to be its own serialization."""


def leaf_shortcut(code: Code, leaf: GraphQLLeafType, value: str) -> Shortcut | None:
    """How to complete the leaf that the variable holds; None: there is no short way."""
    if isinstance(leaf, GraphQLEnumType):
        return _enum_shortcut(code, leaf, value)
    if leaf is specified_scalar_types.get(leaf.name):
        return Shortcut(_OWN[leaf.name].format(value=value))
    return _scalar_shortcut(code, leaf.coerce_output_value, value)


def _scalar_shortcut(code: Code, serialize: Callable[[Any], Any], value: str) -> Shortcut:
    """Serialize it; a result that is not plain, such as None, is for graphql-core to judge."""
    name = code.bind("serialize", serialize)
    return Shortcut(
        f"plain[type({value})] and plain[type(serialized := {name}({value}))]",
        (f"{value} = serialized",),
    )


def _enum_shortcut(code: Code, leaf: GraphQLEnumType, value: str) -> Shortcut | None:
    """Look the member up. Strawberry's enum types know the Python enum behind them."""
    behind = getattr(leaf, "wrapped_cls", None)
    if not isinstance(behind, EnumMeta) or _makes_members_up(behind):
        return None
    members = cast("list[Enum]", list(behind))
    try:
        names = code.bind("names", {each: leaf.coerce_output_value(each) for each in members})
    except (TypeError, ValueError):  # unhashable members, or some that have no name
        return None
    enum = code.bind("enum", behind)
    return Shortcut(f"type({value}) is {enum}", (f"{value} = {names}[{value}]",))


def _makes_members_up(enum: EnumMeta) -> bool:
    """Whether objects of the class may be none of its members: flags are combined to such."""
    return any("_missing_" in vars(cls) for cls in enum.__mro__ if cls is not Enum)
