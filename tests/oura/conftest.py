"""Oura's collections with small pages, at a fixed time, and a gateway over them."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from gateway.sandbox import RunningSandbox, Sandbox, serve_sandbox
from tests.june import gateway, noon

__all__ = ["gateway"]


@pytest.fixture(scope="package")
def running_sandbox() -> Generator[RunningSandbox]:
    """Pages of three documents, or of seven rows."""
    sandbox = Sandbox(clock=noon, oura_page_size=3, oura_rows_per_page=7)
    with serve_sandbox(sandbox) as running:
        yield running
