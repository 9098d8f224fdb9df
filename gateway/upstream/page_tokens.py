"""A refused call that carried the token of a page: it is the token that is refused."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from gateway.domain.errors import PageTokenRefusedError, SunsetError, UpstreamRefusedError
from gateway.domain.provider_name import Provider

_MAY_BE_THE_TOKEN: Final = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.GONE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""Neither provider documents how it refuses one. If it is something else, the call without the
token will tell."""


@contextmanager
def asking_with(token: str | None, provider: Provider) -> Generator[None]:
    """For a call with the token of a page that a client sent.

    Raises:
        PageTokenRefusedError: for a refusal of the call inside.
    """
    try:
        yield
    except (UpstreamRefusedError, SunsetError) as refusal:
        if token is None or refusal.upstream_status not in _MAY_BE_THE_TOKEN:
            raise
        raise PageTokenRefusedError(
            provider,
            "The provider does not take the token of this page: send it with the arguments that it "
            "was told for, or begin without one.",
            status=refusal.upstream_status,
        ) from None
