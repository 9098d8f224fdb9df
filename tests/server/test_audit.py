from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .clients import Json, served
from .tiny import application

AUDIT = Path(__file__).parent / "audit"


@pytest.fixture(scope="session")
def node() -> str:
    """Node, with the audit's packages installed beside it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.fail("The audit needs node and npm on the PATH: install Node.js 20 or newer.")
    if not (AUDIT / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=AUDIT, check=True)  # noqa: S603 - our own lock
    return node


async def _audits(node: str, url: str) -> list[Json]:
    process = await asyncio.create_subprocess_exec(
        node, "audit.js", url, cwd=AUDIT, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return json.loads(output)


async def test_every_audit_of_graphql_over_http_passes(node: str) -> None:
    async with served(application()) as (host, port):
        audits = await _audits(node, f"http://{host}:{port}/graphql")

    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) > 50
