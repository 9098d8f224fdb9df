from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from gateway.domain.activity import ActivityId
from gateway.domain.activity_id import decode_id
from gateway.domain.provider_name import Provider
from gateway.server import graphiql
from gateway.server.graphiql import GraphiQLOptions, graphiql_routes
from gateway.server.graphiql.assets import AssetsMissingError, find_assets

FOLDER = Path(graphiql.__file__).parent
BUILT = FOLDER / "assets"
TABS = sorted((FOLDER / "web" / "src" / "tabs").iterdir())


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    options = GraphiQLOptions(sandbox=True, google_fit_header='X-"><script>')
    transport = httpx.ASGITransport(Starlette(routes=graphiql_routes(options)))
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        yield client


def policy(response: httpx.Response) -> dict[str, str]:
    """The Content-Security-Policy, by directive."""
    directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


@pytest.mark.parametrize("path", ["/graphiql", f"/graphiql/assets/{find_assets().script}"])
async def test_scripts_come_from_the_gateway_alone(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)

    assert response.status_code == 200
    assert policy(response)["default-src"] == "'none'"
    assert policy(response)["script-src"] == "'self'"
    assert policy(response)["connect-src"] == "'self'"
    assert policy(response)["frame-ancestors"] == "'none'"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


async def test_the_page_is_asked_for_anew_and_its_assets_are_kept_for_ever(
    client: httpx.AsyncClient,
) -> None:
    page = await client.get("/graphiql")
    named = re.findall(r'(?:src|href)="(graphiql/assets/[^"]+)"', page.text)

    assets = [await client.get(f"/{address}") for address in named]

    assert page.headers["Cache-Control"] == "no-cache"
    assert len(assets) == 2
    assert {asset.status_code for asset in assets} == {200}
    assert {asset.headers["Cache-Control"] for asset in assets} == {
        "public, max-age=31536000, immutable"
    }


async def test_the_page_has_a_language_a_title_and_a_word_for_those_without_scripts(
    client: httpx.AsyncClient,
) -> None:
    page = (await client.get("/graphiql")).text

    assert '<html lang="en">' in page
    assert "<title>Activity gateway · GraphiQL</title>" in page
    assert "GraphiQL needs JavaScript" in page.split("<noscript>")[1].split("</noscript>")[0]


async def test_a_header_name_cannot_write_html(client: httpx.AsyncClient) -> None:
    page = (await client.get("/graphiql")).text

    assert "X-&quot;&gt;&lt;script&gt;" in page
    assert 'X-"><script>' not in page


@pytest.mark.parametrize(("accepted", "sent"), [("gzip", "gzip"), ("identity", None)])
async def test_an_asset_is_compressed_for_those_who_can_read_it(
    client: httpx.AsyncClient, accepted: str, sent: str | None
) -> None:
    style = find_assets().style

    response = await client.get(f"/graphiql/assets/{style}", headers={"Accept-Encoding": accepted})

    assert response.headers.get("Content-Encoding") == sent
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.content == (BUILT / style).read_bytes()


@pytest.mark.parametrize("name", ["manifest.json", "absent.js", "..%2Fpage.html", "%2e%2e/page.py"])
async def test_nothing_but_built_files_is_served(client: httpx.AsyncClient, name: str) -> None:
    response = await client.get(f"/graphiql/assets/{name}")

    assert response.status_code == 404


async def test_licences_can_be_read_and_are_asked_for_anew(client: httpx.AsyncClient) -> None:
    response = await client.get("/graphiql/assets/NOTICE.md")

    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "monaco-editor" in response.text


@pytest.mark.parametrize("manifest", [None, "", "{}", "[]"])
def test_missing_files_are_told_with_the_remedy(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)

    with pytest.raises(AssetsMissingError, match="run `make graphiql`"):
        find_assets(tmp_path)


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_the_built_page_holds_the_ready_tab_as_it_is_now(tab: Path) -> None:
    built = (BUILT / find_assets().script).read_text(encoding="utf-8").replace("\\", "")

    lines = [line for line in tab.read_text(encoding="utf-8").splitlines() if line]

    assert [line for line in lines if line not in built] == []


def test_the_tab_delete_names_the_session_of_the_tab_upsert() -> None:
    delete, upsert = (
        FOLDER / "web" / "src" / "tabs" / name
        for name in ("delete.graphql", "upsert.variables.json")
    )
    encoded = re.search(r'id: "(\S+)"', delete.read_text())
    stored = re.search(r'"clientSessionId": "(\S+)"', upsert.read_text())

    assert encoded is not None
    assert stored is not None
    assert decode_id(encoded[1]) == ActivityId(Provider.GOOGLE_FIT, "session", stored[1])


def test_what_is_committed_names_no_registry_and_has_no_source_maps() -> None:
    files = [*BUILT.iterdir(), *(FOLDER / "web").glob("*.json")]
    hosts = re.compile(rb"registry\.npm|unpkg|jsdelivr|esm\.sh/|\"resolved\"")

    assert [path.name for path in files if path.suffix == ".map"] == []
    assert [path.name for path in files if hosts.search(path.read_bytes())] == []


def test_what_is_committed_stays_small() -> None:
    assert sum(path.stat().st_size for path in BUILT.iterdir()) < 6_500_000
