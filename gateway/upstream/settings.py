"""What every provider's settings have: where it is, and how a viewer's token comes."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _web_address(url: str) -> str:
    """The address itself.

    Raises:
        ValueError: it is not http(s), has no host, or has a part that no base of addresses has.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must start with https:// or http:// and name a host")
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError("must hold no query, fragment or credentials")
    return url


def _bare_token(token: SecretStr) -> SecretStr:
    """The token itself.

    Raises:
        ValueError: it holds what no header can carry.
    """
    if not re.fullmatch(r"[!-~]+", token.get_secret_value()):
        raise ValueError("must be the bare token, without spaces or letters beyond ASCII")
    return token


BaseUrl = Annotated[str, AfterValidator(_web_address)]
HeaderName = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")]


class UpstreamSettings(BaseSettings):
    """Settings of one provider; each names its own prefix and defaults."""

    model_config = SettingsConfigDict(
        frozen=True, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    base_url: BaseUrl
    token_header: HeaderName
    token: Annotated[SecretStr, AfterValidator(_bare_token)] | None = Field(
        default=None,
        description="OAuth access token for requests that bring none of their own: for a person's "
        "own gateway.",
    )
