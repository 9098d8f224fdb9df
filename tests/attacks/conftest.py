from __future__ import annotations

from collections.abc import Generator

import pytest

from gateway.sandbox import RunningSandbox
from tests.attacks.impatient import impatient_gateway
from tests.served import Served


@pytest.fixture(scope="package")
def impatient(running_sandbox: RunningSandbox) -> Generator[Served]:
    """One for all attacks on connections."""
    with impatient_gateway(running_sandbox) as running:
        yield running
