"""What a provider answered, before anybody has judged it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from gateway.domain.errors import UpstreamError

LONGEST_RETRY_AFTER_SECONDS = 86_400
_DIGITS_OF_A_DAY = len(str(LONGEST_RETRY_AFTER_SECONDS))


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole HTTP response. Neither headers nor body are ever printed."""

    method: str
    """Of the request."""
    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Found in any case."""
    body: bytes = field(repr=False)
    received_at: datetime
    is_to_question: bool = False
    """Whether the request only asked, whatever its method."""

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of a status is its hundreds

    @property
    def is_of_write(self) -> bool:
        """Whether the request was to change something."""
        return self.method != "GET" and not self.is_to_question

    @property
    def retry_after_seconds(self) -> int | None:
        """`Retry-After`, seconds or date, brought between 0 and a day; None: absent, unreadable."""
        value = self.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            seconds = int(value) if len(value) <= _DIGITS_OF_A_DAY else LONGEST_RETRY_AFTER_SECONDS
        else:
            seconds = _seconds_until(value, self.received_at)
        return None if seconds is None else min(max(seconds, 0), LONGEST_RETRY_AFTER_SECONDS)


Explain = Callable[[Answer], UpstreamError | None]
"""A provider's dialect: what its refusal means, or None where the status says it all."""


def _seconds_until(http_date: str, now: datetime) -> int | None:
    try:
        then = parsedate_to_datetime(http_date)
    except (ValueError, OverflowError):
        return None
    aware = then if then.tzinfo is not None else then.replace(tzinfo=UTC)
    return -((now - aware) // timedelta(seconds=1))
