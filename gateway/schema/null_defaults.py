"""Arguments that may be left out have no default value in the schema, rather than `= null`."""

from __future__ import annotations

from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, Undefined
from graphql.type import GraphQLSchema


def drop_null_defaults(schema: GraphQLSchema) -> None:
    """Take `= null` off every argument and input field; Python's own default stands in."""
    for named in schema.type_map.values():
        if isinstance(named, GraphQLInputObjectType):
            inputs = list(named.fields.values())
        elif isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
            inputs = [arg for field in named.fields.values() for arg in field.args.values()]
        else:
            continue
        for one in inputs:
            if one.default_value is None:
                one.default_value = Undefined
