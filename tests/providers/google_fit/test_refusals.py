from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from gateway.domain.errors import (
    ApplicationLimitedError,
    NotOwnedError,
    RateLimitedError,
    ScopeMissingError,
    UpstreamError,
    UpstreamRefusedError,
)
from gateway.providers.google_fit.refusals import explain
from gateway.upstream.answer import Answer

SECRET = "jane@example.org"


def refusal(method: str, error: object, status: int = 403) -> Answer:
    return Answer(
        method=method,
        status=status,
        headers={"retry-after": "9"},
        body=msgspec.json.encode(error),
        received_at=datetime(2026, 3, 29, tzinfo=UTC),
    )


def legacy(reason: str) -> dict[str, object]:
    """The older form, whose reasons are camel case."""
    entry = {"message": SECRET, "domain": "usageLimits", "reason": reason}
    return {"error": {"code": 403, "message": SECRET, "errors": [entry]}}


def modern(reason: str) -> dict[str, object]:
    """The newer form, whose reasons are upper case and stand among other details."""
    details: list[object] = [
        {"@type": "Help", "links": []},
        {"@type": "ErrorInfo", "reason": reason},
    ]
    return {"error": {"code": 403, "status": "PERMISSION_DENIED", "details": details}}


@pytest.mark.parametrize(
    ("method", "error", "kind"),
    [
        ("GET", legacy("rateLimitExceeded"), RateLimitedError),
        ("PUT", legacy("userRateLimitExceeded"), RateLimitedError),
        ("GET", legacy("dailyLimitExceeded"), ApplicationLimitedError),
        ("GET", modern("RATE_LIMIT_EXCEEDED"), RateLimitedError),
        ("PUT", legacy("insufficientPermissions"), ScopeMissingError),
        ("DELETE", modern("ACCESS_TOKEN_SCOPE_INSUFFICIENT"), ScopeMissingError),
        ("PUT", legacy("accessNotConfigured"), UpstreamRefusedError),
        ("GET", modern("SERVICE_DISABLED"), UpstreamRefusedError),
        ("PUT", legacy("forbidden"), NotOwnedError),
        ("DELETE", {"error": {"code": 403}}, NotOwnedError),
        ("GET", legacy("forbidden"), ScopeMissingError),
        ("GET", {"error": "access_denied"}, ScopeMissingError),
        ("DELETE", "not what Google sends", NotOwnedError),
    ],
)
def test_a_403_means_what_its_reasons_say(
    method: str, error: object, kind: type[UpstreamError]
) -> None:
    failure = explain(refusal(method, error))

    assert failure is not None
    assert type(failure) is kind
    assert (failure.upstream_status, failure.retry_after_seconds) == (403, 9)
    assert SECRET not in str(failure)


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_another_status_speaks_for_itself(status: int) -> None:
    assert explain(refusal("GET", legacy("forbidden"), status)) is None


def test_a_429_may_be_about_all_viewers() -> None:
    failure = explain(refusal("GET", legacy("dailyLimitExceeded"), 429))

    assert type(failure) is ApplicationLimitedError
    assert (failure.upstream_status, failure.retry_after_seconds) == (429, 9)
