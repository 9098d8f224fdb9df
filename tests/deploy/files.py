"""The files in `deploy`, read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from opentelemetry.sdk import environment_variables

from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.providers.oura.settings import OuraSettings
from gateway.settings import Settings

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"


def documents(path: Path) -> list[dict[str, Any]]:
    """What a YAML file holds."""
    return list(yaml.safe_load_all(path.read_text()))


def document(path: Path) -> dict[str, Any]:
    """The one that it holds."""
    (one,) = documents(path)
    return one


def dashboard() -> dict[str, Any]:
    """Grafana's."""
    return json.loads((DEPLOY / "grafana" / "dashboards" / "gateway.json").read_text())


def manifests() -> dict[tuple[str, str], dict[str, Any]]:
    """By kind and name, those of the kustomization."""
    listed: list[str] = document(KUBERNETES / "kustomization.yaml")["resources"]
    every = [one for name in listed for one in documents(KUBERNETES / name)]
    return {(one["kind"], one["metadata"]["name"]): one for one in every}


def settings_of(monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str]) -> Settings:
    """The settings, as a process in this environment has them; every name must be known."""
    own = {
        f"{kind.model_config.get('env_prefix')}{name}".upper()
        for kind in (Settings, GoogleFitSettings, OuraSettings)
        for name in kind.model_fields
    }
    otel = {*vars(environment_variables), "OTEL_EXPORTER_OTLP_ENDPOINT"}
    known = own | {name for name in otel if name.startswith("OTEL_")}
    assert [name for name in environment if name not in known] == []
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings()


def exposed_port() -> int:
    """The Dockerfile's."""
    found = re.search(r"^EXPOSE (\d+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])
