"""Calls to a made-up resource of a provider."""

from __future__ import annotations

import httpx
import msgspec

from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.upstream.answer import Answer, Explain
from gateway.upstream.client import Upstream, Upstreams
from gateway.upstream.policy import Pauses, Policy

TOKEN = "ya29.secret-token"
LINK = Link(provider=Provider.OURA, token=TOKEN, fingerprint="f1")


class Thing(msgspec.Struct):
    """The resource."""

    a: int = 0
    text: str = ""


class RecordedPauses:
    """Pauses that take no time but on their own clock; `chance` is always the middle."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.now = 1000.0

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.now += seconds

    @property
    def pauses(self) -> Pauses:
        return Pauses(sleep=self.sleep, chance=lambda: 0.5, now=lambda: self.now)


def upstream(
    http: httpx.AsyncBaseTransport,
    url: str,
    *,
    policy: Policy | None = None,
    pauses: RecordedPauses | Pauses | None = None,
    explain: Explain | None = None,
) -> Upstream:
    """A provider, without a dialect unless there is one."""
    own = pauses if isinstance(pauses, Pauses) else (pauses or RecordedPauses()).pauses
    made = Upstreams(http, policy or Policy(), own)
    return made.to(Provider.OURA, url, explain or no_dialect)


def no_dialect(answer: Answer) -> None:
    """Every status says it all."""
    del answer
