"""What is selected is what Oura is asked for, however the query says it."""

from __future__ import annotations

import pytest

from gateway.sandbox import Sandbox
from tests.gateway_under_test import Gateway
from tests.oura.asking import HEED_FIELDS, LISTS, field_name, page_query

RANGE = 'range: {from: "2026-03-10", to: "2026-03-11"}'


def asked_fields(sandbox: Sandbox, token: str) -> list[str | None]:
    """The parameter `fields` of each call."""
    return [call.query.get("fields", [None])[0] for call in sandbox.calls_of(token)]


@pytest.mark.parametrize(
    ("selection", "fields"),
    [
        ("data { score }", "day,id,score"),
        ("data { points: score day }", "day,id,score"),
        ("data { contributors { deepSleep totalSleep } }", "contributors,day,id"),
        ("data { __typename }", "day,id"),
        ("nextToken status { state }", "day,id"),
        ("data { id } data { timestamp }", "day,id,timestamp"),
        ("d: data { id } more: data { timestamp }", "day,id,timestamp"),
        (
            "data { ... on OuraDailySleepDocument { score } ... { timestamp } }",
            "day,id,score,timestamp",
        ),
        ("...Page", "contributors,day,id,score"),
        ("data { ...Document ...Document }", "day,id,score"),
        ("data { score @skip(if: true) timestamp @include(if: false) }", "day,id"),
        ("data { score @skip(if: $no) timestamp @include(if: $yes) }", "day,id,score,timestamp"),
        ("data { score @skip(if: $yes) timestamp @include(if: $no) }", "day,id"),
        ("data { score } data @skip(if: $yes) { timestamp }", "day,id,score"),
        ("... @include(if: $no) { data { score } } data { id }", "day,id"),
        ("data { ...Document @skip(if: $yes) timestamp }", "day,id,timestamp"),
        ("data { score @include(if: $given) }", "day,id,score"),
    ],
)
async def test_what_is_selected_is_asked_for(
    gateway: Gateway, sandbox: Sandbox, token: str, selection: str, fields: str
) -> None:
    query = f"""
    query ($yes: Boolean! = true, $no: Boolean! = false, $given: Boolean!) {{
      oura {{ dailySleep({RANGE}) {{ {selection} }} }}
      a: __typename @include(if: $yes) b: __typename @skip(if: $no) c: __typename @skip(if: $given)
      ...Used @skip(if: true)
    }}
    fragment Page on OuraDailySleepPage {{ data {{ contributors {{ timing }} ...Document }} }}
    fragment Document on OuraDailySleepDocument {{ score }}
    fragment Used on Query {{
      oura {{ dailySleep({RANGE}) {{ ...Page data {{ ...Document }} }} }}
    }}
    """

    await gateway.execute(query, given=True)
    await gateway.execute(query, given=True)

    assert asked_fields(sandbox, token) == [fields, fields]


@pytest.mark.parametrize("route", LISTS)
async def test_fields_are_named_only_where_oura_heeds_them(
    gateway: Gateway, sandbox: Sandbox, token: str, route: str
) -> None:
    await gateway.execute(page_query(route, "{ __typename }"))

    (fields,) = asked_fields(sandbox, token)
    assert (fields is not None) == (route in HEED_FIELDS)


async def test_equal_pages_are_asked_for_once_with_all_that_is_wanted(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    answer = await gateway.execute(
        f"{{ oura {{ a: dailySleep({RANGE}) {{ data {{ score }} status {{ upstreamCalls }} }} "
        f"b: dailySleep({RANGE}) {{ data {{ timestamp }} }} "
        f"c: dailySleep({RANGE}) {{ data {{ score }} }} }} "
        f"again: oura {{ dailySleep({RANGE}) {{ data {{ score }} }} }} }}"
    )

    assert asked_fields(sandbox, token) == ["day,id,score,timestamp"]
    assert answer["oura"]["a"]["data"] == answer["again"]["dailySleep"]["data"]
    assert len(answer["oura"]["b"]["data"]) == 1


async def test_other_pages_and_collections_are_asked_for_by_themselves(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    other = RANGE.replace("11", "12")

    await gateway.execute(
        f"{{ oura {{ dailySleep({RANGE}) {{ nextToken }} o: dailySleep({other}) {{ nextToken }} "
        f"dailyStress({RANGE}) {{ nextToken }} }} }}"
    )

    assert sorted(call.route for call in sandbox.calls_of(token)) == [
        "daily_sleep",
        "daily_sleep",
        "daily_stress",
    ]


async def test_equal_documents_are_asked_for_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    one = (
        '{ oura { a: tagDocument(documentId: "x") { id } b: tagDocument(documentId: "x") { id } } }'
    )

    await gateway.execute(one)

    assert len(sandbox.calls_of(token)) == 1


async def test_fragments_that_hold_each_other_many_times_are_looked_into_once(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    fragments = " ".join(
        f"fragment F{n} on OuraDailySleepDocument {{ ...F{n + 1} ... {{ ...F{n + 1} }} }}"
        for n in range(40)
    )
    last = "fragment F40 on OuraDailySleepDocument { score }"
    query = f"{{ oura {{ dailySleep({RANGE}) {{ data {{ ...F0 }} }} }} }} {fragments} {last}"

    await gateway.execute(query)

    assert asked_fields(sandbox, token) == ["day,id,score"]


def test_the_names_of_the_fields_are_those_of_the_routes_in_camel_case() -> None:
    assert [field_name(route) for route in ("heartrate", "vO2_max", "daily_spo2")] == [
        "heartRate",
        "vo2Max",
        "dailySpo2",
    ]
