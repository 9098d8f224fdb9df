from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gateway.upstream.answer import Answer

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


def told(retry_after: str) -> Answer:
    headers = {"retry-after": retry_after}
    return Answer(method="GET", status=429, headers=headers, body=b"x", received_at=NOON)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("0", 0),
        ("30", 30),
        (" 30 ", 30),
        ("86400", 86_400),
        ("99999", 86_400),
        ("9" * 5000, 86_400),
        ("Sun, 29 Mar 2026 12:00:30 GMT", 30),
        ("Sun, 29 Mar 2026 12:00:30 -0000", 30),
        ("Sun, 29 Mar 2026 11:00:00 GMT", 0),
        ("Sun, 29 Mar 2099 12:00:00 GMT", 86_400),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
    ],
)
def test_retry_after_is_whole_seconds_within_a_day(retry_after: str, seconds: int | None) -> None:
    assert told(retry_after).retry_after_seconds == seconds


def test_an_answer_prints_neither_headers_nor_body() -> None:
    shown = repr(told("secret"))

    assert "secret" not in shown
    assert "b'x'" not in shown
