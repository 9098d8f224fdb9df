"""Every failure a client may see.

    GatewayError
    ├── BadUserInputError            the request asks for something that cannot be
    │   ├── InvalidCursorError       a cursor that is not ours, or not of this question
    │   ├── InvalidIdError           an id that is not one of what is wanted
    │   └── InvalidSyncTokenError    a sync token that is not ours, or of other providers
    ├── ProvidersFailedError         several of these at once, where a part is not wanted
    └── UpstreamError                a provider did not do its part
        ├── NotLinkedError           the request has no token for it
        ├── ReauthRequiredError      it refused the token
        ├── ScopeMissingError        the token may not do this
        ├── NotOwnedError            the record belongs to another application
        ├── SubscriptionExpiredError the wearer's membership has lapsed
        ├── RateLimitedError         too many calls
        │   ├── ApplicationLimitedError of all viewers of this gateway together
        │   └── StillLimitedError    the provider said how long to wait; nothing was sent
        ├── CircuitOpenError         it has failed so often that it is left alone for a while
        ├── UpstreamTimeoutError     no complete answer within the deadline
        ├── UpstreamUnreachableError no connection, or one that broke
        │   └── NotSentError         no connection, so that nothing was sent
        │       └── CrowdedError     too many calls to it are under way already
        ├── UpstreamStatusError      a status that says it failed
        │   └── UpstreamBrokenError  one that may come after a write was done
        ├── PageTokenRefusedError    it does not know the token of a page
        ├── InvalidResponseError     an answer that cannot be read
        ├── ResultLimitError         more than the gateway will hold
        ├── TimeZoneNeededError      it has no days, unless a zone is named
        └── SunsetError              the API has been switched off

Messages are for clients: they never quote an upstream body, a token or an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from gateway.domain.provider_name import Provider


class ProviderErrorCode(StrEnum):
    """What went wrong at a provider. Grows over time."""

    NOT_LINKED = "NOT_LINKED"
    REAUTH_REQUIRED = "REAUTH_REQUIRED"
    SCOPE_MISSING = "SCOPE_MISSING"
    SUBSCRIPTION_EXPIRED = "SUBSCRIPTION_EXPIRED"
    RATE_LIMITED = "RATE_LIMITED"
    CIRCUIT_OPEN = "CIRCUIT_OPEN"
    TIMEOUT = "TIMEOUT"
    UPSTREAM_ERROR = "UPSTREAM_ERROR"
    INVALID_PAGE_TOKEN = "INVALID_PAGE_TOKEN"  # noqa: S105 - a word for clients
    INVALID_RESPONSE = "INVALID_RESPONSE"
    RESULT_LIMIT = "RESULT_LIMIT"
    TIME_ZONE_NEEDED = "TIME_ZONE_NEEDED"
    SUNSET = "SUNSET"


class ProviderAction(StrEnum):
    """What a client can do about it. Closed."""

    NONE = "NONE"
    RETRY_LATER = "RETRY_LATER"
    RELINK = "RELINK"
    NARROW_RANGE = "NARROW_RANGE"
    RENEW_SUBSCRIPTION = "RENEW_SUBSCRIPTION"
    CONTACT_OPERATOR = "CONTACT_OPERATOR"


class GatewayError(Exception):
    """A failure with a message that is meant for clients."""


class BadUserInputError(GatewayError):
    """The request asks for something that cannot be; the message says what to change."""

    code: ClassVar[str] = "BAD_USER_INPUT"


class InvalidCursorError(BadUserInputError):
    """A cursor that this gateway did not make, or made for another filter or order."""

    code = "INVALID_CURSOR"


class InvalidSyncTokenError(BadUserInputError):
    """A sync token that this gateway did not make, or made for other providers."""

    code = "INVALID_SYNC_TOKEN"


class InvalidIdError(BadUserInputError):
    """An id that is not one of what is wanted, such as `an activity`."""

    def __init__(self, encoded: str, what: str = "an activity") -> None:
        super().__init__(
            f"This is not the id of {what}: send {what}'s `id` exactly as it was read."
        )
        self.encoded = encoded


class UpstreamError(GatewayError):
    """A provider did not do its part."""

    code: ClassVar[ProviderErrorCode]
    action: ClassVar[ProviderAction]
    retryable: ClassVar[bool] = False
    outcome_unknown: ClassVar[bool] = False
    """Whether a write that failed so may have been done all the same."""

    def __init__(
        self,
        provider: Provider,
        message: str,
        *,
        status: int | None = None,
        retry_after_seconds: int | None = None,
        may_be_scope: bool = False,
    ) -> None:
        super().__init__(message)
        self.provider = provider
        self.may_be_scope = may_be_scope
        """Whether the provider refuses so too what the token was not granted."""
        self.message = message
        self.upstream_status = status
        self.retry_after_seconds = retry_after_seconds


class NotLinkedError(UpstreamError):
    """The request has no token for the provider."""

    code = ProviderErrorCode.NOT_LINKED
    action = ProviderAction.RELINK


class ReauthRequiredError(UpstreamError):
    """The provider refused the token: expired, revoked or malformed."""

    code = ProviderErrorCode.REAUTH_REQUIRED
    action = ProviderAction.RELINK


class ScopeMissingError(UpstreamError):
    """The token is good, but was not granted what this needs."""

    code = ProviderErrorCode.SCOPE_MISSING
    action = ProviderAction.RELINK


class NotOwnedError(ScopeMissingError):
    """The record was written by another application, which alone may change it."""

    action = ProviderAction.NONE


class SubscriptionExpiredError(UpstreamError):
    """The wearer's membership has lapsed, and the provider gives nothing without one."""

    code = ProviderErrorCode.SUBSCRIPTION_EXPIRED
    action = ProviderAction.RENEW_SUBSCRIPTION


class RateLimitedError(UpstreamError):
    """Too many calls; `retry_after_seconds` where the provider said when to come back."""

    code = ProviderErrorCode.RATE_LIMITED
    action = ProviderAction.RETRY_LATER
    retryable = True


class ApplicationLimitedError(RateLimitedError):
    """Too many calls of all viewers of this gateway together."""


class StillLimitedError(RateLimitedError):
    """The time that the provider named after too many calls is not over: nothing was sent."""


class CircuitOpenError(UpstreamError):
    """The provider has failed so often that it is not called for a while: nothing was sent."""

    code = ProviderErrorCode.CIRCUIT_OPEN
    action = ProviderAction.RETRY_LATER
    retryable = True


class UpstreamTimeoutError(UpstreamError):
    """No complete answer within the deadline."""

    code = ProviderErrorCode.TIMEOUT
    action = ProviderAction.RETRY_LATER
    retryable = True
    outcome_unknown = True


class UpstreamUnreachableError(UpstreamError):
    """No connection, or one that broke before the answer was whole."""

    code = ProviderErrorCode.UPSTREAM_ERROR
    action = ProviderAction.RETRY_LATER
    retryable = True
    outcome_unknown = True


class NotSentError(UpstreamUnreachableError):
    """No connection could be had, so that nothing was sent."""

    outcome_unknown = False


class CrowdedError(NotSentError):
    """As many calls to the provider are under way as there may be: nothing was sent."""


class UpstreamStatusError(UpstreamError):
    """The provider answered that it failed (5xx)."""

    code = ProviderErrorCode.UPSTREAM_ERROR
    action = ProviderAction.RETRY_LATER
    retryable = True


class UpstreamBrokenError(UpstreamStatusError):
    """The provider failed amid the call (5xx but 503): a write may have been done before that."""

    outcome_unknown = True


class UpstreamRefusedError(UpstreamError):
    """The provider answered that the call was wrong (4xx), which asking again does not mend."""

    code = ProviderErrorCode.UPSTREAM_ERROR
    action = ProviderAction.CONTACT_OPERATOR


class PageTokenRefusedError(UpstreamError):
    """The token of a page is not one of the provider's, is too old, or is of another question."""

    code = ProviderErrorCode.INVALID_PAGE_TOKEN
    action = ProviderAction.NONE


class InvalidResponseError(UpstreamError):
    """An answer that is not what the provider documents."""

    code = ProviderErrorCode.INVALID_RESPONSE
    action = ProviderAction.RETRY_LATER
    retryable = True
    outcome_unknown = True


class ResultLimitError(UpstreamError):
    """More than the gateway will hold: too many pages or too large a body."""

    code = ProviderErrorCode.RESULT_LIMIT
    action = ProviderAction.NARROW_RANGE


class TimeZoneNeededError(UpstreamError):
    """The provider records no offset, so that it has no days unless the query names a zone."""

    code = ProviderErrorCode.TIME_ZONE_NEEDED
    action = ProviderAction.NONE


class SunsetError(UpstreamError):
    """The provider has switched this API off."""

    code = ProviderErrorCode.SUNSET
    action = ProviderAction.CONTACT_OPERATOR


class ProvidersFailedError(GatewayError):
    """Providers failed, and the client wants nothing rather than a part."""

    def __init__(self, failures: Sequence[UpstreamError]) -> None:
        super().__init__(" ".join(failure.message for failure in failures))
        self.failures = tuple(failures)


def unreadable(provider: Provider, count: int, what: str) -> InvalidResponseError | None:
    """Why so many of a provider's records, such as `tags`, are not shown; None for none."""
    if not count:
        return None
    return InvalidResponseError(
        provider, f"{count} of the {what} cannot be read, and are left out."
    )


def unreadable_record(provider: Provider) -> InvalidResponseError:
    """The failure of a record that was asked for by its id and cannot be read."""
    return InvalidResponseError(
        provider, "The provider has this record, but what it sends of it cannot be read."
    )
