"""Google Fit REST v1: sessions, data sources and their points, read and written."""

from __future__ import annotations

from gateway.domain.provider import ConnectedProvider, Sunset
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit.activities import SessionActivity
from gateway.providers.google_fit.changes import GoogleFitChanges
from gateway.providers.google_fit.client import GoogleFitClient
from gateway.providers.google_fit.data_sources import TEMPLATES, GoogleFitDataSources
from gateway.providers.google_fit.days import GoogleFitDays
from gateway.providers.google_fit.metrics import GoogleFitMetrics
from gateway.providers.google_fit.refusals import explain
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.upstream.client import Upstreams

Settings = GoogleFitSettings
ACTIVITIES = (SessionActivity,)

SUNSET = Sunset(
    announced_for="2026-12-31",
    replacement="Google Health API",
    url="https://developer.android.com/health-and-fitness/health-connect/migration/fit",
)
"""Google supports the API until the end of 2026, and named no day for switching it off."""


def connect(upstreams: Upstreams, settings: GoogleFitSettings) -> ConnectedProvider:
    """Google Fit, ready to be asked."""
    upstream = upstreams.to(Provider.GOOGLE_FIT, settings.base_url, explain, TEMPLATES)
    client = GoogleFitClient(upstream, settings.application_name)
    data_sources = GoogleFitDataSources(upstream)
    return ConnectedProvider(
        provider=Provider.GOOGLE_FIT,
        display_name="Google Fit",
        records_offset=False,
        sunset=SUNSET,
        probe=client,
        activities=client,
        metrics=GoogleFitMetrics(data_sources),
        sessions=client,
        data_sources=data_sources,
        days=GoogleFitDays(data_sources),
        changes=GoogleFitChanges(upstream),
    )
