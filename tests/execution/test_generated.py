"""Whatever is asked of whatever there is, compiled code answers as graphql-core does."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from gateway.execution import CompiledExecutor
from tests.execution.both import both
from tests.execution.random_documents import document, values
from tests.execution.random_objects import root, seeded
from tests.execution.world import WORLD

TROUBLES = (0.0, 0.02, 0.08, 0.3)
"""How much of what there is fails, is null or of the wrong type, or comes late."""
DOCUMENTS = 500
"""Each is executed with as many root values as there are troubles: 2,000 cases in all."""


def teardown_function() -> None:
    """Find here what was never awaited, and not in a test that comes later."""
    gc.collect()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@settings(max_examples=DOCUMENTS, deadline=None, database=None)
@given(seed=st.integers(0, 2**48), kind=st.sampled_from(["query", "query", "query", "mutation"]))
async def test_generated_documents_are_answered_alike(seed: int, kind: str) -> None:
    """What is cancelled before it began is never awaited, nor is it by graphql-core."""
    text, names = document(seeded(seed), kind)
    note(text)
    executor = CompiledExecutor(WORLD, compile_at_use=1)

    for trouble in TROUBLES:
        result = await both(
            WORLD,
            text,
            variables=values(seeded(f"{seed} {trouble}"), names),
            root=lambda trouble=trouble: root(seed, kind, trouble),
            executor=executor,
        )
        assert result.data or result.errors
