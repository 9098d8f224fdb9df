"""Who asks, and what can be asked of whom."""

from __future__ import annotations

import strawberry

from gateway.domain.profile import Profile as Figures
from gateway.domain.provider import ConnectedProvider, Sunset
from gateway.schema.context import Info
from gateway.schema.enums import Capability, LinkState, Provider
from gateway.schema.status import ProviderStatus, status_of, unlinked


@strawberry.type(description="The announced end of a provider's API.")
class ProviderSunset:
    """A view of `domain.provider.Sunset`."""

    announced_for: str = strawberry.field(
        description="The last day of its support, as announced (YYYY-MM-DD)."
    )
    replacement: str | None = strawberry.field(description="What the provider names instead.")
    url: str = strawberry.field(description="Where the provider tells of it.")


@strawberry.type(description="A provider that this gateway knows.")
class ProviderInfo:
    """A view of `domain.provider.ConnectedProvider`."""

    provider: Provider = strawberry.field(description="Its name in the schema.")
    display_name: str = strawberry.field(description="Its name for people.")
    capabilities: list[Capability] = strawberry.field(description="What it can be asked for.")
    sunset: Sunset | None = strawberry.field(
        graphql_type=ProviderSunset | None,
        description="The announced end of its API; null when none is announced.",
    )


@strawberry.type(description="The viewer's authorization at a provider.")
class ProviderLink:
    """One for each known provider."""

    connected: strawberry.Private[ConnectedProvider]

    @strawberry.field(description="The provider.")
    def provider(self) -> Provider:
        """Its name in the schema."""
        return self.connected.provider

    @strawberry.field(
        description=(
            "Whether it can be asked. Selecting this makes one cheap call to each linked provider."
        )
    )
    async def state(self, info: Info) -> LinkState:
        """A provider that is down refuses nothing: the link counts as linked."""
        link = info.context.links.get(self.connected.provider)
        if link is None:
            return LinkState.NOT_LINKED
        refused = await info.context.loaders.refusals.load(link)
        return LinkState.EXPIRED if refused else LinkState.LINKED

    @strawberry.field(description="What it can be asked for.")
    def capabilities(self) -> list[Capability]:
        """As in `providers`."""
        return self.connected.capabilities


@strawberry.type(description="The viewer's own figures. From Oura `personal_info`.")
class Profile:
    """What could be had of them."""

    age_years: int | None = strawberry.field(description="Age, in years. Oura `age`.")
    height_meters: float | None = strawberry.field(description="Height, in meters. Oura `height`.")
    weight_kg: float | None = strawberry.field(description="Weight, in kilograms. Oura `weight`.")
    biological_sex: str | None = strawberry.field(
        description="In the provider's word. Oura `biological_sex`."
    )
    email: str | None = strawberry.field(description="Oura `email`.")
    status: ProviderStatus = strawberry.field(description="How asking for them went.")


@strawberry.type(description="The person whose tokens the request brought.")
class Viewer:
    """Known by the links alone."""

    @strawberry.field(description="One entry per known provider, in the order of the enum.")
    def links(self, info: Info) -> list[ProviderLink]:
        """Whether linked or not."""
        return [ProviderLink(connected=c) for c in info.context.services.providers.values()]

    @strawberry.field(description="The viewer's own figures; null when no provider here tells any.")
    async def profile(self, info: Info) -> Profile | None:
        """Of the first provider that has one."""
        context = info.context
        providers = context.services.providers.values()
        source = next((c for c in providers if c.profile is not None), None)
        if source is None:
            return None
        link = context.links.get(source.provider)
        if link is None:
            return _profile(Figures(), unlinked(source))
        loaded = await context.loaders.profiles.load(link)
        figures = loaded.content
        return _profile(figures or Figures(), status_of(source, loaded, int(figures is not None)))


def _profile(figures: Figures, status: ProviderStatus) -> Profile:
    return Profile(
        age_years=figures.age_years,
        height_meters=figures.height_meters,
        weight_kg=figures.weight_kg,
        biological_sex=figures.biological_sex,
        email=figures.email,
        status=status,
    )
