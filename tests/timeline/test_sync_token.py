from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain.errors import InvalidSyncTokenError
from gateway.timeline.changes.state import (
    Compared,
    Journal,
    SyncState,
    Told,
    packed_id,
    unpacked_id,
)
from gateway.timeline.changes.token import MOST_CHARACTERS, SyncTokenCodec

CODEC = SyncTokenCodec(b"the secret of the tests")
UUID = "0b5c1c2e-7d0a-4f4e-9b0a-000000000001"
DOCUMENTS = {packed_id(UUID): Told(1_784_116_800_000, b"digest")}
STATE = SyncState(
    ("google_fit:session", "oura:=workout"),
    ("oura",),
    (Journal(at=1, floor=2, token="from Fit"), Compared(at=1, floor=2, documents=DOCUMENTS)),
)

patiently = settings(deadline=None)
numbers = st.none() | st.integers(0, 2**60)
told = st.builds(Told, st.integers(0, 2**60), st.binary(min_size=6, max_size=6))
parts = st.builds(
    Compared, numbers, numbers, st.dictionaries(st.binary(max_size=20), told, max_size=3)
) | st.builds(Journal, numbers, numbers, st.none() | st.binary(max_size=12), st.none() | st.text())
states = st.builds(
    SyncState,
    st.lists(st.text(), max_size=2).map(tuple),
    st.lists(st.text(), max_size=2).map(tuple),
    st.lists(parts, max_size=3).map(tuple),
)


def raw_bytes(text: str) -> bytearray:
    return bytearray(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def as_text(raw: bytes | bytearray) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@patiently
@given(states)
def test_a_token_leads_back_to_its_state(state: SyncState) -> None:
    assert CODEC.decode(CODEC.encode(state)) == state


def test_equal_states_are_equal_tokens() -> None:
    assert CODEC.encode(STATE) == CODEC.encode(STATE)


@pytest.mark.parametrize("place", range(0, len(raw_bytes(CODEC.encode(STATE))), 3))
def test_a_token_with_any_bit_changed_is_refused(place: int) -> None:
    raw = raw_bytes(CODEC.encode(STATE))
    raw[place] ^= 4

    with pytest.raises(InvalidSyncTokenError):
        CODEC.decode(as_text(raw))


def test_a_token_of_another_secret_is_refused() -> None:
    with pytest.raises(InvalidSyncTokenError):
        CODEC.decode(SyncTokenCodec(b"another secret").encode(STATE))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "é",
        "a b",
        "AQ",
        CODEC.encode(STATE)[:-1],
        CODEC.encode(STATE) + "=",
        "A" * (MOST_CHARACTERS + 1),
    ],
)
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(InvalidSyncTokenError):
        CODEC.decode(text)


def test_nothing_of_a_state_can_be_read_in_its_token() -> None:
    raw = bytes(raw_bytes(CODEC.encode(STATE)))

    for secret in (packed_id(UUID)[1:], UUID.encode(), b"digest", b"from Fit", b"oura", b"workout"):
        assert secret not in raw


def test_three_records_a_day_make_a_token_of_less_than_five_kilobytes() -> None:
    documents = {
        packed_id(f"0b5c1c2e-7d0a-4f4e-9b0a-{number:012}"): Told(1_784_116_800_000, b"digest")
        for number in range(90)
    }
    state = SyncState(("oura:=workout",), (), (Journal(), Compared(documents=documents)))

    assert len(CODEC.encode(state)) < 4_600


@given(st.text())
def test_any_id_survives_packing(native_id: str) -> None:
    assert unpacked_id(packed_id(native_id)) == native_id


def test_a_uuid_is_packed_into_17_bytes() -> None:
    assert unpacked_id(packed_id(UUID)) == UUID
    assert unpacked_id(packed_id(UUID.upper())) == UUID.upper()
    assert len(packed_id(UUID)) == 17
