from __future__ import annotations

import pytest
from pydantic import ValidationError

from gateway.domain.provider import Capability
from gateway.domain.provider_name import Provider
from gateway.providers import connect_providers, folders, read_settings
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.providers.oura.settings import OuraSettings
from gateway.upstream.client import Upstreams


def test_every_folder_is_a_provider_in_the_order_of_the_enum() -> None:
    assert list(folders()) == list(Provider)


def test_a_folder_that_is_no_provider_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.providers.__path__", [])

    with pytest.raises(LookupError, match="are not the values of Provider"):
        folders()


async def test_each_provider_tells_what_it_can(upstreams: Upstreams) -> None:
    fit, oura = connect_providers(upstreams)

    assert fit.capabilities == [
        Capability.READ_ACTIVITIES,
        Capability.READ_METRICS,
        Capability.READ_DAILY,
        Capability.READ_DATA_SOURCES,
        Capability.WRITE_SESSIONS,
        Capability.DELETE_SESSIONS,
    ]
    assert oura.capabilities == [
        Capability.READ_ACTIVITIES,
        Capability.READ_METRICS,
        Capability.READ_TAGS,
        Capability.READ_DAILY,
        Capability.READ_PROFILE,
    ]
    assert (fit.display_name, oura.display_name) == ("Google Fit", "Oura")
    assert (fit.records_offset, oura.records_offset) == (False, True)


async def test_only_google_fit_has_an_announced_end(upstreams: Upstreams) -> None:
    fit, oura = connect_providers(upstreams)

    assert fit.sunset is not None
    assert (fit.sunset.announced_for, fit.sunset.replacement) == ("2026-12-31", "Google Health API")
    assert oura.sunset is None


async def test_ouras_sandbox_has_no_profile(upstreams: Upstreams) -> None:
    settings = {**read_settings(), Provider.OURA: OuraSettings(sandbox_routes=True)}

    _, oura = connect_providers(upstreams, settings)

    assert oura.profile is None


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_GOOGLE_FIT_BASE_URL", "http://127.0.0.1:1/fitness/v1/users/")
    monkeypatch.setenv("GATEWAY_OURA_TOKEN", "my-own")
    monkeypatch.setenv("GATEWAY_OURA_TOKEN_HEADER", "")

    settings = read_settings()

    assert settings[Provider.GOOGLE_FIT].base_url == "http://127.0.0.1:1/fitness/v1/users/"
    assert settings[Provider.GOOGLE_FIT].token is None
    token = settings[Provider.OURA].token
    assert token is not None
    assert token.get_secret_value() == "my-own"
    assert settings[Provider.OURA].token_header == "X-Oura-Token"


def test_a_setting_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_OURA_PAGES_PER_RANGE", "0")

    with pytest.raises(ValidationError, match="pages_per_range"):
        read_settings()


@pytest.mark.parametrize("settings", [GoogleFitSettings, OuraSettings])
def test_every_setting_is_described(settings: type[GoogleFitSettings | OuraSettings]) -> None:
    missing = [name for name, field in settings.model_fields.items() if not field.description]

    assert missing == []
