from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gateway.domain.errors import ScopeMissingError, SubscriptionExpiredError, UpstreamError
from gateway.providers.oura.refusals import explain
from gateway.upstream.answer import Answer


def refusal(body: bytes, status: int = 403) -> Answer:
    received_at = datetime(2026, 3, 29, tzinfo=UTC)
    return Answer(method="GET", status=status, headers={}, body=body, received_at=received_at)


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


@pytest.mark.parametrize("status", [400, 401, 404, 422, 426, 429, 500])
def test_another_status_speaks_for_itself(status: int) -> None:
    assert explain(refusal(b'{"detail": "scope"}', status)) is None
