"""A viewer's authorization at a provider."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.domain.provider_name import Provider


@dataclass(frozen=True, slots=True)
class Link:
    """A viewer's authorization at a provider.

    The fingerprint stands for the token in keys, logs and comparisons; the token itself is for the
    `Authorization` header alone and is never printed.
    """

    provider: Provider
    token: str = field(repr=False, compare=False)
    fingerprint: str

    def __hash__(self) -> int:
        """As good as that of all fields, and quicker: links are parts of most keys."""
        return hash(self.fingerprint)
