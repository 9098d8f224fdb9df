"""Tags by id, through the whole application."""

from __future__ import annotations

import pytest

from gateway.domain.provider_name import Provider
from gateway.domain.tag import TagId, encode_tag_id
from gateway.sandbox import Sandbox, Status
from tests.gateway_under_test import GOOGLE_FIT_TOKEN, Gateway
from tests.ids import workout_id
from tests.tags.wires import enhanced, older, tag_id

NODES = """
query ($ids: [ID!]!) {
  nodes(ids: $ids) { __typename id ... on Tag { comment origin } }
}
"""


@pytest.fixture
def sandbox(sandbox: Sandbox, token: str) -> Sandbox:
    """A person with a tag of each form, in which the same is told."""
    at = "2026-05-12T10:00:00Z"
    sandbox.replace(
        token,
        oura={
            "enhanced_tag": [enhanced("a/b", at, comment="x")],
            "tag": [older("o", at, text="x")],
        },
    )
    return sandbox


async def test_a_tag_of_each_form_is_found_by_its_id_with_a_call_for_each(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    ids = [tag_id("o", "tag"), tag_id("a/b"), tag_id("o", "tag")]

    found = (await gateway.execute(NODES, ids=ids))["nodes"]

    newer = {"__typename": "Tag", "id": ids[1], "comment": "x", "origin": "ENHANCED_TAG"}
    old = {"__typename": "Tag", "id": ids[0], "comment": "x", "origin": "TAG"}
    assert found == [old, newer, old]
    assert [call.path for call in sandbox.calls_of(token)] == [
        "/v2/usercollection/tag/o",
        "/v2/usercollection/enhanced_tag/a%2Fb",
    ]


@pytest.mark.usefixtures("sandbox")
async def test_what_the_viewer_does_not_have_is_null(gateway: Gateway) -> None:
    ids = [
        tag_id("o"),
        tag_id("o", "daily_sleep"),
        tag_id(".."),
        encode_tag_id(TagId(Provider.GOOGLE_FIT, "tag", "o")),
        workout_id("a/b"),
    ]

    assert (await gateway.execute(NODES, ids=ids))["nodes"] == [None] * 5


@pytest.mark.usefixtures("sandbox")
async def test_without_a_link_an_id_is_null_with_an_error(gateway: Gateway, token: str) -> None:
    answer = await gateway.answer(NODES, {GOOGLE_FIT_TOKEN: token}, ids=[tag_id("a/b")])

    assert answer["data"] == {"nodes": [None]}
    (error,) = answer["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["nodes", 0], "NOT_LINKED")


async def test_a_failure_costs_its_own_place(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    sandbox.fail("oura", Status(500), route="tag", token=token)

    answer = await gateway.answer(NODES, ids=[tag_id("a/b"), tag_id("o", "tag")])

    tag, nothing = answer["data"]["nodes"]
    assert (tag["comment"], nothing) == ("x", None)
    (error,) = answer["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["nodes", 1], "UPSTREAM_ERROR")


async def test_a_tag_that_does_not_tell_when_it_was_is_null_with_an_error(
    gateway: Gateway, sandbox: Sandbox, token: str
) -> None:
    wire = sandbox.viewer(token).oura.collections["enhanced_tag"].get("a/b")
    assert wire is not None
    wire["start_time"] = None

    answer = await gateway.answer(NODES, ids=[tag_id("a/b")])

    assert answer["data"] == {"nodes": [None]}
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_RESPONSE"
