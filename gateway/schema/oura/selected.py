"""Which fields of the documents in a page are asked for, by the provider's names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from graphql import GraphQLObjectType, get_named_type
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from gateway.schema.asked import Asked, raw_info
from gateway.schema.context import Info

DATA = "data"


def selected_fields(info: Info) -> frozenset[str]:
    """The names of what is asked of each document of the page that the field gives.

    Fragments count, aliases do not; what `@skip` and `@include` leave out is not asked for.
    """
    raw = raw_info(info)
    asked = Asked(raw)
    nodes = [node for node in asked.below(raw.field_nodes) if node.name.value == DATA]
    page = _object(cast("Any", raw.return_type))
    names = _provider_names(_object(page.fields[DATA].type))
    return frozenset(
        names[node.name.value] for node in asked.below(nodes) if node.name.value in names
    )


def _object(type_: Any) -> GraphQLObjectType:  # noqa: ANN401 - graphql-core leaves it open
    return cast("GraphQLObjectType", get_named_type(type_))


@cache
def _provider_names(document: GraphQLObjectType) -> Mapping[str, str]:
    """The provider's names of the fields by those in the schema; the types have them in Python."""
    definitions: dict[str, StrawberryField] = {
        name: field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        for name, field in document.fields.items()
    }
    return {name: definition.python_name for name, definition in definitions.items()}
