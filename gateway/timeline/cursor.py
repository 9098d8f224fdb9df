"""Cursors: a place in a list, made opaque and authenticated for the way to the client and back."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import msgspec

from gateway.domain.activity import Position
from gateway.domain.errors import InvalidCursorError

LEAST_SECRET_BYTES = 16
MOST_CHARACTERS = 8_192
"""Longer text is refused unread; a native id of 5,000 bytes still fits."""

_VERSION = b"\x01"
_SEAL_BYTES = 16
_MARK_BYTES = 8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)

_NOT_OURS = (
    "This is not a cursor of this gateway: send one exactly as it was read, "
    "or leave it out to start again."
)
_OTHER_VERSION = (
    "This is not a cursor that this version of the gateway reads: leave it out to start again."
)
_OTHER_QUESTION = (
    "This cursor was made for another filter, order or de-duplication: "
    "send it with the arguments that it was read with, or leave it out to start again."
)


class Cursor(msgspec.Struct, frozen=True):
    """A place in a list, and what the pages up to it lacked."""

    position: Position
    gap_behind: bool
    """Whether something was missing on this page or one before it."""


class _Payload(msgspec.Struct, frozen=True, array_like=True):
    """A cursor as it travels; the mark stands for the question that it is valid for."""

    mark: bytes
    start: int
    provider: str
    collection: str
    native_id: str
    gap_behind: bool


class CursorCodec:
    """Turns cursors into text and back: base64url of version, payload and seal.

    The seal is a keyed BLAKE2b of the rest, so that only those who know the secret make cursors.
    `question` is whatever bytes stand for the list: filter, order, de-duplication.
    """

    __slots__ = ("_blank_seal", "_decoder", "_encoder")

    def __init__(self, secret: bytes) -> None:
        if len(secret) < LEAST_SECRET_BYTES:
            raise ValueError(f"The secret of cursors needs at least {LEAST_SECRET_BYTES} bytes.")
        key = hashlib.blake2b(secret, digest_size=32, person=b"gateway cursor").digest()
        self._blank_seal = hashlib.blake2b(key=key, digest_size=_SEAL_BYTES)
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(_Payload)

    def encode(self, cursor: Cursor, question: bytes) -> str:
        """The cursor as text that is good for this question only."""
        start_time, provider, collection, native_id = cursor.position
        start = (start_time - _EPOCH) // _TICK
        payload = _Payload(
            _mark(question), start, provider, collection, native_id, cursor.gap_behind
        )
        body = _VERSION + self._encoder.encode(payload)
        return _text(body + self._seal(body))

    def decode(self, text: str, question: bytes) -> Cursor:
        """The cursor that `encode` made this text of, for the same question.

        Raises:
            InvalidCursorError: it is not ours, of another version, or made for another question.
        """
        payload = self._decoder.decode(self._opened(text))
        if payload.mark != _mark(question):
            raise InvalidCursorError(_OTHER_QUESTION)
        start_time = _EPOCH + payload.start * _TICK
        position = Position(start_time, payload.provider, payload.collection, payload.native_id)
        return Cursor(position, payload.gap_behind)

    def _opened(self, text: str) -> bytes:
        """The payload's bytes, once it is sure that they are ours."""
        raw = _raw(text)
        if not raw.startswith(_VERSION):
            raise InvalidCursorError(_OTHER_VERSION)
        body, seal = raw[:-_SEAL_BYTES], raw[-_SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._seal(body)):
            raise InvalidCursorError(_NOT_OURS)
        return body[len(_VERSION) :]

    def _seal(self, body: bytes) -> bytes:
        seal = self._blank_seal.copy()
        seal.update(body)
        return seal.digest()


@lru_cache(maxsize=64)
def _mark(question: bytes) -> bytes:
    """A few bytes that differ from question to question; all cursors of a page share them."""
    return hashlib.blake2b(question, digest_size=_MARK_BYTES).digest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    """The bytes of base64url without padding, in the one form that `_text` gives."""
    if not text or len(text) > MOST_CHARACTERS:
        raise InvalidCursorError(_NOT_OURS)
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        raw = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (UnicodeError, binascii.Error):
        raise InvalidCursorError(_NOT_OURS) from None
    if _text(raw) != text:
        raise InvalidCursorError(_NOT_OURS)
    return raw
