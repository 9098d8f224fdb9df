from __future__ import annotations

import pytest
from pydantic import ValidationError

from gateway.upstream.settings import UpstreamSettings


@pytest.mark.parametrize(
    "url",
    ["", "api.ouraring.com", "ftp://host", "https://", "http://h?q=1", "http://h#f", "http://u@h"],
)
def test_what_is_no_base_of_web_addresses_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="must"):
        UpstreamSettings(base_url=url, token_header="X-Token")


@pytest.mark.parametrize("name", ["", "X Token", "X-Token:", "X-Tökén"])
def test_what_cannot_name_a_header_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        UpstreamSettings(base_url="http://h", token_header=name)


def test_a_token_is_not_printed() -> None:
    settings = UpstreamSettings.model_validate(
        {"base_url": "http://h", "token_header": "X-Token", "token": "ya29.secret"}
    )

    assert settings.token is not None
    assert settings.token.get_secret_value() == "ya29.secret"
    assert "secret'" not in repr(settings)


def test_a_refused_setting_is_not_quoted() -> None:
    with pytest.raises(ValidationError) as caught:
        UpstreamSettings.model_validate({"base_url": "http://me:pw@h", "token_header": "X"})

    assert "pw" not in str(caught.value)


def test_settings_do_not_change() -> None:
    settings = UpstreamSettings(base_url="http://h", token_header="X-Token")

    with pytest.raises(ValidationError, match="frozen"):
        settings.base_url = "http://other"
