"""The pages in `docs`: what they name exists, and what they tell to do works."""

from __future__ import annotations

import ast
import json
import re
import shutil
import threading
import tomllib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.served import served

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
ARCHITECTURE = ROOT / "docs" / "architecture.md"
ADDING_A_PROVIDER = ROOT / "docs" / "adding-a-provider.md"

STEP = re.compile(r"^`(\S+)`\n\n```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
"""A file's name, and a block with what becomes of it."""

BEGINNING = "2026-03-29T07:30:00+02:00"
OUTING = {
    "id": "a/b",
    "sport": "run",
    "start": BEGINNING,
    "end": "2026-03-29T08:00:00+02:00",
    "meters": 5000.5,
}
QUERY = """
query ($id: ID!) {
  activities(
    filter: { startTime: { start: "2026-03-01T00:00:00Z", end: "2026-04-01T00:00:00Z" } }
  ) {
    nodes {
      id provider type startTime localDate
      metrics { distanceMeters }
      detail { __typename ... on StrideOuting { sport start meters } }
    }
    providers { provider state error { code } }
  }
  node(id: $id) { id }
}
"""
ID = "MTpBY3Rpdml0eTpzdHJpZGU6b3V0aW5nOmEvYg"
"""1:Activity:stride:outing:a/b"""


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)


def named(pattern: str, page: Path) -> list[str]:
    """What stands in backticks and is of this form; the made-up provider's is not there yet."""
    found = re.findall(r"`([^`\s]+)`", prose(page))
    return [one for one in found if re.fullmatch(pattern, one) and "/stride/" not in one]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_class_and_function_that_is_named_exists(page: Path) -> None:
    missing = [name for name in named(r"gateway(\.\w+)+", page) if not is_found(name)]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_is_named_exists(page: Path) -> None:
    paths = named(r"(gateway|tests|docs)/[\w./-]*|[\w-]+\.(md|toml|graphql)", page)

    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_is_named_exists(page: Path) -> None:
    tests = [name.split("::") for name in named(r"tests/[\w/]+\.py::\w+", page)]

    missing = [name for path, name in tests if f"def {name}(" not in (ROOT / path).read_text()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", prose(page)) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_pages_name_what_they_speak_of() -> None:
    assert len(named(r"gateway(\.\w+)+", ARCHITECTURE)) >= 20
    assert len(named(r"gateway(\.\w+)+", ADDING_A_PROVIDER)) >= 10


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_a_decision_says_how_it_stands_and_why(page: Path) -> None:
    text = page.read_text()
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)

    assert headings == ["Context", "Decision", "Consequences"]
    assert text.startswith(f"# {page.name[:4]} ")
    assert re.search(r"^\*\*Status:\*\* (accepted|superseded by .+)$", text, re.MULTILINE)
    assert len(text.splitlines()) <= 30


def test_decisions_are_numbered_from_one_on() -> None:
    numbers = [page.name[:5] for page in DECISIONS]

    assert numbers == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]


def test_the_picture_shows_every_import_between_the_folders() -> None:
    drawn = re.findall(r"^    (\w+) --> (\w+)$", ARCHITECTURE.read_text(), re.MULTILINE)
    folders = {folder for arrow in drawn for folder in arrow}

    assert folders == {
        "server", "execution", "schema", "timeline", "writing", "loaders", "cache", "providers",
        "upstream",
    }  # fmt: skip
    assert set(drawn) == {arrow for folder in folders for arrow in imports_of(folder)}


def test_the_table_of_contracts_is_that_of_the_settings() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = [one["name"] for one in settings["tool"]["importlinter"]["contracts"]]

    table = re.findall(r"^\| (.+?) \| .+\|$", ARCHITECTURE.read_text(), re.MULTILINE)

    assert table == ["contract", "---", *contracts]


def test_the_steps_make_a_provider_that_answers(tmp_path: Path) -> None:
    follow(ADDING_A_PROVIDER, tmp_path)
    with stride() as upstream:
        environment = {
            "PYTHONPATH": str(tmp_path),
            "PYTHONSAFEPATH": "1",
            "GATEWAY_STRIDE_BASE_URL": upstream,
        }
        with served("serve", "--port", "0", environment=environment) as gateway:
            linked = ask(gateway.url, "known")
            refused = ask(gateway.url, "unknown")

    assert linked["data"]["activities"] == {
        "nodes": [
            {
                "id": ID,
                "provider": "STRIDE",
                "type": "RUNNING",
                "startTime": "2026-03-29T05:30:00.000Z",
                "localDate": "2026-03-29",
                "metrics": {"distanceMeters": 5000.5},
                "detail": {
                    "__typename": "StrideOuting",
                    "sport": "run",
                    "start": "2026-03-29T07:30:00+02:00",
                    "meters": 5000.5,
                },
            }
        ],
        "providers": [
            {"provider": "GOOGLE_FIT", "state": "NOT_LINKED", "error": {"code": "NOT_LINKED"}},
            {"provider": "OURA", "state": "NOT_LINKED", "error": {"code": "NOT_LINKED"}},
            {"provider": "STRIDE", "state": "OK", "error": None},
        ],
    }
    assert linked["data"]["node"] == {"id": ID}
    assert refused["data"]["activities"]["providers"][2] == {
        "provider": "STRIDE",
        "state": "FAILED",
        "error": {"code": "REAUTH_REQUIRED"},
    }


def is_found(name: str) -> bool:
    """Whether the name is one of a module, or of something in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: Any = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[length:]:
            if not hasattr(found, attribute):
                return False
            found = getattr(found, attribute)
        return True
    return False


def imports_of(folder: str) -> Iterator[tuple[str, str]]:
    """The other folders that its modules import, but for `domain`, which all do."""
    for module in (ROOT / "gateway" / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            parts = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
            if parts[:1] == ["gateway"] and parts[1] not in {folder, "domain"}:
                yield folder, parts[1]


def follow(page: Path, to: Path) -> None:
    """Do what the page says to a copy of the gateway."""
    shutil.copytree(
        ROOT / "gateway", to / "gateway", ignore=shutil.ignore_patterns("__pycache__", "web")
    )
    steps = STEP.findall(page.read_text())
    assert len(steps) == 9
    for path, language, text in steps:
        if language == "diff":
            change(to / path, text)
        else:
            (to / path).parent.mkdir(exist_ok=True)
            (to / path).write_text(text)


def change(file: Path, diff: str) -> None:
    """Put what the diff has in place of what it says is there."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    content = file.read_text()
    assert content.count(before) == 1, f"{file.name} has changed: bring the page up to date"
    file.write_text(content.replace(before, after))


class Stride(BaseHTTPRequestHandler):
    """Stride's API, with one person who went out once."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if self.headers["authorization"] != "Bearer known":
            self._answer(401, {"message": "who are you?"})
        elif address.path == "/v1/outings/a%2Fb":
            self._answer(200, OUTING)
        elif address.path == "/v1/outings" and asked["from"] <= BEGINNING < asked["to"]:
            self._answer(200, {"outings": [OUTING]})
        else:
            self._answer(404, {"message": "nothing here"})

    def _answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Say nothing."""


@contextmanager
def stride() -> Generator[str]:
    """The address of Stride while the block runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Stride) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def ask(url: str, token: str) -> Any:
    body = {"query": QUERY, "variables": {"id": ID}}
    return httpx.post(
        f"{url}/graphql", json=body, headers={"X-Stride-Token": token}, timeout=60
    ).json()
