"""Why a write was refused or failed, in words for the client, and which input to mend."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from gateway.domain.errors import (
    BadUserInputError,
    NotLinkedError,
    NotOwnedError,
    RateLimitedError,
    ReauthRequiredError,
    ScopeMissingError,
    UpstreamError,
    UpstreamRefusedError,
)


class UserErrorCode(StrEnum):
    """What is wrong with a write. Grows over time."""

    BLANK = "BLANK"
    INVALID = "INVALID"
    TOO_LONG = "TOO_LONG"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    END_BEFORE_START = "END_BEFORE_START"
    UNSUPPORTED_TYPE = "UNSUPPORTED_TYPE"
    PROVIDER_READ_ONLY = "PROVIDER_READ_ONLY"
    NOT_OWNED = "NOT_OWNED"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    NOT_LINKED = "NOT_LINKED"
    REAUTH_REQUIRED = "REAUTH_REQUIRED"
    SCOPE_MISSING = "SCOPE_MISSING"
    RATE_LIMITED = "RATE_LIMITED"
    UPSTREAM_UNAVAILABLE = "UPSTREAM_UNAVAILABLE"
    OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One reason why nothing was written, or why it is not known whether it was."""

    code: UserErrorCode
    message: str
    field: tuple[str, ...] | None = None
    """Path in the mutation's arguments, `("input", "endTime")`; None when no input is to blame."""
    retryable: bool = False
    retry_after_seconds: int | None = None


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was sent and could not be stored as it was."""

    field: tuple[str, ...]
    message: str


class WriteRefusedError(Exception):
    """Ends a write with its problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems

    @property
    def outcome_unknown(self) -> bool:
        """Whether it may have been written all the same."""
        return self.has(UserErrorCode.OUTCOME_UNKNOWN)

    def has(self, code: UserErrorCode) -> bool:
        """Whether one of the problems has the code."""
        return any(problem.code is code for problem in self.problems)


def input_path(*names: str) -> tuple[str, ...]:
    """The path of a field of the mutation's `input`."""
    return ("input", *names)


_CODES: list[tuple[type[UpstreamError], UserErrorCode]] = [
    (NotLinkedError, UserErrorCode.NOT_LINKED),
    (ReauthRequiredError, UserErrorCode.REAUTH_REQUIRED),
    (NotOwnedError, UserErrorCode.NOT_OWNED),
    (ScopeMissingError, UserErrorCode.SCOPE_MISSING),
    (RateLimitedError, UserErrorCode.RATE_LIMITED),
    (UpstreamRefusedError, UserErrorCode.INVALID),
]


def problem_of(error: UpstreamError) -> Problem:
    """A failed call, as a problem; when in doubt, the provider is not available."""
    matching = (code for kind, code in _CODES if isinstance(error, kind))
    return Problem(
        code=next(matching, UserErrorCode.UPSTREAM_UNAVAILABLE),
        message=error.message,
        retryable=error.retryable,
        retry_after_seconds=error.retry_after_seconds,
    )


def invalid_id(error: BadUserInputError) -> Problem:
    """The provider has no address for a session with such an id."""
    return Problem(code=UserErrorCode.INVALID, message=str(error), field=input_path("id"))


def unknown_outcome(error: UpstreamError, advice: str) -> Problem:
    """No answer to a write: it may have been done. `advice` says how to repeat it safely."""
    return Problem(
        code=UserErrorCode.OUTCOME_UNKNOWN,
        message=f"{error.message} It may have been done all the same. {advice}",
        retryable=True,
        retry_after_seconds=error.retry_after_seconds,
    )
