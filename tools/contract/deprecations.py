"""What a schema announces to remove: `@deprecated`, with a reason that names the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
)

REMOVED_ON: Final = re.compile(r"Removed on (\d{4}-\d\d-\d\d)\.$")
"""How a reason ends: from that day on, a release may be without it."""


class Member(NamedTuple):
    """A field, an argument or a value that a schema may do without."""

    path: str
    """`Type.field`, `Type.field(argument:)` or `Enum.VALUE`."""
    name: str
    siblings: dict[str, Any]
    """By name, itself among them."""

    @property
    def deprecation_reason(self) -> str | None:
        """Why it is deprecated; None: it is not."""
        return self.siblings[self.name].deprecation_reason


def deprecations(schema: GraphQLSchema) -> dict[str, str]:
    """The reason of everything that is deprecated, by its path."""
    found = ((one.path, one.deprecation_reason) for one in _members(schema))
    return {path: reason for path, reason in found if reason is not None}


def removal_day(reason: str) -> date | None:
    """The day that the reason names; None: it names none as it should."""
    found = REMOVED_ON.search(reason)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def remove_what_is_due(schema: GraphQLSchema, today: date) -> GraphQLSchema:
    """The schema as it may become: without what its reason allows to be gone `today`.

    The schema that is given loses the members; the one that is returned also lacks the types that
    nothing leads to any more.
    """
    for one in list(_members(schema)):
        day = removal_day(one.deprecation_reason or "")
        if day is not None and day <= today:
            del one.siblings[one.name]
    nodes = [t for t in schema.type_map.values() if isinstance(t, GraphQLObjectType)]
    return GraphQLSchema(
        query=schema.query_type,
        mutation=schema.mutation_type,
        directives=schema.directives,
        types=[node for node in nodes if node.interfaces],
    )


def _members(schema: GraphQLSchema) -> Iterator[Member]:
    for owner in schema.type_map.values():
        if isinstance(owner, GraphQLEnumType):
            yield from (Member(f"{owner.name}.{name}", name, owner.values) for name in owner.values)
        elif isinstance(owner, GraphQLInputObjectType):
            yield from (Member(f"{owner.name}.{name}", name, owner.fields) for name in owner.fields)
        elif isinstance(owner, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in owner.fields.items():
                path = f"{owner.name}.{name}"
                yield Member(path, name, owner.fields)
                yield from (Member(f"{path}({arg}:)", arg, field.args) for arg in field.args)
