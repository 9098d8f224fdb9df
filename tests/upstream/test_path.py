from __future__ import annotations

from urllib.parse import unquote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.errors import BadUserInputError
from gateway.upstream.path import LONGEST_SEGMENT, is_addressable, segment

from .calls import LINK, Thing, upstream
from .raw_server import answer, serving

ODD_IDS = [
    "plain",
    "a/b",
    "a%2Fb",
    "a%252Fb",
    "..%2f..",
    "%2E%2E",
    "...",
    "../../me",
    "a?b=c",
    "a#b",
    "a b",
    "a:aggregate",
    "a;v=1,2&x=y+z@!$'()*",
    "a\\b",
    "line\r\nbreak",
    "naïve 🏃\u200d♀️",
    "~-._",
]


@pytest.mark.parametrize("native_id", ODD_IDS)
async def test_an_id_arrives_as_exactly_one_segment(
    http: httpx.AsyncBaseTransport, native_id: str
) -> None:
    async with serving(answer()) as server:
        await upstream(http, server.url).get(LINK, f"/things/{segment(native_id)}", into=Thing)

    (target,) = server.targets
    assert target == f"/things/{segment(native_id)}"
    assert target.split("?")[0].count("/") == 2
    assert unquote(target.rpartition("/")[2]) == native_id


@pytest.mark.parametrize("native_id", ["", ".", "..", "\ud800", "x" * (LONGEST_SEGMENT + 1)])
def test_an_id_that_no_path_can_name_is_refused(native_id: str) -> None:
    assert not is_addressable(native_id)
    with pytest.raises(BadUserInputError, match="No path can name this id"):
        segment(native_id)


@given(st.text(min_size=3, max_size=80))
def test_a_segment_has_no_delimiter_and_decodes_to_its_id(native_id: str) -> None:
    encoded = segment(native_id)

    assert not set(encoded) & set("/?#:;&=+@ ")
    assert unquote(encoded) == native_id
