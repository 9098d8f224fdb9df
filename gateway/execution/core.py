"""graphql-core's words, with the types that its own annotations leave open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import graphql
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLUnionType,
)

NamedOutput = (
    GraphQLScalarType
    | GraphQLEnumType
    | GraphQLObjectType
    | GraphQLInterfaceType
    | GraphQLUnionType
)
ListOutput = GraphQLList[Any]
Output = NamedOutput | ListOutput | GraphQLNonNull[Any]
AbstractOutput = GraphQLInterfaceType | GraphQLUnionType

ResolveInfo = GraphQLResolveInfo[Any]
Executor = Any
"""An `Executor`: most of its methods are typed in part."""
Resolver = Callable[..., Any]
IsTypeOf = Callable[[Any, ResolveInfo], object]
ResolveType = Callable[[Any, ResolveInfo, AbstractOutput], object]


_graphql: Any = graphql
FIELD_RESOLVER: Resolver = _graphql.default_field_resolver
TYPE_RESOLVER: ResolveType = _graphql.default_type_resolver
execute: Callable[..., Any] = _graphql.execute


def type_of(field: GraphQLField) -> Output:
    """The type of the field's values."""
    return cast("Output", field.type)  # pyright: ignore[reportUnknownMemberType]


def nullable(type_: Output) -> NamedOutput | ListOutput:
    """The type without its `!`."""
    return type_.of_type if isinstance(type_, GraphQLNonNull) else type_


def resolver_of(field: GraphQLField) -> Resolver:
    """What resolves the field: the default reads an attribute."""
    return field.resolve or FIELD_RESOLVER


def argument_types(field: GraphQLField) -> list[GraphQLNamedType]:
    """The named types of the field's arguments."""
    types: list[Any] = [each.type for each in field.args.values()]  # pyright: ignore[reportUnknownMemberType]
    return [graphql.get_named_type(each) for each in types]


def is_type_of(type_: GraphQLObjectType) -> IsTypeOf | None:
    """What tells whether an object is of the type; most types do not care."""
    return cast("IsTypeOf | None", type_.is_type_of)  # pyright: ignore[reportUnknownMemberType]


def resolve_type(type_: AbstractOutput) -> ResolveType:
    """What names the type of an object."""
    return cast("ResolveType", type_.resolve_type or TYPE_RESOLVER)  # pyright: ignore[reportUnknownMemberType]
