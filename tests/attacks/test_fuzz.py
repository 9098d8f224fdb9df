"""Whatever the schema allows to be asked, over the embedded sandbox: never a failure of ours."""

from __future__ import annotations

import warnings
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    IntValueNode,
    StringValueNode,
    ValueNode,
    build_schema,
    introspection_from_schema,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.gateway_under_test import Gateway

SDL = (Path(__file__).parents[2] / "schema.graphql").read_text()

ODD_TEXTS = st.text(max_size=20) | st.sampled_from(
    ["", ".", "..", "../me", "%2e%2e", "a\r\nb", "\x00", "\ufeff", "null", "0", "x" * 5000]
)
DAYS = st.dates().map(str) | st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str)
INSTANTS = st.datetimes().map("{0:%Y}-{0:%m}-{0:%d}T{0:%H}:{0:%M}:{0:%S}Z".format)
ZONES = st.sampled_from(["UTC", "Europe/Zurich", "Asia/Kathmandu", "localtime", "../UTC", "+01:00"])
LONGS = st.integers(0, 2**63 - 1)
SCALARS: dict[str, st.SearchStrategy[str | int]] = {
    "Date": st.one_of(DAYS, DAYS, DAYS, ODD_TEXTS),
    "DateTime": st.one_of(INSTANTS, INSTANTS, INSTANTS, ODD_TEXTS),
    "Long": st.one_of(LONGS, LONGS, st.integers(), ODD_TEXTS),
    "SyncToken": ODD_TEXTS,
    "TimeZone": st.one_of(ZONES, ZONES, ODD_TEXTS),
}


def documents() -> st.SearchStrategy[str]:
    """Valid operations, by schemathesis; it takes a second to be imported, and warns of itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from schemathesis import graphql as fuzzing  # noqa: PLC0415 - see above
    for name, values in SCALARS.items():
        fuzzing.scalar(name, values.map(literal))
    loaded: Any = fuzzing.from_dict(dict(introspection_from_schema(build_schema(SDL))))
    cases: st.SearchStrategy[Any] = loaded.as_strategy()
    return cases.map(lambda case: case.body)


def literal(value: str | int) -> ValueNode:
    """The value in a document."""
    if isinstance(value, int):
        return IntValueNode(value=str(value))
    return StringValueNode(value=value)


OPERATIONS = st.deferred(documents)
BOUNDED = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)


async def ends_well(gateway: Gateway, document: str) -> None:
    response = await gateway.http.post(
        "/graphql", json={"query": document}, headers=gateway.headers
    )
    codes = {error["extensions"]["code"] for error in response.json().get("errors", ())}

    assert response.status_code == 200
    assert not {code for code in codes if code.startswith("INTERNAL")}


@BOUNDED
@given(document=OPERATIONS)
async def test_no_operation_ends_in_a_failure_of_ours(gateway: Gateway, document: str) -> None:
    await ends_well(gateway, document)


@pytest.mark.chaos
@settings(BOUNDED, derandomize=False, max_examples=5000, phases=[Phase.generate, Phase.shrink])
@given(document=OPERATIONS)
async def test_no_operation_of_thousands_ends_in_a_failure_of_ours(
    gateway: Gateway, document: str
) -> None:
    await ends_well(gateway, document)
