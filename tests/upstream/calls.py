"""Calls to a made-up resource of a provider."""

from __future__ import annotations

import httpx
import msgspec

from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.upstream.answer import Answer
from gateway.upstream.client import Upstream, Upstreams
from gateway.upstream.policy import Pauses, Policy

TOKEN = "ya29.secret-token"
LINK = Link(provider=Provider.OURA, token=TOKEN, fingerprint="f1")


class Thing(msgspec.Struct):
    """The resource."""

    a: int = 0
    text: str = ""


class RecordedPauses:
    """Pauses that take no time; `chance` is always the middle."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)

    @property
    def pauses(self) -> Pauses:
        return Pauses(sleep=self.sleep, chance=lambda: 0.5)


def upstream(
    http: httpx.AsyncBaseTransport,
    url: str,
    *,
    policy: Policy | None = None,
    pauses: RecordedPauses | None = None,
) -> Upstream:
    """A provider without a dialect."""
    made = Upstreams(http, policy or Policy(), (pauses or RecordedPauses()).pauses)
    return made.to(Provider.OURA, url, no_dialect)


def no_dialect(answer: Answer) -> None:
    """Every status says it all."""
    del answer
