"""What the settings hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from gateway.settings import Settings

SECRET = "a secret of 32 characters, or more"
PAGE = "https://app.example"

DEFAULTS = {
    "host": "127.0.0.1",
    "port": 8000,
    "workers": 1,
    "sandbox": False,
    "secret": None,
    "allow_shared_tokens": False,
    "cors_origins": (),
    "graphiql": True,
    "page": None,
    "history_start": date(2014, 1, 1),
    "changes_lookback_days": 30,
    "upstream_deadline_seconds": 10.0,
    "upstream_connect_timeout_seconds": 3.0,
    "upstream_body_limit_bytes": 16_777_216,
    "upstream_connections": 100,
    "upstream_read_attempts": 2,
    "upstream_retry_share": 0.1,
    "upstream_breaker_share": 0.5,
    "upstream_breaker_seconds": 5.0,
    "cache_url": None,
    "cache_timeout_seconds": 0.25,
    "cache_activities": 50_000,
    "cache_running_seconds": 60.0,
    "cache_past_seconds": 3600.0,
    "cache_answers_mb": 16,
    "persisted_queries_mb": 4,
    "trusted_documents": None,
    "trusted_documents_only": False,
    "max_body_bytes": 1_048_576,
    "max_connections": 4000,
    "head_timeout_seconds": 10.0,
    "body_timeout_seconds": 10.0,
    "answer_timeout_seconds": 10.0,
    "shutdown_grace_seconds": 3.0,
    "introspection": True,
    "max_tokens": 4_000,
    "max_depth": 20,
    "max_aliases": 100,
    "max_directives": 50,
    "max_root_fields": 50,
    "max_cost": 200_000,
    "max_answer_fields": 400_000,
    "max_running_requests": 256,
    "max_wait_seconds": 0.5,
    "log_requests": True,
    "log_format": "console",
    "metrics_port": None,
    "metrics_host": "127.0.0.1",
    "metrics_on_main_port": False,
    "metrics_directory": None,
    "tracing": False,
}


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DEFAULTS:
        monkeypatch.delenv(f"GATEWAY_{name.upper()}", raising=False)


def test_every_setting_has_this_default() -> None:
    assert Settings().model_dump() == DEFAULTS


def test_every_setting_is_described() -> None:
    fields = Settings.model_fields

    assert [name for name, field in fields.items() if not field.description] == []


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("host", "::1", "::1"),
        ("port", "0", 0),
        ("workers", "4", 4),
        ("sandbox", "true", True),
        ("allow_shared_tokens", "1", True),
        ("cors_origins", f"{PAGE}, http://localhost:3000,", (PAGE, "http://localhost:3000")),
        ("cors_origins", "*", ("*",)),
        ("graphiql", "false", False),
        ("history_start", "2020-02-29", date(2020, 2, 29)),
        ("changes_lookback_days", "90", 90),
        ("upstream_deadline_seconds", "2.5", 2.5),
        ("upstream_connect_timeout_seconds", "0.5", 0.5),
        ("upstream_body_limit_bytes", "1024", 1024),
        ("upstream_connections", "10000", 10_000),
        ("upstream_read_attempts", "1", 1),
        ("upstream_retry_share", "0", 0.0),
        ("upstream_breaker_share", "1", 1.0),
        ("upstream_breaker_seconds", "0.5", 0.5),
        ("cache_timeout_seconds", "0.5", 0.5),
        ("cache_activities", "0", 0),
        ("cache_running_seconds", "0", 0.0),
        ("cache_past_seconds", "60.5", 60.5),
        ("persisted_queries_mb", "0", 0),
        ("trusted_documents", "/etc/manifest.json", Path("/etc/manifest.json")),
        ("max_body_bytes", "2048", 2048),
        ("cache_answers_mb", "0", 0),
        ("log_requests", "false", False),
        ("log_format", "json", "json"),
        ("metrics_port", "9464", 9464),
        ("metrics_host", "0.0.0.0", "0.0.0.0"),  # noqa: S104 - a value like others
        ("metrics_on_main_port", "true", True),
        ("metrics_directory", "/run/gateway", Path("/run/gateway")),
        ("tracing", "true", True),
    ],
)
def test_each_setting_comes_from_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object
) -> None:
    monkeypatch.setenv(f"GATEWAY_{name.upper()}", text)

    assert Settings().model_dump() == {**DEFAULTS, name: value}


@pytest.mark.parametrize("name", DEFAULTS)
def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"GATEWAY_{name.upper()}", "")

    assert Settings().model_dump() == DEFAULTS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", -1),
        ("port", 65_536),
        ("workers", 0),
        ("workers", 65),
        ("upstream_deadline_seconds", 0),
        ("upstream_deadline_seconds", 120.5),
        ("upstream_deadline_seconds", "nan"),
        ("upstream_connect_timeout_seconds", 0),
        ("upstream_connect_timeout_seconds", 60.5),
        ("upstream_body_limit_bytes", 1023),
        ("upstream_connections", 0),
        ("upstream_connections", 10_001),
        ("cache_timeout_seconds", 0),
        ("cache_timeout_seconds", 10.5),
        ("cache_activities", -1),
        ("cache_running_seconds", -1),
        ("cache_past_seconds", -1),
        ("cache_url", "localhost:6379"),
        ("cache_url", "http://localhost:6379"),
        ("cache_url", "redis://:6379"),
        ("cache_url", "redis://localhost:port"),
        ("cache_url", "redis://localhost/cache"),
        ("max_body_bytes", 1023),
        ("log_format", "xml"),
        ("history_start", "2014-13-01"),
        ("secret", "x" * 31),
        ("cors_origins", "app.example"),
        ("cors_origins", f"{PAGE},ftp://app.example"),
    ],
)
def test_a_value_out_of_bounds_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({name: value})

    assert [error["loc"] for error in caught.value.errors()] == [(name,)]


@pytest.mark.parametrize(
    "bounds",
    [
        {"port": 65_535, "workers": 64, "upstream_deadline_seconds": 120.0},
        {"upstream_connect_timeout_seconds": 60.0, "upstream_connections": 1},
        {"upstream_body_limit_bytes": 1024, "max_body_bytes": 1024},
    ],
)
def test_the_bounds_themselves_are_allowed(bounds: dict[str, object]) -> None:
    assert Settings.model_validate(bounds).model_dump() == {**DEFAULTS, **bounds}


def test_a_secret_is_read_but_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_SECRET", SECRET)

    settings = Settings()

    assert settings.secret is not None
    assert settings.secret.get_secret_value() == SECRET
    assert SECRET not in repr(settings) + str(settings) + settings.model_dump_json()


def test_a_refused_secret_is_not_quoted() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"secret": "much-too-short"})

    assert "32 characters or more" in str(caught.value)
    assert "much-too-short" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["redis://localhost", "redis://localhost:6379/3", "rediss://u:pass-word@cache.example/"]
)
def test_the_url_of_a_redis_is_read_but_never_printed(url: str) -> None:
    settings = Settings.model_validate({"cache_url": url})

    assert settings.cache_url is not None
    assert settings.cache_url.get_secret_value() == url
    assert url not in repr(settings) + str(settings) + settings.model_dump_json()


def test_a_refused_url_is_not_quoted() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"cache_url": "redis://u:pass-word@cache.example/name"})

    assert "by its number" in str(caught.value)
    assert "pass-word" not in str(caught.value)


def test_settings_do_not_change() -> None:
    settings = Settings()

    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - what must not count as loopback
        ("::", False),
        ("192.168.1.4", False),
        ("localhost.example", False),
        ("gateway", False),
    ],
)
def test_only_addresses_of_this_machine_are_loopback(host: str, is_loopback: bool) -> None:  # noqa: FBT001 - a table's column
    assert Settings(host=host).listens_on_loopback is is_loopback


def test_history_begins_with_the_first_instant_of_its_day_in_utc() -> None:
    settings = Settings(history_start=date(2020, 2, 29))

    assert settings.history_floor == datetime(2020, 2, 29, tzinfo=UTC)
