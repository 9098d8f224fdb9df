"""Ids of providers' records: opaque to clients, deterministic, without anything of the viewer."""

from __future__ import annotations

import base64
import binascii
from binascii import b2a_base64

from gateway.domain.errors import InvalidIdError
from gateway.domain.provider_name import Provider

_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def to_opaque(text: str) -> str:
    """The text in base64url, without padding."""
    return b2a_base64(text.encode(), newline=False).translate(_URL_SAFE).rstrip(b"=").decode()


def from_opaque(encoded: str) -> str:
    """The text that `to_opaque` made this of.

    Raises:
        ValueError: it made no text into this.
    """
    padded = encoded.encode("ascii") + b"=" * (-len(encoded) % 4)
    text = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    if to_opaque(text) != encoded:
        raise ValueError("another form of the same text")
    return text


def encode_record_id(prefix: str, provider: Provider, collection: str, native_id: str) -> str:
    """`<prefix><provider>:<collection>:<native id>`, opaque."""
    return to_opaque(f"{prefix}{provider}:{collection}:{native_id}")


def decode_record_id(prefix: str, encoded: str, *, what: str) -> tuple[Provider, str, str]:
    """The parts of an id.

    Raises:
        InvalidIdError: it is not one of `what`, in exactly the form that `encode_record_id` gives.
    """
    try:
        text = from_opaque(encoded)
        if not text.startswith(prefix):
            raise InvalidIdError(encoded, what)
        name, collection, native_id = text.removeprefix(prefix).split(":", 2)
        provider = Provider(name)
    except (UnicodeError, binascii.Error, ValueError):
        raise InvalidIdError(encoded, what) from None
    if not collection or not native_id:
        raise InvalidIdError(encoded, what)
    return provider, collection, native_id
