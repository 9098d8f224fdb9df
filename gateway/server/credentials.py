"""Who asks, and with which provider tokens."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers

from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.server.refusal import BadRequestError

MAX_TOKEN_CHARACTERS = 4096
SANDBOX_TOKEN = "demo"  # noqa: S105 - the sandbox takes any token; this one is public

_FINGERPRINT_HEX_DIGITS = 32
_VISIBLE_ASCII = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Reads the viewer's links out of a request's headers."""

    header_names: Mapping[Provider, str]
    secret: bytes = field(repr=False)
    """Keys the fingerprints; replicas that share a cache share it."""
    fallback_tokens: Mapping[Provider, str] = field(default_factory=dict[Provider, str], repr=False)
    """Of a person's own gateway: used for a provider whose header is absent."""
    sandbox: bool = False
    """Whether a request without any token is that of the sandbox's person."""

    def links(self, headers: Headers) -> Mapping[Provider, Link]:
        """The viewer's links. A provider without a token has none.

        Raises:
            BadRequestError: a token that no provider can have given; it is not quoted.
        """
        sent = {
            provider: token
            for provider, name in self.header_names.items()
            if (token := _token(headers, name))
        }
        tokens = self._completed(sent)
        return {provider: self._link(provider, token) for provider, token in tokens.items()}

    def _completed(self, sent: Mapping[Provider, str]) -> Mapping[Provider, str]:
        if not self.sandbox:
            return {**self.fallback_tokens, **sent}
        return sent or dict.fromkeys(self.header_names, SANDBOX_TOKEN)

    def _link(self, provider: Provider, token: str) -> Link:
        digest = hmac.digest(self.secret, f"{provider.value}:{token}".encode(), "sha256")
        return Link(provider, token, digest.hex()[:_FINGERPRINT_HEX_DIGITS])


def _token(headers: Headers, name: str) -> str:
    """The header's token, bare; empty when there is none."""
    values = headers.getlist(name)
    if len(values) > 1:
        raise BadRequestError(f"The header {name} was sent more than once: send one token.")
    value = values[0].strip(" \t") if values else ""
    scheme, _, rest = value.partition(" ")
    return _checked(rest.lstrip(" ") if scheme.lower() == "bearer" else value, name)


def _checked(token: str, name: str) -> str:
    if len(token) > MAX_TOKEN_CHARACTERS:
        raise BadRequestError(
            f"The token in {name} is longer than {MAX_TOKEN_CHARACTERS} characters: "
            "send the access token alone."
        )
    if token and not _VISIBLE_ASCII.fullmatch(token):
        raise BadRequestError(
            f"The token in {name} holds characters that no access token has: send it bare or "
            "after `Bearer `, without spaces, control characters or letters beyond ASCII."
        )
    return token
