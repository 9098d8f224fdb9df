"""Who asks, and with which provider tokens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from starlette.datastructures import Headers

from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.server.refusal import BadRequestError

MAX_TOKEN_CHARACTERS = 4096
SANDBOX_TOKEN = "demo"  # noqa: S105 - the sandbox takes any token; this one is public

_FINGERPRINT_BYTES = 16
_VISIBLE_ASCII = re.compile(r"[!-~]+")


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """Reads the viewer's links out of a request's headers."""

    header_names: Mapping[Provider, str]
    secret: bytes = field(repr=False)
    """Keys the fingerprints; replicas that share a cache share it."""
    fallback_tokens: Mapping[Provider, str] = field(default_factory=dict[Provider, str], repr=False)
    """Of a person's own gateway: used for a provider whose header is absent."""
    sandbox: bool = False
    """Whether a request without any token is that of the sandbox's person."""

    @cached_property
    def _blank_mac(self) -> hashlib.blake2b:
        key = hashlib.blake2b(self.secret, person=b"gateway links").digest()
        return hashlib.blake2b(key=key, digest_size=_FINGERPRINT_BYTES)

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
        mac = self._blank_mac.copy()
        mac.update(f"{provider}:{token}".encode())
        return Link(provider, token, mac.hexdigest())


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
