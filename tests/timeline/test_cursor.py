from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gateway.domain.activity import Position
from gateway.domain.errors import InvalidCursorError
from gateway.timeline.cursor import LEAST_SECRET_BYTES, MOST_CHARACTERS, Cursor, CursorCodec

CODEC = CursorCodec(b"the secret of the tests")
QUESTION = b"walks, newest first"
START = datetime(2025, 3, 4, 7, 0, 0, 123_000, tzinfo=UTC)
CURSOR = Cursor(Position(START, "oura", "workout", "a:b/c%20 d 🏃"), gap_behind=True)

patiently = settings(deadline=None)
positions = st.builds(
    Position,
    st.datetimes(timezones=st.just(UTC)),
    st.text(max_size=20),
    st.text(max_size=20),
    st.text(max_size=1_000),
)
cursors = st.builds(Cursor, positions, st.booleans())


def raw_bytes(text: str) -> bytearray:
    return bytearray(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def as_text(raw: bytearray) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@patiently
@given(cursors, st.binary(max_size=64))
@example(CURSOR, b"")
def test_a_cursor_comes_back_as_it_went(cursor: Cursor, question: bytes) -> None:
    assert CODEC.decode(CODEC.encode(cursor, question), question) == cursor


@pytest.mark.parametrize("length", [0, 1, 200, 1_450, 5_000])
def test_a_long_native_id_survives(length: int) -> None:
    cursor = Cursor(CURSOR.position._replace(native_id="x" * length), gap_behind=False)

    text = CODEC.encode(cursor, QUESTION)

    assert CODEC.decode(text, QUESTION) == cursor


def test_a_start_in_another_zone_comes_back_as_the_same_instant_in_utc() -> None:
    local = START.astimezone(timezone(timedelta(hours=-7)))
    cursor = Cursor(CURSOR.position._replace(start_time=local), gap_behind=False)

    start = CODEC.decode(CODEC.encode(cursor, QUESTION), QUESTION).position.start_time

    assert (start, start.utcoffset()) == (START, timedelta(0))


def test_a_cursor_is_short_and_safe_in_an_address() -> None:
    text = CODEC.encode(CURSOR, QUESTION)

    assert len(text) < 120
    assert text.replace("-", "").replace("_", "").isalnum()


def test_equal_cursors_are_equal_texts_in_every_process_with_the_secret() -> None:
    twin = CursorCodec(b"the secret of the tests")

    assert twin.encode(CURSOR, QUESTION) == CODEC.encode(CURSOR, QUESTION)
    assert twin.decode(CODEC.encode(CURSOR, QUESTION), QUESTION) == CURSOR


def test_a_cursor_of_another_secret_is_not_ours() -> None:
    stranger = CursorCodec(b"the secret of somebody else")

    with pytest.raises(InvalidCursorError, match="not a cursor of this gateway"):
        CODEC.decode(stranger.encode(CURSOR, QUESTION), QUESTION)


def test_a_cursor_of_another_question_is_told_so() -> None:
    with pytest.raises(InvalidCursorError, match="another filter, order or de-duplication"):
        CODEC.decode(CODEC.encode(CURSOR, QUESTION), b"walks, oldest first")


def test_a_cursor_of_another_version_is_told_so() -> None:
    raw = raw_bytes(CODEC.encode(CURSOR, QUESTION))
    raw[0] += 1

    with pytest.raises(InvalidCursorError, match="this version of the gateway"):
        CODEC.decode(as_text(raw), QUESTION)


@patiently
@given(st.data())
def test_no_bit_can_be_changed(data: st.DataObject) -> None:
    raw = raw_bytes(CODEC.encode(CURSOR, QUESTION))
    bit = data.draw(st.integers(0, 8 * len(raw) - 1))
    raw[bit // 8] ^= 1 << bit % 8

    with pytest.raises(InvalidCursorError):
        CODEC.decode(as_text(raw), QUESTION)


@patiently
@given(st.data())
def test_no_character_can_be_changed(data: st.DataObject) -> None:
    text = CODEC.encode(CURSOR, QUESTION)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda character: character != text[place]))

    with pytest.raises(InvalidCursorError):
        CODEC.decode(text[:place] + other + text[place + 1 :], QUESTION)


@pytest.mark.parametrize("native_id", ["", "x", "xx"])
def test_the_bits_that_base64_leaves_unused_cannot_be_changed(native_id: str) -> None:
    cursor = Cursor(CURSOR.position._replace(native_id=native_id), gap_behind=False)
    text = CODEC.encode(cursor, QUESTION)
    forged = {text[:-1] + other for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg0123-_"} - {text}

    for candidate in forged:
        with pytest.raises(InvalidCursorError):
            CODEC.decode(candidate, QUESTION)


@patiently
@given(st.text())
@example("")
@example("not a cursor")
@example("é")
@example("\ud800")
@example("A")
@example("AQ")
@example("AQ==")
@example("AQID")
@example("AAAA AAAA")
def test_what_is_not_a_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidCursorError, match="leave it out to start again"):
        CODEC.decode(text, QUESTION)


@patiently
@given(st.data())
def test_a_cursor_cut_short_or_drawn_out_is_refused(data: st.DataObject) -> None:
    text = CODEC.encode(CURSOR, QUESTION)
    kept = data.draw(st.integers(0, len(text) - 1))

    for candidate in (text[:kept], text + text[:kept] + "A", text + "=", f" {text}"):
        with pytest.raises(InvalidCursorError):
            CODEC.decode(candidate, QUESTION)


def test_a_text_that_is_too_long_is_refused_even_when_it_is_ours() -> None:
    cursor = Cursor(CURSOR.position._replace(native_id="x" * MOST_CHARACTERS), gap_behind=False)

    with pytest.raises(InvalidCursorError, match="not a cursor of this gateway"):
        CODEC.decode(CODEC.encode(cursor, QUESTION), QUESTION)


def test_a_refusal_quotes_nothing_of_the_cursor() -> None:
    text = CODEC.encode(CURSOR, QUESTION)

    with pytest.raises(InvalidCursorError) as refusal:
        CODEC.decode(text, b"another question")

    assert text not in str(refusal.value)
    assert "workout" not in str(refusal.value)


def test_a_secret_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 bytes"):
        CursorCodec(b"x" * (LEAST_SECRET_BYTES - 1))


def test_a_long_secret_counts_to_its_last_byte() -> None:
    one, other = CursorCodec(b"x" * 200 + b"1"), CursorCodec(b"x" * 200 + b"2")

    with pytest.raises(InvalidCursorError):
        one.decode(other.encode(CURSOR, QUESTION), QUESTION)


def test_the_secret_is_in_no_repr() -> None:
    assert "secret of the tests" not in repr(CODEC)
