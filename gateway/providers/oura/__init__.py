"""The Oura API v2: workouts, sessions, the viewer's profile and all documents, only read."""

from __future__ import annotations

from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider_name import Provider
from gateway.providers.oura.activities import SessionActivity, WorkoutActivity
from gateway.providers.oura.client import OuraClient
from gateway.providers.oura.days import OuraDays
from gateway.providers.oura.documents import TEMPLATES, OuraDocuments
from gateway.providers.oura.heart_rate import OuraHeartRate
from gateway.providers.oura.refusals import explain
from gateway.providers.oura.settings import OuraSettings
from gateway.providers.oura.tags import OuraTags
from gateway.upstream.client import Upstreams

Settings = OuraSettings
ACTIVITIES = (WorkoutActivity, SessionActivity)


def connect(upstreams: Upstreams, settings: OuraSettings) -> ConnectedProvider:
    """Oura, ready to be asked; without the profile where it is Oura's own sandbox."""
    upstream = upstreams.to(Provider.OURA, settings.base_url, explain, TEMPLATES)
    client = OuraClient(upstream, settings)
    documents = OuraDocuments(upstream, settings)
    return ConnectedProvider(
        provider=Provider.OURA,
        display_name="Oura",
        records_offset=True,
        sunset=None,
        probe=client,
        activities=client,
        metrics=OuraHeartRate(upstream, settings),
        profile=None if settings.sandbox_routes else client,
        documents=documents,
        tags=OuraTags(documents),
        days=OuraDays(documents),
    )
