"""How tags are asked for, and what is stored of them."""

from __future__ import annotations

from datetime import UTC, datetime

from gateway.sandbox import Sandbox, Wire
from tests.gateway_under_test import Gateway
from tests.tags.wires import TAGS, Json

MANY = 120


async def tags(gateway: Gateway, **asked: object) -> Json:
    """The connection; no errors."""
    return (await gateway.execute(TAGS, **asked))["tags"]


async def problem(gateway: Gateway, **asked: object) -> tuple[str, str]:
    """Code and message of the one error."""
    answer = await gateway.answer(TAGS, **asked)
    assert answer["data"] is None
    (error,) = answer["errors"]
    return error["extensions"]["code"], error["message"]


def stored_now(sandbox: Sandbox, token: str) -> list[Wire]:
    documents = sandbox.viewer(token).oura.collections["enhanced_tag"]
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    return documents.between(start, end, after=None, limit=1_000)
