"""Which older tags are left out: those that newer ones tell whole, and no other."""

from __future__ import annotations

import pytest

from gateway.domain.told_tags import told_tags
from gateway.providers.oura.lenient import R, readable
from gateway.providers.oura.records import tags as records
from gateway.providers.oura.tags import enhanced_tag, older_tag
from gateway.sandbox import Wire
from gateway.sandbox.json_response import JsonResponse
from tests.tags.wires import enhanced, older

AT = "2026-03-29T08:15:00+02:00"


def told(newer: list[Wire], old: Wire) -> bool:
    """Whether the older tag is told beside the newer ones."""
    tags = [enhanced_tag(_record(one, records.EnhancedTag)) for one in newer]
    one = older_tag(_record(old, records.Tag))
    return one in told_tags([*tags, one])


def _record(wire: Wire, into: type[R]) -> R:
    body = bytes(JsonResponse(wire).body)
    found = readable(body, into)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("newer", "old"),
    [
        ([enhanced("n", AT, code="coffee")], older("o", AT, "coffee")),
        ([enhanced("n", AT, comment="Long day.")], older("o", AT, text="Long day.")),
        ([enhanced("n", AT, code="coffee", comment="Two.")], older("o", AT, "coffee")),
        ([enhanced("n", AT, code="coffee", comment="Two.")], older("o", AT, "coffee", text="Two.")),
        ([enhanced("n", AT, code="coffee")], older("o", AT)),
        ([enhanced("n", AT, code="coffee")], older("o", AT, "coffee", text="")),
        ([enhanced("n", "2026-03-29T08:15:00.482+02:00", code="a")], older("o", AT, "a")),
        ([enhanced("n", "2026-03-29T06:15:00Z", code="a")], older("o", AT, "a")),
        ([enhanced("n", "2026-03-29T08:15:00", code="a")], older("o", AT, "a")),
        ([enhanced("n", AT, code="a")], older("o", "2026-03-29T08:15:00", "a")),
        ([enhanced("n", AT, "2026-03-29T09:00:00+02:00", "a")], older("o", AT, "a")),
        (
            [enhanced("n", AT, code="a", comment="x"), enhanced("m", AT, code="b", comment="x")],
            older("o", AT, "a", "b", text="x"),
        ),
    ],
)
def test_what_newer_tags_of_the_same_second_tell_whole_is_told_once(
    newer: list[Wire], old: Wire
) -> None:
    assert not told(newer, old)


@pytest.mark.parametrize(
    ("newer", "old"),
    [
        ([], older("o", AT, "coffee")),
        ([enhanced("n", AT, code="coffee")], older("o", AT, "tea")),
        ([enhanced("n", AT, code="coffee")], older("o", AT, "coffee", "tea")),
        ([enhanced("n", AT, code="coffee")], older("o", AT, "coffee", text="With milk.")),
        ([enhanced("n", AT, comment="Long day.")], older("o", AT, text="Long  day.")),
        ([enhanced("o", "2026-03-29T08:15:01+02:00", code="a")], older("o", AT, "a")),
        ([enhanced("n", "2026-03-29T08:15:00Z", code="a")], older("o", AT, "a")),
        ([enhanced("n", "2026-03-28T08:15:00+01:00", code="a")], older("o", AT, "a")),
    ],
)
def test_an_older_tag_that_tells_anything_more_is_told(newer: list[Wire], old: Wire) -> None:
    assert told(newer, old)
