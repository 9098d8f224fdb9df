"""What the gateway sends of the page, and whether the committed build is that of its sources."""

from __future__ import annotations

import gzip
import re
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from graphql import GraphQLSchema, build_schema, parse, validate
from starlette.applications import Starlette

from gateway.server.built_assets import AssetsMissingError
from gateway.server.page import PageOptions, page_routes
from gateway.server.page.assets import FOLDER, find_assets

ROOT = Path(__file__).parent.parent.parent
WEB = ROOT / "web"
SOURCES = ["package-lock.json", "package.json", "sources.ts", "src", "vite.config.ts"]
MOST_SCRIPT_BYTES = 250_000


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    options = PageOptions(sandbox=True, graphiql=True, google_fit_header='X-"><script>')
    transport = httpx.ASGITransport(Starlette(routes=page_routes(options)))
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        yield client


def sources() -> list[str]:
    """The files that the build is made of; what is generated follows from them and the schema."""
    found = [WEB / name for name in SOURCES if (WEB / name).is_file()]
    found += [path for path in (WEB / "src").rglob("*") if path.is_file()]
    names = sorted(path.relative_to(WEB).as_posix() for path in found)
    return [name for name in names if not name.startswith("src/gql/")]


def documents() -> dict[str, str]:
    """Every GraphQL document of the sources, by the name of what it defines."""
    texts = [(WEB / name).read_text(encoding="utf-8") for name in sources() if name[-3:] != "css"]
    found = [
        text for source in texts for text in re.findall(r"graphql\(`(.*?)`\)", source, re.DOTALL)
    ]
    return {text.split()[1].split("(")[0]: text for text in found}


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))


def test_the_committed_build_is_that_of_its_sources() -> None:
    lines = [f"{name} {sha256((WEB / name).read_bytes()).hexdigest()}\n" for name in sources()]

    built = (FOLDER / "sources.sha256").read_text(encoding="utf-8").strip()

    assert built == sha256("".join(lines).encode()).hexdigest(), "run `make page`"


def test_its_documents_fit_the_schema(schema: GraphQLSchema) -> None:
    defined = documents()
    operations = [text for text in defined.values() if not text.split()[0].startswith("fragment")]
    fragments = "".join(text for text in defined.values() if text.split()[0] == "fragment")

    problems = validate(schema, parse("".join(operations) + fragments))

    assert [str(problem) for problem in problems] == []
    assert set(defined) >= {"Feed", "Week", "AddSession", "DeleteSession"}


@pytest.mark.parametrize("path", ["/", f"/page/assets/{find_assets().script}"])
async def test_scripts_and_styles_come_from_the_gateway_alone(
    client: httpx.AsyncClient, path: str
) -> None:
    response = await client.get(path)

    directives = response.headers["Content-Security-Policy"].split("; ")
    policy = dict(directive.split(" ", 1) for directive in directives)
    assert response.status_code == 200
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src")} == {"'self'"}
    assert {policy[name] for name in ("form-action", "frame-ancestors")} == {"'none'"}
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_is_asked_for_anew_and_its_assets_are_kept_for_ever(
    client: httpx.AsyncClient,
) -> None:
    page = await client.get("/")
    named = re.findall(r'(?:src|href)="(page/assets/[^"]+)"', page.text)

    assets = [await client.get(f"/{address}") for address in named]

    assert page.headers["Cache-Control"] == "no-cache"
    assert len(assets) == 2
    assert {asset.status_code for asset in assets} == {200}
    assert {asset.headers["Cache-Control"] for asset in assets} == {
        "public, max-age=31536000, immutable"
    }


async def test_fonts_are_sent_as_they_are(client: httpx.AsyncClient) -> None:
    fonts = sorted(name for name in find_assets().names if name.endswith(".woff2"))

    response = await client.get(f"/page/assets/{fonts[0]}", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Type"] == "font/woff2"
    assert "Content-Encoding" not in response.headers
    assert response.content == (FOLDER / fonts[0]).read_bytes()


async def test_the_page_says_something_to_those_without_scripts(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text

    assert '<html lang="en">' in page
    assert "needs JavaScript" in page.split("<noscript>")[1].split("</noscript>")[0]


async def test_a_header_name_cannot_write_html(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text

    assert "X-&quot;&gt;&lt;script&gt;" in page
    assert 'X-"><script>' not in page


@pytest.mark.parametrize("name", ["manifest.json", "sources.sha256", "%2e%2e/document.py"])
async def test_nothing_but_built_files_is_served(client: httpx.AsyncClient, name: str) -> None:
    response = await client.get(f"/page/assets/{name}")

    assert response.status_code == 404


def test_missing_files_are_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(AssetsMissingError, match="run `make page`"):
        find_assets(tmp_path)


def test_what_is_committed_names_no_registry_and_has_no_source_maps() -> None:
    files = [*FOLDER.iterdir(), *WEB.glob("*.json"), *(ROOT / "tests/page/axe").glob("*.json")]
    hosts = re.compile(rb"registry\.npm|unpkg|jsdelivr|esm\.sh/|\"resolved\"")

    assert [path.name for path in files if path.suffix == ".map"] == []
    assert [path.name for path in files if hosts.search(path.read_bytes())] == []


def test_its_scripts_stay_small() -> None:
    scripts = [path.read_bytes() for path in FOLDER.iterdir() if path.suffix == ".js"]

    assert 0 < sum(len(gzip.compress(script)) for script in scripts) < MOST_SCRIPT_BYTES
