"""Where calls to a provider can be watched, by whoever is handed in; usually nobody is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gateway.domain.errors import UpstreamError
from gateway.domain.provider_name import Provider
from gateway.upstream.answer import Answer
from gateway.upstream.call import Call
from gateway.upstream.guard import Guard, Send


class Watched(NamedTuple):
    """A provider's HTTP side, as far as its calls can be told apart without ids."""

    provider: Provider
    base_url: str
    routes: Sequence[str]
    """Every path as a template, such as `/me/sessions/{sessionId}`."""
    refusal: Callable[[Call, Answer], UpstreamError | None]
    """What an answer means; None: it is what was asked for."""
    guard: Guard


Watch = Callable[[Watched, Send], Send]
"""Makes, of what sends a call, what sends it and notes how that went."""
