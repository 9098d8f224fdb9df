"""The ways in which a provider can misbehave.

Each is a value; the names in `tag` and of the fields are those of `POST /sandbox/faults`.
Where a fault spoils an answer (`SlowBody`, `CutBody`, `MalformedJson`, `WrongShape`), a write has
been applied all the same; after `Status`, `Reset` and a `Hang` that the client gives up, not.
"""

from __future__ import annotations

from typing import Literal

import msgspec

_STATUSES = range(200, 600)


class _Fault(
    msgspec.Struct, frozen=True, tag_field="fault", rename="camel", forbid_unknown_fields=True
):
    """What all faults share."""

    def strikes(self, *, read: bool) -> bool:  # noqa: ARG002 - most strike every call
        """Whether it can strike a read, or else a write."""
        return True


class Status(_Fault, frozen=True, tag="STATUS"):
    """A status, in the provider's own form of an error unless `body` says otherwise."""

    code: int = msgspec.field(name="status")
    retry_after: int | None = msgspec.field(default=None, name="retryAfterSeconds")
    body: str | None = None
    """Sent as UTF-8; a byte that is none is written as its surrogate escape (\\udcff)."""
    tier: Literal["token", "application"] = "token"
    """Which of Oura's two limits a 429 is about."""
    headers: dict[str, str] = {}
    """Sent besides the usual ones."""

    def __post_init__(self) -> None:
        if self.code not in _STATUSES:
            raise ValueError("status must be from 200 to 599")
        if self.retry_after is not None and self.retry_after < 0:
            raise ValueError("retryAfterSeconds must not be negative")


class Hang(_Fault, frozen=True, tag="HANG"):
    """No answer for so long; without a number, until the client leaves. Then the usual answer."""

    seconds: float | None = None


class SlowBody(_Fault, frozen=True, tag="SLOW_BODY"):
    """The head at once, then a byte of blank at a time for so long, then the usual body.

    An answer without a body (204) comes as usual.
    """

    seconds: float = 600.0
    interval: float = msgspec.field(default=0.05, name="intervalSeconds")

    def __post_init__(self) -> None:
        if self.interval <= 0:
            raise ValueError("intervalSeconds must be more than 0")


class CutBody(_Fault, frozen=True, tag="CUT_BODY"):
    """Half of the body, of more that Content-Length promises; then the connection is closed."""


class MalformedJson(_Fault, frozen=True, tag="MALFORMED_JSON"):
    """200 with a body that stops in the middle of a word."""


class WrongShape(_Fault, frozen=True, tag="WRONG_SHAPE"):
    """200 with JSON whose every known field has a type that the description does not allow."""


class Reset(_Fault, frozen=True, tag="RESET"):
    """A TCP reset in place of an answer."""


class HangAfterApplying(_Fault, frozen=True, tag="HANG_AFTER_APPLYING"):
    """A write is applied, and no answer comes until the client leaves. Reads are not struck."""

    def strikes(self, *, read: bool) -> bool:
        """Writes."""
        return not read


class Lag(_Fault, frozen=True, tag="LAG"):
    """Lists show what there was when the fault began. Writes are applied and answered as usual."""

    def strikes(self, *, read: bool) -> bool:
        """Reads."""
        return read


Fault = (
    Status
    | Hang
    | SlowBody
    | CutBody
    | MalformedJson
    | WrongShape
    | Reset
    | HangAfterApplying
    | Lag
)
