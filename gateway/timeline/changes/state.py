"""What a sync token holds: up to where a client has been told of each provider's changes.

Times are whole milliseconds since 1970, so that a state survives the way to the client.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A record that a client has been told."""

    start: int
    digest: bytes


class Compared(msgspec.Struct, frozen=True, array_like=True, tag="c"):
    """A collection whose changes are found by comparison with what was told.

    It is watched from `floor` on; a complete look moves the floor up to the lookback before it, so
    that whatever changes within the lookback after its start is told, however seldom one asks.
    """

    at: int | None = None
    """When it was looked at last; None: never."""
    floor: int | None = None
    documents: Mapping[bytes, Told] = msgspec.field(default_factory=dict[bytes, Told])
    """By native id (see `packed_id`)."""


class Journal(msgspec.Struct, frozen=True, array_like=True, tag="j"):
    """A provider that keeps a journal of changes. What the journal does not reach comes first."""

    at: int | None = None
    """As above; until `history` is told, when that was begun."""
    floor: int | None = None
    """Sessions that start here or later have been told, or will be."""
    history: bytes | None = b""
    """Digests of what was told that is older than the journal; None: all of it."""
    token: str | None = None
    """The provider's own."""
    batch: bytes = b""
    """Digests of what was told of the batch that the token asks for."""
    latest: int | None = None
    """The latest modification in the batches before it."""
    writes: bytes = b""
    """Digests of recent writes through the gateway that were told, or shall not be."""
    again: str | None = None
    """The token of a batch in which a recent write stood in for what the journal told. It is read
    again when the write is not recent any more: the journal may have been right. "": the first."""
    doubts: bytes = b""
    """Digests of such writes."""
    then: str | None = None
    """The provider's token for what comes after a batch of which too much was told for `batch`. The
    batch is told by digest then; what changed after its first reading comes with this token."""
    up_to: bytes = b""
    """The last digest of such a batch that was told."""
    ahead: Mapping[bytes, int] = msgspec.field(default_factory=dict[bytes, int])
    """Starts of what starts too far ahead to be told yet, by native id (see `packed_id`)."""


Part = Compared | Journal


class SyncState(msgspec.Struct, frozen=True, array_like=True):
    """What one client knows."""

    units: tuple[str, ...]
    """The journals and collections of linked providers that it was told of."""
    providers: tuple[str, ...]
    """Those that were asked for; none: all."""
    parts: tuple[Part, ...]
    """One for each journal and each collection, in the order of the providers."""


def millis(instant: datetime) -> int:
    """The instant, as a state holds it."""
    return (instant - _EPOCH) // _MILLISECOND


def instant(milliseconds: int) -> datetime:
    """What `millis` was made of."""
    return _EPOCH + milliseconds * _MILLISECOND


_PLAIN, _UUID = b"=", b"-"


def packed_id(native_id: str) -> bytes:
    """The id in few bytes: 17 for a UUID, one more than its length for another."""
    try:
        uuid = UUID(native_id)
    except ValueError:
        uuid = None
    if uuid is not None and str(uuid) == native_id:
        return _UUID + uuid.bytes
    return _PLAIN + native_id.encode()


def unpacked_id(packed: bytes) -> str:
    """What was packed."""
    raw = packed[1:]
    return str(UUID(bytes=raw)) if packed.startswith(_UUID) else raw.decode()
