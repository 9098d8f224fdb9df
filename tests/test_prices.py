"""Prices name what the schema has, and bad arguments never make them fail."""

from __future__ import annotations

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType

from gateway.execution.schema import graphql_schema_of
from gateway.schema import make_schema
from gateway.schema.prices import prices

SCHEMA = graphql_schema_of(make_schema())
PRICES = prices(SCHEMA)


def test_every_price_is_of_a_field_that_the_schema_has() -> None:
    for coordinate, price in PRICES.items():
        type_name, field_name = coordinate.split(".")
        type_ = SCHEMA.type_map[type_name]
        assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
        assert field_name in type_.fields, coordinate
        assert price.lists <= _fields_below(type_, field_name), coordinate


def _fields_below(type_: GraphQLObjectType | GraphQLInterfaceType, name: str) -> frozenset[str]:
    named = type_.fields[name].type
    while not hasattr(named, "name"):
        named = named.of_type
    fields = getattr(named, "fields", {})
    return frozenset(fields)


@pytest.mark.parametrize("value", [None, -5, 10**9, "no day", [], {}, {"from": "x", "to": 3}])
def test_prices_are_told_whatever_is_sent(value: object) -> None:
    sent = dict.fromkeys(["first", "last", "range", "filter", "ids", "limit", "maxPoints"], value)

    for coordinate, price in PRICES.items():
        for amount in (price.calls, price.once, price.items):
            told = amount(sent) if callable(amount) else amount
            assert 0 <= told <= 10_000, coordinate
