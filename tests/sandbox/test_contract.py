"""What the sandbox answers, held against the vendors' own descriptions."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.routing import Route

from gateway.sandbox import Sandbox, sandbox_app
from gateway.sandbox.application import provider_routes
from gateway.sandbox.endpoint import Endpoint
from gateway.sandbox.google_fit.list_query import OWN_PARAMETERS, STANDARD_PARAMETERS
from gateway.sandbox.providers import ROUTES, UNKNOWN_ROUTE
from gateway.sandbox.seed.oura.words import UNDESCRIBED
from tests.sandbox.descriptions import (
    google_fit,
    google_fit_methods,
    google_fit_schema,
    oura,
    oura_schema,
)
from tests.sandbox.records import SESSIONS

EVERYTHING = {"start_date": "2000-01-01", "end_date": "2100-01-01"}
SINCE_ALWAYS = {"startTime": "2000-01-01T00:00:00Z"}
FIT_SESSION: dict[str, Any] = {
    "id": "s",
    "name": "Run",
    "startTimeMillis": "0",
    "endTimeMillis": 1,
    "activityType": 8,
    "application": {"name": "App"},
}
CHECK_IN_SOURCE = "raw:app.trailbook.check_in:407408718192:Alpine:Phone 7:phone-4711:evening"
PATH = {
    "userId": "me",
    "dataSourceId": quote(CHECK_IN_SOURCE, safe=""),
    "datasetId": f"{0}-{2**62}",
}
VALUES = {
    "activityType": "8",
    "dataTypeName": "com.google.step_count.delta",
    "endTime": "2026-01-02T00:00:00Z",
    "includeDeleted": "false",
    "limit": "5",
    "startTime": "2026-01-01T00:00:00Z",
}
GOOGLE_FIT_READS = sorted(
    name for name, method in google_fit_methods().items() if method["httpMethod"] == "GET"
)

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
RANGES = {
    "start_date": "2026-02-20",
    "end_date": "2026-03-31",
    "start_datetime": "2026-03-28T00:00:00Z",
    "end_datetime": "2026-03-30T12:00:00Z",
}
"""Over the night in which the clocks change; each list takes the names that it knows."""


def models(path: str) -> tuple[str, str]:
    """The names of a page's schema and of a document's, as the description has them."""
    content = oura()["paths"][path]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"]
    page = schema.get("anyOf", [schema])[0]["$ref"].rpartition("/")[2]
    items = oura()["components"]["schemas"][page]["properties"]["data"]["items"]
    return page, items["$ref"].rpartition("/")[2]


@asynccontextmanager
async def asking(sandbox: Sandbox) -> AsyncGenerator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(sandbox_app(sandbox)),
        base_url="http://sandbox",
        headers={"authorization": "Bearer t"},
    ) as client:
        yield client


async def all_pages(
    client: httpx.AsyncClient, path: str, params: Mapping[str, str] = EVERYTHING
) -> list[dict[str, Any]]:
    pages = [(await client.get(path, params=params)).json()]
    while token := pages[-1]["next_token"]:
        pages.append((await client.get(path, params={"next_token": token})).json())
    return pages


def in_snake_case(path: str) -> str:
    return re.sub(r"\{.*?\}", lambda name: re.sub("([A-Z])", r"_\1", name[0]).lower(), path)


def described(page: dict[str, Any]) -> dict[str, Any]:
    """A page without the documents that are there because no description knows their words."""
    return {**page, "data": [one for one in page["data"] if not is_undescribed(one)]}


def is_undescribed(document: dict[str, Any]) -> bool:
    texts = {value for value in document.values() if isinstance(value, str)}
    return not texts.isdisjoint(UNDESCRIBED)


LISTS = sorted(
    path
    for path in oura()["paths"]
    if "/usercollection/" in path and "{" not in path and not path.endswith("personal_info")
)


@pytest.mark.parametrize("path", LISTS)
async def test_every_page_of_oura_is_as_described_and_tells_every_field(path: str) -> None:
    page_model, model = models(path)
    async with asking(Sandbox(lambda: NOON, oura_page_size=3, oura_rows_per_page=400)) as client:
        pages = await all_pages(client, path, RANGES)
    async with asking(Sandbox(lambda: NOON, oura_page_size=999, oura_rows_per_page=9999)) as client:
        (whole,) = await all_pages(client, path, RANGES)

    assert whole["data"]
    assert [one for page in pages for one in page["data"]] == whole["data"]
    for page in pages:
        oura_schema(page_model).validate(described(page))
        names = oura()["components"]["schemas"][model]["properties"].keys()
        assert all(one.keys() == names for one in page["data"])


@pytest.mark.parametrize(
    "path", [path for path in LISTS if f"{path}/{{document_id}}" in oura()["paths"]]
)
async def test_every_single_document_of_oura_is_as_listed(path: str) -> None:
    async with asking(Sandbox(lambda: NOON)) as client:
        listed = (await client.get(path, params=RANGES)).json()["data"]
        singles = [(await client.get(f"{path}/{one['id']}")).json() for one in listed[:5]]

    assert singles
    assert singles == listed[:5]


async def test_single_documents_of_oura_are_as_described(client: httpx.AsyncClient) -> None:
    path = "/v2/usercollection/session"
    (first, *_), *_ = [page["data"] for page in await all_pages(client, path)]

    document = (await client.get(f"{path}/{first['id']}")).json()
    info = (await client.get("/v2/usercollection/personal_info")).json()

    oura_schema("PublicSession").validate(document)
    oura_schema("PersonalInfoResponse").validate(info)


async def test_partial_documents_of_oura_are_as_described(client: httpx.AsyncClient) -> None:
    params = {**EVERYTHING, "fields": "mood"}

    answer = (await client.get("/v2/usercollection/session", params=params)).json()

    oura_schema("MultiDocumentResponseDict").validate(answer)


async def test_invalid_parameters_of_oura_are_told_as_described(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v2/usercollection/workout", params={"start_date": "soon"})

    assert answer.status_code == 422
    oura_schema("HTTPValidationError").validate(answer.json())


async def test_sessions_of_google_fit_are_as_described(client: httpx.AsyncClient) -> None:
    validator = google_fit_schema("ListSessionsResponse")

    by_range = (await client.get(SESSIONS, params=SINCE_ALWAYS)).json()
    changed = (await client.get(SESSIONS, params={"includeDeleted": "true"})).json()

    assert len(by_range["session"]) > 100
    validator.validate(by_range)
    validator.validate(changed)


async def test_a_written_session_is_as_described_and_deleted_ones_too(
    client: httpx.AsyncClient,
) -> None:
    written = await client.put(f"{SESSIONS}/s", json=FIT_SESSION)
    await client.delete(f"{SESSIONS}/s")
    params = {"includeDeleted": "true"}
    changes: dict[str, Any] = (await client.get(SESSIONS, params=params)).json()
    while "deletedSession" not in changes:
        token = changes["nextPageToken"]
        changes = (await client.get(SESSIONS, params={**params, "pageToken": token})).json()

    google_fit_schema("Session").validate(written.json())
    google_fit_schema("ListSessionsResponse").validate(changes)


def served(sandbox: Sandbox, provider: str) -> set[tuple[str, str]]:
    """Method and path of everything that the sandbox has of a provider."""
    return {
        (method, route.path)
        for route in provider_routes(sandbox)
        if isinstance(route, Route)
        and isinstance(route.endpoint, Endpoint)
        and route.endpoint.provider == provider
        and route.endpoint.route != UNKNOWN_ROUTE
        for method in route.endpoint.handlers
    }


def test_the_routes_of_oura_are_the_described_ones(sandbox: Sandbox) -> None:
    paths = oura()["paths"].items()

    of_viewers = {(m.upper(), path) for path, item in paths for m in item if "webhook" not in path}
    assert served(sandbox, "oura") == of_viewers


def test_the_routes_of_google_fit_are_the_described_ones(sandbox: Sandbox) -> None:
    described_routes = {
        (method["httpMethod"], google_fit()["basePath"] + in_snake_case(method["path"]))
        for method in google_fit_methods().values()
    }

    assert served(sandbox, "google_fit") == described_routes


def test_the_parameters_of_google_fit_are_the_described_ones() -> None:
    described_names = google_fit_methods()["fitness.users.sessions.list"]["parameters"].keys()

    assert described_names - {"userId"} == OWN_PARAMETERS
    assert google_fit()["parameters"].keys() >= STANDARD_PARAMETERS


@pytest.mark.parametrize("method", GOOGLE_FIT_READS)
async def test_every_described_parameter_of_google_fit_is_known_and_no_other(
    client: httpx.AsyncClient, method: str
) -> None:
    described_method = google_fit_methods()[method]
    parameters = described_method["parameters"].items()
    names = {name for name, one in parameters if one["location"] == "query"} - {"pageToken"}
    own = {name: VALUES[name] for name in names}
    path = google_fit()["basePath"] + described_method["path"].format(**PATH)

    assert (await client.get(path, params=own)).status_code == 200
    assert (await client.get(path, params={**own, "more": "1"})).status_code == 400


def test_every_required_field_of_a_written_session_is_in_the_description() -> None:
    properties = google_fit()["schemas"]["Session"]["properties"].items()

    required = {name for name, part in properties if "required" in part.get("annotations", {})}

    assert required == FIT_SESSION.keys()


def test_the_named_routes_are_the_served_ones(sandbox: Sandbox) -> None:
    found: dict[str, set[str]] = {provider: set() for provider in ROUTES}
    for route in provider_routes(sandbox):
        assert isinstance(route, Route)
        assert isinstance(route.endpoint, Endpoint)
        found[route.endpoint.provider].add(route.endpoint.route)

    assert found == {provider: set(names) for provider, names in ROUTES.items()}
