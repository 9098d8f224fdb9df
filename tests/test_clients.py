"""The clients of docs/clients.md, each run as its reader would, against a gateway on a socket."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import (
    GraphQLObjectType,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    parse,
    validate,
)

from gateway.sandbox import RunningSandbox
from tests.clients_page import CLIENTS, PAGE, ROOT, shown, written_anew
from tests.gateway_under_test import running_gateway
from tests.served import Served, served

PATIENCE_SECONDS = 120.0
GENERATED = ("node_modules", "__generated__", "gql", "build", "manifest.json")
NOT_SHOWN = {
    ".gitignore",
    "package.json",
    "package-lock.json",
    "relay/babel.mjs",
    "typescript/tsconfig.json",
}
"""What only makes the programs run."""
FEED = """
{
  activities(first: 10, dedupe: COLLAPSE) { nodes { id provider type startTime } }
}
"""
VARIABLES: dict[str, dict[str, object]] = {
    "kotlin/Feed.graphql": {"first": 3, "filter": {"providers": ["OURA"]}},
    "swift/Day.graphql": {"day": "2026-10-05", "zone": "Europe/Zurich"},
    "swift/AddWorkout.graphql": {
        "input": {
            "clientSessionId": "from-a-phone",
            "title": "Along the lake",
            "type": "RUNNING",
            "startTime": "2026-10-05T06:00:00Z",
            "endTime": "2026-10-05T06:30:00Z",
        }
    },
}
SCHEMA = build_schema((ROOT / "schema.graphql").read_text())

Json = dict[str, Any]


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs with their packages, in a folder of their own, compiled."""
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        pytest.fail("The clients need node and npm on the PATH: install Node.js 20 or newer.")
    if not (CLIENTS / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=CLIENTS, check=True)  # noqa: S603 - our own lock
    root = tmp_path_factory.mktemp("clients")
    copy = root / "examples" / "clients"
    shutil.copytree(CLIENTS, copy, ignore=shutil.ignore_patterns(*GENERATED))
    (copy / "node_modules").symlink_to(CLIENTS / "node_modules")
    shutil.copy(ROOT / "schema.graphql", root)
    trust_documents(copy / "relay", copy / "trusted")
    asyncio.run(compiled(copy))
    return copy


def trust_documents(relay: Path, copy: Path) -> None:
    """A copy of the program that names its documents, as the page says how."""
    shutil.copytree(relay, copy)
    config = json.loads((copy / "relay.config.json").read_text())
    config["persistConfig"] = {"file": "./documents.json", "algorithm": "SHA256"}
    (copy / "relay.config.json").write_text(json.dumps(config))
    (copy / "documents.json").write_text("{}")


async def compiled(clients: Path) -> None:
    relay = script("relay:compile")
    await asyncio.gather(
        ran(clients, relay),
        ran(clients, relay.replace("cd relay", "cd trusted")),
        ran(clients, script("apollo:manifest")),
        ran(clients, script("typescript:compile")),
    )


@pytest.fixture(scope="module")
def gateway() -> Generator[Served]:
    with served("serve", "--sandbox", "--port", "0") as gateway:
        yield gateway


@pytest.fixture(scope="module")
def ten(gateway: Served) -> list[Json]:
    """The activities that two pages of five hold."""
    answer = httpx.post(f"{gateway.url}/graphql", json={"query": FEED}, timeout=PATIENCE_SECONDS)
    return answer.json()["data"]["activities"]["nodes"]


def script(name: str) -> str:
    """What `npm run NAME` runs."""
    return json.loads((CLIENTS / "package.json").read_text())["scripts"][name]


async def ran(clients: Path, command: str, url: str = "") -> str:
    """What the command prints, which ends well and complains of nothing."""
    path = f"{clients / 'node_modules' / '.bin'}:{Path(sys.executable).parent}:/usr/bin:/bin"
    node = str(Path(shutil.which("node") or "").parent)
    process = await asyncio.create_subprocess_shell(
        command,
        cwd=clients,
        env={"PATH": f"{path}:{node}", "GATEWAY_URL": f"{url}/graphql"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, complaints = await asyncio.wait_for(process.communicate(), PATIENCE_SECONDS)
    assert process.returncode == 0, output.decode() + complaints.decode()
    if url:
        assert complaints == b"", complaints.decode()
    return output.decode()


async def asked(gateway: Served, body: Json) -> Json:
    """The gateway's answer to a request without a client."""
    async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as http:
        return (await http.post(f"{gateway.url}/graphql", json=body)).json()


def nodes(connection: Json) -> list[Json]:
    names = ("id", "provider", "type", "startTime")
    return [{name: edge["node"][name] for name in names} for edge in connection["edges"]]


@pytest.mark.parametrize("client", ["apollo", "urql", "relay"])
async def test_two_pages_are_one_list_in_the_clients_own_cache(
    clients: Path, gateway: Served, ten: list[Json], client: str
) -> None:
    connection = json.loads(await ran(clients, script(client), gateway.url))

    assert nodes(connection) == ten
    assert connection["pageInfo"]["hasNextPage"] is True
    assert {one["state"] for one in connection.get("providers", [])} <= {"OK"}


async def test_python_reads_two_pages(clients: Path, gateway: Served, ten: list[Json]) -> None:
    assert json.loads(await ran(clients, "python python/feed.py", gateway.url)) == ten


async def test_a_program_in_typescript_compiles_and_reads_two_pages(
    clients: Path, gateway: Served, ten: list[Json]
) -> None:
    lines = json.loads(await ran(clients, script("typescript"), gateway.url))

    told = [" ".join(line.split()[:2]) for line in lines]
    assert told == [f"{node['startTime']} {node['type']}" for node in ten]
    assert any(line.endswith((" easy", " moderate", " hard")) for line in lines)


async def test_typescript_refuses_a_field_that_was_not_asked_for(clients: Path) -> None:
    copy = clients / "wrong"
    shutil.copytree(clients / "typescript", copy)
    program = copy / "feed.ts"
    program.write_text(program.read_text().replace("of activities.nodes", "of activities.edges"))

    with pytest.raises(AssertionError, match="Property 'edges' does not exist"):
        await ran(clients, "cd wrong && tsc --noEmit")


async def test_curl_gets_the_answer_by_a_hash_and_then_none(clients: Path, gateway: Served) -> None:
    posted, got, status = (await ran(clients, "sh curl/feed.sh", gateway.url)).splitlines()

    assert len(json.loads(posted)["data"]["activities"]["nodes"]) == 5
    assert json.loads(got) == json.loads(posted)
    assert status == "304"


async def test_apollos_hashes_are_known_after_its_first_run(clients: Path, gateway: Served) -> None:
    await ran(clients, script("apollo"), gateway.url)
    (operation,) = json.loads((clients / "apollo" / "manifest.json").read_text())["operations"]

    answer = await asked(gateway, {"documentId": f"sha256:{operation['id']}"})

    assert answer["data"]["activities"]["edges"]


@pytest.mark.parametrize(
    ("program", "manifest"),
    [
        ("node apollo/feed.mjs", "apollo/manifest.json"),
        ("cd trusted && node --import ./babel.mjs run.js", "trusted/documents.json"),
    ],
    ids=["apollo", "relay"],
)
async def test_a_client_is_served_by_the_manifest_of_its_build_alone(
    clients: Path, ten: list[Json], program: str, manifest: str
) -> None:
    environment = {
        "GATEWAY_TRUSTED_DOCUMENTS": str(clients / manifest),
        "GATEWAY_TRUSTED_DOCUMENTS_ONLY": "true",
    }
    with served("serve", "--sandbox", "--port", "0", environment=environment) as strict:
        connection = json.loads(await ran(clients, program, strict.url))
        refused = await asked(strict, {"query": FEED})

    assert nodes(connection) == ten
    assert refused["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"


async def test_the_manifest_of_graphql_codegen_is_served(
    clients: Path, running_sandbox: RunningSandbox
) -> None:
    path = clients / "typescript" / "gql" / "persisted-documents.json"
    (name,) = json.loads(path.read_text())
    async with running_gateway(
        running_sandbox, sandbox=True, trusted_documents=path, trusted_documents_only=True
    ) as strict:
        answer = await strict.http.post("/graphql", json={"documentId": name})

    assert len(answer.json()["data"]["activities"]["nodes"]) == 5


@pytest.mark.parametrize("path", VARIABLES)
async def test_a_phones_document_is_valid_and_is_answered(gateway: Served, path: str) -> None:
    document = (CLIENTS / path).read_text()

    answer = await asked(gateway, {"query": document, "variables": VARIABLES[path]})

    assert validate(SCHEMA, parse(document)) == []
    assert "errors" not in answer


def test_urql_is_told_of_every_type_without_an_id() -> None:
    listed = re.findall(
        r'^  "(\w+)",$', (CLIENTS / "urql" / "client.mjs").read_text(), re.MULTILINE
    )

    told_by_name = re.compile(r"\w*(Connection|Edge)|PageInfo")
    met = met_from("activities", "viewer", "tags", "dailySummaries", "activityChanges")
    unnamed = {
        name
        for name, found in met.items()
        if "id" not in found.fields and not told_by_name.fullmatch(name)
    }
    assert set(listed) == unnamed


def test_the_page_shows_the_files_as_they_are() -> None:
    assert PAGE.read_text() == written_anew(), "run `make readme`"


def test_the_page_shows_every_file() -> None:
    files = {
        str(path.relative_to(CLIENTS))
        for path in CLIENTS.rglob("*")
        if path.is_file() and not set(path.relative_to(CLIENTS).parts) & set(GENERATED)
    }

    assert set(shown()) | NOT_SHOWN == files


def test_no_lock_names_a_registry() -> None:
    assert '"resolved"' not in (CLIENTS / "package-lock.json").read_text()


def met_from(*root_fields: str) -> dict[str, GraphQLObjectType]:
    """The object types that a client can meet below these fields, by name."""
    assert SCHEMA.query_type is not None
    waiting = [SCHEMA.query_type.fields[name].type for name in root_fields]
    met: dict[str, GraphQLObjectType] = {}
    while waiting:
        found = get_named_type(waiting.pop())  # pyright: ignore[reportUnknownVariableType] # its overloads lose it
        if isinstance(found, GraphQLUnionType):
            waiting += found.types
        elif isinstance(found, GraphQLObjectType) and found.name not in met:
            met[found.name] = found
            waiting += [field.type for field in found.fields.values()]
    return met
