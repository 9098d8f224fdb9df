"""Tokens of providers' own pages, which are handed through as they come."""

from __future__ import annotations

from typing import Final

from gateway.domain.errors import BadUserInputError

LONGEST_TOKEN: Final = 2_000
"""In characters; what is longer cannot be sent in an address everywhere."""


def checked_token(token: str | None, argument: str) -> str | None:
    """The token of this argument, if one was sent.

    Raises:
        BadUserInputError: it is longer than any, or empty.
    """
    if token is not None and not 0 < len(token) <= LONGEST_TOKEN:
        raise BadUserInputError(
            f"`{argument}` must have 1 to {LONGEST_TOKEN} characters: send it as a page told it."
        )
    return token
