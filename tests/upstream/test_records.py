"""Bodies of records: read as they are, or record by record; what is left out is told."""

from __future__ import annotations

import json
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.odd import WHEN_ODD
from gateway.upstream.decoding import NumbersAsText, UnreadableBodyError, decoded
from gateway.upstream.record import record
from gateway.upstream.records import Records, each


class Inner(msgspec.Struct):
    size: Annotated[float, msgspec.Meta(gt=0)]
    items: tuple[float | None, ...] = ()


class Outer(msgspec.Struct, rename="camel"):
    id: str
    start_time: str
    code: Annotated[int, msgspec.Meta(ge=0, extra={WHEN_ODD: 4})] = 0
    label: str | None = None
    word: str = ""
    inner: Inner | None = None


class Body(Records):
    data: list[Outer]
    more: list[Inner] = msgspec.field(default_factory=list[Inner])
    next_token: str | None = None


class LaxBody(Records, NumbersAsText):
    data: list[Outer]


A: dict[str, Any] = {"id": "a", "startTime": "now"}


def read(*records: Any, **around: Any) -> Body:
    return decoded(json.dumps({"data": records, **around}).encode(), Body)


def test_a_body_that_is_as_it_should_be_leaves_nothing_out() -> None:
    body = read(A, next_token="n")

    assert (body.data, body.next_token, body.left_out) == ([Outer("a", "now")], "n", ())


ODD: dict[str, tuple[dict[str, Any], Outer]] = {
    "a number as text": ({"code": "7"}, Outer("a", "now", code=7)),
    "text as a number": ({"label": 5}, Outer("a", "now", label="5")),
    "text as a fraction": ({"label": 5.25}, Outer("a", "now", label="5.25")),
    "text as a truth value": ({"word": True}, Outer("a", "now", word="true")),
    "null for absent": ({"word": None, "code": None}, Outer("a", "now")),
    "text that is an object": ({"word": {}}, Outer("a", "now")),
    "a number that is none": ({"code": "x"}, Outer("a", "now", code=4)),
    "a number out of bounds": ({"code": -1}, Outer("a", "now", code=4)),
    "an id that is a number": ({"id": 3}, Outer("3", "now")),
    "a part as text": ({"inner": "x"}, Outer("a", "now")),
    "a part without what it needs": ({"inner": {"items": [1]}}, Outer("a", "now")),
    "a part with odd items": (
        {"inner": {"size": "2", "items": ["1.5", None, {}, "nan", "inf", 2]}},
        Outer("a", "now", inner=Inner(2.0, (1.5, None, None, None, None, 2.0))),
    ),
    "a part with odd items all round": (
        {"inner": {"size": 2, "items": {}}},
        Outer("a", "now", inner=Inner(2.0)),
    ),
}


@pytest.mark.parametrize(("odd", "expected"), ODD.values(), ids=ODD.keys())
def test_what_is_odd_is_read_as_far_as_its_meaning_is_beyond_doubt(
    odd: dict[str, Any], expected: Outer
) -> None:
    body = read(A, {**A, **odd}, A, next_token="n")

    assert body.data == [Outer("a", "now"), expected, Outer("a", "now")]
    assert (body.next_token, body.left_out) == ("n", ())


@pytest.mark.parametrize(
    ("odd", "id_"),
    [
        ({"id": "b"}, "b"),
        ({"id": 5}, "5"),
        ({"id": "b", "startTime": None}, "b"),
        ({"id": "b", "startTime": []}, "b"),
        ({"startTime": "now"}, None),
        ({"id": {}, "startTime": "now"}, None),
        (None, None),
        ("x", None),
        ([], None),
    ],
)
def test_a_record_that_lacks_what_it_needs_is_left_out_and_told(odd: Any, id_: str | None) -> None:
    body = read(A, odd, A)

    assert body.data == [Outer("a", "now"), Outer("a", "now")]
    assert body.left_out == (id_,)


def test_every_list_of_a_body_is_read_by_its_records() -> None:
    body = read(None, A, more=[{"size": "1"}, {"id": "z", "size": 0}])

    assert (body.data, body.more) == ([Outer("a", "now")], [Inner(1.0)])
    assert body.left_out == (None, "z")


def test_numbers_that_no_float_holds_cost_their_own_field_alone() -> None:
    body = decoded(b'{"data":[{"id":"a","startTime":"now","code":1e999}]}', Body)

    assert body.data == [Outer("a", "now", code=4)]


def test_what_the_provider_says_of_itself_is_not_what_was_left_out() -> None:
    assert read(A, left_out=["x"]).left_out == ()
    assert read(None, left_out=["x"]).left_out == (None,)


@pytest.mark.parametrize(
    "around",
    [
        {"data": None},
        {"data": {}},
        {"data": "x"},
        {"more": {}},
        {"next_token": []},
    ],
)
def test_a_body_that_cannot_be_read_around_its_records_is_unreadable(around: Any) -> None:
    with pytest.raises(UnreadableBodyError):
        decoded(json.dumps({"data": [A, None], **around}).encode(), Body)


def test_what_stands_around_records_may_be_odd_like_they() -> None:
    body = read(A, next_token=5, more=None)

    assert (body.next_token, body.more, body.left_out) == ("5", [], ())


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"data":[{"id":', b'{"x":' + b"[" * 3000])
def test_what_is_no_object_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableBodyError):
        decoded(body, Body)


def test_whole_records_are_read_as_the_body_would_be() -> None:
    body = decoded(b'{"data":[null,{"id":"a","startTime":"1","code":"7"}]}', LaxBody)

    assert (body.data, body.left_out) == ([Outer("a", "1", code=7)], (None,))


def test_a_single_record_is_read_in_the_same_way() -> None:
    odd = b'{"id":"a","startTime":"1","code":"x"}'

    assert record(odd, Outer) == Outer("a", "1", code=4)
    with pytest.raises(ValueError, match="must be there"):
        record(b'{"id":"a"}', Outer)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "startTime", "code", "inner", "size", "x"]), inner)
    ),
    max_leaves=8,
)


@given(before=JSON, after=JSON)
def test_whatever_stands_beside_it_a_whole_record_is_there(before: Any, after: Any) -> None:
    whole = Outer("whole", "now", label="x")

    body = read(before, msgspec.to_builtins(whole), after)

    assert whole in body.data
    assert len(body.data) + len(body.left_out) == 3


def test_each_record_that_cannot_be_used_is_told_beside_the_others() -> None:
    assert each(["1", "x", "3"], int) == ([1, 3], ["x"])
    assert each(["1", "2"], int) == ([1, 2], [])
    assert each([1.0, float("inf")], int) == ([1], [float("inf")])
