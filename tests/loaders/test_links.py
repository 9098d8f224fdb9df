from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gateway.domain.answered import Answered
from gateway.domain.errors import (
    ReauthRequiredError,
    ScopeMissingError,
    UpstreamError,
    UpstreamTimeoutError,
)
from gateway.domain.profile import Profile
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import count_call
from gateway.loaders.asking import Asking
from gateway.loaders.links import profile_loader, refusal_loader
from tests.loaders.listed import BOBS_OURA, DOWN, FIT, NOON, OURA, noon

ANN, BOB = Profile(age_years=31), Profile(age_years=47)
REFUSED = ReauthRequiredError(Provider.OURA, "Oura refused the token.", status=401)


@dataclass
class People:
    """Knows Ann and Bob at both providers; asking costs a call."""

    failing: Mapping[Link, UpstreamError] = field(default_factory=dict[Link, UpstreamError])
    asked: list[Link] = field(default_factory=list[Link])

    async def profile(self, link: Link) -> Profile:
        await self.probe(link)
        return BOB if link == BOBS_OURA else ANN

    async def probe(self, link: Link) -> None:
        self.asked.append(link)
        count_call()
        if link in self.failing:
            raise self.failing[link]


async def test_each_link_has_its_own_profile() -> None:
    people = People()
    loader = profile_loader({Provider.OURA: people}, Asking(noon))

    found = await loader.load_many([BOBS_OURA, OURA, BOBS_OURA])

    bobs = Answered(content=BOB, fetched_at=NOON, upstream_calls=1)
    anns = Answered(content=ANN, fetched_at=NOON, upstream_calls=1)
    assert found == [bobs, anns, bobs]
    assert people.asked == [BOBS_OURA, OURA]


async def test_a_profile_that_cannot_be_had_tells_why_and_what_it_cost() -> None:
    loader = profile_loader({Provider.OURA: People({OURA: DOWN})}, Asking(noon))

    failed, bobs = await loader.load_many([OURA, BOBS_OURA])

    assert failed == Answered(error=DOWN, upstream_calls=1)
    assert (bobs.content, bobs.error) == (BOB, None)


async def test_only_a_refused_token_is_a_refusal() -> None:
    scope = ScopeMissingError(Provider.OURA, "The token may not do this.")
    late = UpstreamTimeoutError(Provider.GOOGLE_FIT, "Google Fit took too long.")
    people = People({OURA: REFUSED, BOBS_OURA: scope, FIT: late})
    loader = refusal_loader({Provider.OURA: people, Provider.GOOGLE_FIT: people})

    assert await loader.load_many([OURA, BOBS_OURA, FIT]) == [True, False, False]


async def test_a_link_that_works_is_not_refused_and_is_tried_once() -> None:
    people = People()
    loader = refusal_loader({Provider.OURA: people})

    assert await loader.load_many([OURA, OURA]) == [False, False]
    assert people.asked == [OURA]
