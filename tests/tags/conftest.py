from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gateway.sandbox import Sandbox
from tests.june import gateway, running_sandbox
from tests.tags.asking import MANY
from tests.tags.wires import enhanced, tag_id

__all__ = ["gateway", "running_sandbox"]


@pytest.fixture
def many(sandbox: Sandbox, token: str) -> list[str]:
    """The ids of so many tags of a month, many of equal starts, as they are to be told."""
    starts = [
        (datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=6 * (number // 3)))
        for number in range(MANY)
    ]
    wires = [
        enhanced(f"t{number % 7}-{number}", start.isoformat())
        for number, start in enumerate(starts)
    ]
    sandbox.replace(token, oura={"enhanced_tag": wires})
    return [
        tag_id(wire["id"])
        for wire in sorted(wires, key=lambda w: (w["start_time"], w["id"]), reverse=True)
    ]
