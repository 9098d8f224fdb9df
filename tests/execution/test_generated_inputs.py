"""Whatever is given to whatever input type, resolvers get what they get from graphql-core."""

from __future__ import annotations

from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.execution.both import both
from tests.execution.random_calls import call
from tests.execution.random_inputs import schema
from tests.execution.random_objects import seeded

SCHEMAS = 30
CALLS = 500
TROUBLES = (0.0, 0.02, 0.08)
"""How many of the values are wrong, or missing where they must not be."""


@settings(max_examples=CALLS, deadline=None, database=None)
@given(
    seed=st.integers(0, 2**48),
    number=st.integers(0, SCHEMAS - 1),
    trouble=st.sampled_from(TROUBLES),
)
async def test_generated_inputs_reach_resolvers_alike(
    seed: int, number: int, trouble: float
) -> None:
    asked = call(schema(number), seeded(seed), trouble)
    note(f"{asked.document}\n{asked.variables}")

    result = await both(schema(number), asked.document, variables=asked.variables)

    assert trouble or not result.errors
