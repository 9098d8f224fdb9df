"""Tries a wheel: in an environment of its own, in an empty folder, as somebody who just got it."""

from __future__ import annotations

import os
import re
import subprocess
import venv
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

QUERY = "{ activities(first: 3) { nodes { type } providers { provider state } } }"
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Trial:
    """What came of it."""

    version: str
    schema: str
    answer: Any
    """To `QUERY`, of the sandbox."""
    assets: Mapping[str, int]
    """The status of each file that GraphiQL's page names, by its address."""

    def problems(self, version: str, schema: str) -> list[str]:
        """What is not as it should be, in sentences."""
        providers = self.answer["data"]["activities"]["providers"]
        is_right = {
            f"it says that it is {self.version}, not {version}": self.version == version,
            "its schema is another": self.schema == schema,
            f"the sandbox did not answer: {self.answer}": [p["state"] for p in providers]
            == ["OK", "OK"],
            "GraphiQL's page names no files": bool(self.assets),
            f"GraphiQL lacks files: {self.assets}": set(self.assets.values()) <= {200},
        }
        return [problem for problem, is_so in is_right.items() if not is_so]


def trial(wheel: Path, lock: Path, folder: Path) -> Trial:
    """Install the wheel with exactly what the lock names, and use it.

    Raises:
        subprocess.CalledProcessError: it cannot be installed, or a command failed.
    """
    gateway = _installed(wheel.resolve(), lock.resolve(), folder)
    empty = folder / "empty"
    empty.mkdir()
    with (
        _serving([gateway, "serve", "--sandbox", "--port", "0"], empty) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        page = client.get("/graphiql").text
        return Trial(
            version=_run([gateway, "--version"], empty).strip(),
            schema=_run([gateway, "schema"], empty),
            answer=client.post("/graphql", json={"query": QUERY}).json(),
            assets={path: client.get(path).status_code for path in _named(page)},
        )


def _installed(wheel: Path, lock: Path, folder: Path) -> str:
    """The `gateway` command of an environment that holds the lock and the wheel, and no more."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    pip = [str(environment / "bin" / "pip"), "--disable-pip-version-check", "--quiet"]
    _run([*pip, "install", "--require-hashes", "--requirement", str(lock)], folder)
    _run([*pip, "install", "--no-deps", str(wheel)], folder)
    _run([*pip, "check"], folder)
    return str(environment / "bin" / "gateway")


def _named(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="([\w./-]+)"', page)


def _surroundings() -> dict[str, str]:
    """The environment, without what leads to the repository or changes how the gateway is set."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GATEWAY_", "PYTHON", "VIRTUAL_ENV", "COV_"))
    }


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=folder, env=_surroundings(), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


@contextmanager
def _serving(command: list[str], folder: Path) -> Generator[str]:
    """The address of the gateway while the block runs."""
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=folder,
        env={**_surroundings(), "GATEWAY_SHUTDOWN_GRACE_SECONDS": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def _address(process: subprocess.Popen[str]) -> str:
    """Where it says that it listens.

    Raises:
        RuntimeError: it ended instead.
    """
    assert process.stdout is not None  # noqa: S101 - it is piped
    for line in process.stdout:
        found = re.search(r"http://[^/\s]+", line)
        if found is not None:
            return found[0]
    raise RuntimeError("the gateway ended before it said where it listens")
