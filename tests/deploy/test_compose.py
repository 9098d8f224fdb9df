"""`deploy/compose.yaml`, as far as it can be told without an engine."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from gateway.cache.redis import redis_store
from tests.deploy.files import DEPLOY, ROOT, document, exposed_port, settings_of

COMPOSE = DEPLOY / "compose.yaml"
SCHEMA = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return document(COMPOSE)["services"]


def interpolated(environment: Mapping[str, str]) -> dict[str, str]:
    """As Compose reads it where the shell says nothing."""
    return {name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value) for name, value in environment.items()}


def test_it_is_what_the_specification_of_compose_describes() -> None:
    schema = json.loads(SCHEMA.read_text())

    jsonschema.validate(document(COMPOSE), schema)


def test_a_key_that_compose_does_not_know_is_found() -> None:
    wrong = document(COMPOSE)
    wrong["services"]["gateway"]["enviroment"] = {}

    with pytest.raises(jsonschema.ValidationError, match="enviroment"):
        jsonschema.validate(wrong, json.loads(SCHEMA.read_text()))


def test_every_variable_of_the_gateway_is_a_setting(
    monkeypatch: pytest.MonkeyPatch, services: dict[str, Any]
) -> None:
    settings = settings_of(monkeypatch, interpolated(services["gateway"]["environment"]))

    assert settings.sandbox
    assert settings.metrics_port == 9464
    assert settings.log_format == "json"


async def test_the_address_of_redis_is_that_of_its_service(
    monkeypatch: pytest.MonkeyPatch, services: dict[str, Any]
) -> None:
    settings = settings_of(monkeypatch, interpolated(services["gateway"]["environment"]))

    assert settings.cache_url is not None
    url = settings.cache_url.get_secret_value()
    await redis_store(url, timeout_seconds=1).close()
    assert url == "redis://redis:6379/0"
    assert "redis" in services


def test_ports_agree(services: dict[str, Any]) -> None:
    prometheus = document(DEPLOY / "prometheus" / "prometheus.yml")
    (source,) = document(DEPLOY / "grafana/provisioning/datasources/prometheus.yml")["datasources"]

    assert services["gateway"]["ports"] == [f"127.0.0.1:8000:{exposed_port()}"]
    assert services["gateway"]["expose"] == [
        services["gateway"]["environment"]["GATEWAY_METRICS_PORT"]
    ]
    (targets,) = prometheus["scrape_configs"][0]["static_configs"]
    assert targets["targets"] == ["gateway:9464"]
    assert source["url"] == "http://prometheus:9090"


def test_nothing_is_published_beyond_this_machine(services: dict[str, Any]) -> None:
    ports = [port for one in services.values() for port in one.get("ports", ())]

    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_whatever_is_mounted_is_there(services: dict[str, Any]) -> None:
    mounts = [
        volume.split(":")
        for one in services.values()
        for volume in one.get("volumes", ())
        if volume.startswith(".")
    ]

    assert [source for source, *_ in mounts if not (DEPLOY / source).is_dir()] == []
    assert all(options == ["ro"] for _, _, *options in mounts)
    assert (DEPLOY / services["gateway"]["build"]).resolve() == ROOT


def test_what_grafana_is_told_of_is_where_it_is_mounted(services: dict[str, Any]) -> None:
    grafana = services["grafana"]
    targets = [volume.split(":")[1] for volume in grafana["volumes"]]
    (provider,) = document(DEPLOY / "grafana/provisioning/dashboards/gateway.yml")["providers"]
    home = Path(grafana["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"])

    assert provider["options"]["path"] in targets
    assert str(home.parent) in targets
    assert (DEPLOY / "grafana" / "dashboards" / home.name).exists()


def test_what_it_is_stopped_with_is_longer_than_it_takes(
    monkeypatch: pytest.MonkeyPatch, services: dict[str, Any]
) -> None:
    settings = settings_of(monkeypatch, interpolated(services["gateway"]["environment"]))
    takes = settings.shutdown_grace_seconds + int(settings.upstream_deadline_seconds) + 5

    assert int(services["gateway"]["stop_grace_period"].removesuffix("s")) >= takes


@pytest.mark.parametrize("path", sorted(DEPLOY.rglob("*.y*ml")), ids=lambda path: path.name)
def test_no_key_stands_in_a_file_twice(path: Path) -> None:
    class Strict(yaml.SafeLoader):
        pass

    def mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"{path.name}: {keys}"
        return loader.construct_mapping(node, deep=True)

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)

    assert list(yaml.load_all(path.read_text(), Strict))
