from __future__ import annotations

import pytest

from gateway.upstream.decoding import NumbersAsText, UnreadableBodyError, decoded, decoded_or_none

from .calls import Thing


class LaxThing(NumbersAsText):
    a: int | None = None
    text: str | None = None


UNREADABLE = {
    "empty": b"",
    "cut": b'{"a":1',
    "html": b"<html>",
    "another shape": b"[1]",
    "null": b"null",
    "number as text where none is declared": b'{"a":"1"}',
    "deep": b'{"x":' + b"[" * 2000 + b"]" * 2000 + b"}",
    "5,000 digits": b'{"a":' + b"9" * 5000 + b"}",
    "endless number": b'{"a":1e999}',
    "lone surrogate": rb'{"text":"\ud800"}',
    "not UTF-8": b'{"text":"\xff"}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_body_that_cannot_be_read_is_one_kind_of_error_that_quotes_nothing(body: bytes) -> None:
    with pytest.raises(UnreadableBodyError) as caught:
        decoded(body, Thing)

    assert str(caught.value) == ""
    assert decoded_or_none(body, Thing) is None


def test_keys_that_the_wire_does_not_name_are_skipped() -> None:
    assert decoded(b'{"a":1,"b":{"c":[]}}', Thing) == Thing(a=1)


@pytest.mark.parametrize("body", [b'{"a":"12"}', b'{"a":12}'])
def test_a_number_may_be_text_where_the_wire_declares_it(body: bytes) -> None:
    assert decoded(body, LaxThing).a == 12


@pytest.mark.parametrize("body", [b'{"a":"1_2"}', b'{"a":" 12"}', b'{"a":"x"}', b'{"a":""}'])
def test_a_text_that_is_no_number_is_none_where_numbers_may_be_text(body: bytes) -> None:
    assert decoded_or_none(body, LaxThing) is None


@pytest.mark.parametrize("text", ["null", "12", "true"])
def test_text_stays_text_where_numbers_may_be_text(text: str) -> None:
    assert decoded(b'{"text":"%s"}' % text.encode(), LaxThing).text == text
