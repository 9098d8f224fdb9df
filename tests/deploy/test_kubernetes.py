"""`deploy/kubernetes`, by the cluster's own schemas and by the gateway's settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest

from gateway.server.health import health_routes
from gateway.telemetry.exposition import PATH
from gateway.telemetry.tracing import MOST_ENDING_SECONDS
from tests.deploy.files import (
    KUBERNETES,
    document,
    documents,
    exposed_port,
    manifests,
    settings_of,
)

VERSIONS = ("1.30", kubernetes_validate.latest_version())
FILES = sorted(path for path in KUBERNETES.glob("*.yaml") if path.name != "kustomization.yaml")


@pytest.fixture(scope="module")
def gateway() -> dict[str, Any]:
    """What a pod of the gateway is made of."""
    return manifests()["Deployment", "gateway"]["spec"]["template"]["spec"]


def container(pod: dict[str, Any]) -> dict[str, Any]:
    (one,) = pod["containers"]
    return one


def environment() -> dict[str, str]:
    """That of a pod, with the example of a secret."""
    secret: dict[str, str] = document(KUBERNETES / "secret.example.yaml")["stringData"]
    env = container(manifests()["Deployment", "gateway"]["spec"]["template"]["spec"])["env"]
    keys = {one["name"]: one["valueFrom"]["secretKeyRef"]["key"] for one in env}
    config: dict[str, str] = manifests()["ConfigMap", "gateway"]["data"]
    return config | {name: secret[key] for name, key in keys.items()}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_cluster_would_take_it(path: Path, version: str) -> None:
    for one in documents(path):
        kubernetes_validate.validate(one, version, strict=True)


def test_a_field_that_no_cluster_knows_is_found() -> None:
    wrong = manifests()["Deployment", "gateway"]
    wrong["spec"]["template"]["spec"]["containers"][0]["livenessprobe"] = {}

    with pytest.raises(kubernetes_validate.ValidationError, match="livenessprobe"):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


def test_the_kustomization_lists_every_file_but_the_example() -> None:
    listed = set(document(KUBERNETES / "kustomization.yaml")["resources"])

    assert listed | {"secret.example.yaml"} == {path.name for path in FILES}


def test_every_variable_is_a_setting_and_replicas_share_what_they_must(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = settings_of(monkeypatch, environment())

    assert settings.secret is not None
    assert settings.cache_url is not None
    assert settings.workers == 1
    assert not settings.graphiql
    assert not settings.metrics_on_main_port


def test_the_address_of_redis_has_its_password_and_is_that_of_its_service() -> None:
    given = environment()
    password = document(KUBERNETES / "secret.example.yaml")["stringData"]["REDIS_PASSWORD"]
    (port,) = manifests()["Service", "redis"]["spec"]["ports"]

    assert given["GATEWAY_CACHE_URL"] == f"redis://:{password}@redis:{port['port']}/0"


def test_no_service_of_its_own_sets_its_port(gateway: dict[str, Any]) -> None:
    assert gateway["enableServiceLinks"] is False


def test_ports_agree_with_the_image_and_the_settings(
    monkeypatch: pytest.MonkeyPatch, gateway: dict[str, Any]
) -> None:
    settings = settings_of(monkeypatch, environment())
    ports = {one["name"]: one["containerPort"] for one in container(gateway)["ports"]}
    notes = manifests()["Deployment", "gateway"]["spec"]["template"]["metadata"]["annotations"]
    (served,) = manifests()["Service", "gateway"]["spec"]["ports"]

    assert ports == {"http": exposed_port(), "metrics": settings.metrics_port}
    assert notes["prometheus.io/port"] == str(settings.metrics_port)
    assert notes["prometheus.io/path"] == PATH
    assert served["targetPort"] == "http"


def test_probes_ask_what_the_gateway_answers(gateway: dict[str, Any]) -> None:
    async def ready() -> dict[str, bool]:
        return {}

    answered = {route.path for route in health_routes(ready)}
    probes = [container(gateway)[f"{kind}Probe"] for kind in ("startup", "liveness", "readiness")]

    asked = [probe["httpGet"]["path"] for probe in probes]
    assert asked == ["/livez", "/livez", "/readyz"]
    assert set(asked) <= answered


def test_a_pod_has_the_time_that_it_takes_to_end(
    monkeypatch: pytest.MonkeyPatch, gateway: dict[str, Any]
) -> None:
    settings = settings_of(monkeypatch, environment())
    probe = container(gateway)["readinessProbe"]
    under_way = int(settings.upstream_deadline_seconds) + 5
    sending = MOST_ENDING_SECONDS + float(environment()["OTEL_EXPORTER_OTLP_TIMEOUT"])
    takes = settings.shutdown_grace_seconds + under_way + sending

    assert gateway["terminationGracePeriodSeconds"] > takes
    assert settings.shutdown_grace_seconds > probe["periodSeconds"] * probe["failureThreshold"]


@pytest.mark.parametrize("name", ["gateway", "redis"])
def test_a_pod_may_do_no_more_than_it_must(name: str) -> None:
    pod = manifests()["Deployment", name]["spec"]["template"]["spec"]
    own = container(pod)

    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert own["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert set(own["resources"]["requests"]) == {"cpu", "memory"}
    assert "memory" in own["resources"]["limits"]


def test_the_gateway_is_who_the_image_says_it_is(gateway: dict[str, Any]) -> None:
    user = gateway["securityContext"]

    assert (user["runAsUser"], user["runAsGroup"]) == (10001, 10001)


def test_whoever_selects_pods_selects_those_that_there_are() -> None:
    found = manifests()
    labels = {
        name: found["Deployment", name]["spec"]["template"]["metadata"]["labels"]
        for name in ("gateway", "redis")
    }
    selectors = {
        "gateway": [
            found["Deployment", "gateway"]["spec"]["selector"]["matchLabels"],
            found["Service", "gateway"]["spec"]["selector"],
            found["PodDisruptionBudget", "gateway"]["spec"]["selector"]["matchLabels"],
            found["NetworkPolicy", "gateway"]["spec"]["podSelector"]["matchLabels"],
        ],
        "redis": [
            found["Deployment", "redis"]["spec"]["selector"]["matchLabels"],
            found["Service", "redis"]["spec"]["selector"],
            found["NetworkPolicy", "redis"]["spec"]["podSelector"]["matchLabels"],
        ],
    }

    for name, every in selectors.items():
        assert [one for one in every if one != labels[name]] == []
    assert found["HorizontalPodAutoscaler", "gateway"]["spec"]["scaleTargetRef"] == {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "name": "gateway",
    }


def test_the_network_lets_through_what_is_needed() -> None:
    rules = manifests()["NetworkPolicy", "gateway"]["spec"]
    config = manifests()["ConfigMap", "gateway"]["data"]
    collector = int(config["OTEL_EXPORTER_OTLP_ENDPOINT"].rpartition(":")[2])

    incoming = [port["port"] for rule in rules["ingress"] for port in rule["ports"]]
    outgoing = {port["port"] for rule in rules["egress"] for port in rule["ports"]}
    assert incoming == ["http", "metrics"]
    assert outgoing == {53, 6379, 443, collector}
