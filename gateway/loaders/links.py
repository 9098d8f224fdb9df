"""What is known of a link: its viewer's profile, and whether the provider still accepts it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from strawberry.dataloader import DataLoader

from gateway.domain.answered import Answered
from gateway.domain.errors import ReauthRequiredError, UpstreamError
from gateway.domain.profile import Profile
from gateway.domain.provider import Link, LinkProbe, ProfileSource
from gateway.domain.provider_name import Provider
from gateway.loaders.asking import Asking

LoadedProfile = Answered[Profile]


def profile_loader(
    sources: Mapping[Provider, ProfileSource], asking: Asking
) -> DataLoader[Link, LoadedProfile]:
    """Profiles by link; a failure is told in the result."""

    async def load_one(link: Link) -> LoadedProfile:
        return await asking.ask(link.provider, sources[link.provider].profile, link)

    async def load(links: list[Link]) -> list[LoadedProfile]:
        return await asyncio.gather(*map(load_one, links))

    return DataLoader(load)


def refusal_loader(probes: Mapping[Provider, LinkProbe]) -> DataLoader[Link, bool]:
    """Whether the provider refuses the link's token. A provider that is down refuses nothing."""

    async def is_refused(link: Link) -> bool:
        try:
            await probes[link.provider].probe(link)
        except ReauthRequiredError:
            return True
        except UpstreamError:
            return False
        return False

    async def load(links: list[Link]) -> list[bool]:
        return await asyncio.gather(*map(is_refused, links))

    return DataLoader(load)
