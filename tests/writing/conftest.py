"""What the tests of writes need besides a gateway."""

from __future__ import annotations

import pytest

from gateway.sandbox import Sandbox
from tests.writing.fit_account import FitAccount


@pytest.fixture
def fit(sandbox: Sandbox, token: str) -> FitAccount:
    """This test's person at Google Fit, without any session yet."""
    account = FitAccount(sandbox, token)
    account.holds()
    return account
