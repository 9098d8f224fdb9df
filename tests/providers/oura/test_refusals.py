from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gateway.domain.errors import (
    ApplicationLimitedError,
    ReauthRequiredError,
    ScopeMissingError,
    SubscriptionExpiredError,
    UpstreamError,
)
from gateway.providers.oura.refusals import explain
from gateway.upstream.answer import Answer


def refusal(body: bytes, status: int = 403, **headers: str) -> Answer:
    """`headers`: with underscores for hyphens."""
    return Answer(
        method="GET",
        status=status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=body,
        received_at=datetime(2026, 3, 29, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"detail": "Subscription of jane expired"}', SubscriptionExpiredError),
        (b'{"detail": "Missing SCOPE: workout"}', ScopeMissingError),
        (b'{"detail": "You do not have permission"}', ScopeMissingError),
        (b'{"detail": [{"loc": [], "msg": "scope", "type": "x"}]}', SubscriptionExpiredError),
        (b"", SubscriptionExpiredError),
        (b"[" * 5000, SubscriptionExpiredError),
    ],
)
def test_a_403_is_a_lapsed_membership_unless_it_speaks_of_scopes(
    body: bytes, kind: type[UpstreamError]
) -> None:
    failure = explain(refusal(body))

    assert failure is not None
    assert type(failure) is kind
    assert failure.upstream_status == 403
    assert "jane" not in str(failure)


@pytest.mark.parametrize("status", [400, 404, 422, 426, 429, 500])
def test_another_status_speaks_for_itself(status: int) -> None:
    assert explain(refusal(b'{"detail": "scope"}', status)) is None


@pytest.mark.parametrize(
    ("status", "kind"), [(401, ReauthRequiredError), (403, SubscriptionExpiredError)]
)
def test_a_refusal_without_a_word_of_scopes_may_be_about_one(
    status: int, kind: type[UpstreamError]
) -> None:
    failure = explain(refusal(b"", status))

    assert failure is not None
    assert (type(failure), failure.may_be_scope) == (kind, True)


def test_a_429_of_the_application_is_about_all_wearers() -> None:
    failure = explain(refusal(b"", 429, x_ratelimit_tier="Application", retry_after="9"))

    assert type(failure) is ApplicationLimitedError
    assert (failure.upstream_status, failure.retry_after_seconds) == (429, 9)


def test_a_429_of_the_token_is_about_one() -> None:
    assert explain(refusal(b"", 429, x_ratelimit_tier="token")) is None
