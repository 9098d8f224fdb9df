"""Grafana's dashboard and the alerts: they ask for what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest_asyncio

from gateway.sandbox import RunningSandbox, Sandbox, Status
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.snapshot import WORKER
from gateway.telemetry.telemetry import Telemetry
from tests.deploy.files import DEPLOY, dashboard, document
from tests.gateway_under_test import linked, running_gateway
from tests.redis_server import RedisServer
from tests.telemetry.figures import figures_in

FEED = "{ activities(first: 1) { nodes { provider } } }"
ADDED = {"job", "instance", "le"}
"""Labels that Prometheus adds, and that of a histogram's buckets."""

Labels = dict[str, set[str]]


@pytest_asyncio.fixture
async def printed(
    running_sandbox: RunningSandbox, sandbox: Sandbox, token: str, redis: RedisServer
) -> Labels:
    """The names that `/metrics` prints of gateways with and without Redis, and their labels."""
    found: Labels = {"up": set(), "gateway_worker_up": {WORKER}}
    for url in (None, redis.url):
        telemetry = Telemetry(Metrics(), None, on_main_port=True)
        async with running_gateway(
            running_sandbox, headers=linked(token), telemetry=telemetry, cache_url=url
        ) as gateway:
            await gateway.execute(FEED)
            sandbox.fail("oura", Status(401), token=token)
            await gateway.answer("{ nothing }")
            text = (await gateway.http.get("/metrics")).text
        for sample in figures_in(text).samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


def panels() -> list[dict[str, Any]]:
    return dashboard()["panels"]


def expressions() -> Iterator[str]:
    """All that is asked of Prometheus."""
    for panel in panels():
        yield from (target["expr"] for target in panel.get("targets", ()))
    for group in document(DEPLOY / "prometheus" / "alerts.yml")["groups"]:
        yield from (rule["expr"] for rule in group["rules"])


def names_in(expression: str) -> set[str]:
    return set(re.findall(r"\b(?:gateway|process)_\w+|\bup\b", expression))


def labels_in(expression: str) -> set[str]:
    """Those that are selected or grouped by."""
    selected = {
        label
        for selector in re.findall(r"\{(.*?)\}", expression)
        for label in re.findall(r"(\w+)\s*[=!]~?", selector)
    }
    grouped = ",".join(re.findall(r"by \((.*?)\)", expression))
    return selected | {label.strip() for label in grouped.split(",") if label.strip()}


async def test_every_metric_that_is_asked_for_is_printed(printed: Labels) -> None:
    asked = set[str]().union(*map(names_in, expressions()))

    assert len(asked) > 20
    assert asked - printed.keys() == set()


async def test_every_metric_of_ours_is_shown(printed: Labels) -> None:
    asked = set[str]().union(*map(names_in, expressions()))
    shown = {re.sub(r"_(bucket|count|sum)$", "", name) for name in asked}
    ours = {
        re.sub(r"_(bucket|count|sum)$", "", name) for name in printed if name.startswith("gateway")
    }

    assert ours - shown == set()


async def test_every_label_that_is_asked_for_is_one_of_its_metric(printed: Labels) -> None:
    wrong = [
        (expression, label)
        for expression in expressions()
        for label in labels_in(expression)
        if not any(label in printed[name] | ADDED for name in names_in(expression))
    ]

    assert wrong == []


def test_panels_have_a_place_and_a_description_of_their_own() -> None:
    ids = [panel["id"] for panel in panels()]
    shown = [panel for panel in panels() if panel["type"] != "row"]

    assert len(ids) == len(set(ids))
    assert [p["title"] for p in shown if not p["description"] or not p["targets"]] == []
    assert [(a["title"], b["title"]) for a, b in combinations(panels(), 2) if overlap(a, b)] == []
    assert all(p["gridPos"]["x"] + p["gridPos"]["w"] <= 24 for p in panels())


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    a, b = one["gridPos"], other["gridPos"]
    beside = a["x"] + a["w"] <= b["x"] or b["x"] + b["w"] <= a["x"]
    above = a["y"] + a["h"] <= b["y"] or b["y"] + b["h"] <= a["y"]
    return not (beside or above)


def test_every_variable_that_is_used_is_one_of_the_dashboards() -> None:
    known = {one["name"] for one in dashboard()["templating"]["list"]}
    used = set(re.findall(r"\$\{?(\w+)", str(panels())))

    assert used == {*known, "__rate_interval"}
    refs = [[target["refId"] for target in panel.get("targets", ())] for panel in panels()]
    assert all(len(each) == len(set(each)) for each in refs)


def test_the_data_source_is_the_one_that_is_provisioned() -> None:
    (source,) = document(DEPLOY / "grafana/provisioning/datasources/prometheus.yml")["datasources"]
    variables = {one["name"]: one for one in dashboard()["templating"]["list"]}

    assert variables["datasource"]["current"]["value"] == source["uid"]
    assert variables["datasource"]["query"] == source["type"]
    assert {p["datasource"]["uid"] for p in panels() if p["type"] != "row"} == {"${datasource}"}


def test_every_alert_says_what_it_is_about() -> None:
    (group,) = document(DEPLOY / "prometheus" / "alerts.yml")["groups"]

    assert all(rule["annotations"]["summary"] for rule in group["rules"])
    assert {rule["labels"]["severity"] for rule in group["rules"]} == {"critical", "warning"}
