"""Digests of changes: a few bytes that stand for what a client has been told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import msgspec

from gateway.domain.changes import Change, Written

DIGEST_BYTES = 6
"""So few that thousands fit into a token, so many that two never meet by chance."""

_encoder = msgspec.msgpack.Encoder()


def digest(change: Change) -> bytes:
    """Differs for every other content of the same record."""
    return _digest(change)


def digest_of_write(written: Written) -> bytes:
    """Differs for every other write of the same record."""
    return _digest([written.change, written.written_at])


def joined(digests: Iterable[bytes]) -> bytes:
    """The digests, as a token holds them."""
    return b"".join(digests)


def parted(digests: bytes) -> AbstractSet[bytes]:
    """What was joined."""
    starts = range(0, len(digests), DIGEST_BYTES)
    return {digests[start : start + DIGEST_BYTES] for start in starts}


def _digest(value: object) -> bytes:
    return hashlib.blake2b(_encoder.encode(value), digest_size=DIGEST_BYTES).digest()
