"""Sync tokens: a state, sealed and made unreadable for the way to the client and back.

A tombstone needs the id of what is gone, so that a token holds ids, which are nobody else's
business. The seal is a keyed BLAKE2b of the plain text and also what the key stream (SHAKE-256) is
made of, as in SIV mode: no nonce can be used twice, and equal states are equal tokens.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

import msgspec

from gateway.domain.errors import InvalidSyncTokenError
from gateway.timeline.changes.state import SyncState

MOST_CHARACTERS = 1_000_000
"""Longer text is refused unread."""

_VERSION = b"\x01"
_SEAL_BYTES = 16
_KEY_BYTES = 32
_NOT_OURS = (
    "This is not a sync token that this gateway reads: send one exactly as it was read, or leave "
    "it out to start again."
)


class SyncTokenCodec:
    """Turns states into text and back: base64url of version, seal and what is sealed."""

    def __init__(self, secret: bytes) -> None:
        self._seal_key = _key(secret, b"gateway syncseal")
        self._stream_key = _key(secret, b"gateway synctext")
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(SyncState)

    def encode(self, state: SyncState) -> str:
        """The state as text."""
        plain = self._encoder.encode(state)
        seal = self._seal(plain)
        raw = _VERSION + seal + self._masked(plain, seal)
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def decode(self, text: str) -> SyncState:
        """The state that `encode` made this text of.

        Raises:
            InvalidSyncTokenError: it is not ours, or of another version.
        """
        raw = _raw(text)
        start = len(_VERSION) + _SEAL_BYTES
        seal = raw[len(_VERSION) : start]
        plain = self._masked(raw[start:], seal)
        if not raw.startswith(_VERSION) or not hmac.compare_digest(seal, self._seal(plain)):
            raise InvalidSyncTokenError(_NOT_OURS)
        return self._decoder.decode(plain)

    def _seal(self, plain: bytes) -> bytes:
        return hashlib.blake2b(plain, key=self._seal_key, digest_size=_SEAL_BYTES).digest()

    def _masked(self, text: bytes, seal: bytes) -> bytes:
        """Plain text made unreadable, or the other way round."""
        stream = hashlib.shake_256(self._stream_key + seal).digest(len(text))
        mixed = int.from_bytes(text) ^ int.from_bytes(stream)
        return mixed.to_bytes(len(text))


def _key(secret: bytes, purpose: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=_KEY_BYTES, person=purpose).digest()


def _raw(text: str) -> bytes:
    """The bytes of base64url without padding, in the one form that `encode` gives."""
    if not text or len(text) > MOST_CHARACTERS:
        raise InvalidSyncTokenError(_NOT_OURS)
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        raw = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (UnicodeError, binascii.Error):
        raise InvalidSyncTokenError(_NOT_OURS) from None
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise InvalidSyncTokenError(_NOT_OURS)
    return raw
