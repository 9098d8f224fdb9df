"""Sync tokens: a state, sealed and made unreadable for the way to the client and back.

A tombstone needs the id of what is gone, so that a token holds ids, which are nobody else's
business. AES-SIV (RFC 5297) needs no nonce, and makes equal tokens of equal states.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from gateway.domain.errors import InvalidSyncTokenError
from gateway.timeline.changes.state import SyncState

MOST_CHARACTERS = 1_000_000
"""Longer text is refused unread."""

_VERSION = b"\x01"
_KEY_BYTES = 64
_NOT_OURS = (
    "This is not a sync token that this gateway reads: send one exactly as it was read, or leave "
    "it out to start again."
)


class SyncTokenCodec:
    """Turns states into text and back: base64url of version and what is sealed."""

    def __init__(self, secret: bytes) -> None:
        key = hashlib.blake2b(secret, digest_size=_KEY_BYTES, person=b"gateway sync").digest()
        self._cipher = AESSIV(key)
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(SyncState)

    def encode(self, state: SyncState) -> str:
        """The state as text."""
        sealed = self._cipher.encrypt(self._encoder.encode(state), [_VERSION])
        return base64.urlsafe_b64encode(_VERSION + sealed).rstrip(b"=").decode()

    def decode(self, text: str) -> SyncState:
        """The state that `encode` made this text of.

        Raises:
            InvalidSyncTokenError: it is not ours, or of another version.
        """
        raw = _raw(text)
        try:
            plain = self._cipher.decrypt(raw[len(_VERSION) :], [raw[: len(_VERSION)]])
        except InvalidTag:
            raise InvalidSyncTokenError(_NOT_OURS) from None
        if not raw.startswith(_VERSION):
            raise InvalidSyncTokenError(_NOT_OURS)
        return self._decoder.decode(plain)


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
