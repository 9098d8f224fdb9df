"""What turns a request away before anything is executed for it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus


class RefusalError(Exception):
    """The request is not one that this endpoint can serve; the message says what to change.

    `code` goes to the client as `extensions.code`. The status is told as it is, whatever the
    response's media type.
    """

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}

    @property
    def extensions(self) -> Mapping[str, str | int]:
        """What the client is told beside the message."""
        return {"code": self.code}


class BadRequestError(RefusalError):
    """The request is not a well-formed GraphQL-over-HTTP request."""

    def __init__(self, message: str) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, "BAD_REQUEST", message)


class OperationRefusedError(RefusalError):
    """The request is well formed, but its document holds no operation that can be run.

    Under `application/json` GraphQL over HTTP answers this with 200.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, code, message)


class OverloadedError(RefusalError):
    """More requests came than can be answered in time."""

    RETRY_AFTER_SECONDS = 1

    def __init__(self) -> None:
        super().__init__(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "OVERLOADED",
            "More requests came than can be answered in time, and this one was not begun: send it "
            "again after a second, and wait longer each time.",
            headers={"Retry-After": f"{self.RETRY_AFTER_SECONDS}"},
        )

    @property
    def extensions(self) -> Mapping[str, str | int]:
        """When to come again, too."""
        return {**super().extensions, "retryAfterSeconds": self.RETRY_AFTER_SECONDS}
