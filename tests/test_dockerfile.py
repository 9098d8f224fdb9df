"""The image, as far as it can be told without an engine: by its Dockerfile and its context."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from tests.served import served

ROOT = Path(__file__).parent.parent


class Instruction(NamedTuple):
    """One instruction of the Dockerfile, its continued lines joined."""

    name: str
    arguments: str


def instructions() -> list[Instruction]:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    kept = "\n".join(line for line in lines if line and not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", "", kept).splitlines()
    return [Instruction(name, rest) for name, _, rest in (line.partition(" ") for line in joined)]


def final_stage() -> list[Instruction]:
    every = instructions()
    last_from = max(number for number, one in enumerate(every) if one.name == "FROM")
    return every[last_from:]


def arguments_of(name: str, among: Iterable[Instruction]) -> list[str]:
    return [one.arguments for one in among if one.name == name]


def health_check() -> list[str]:
    (check,) = arguments_of("HEALTHCHECK", final_stage())
    command: list[str] = json.loads(check.split(" CMD ")[1])
    return [sys.executable, *command[1:]]


def copied_from_the_context() -> list[str]:
    copies = [shlex.split(one) for one in arguments_of("COPY", instructions())]
    return [source for copy in copies if not copy[0].startswith("--") for source in copy[:-1]]


def ignored_patterns() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def is_in_context(path: str) -> bool:
    """Whether the last pattern of `.dockerignore` that matches the path, or one above it, is a `!`.

    Stars match slashes here, which errs towards leaving out.
    """
    parts = path.split("/")
    prefixes = ["/".join(parts[: length + 1]) for length in range(len(parts))]
    is_in = True
    for pattern in ignored_patterns():
        bare = pattern.removeprefix("!").removeprefix("**/")
        anywhere = [bare, f"*/{bare}"] if "**/" in pattern else [bare]
        if any(fnmatch(prefix, form) for prefix in prefixes for form in anywhere):
            is_in = pattern.startswith("!")
    return is_in


def pip_installs(commands: Iterable[str]) -> list[list[str]]:
    """What is asked of `pip install`, but for where it is kept and whether it can be edited."""
    asked = [shlex.split(one.split("install ", 1)[1]) for one in commands if " install " in one]
    passing = {"--no-cache-dir", "--editable"}
    return [[word for word in words if word not in passing] for words in asked]


def test_two_stages_start_from_the_python_that_the_project_needs() -> None:
    assert arguments_of("FROM", instructions()) == ["python:3.11-slim AS build", "python:3.11-slim"]


def test_everything_is_installed_as_make_installs_it() -> None:
    rule = (ROOT / "Makefile").read_text().split("$(VENV)/gateway: ")[1].split("\n\n")[0]
    by_make = [line.strip() for line in rule.splitlines() if "$(PIP)" in line]

    by_image = arguments_of("RUN", instructions())

    assert pip_installs(by_image) == pip_installs(by_make)
    assert pip_installs(by_image) == [
        ["--require-hashes", "--requirement", "requirements.lock"],
        ["--no-deps", "--no-build-isolation", "."],
    ]


def test_it_keeps_no_cache_of_packages() -> None:
    installs = [one for one in arguments_of("RUN", instructions()) if " install " in one]

    assert all("--no-cache-dir" in one for one in installs)


def test_it_runs_as_nobody_who_may_do_more_and_says_so_by_number() -> None:
    names = [one.name for one in final_stage()]

    assert arguments_of("USER", final_stage()) == ["10001:10001"]
    assert names.index("USER") < names.index("CMD")
    assert "RUN" not in names[names.index("USER") :]


def test_the_command_is_the_gateways_own_process_so_that_it_gets_the_signal() -> None:
    (command,) = arguments_of("CMD", final_stage())

    assert json.loads(command) == ["gateway", "serve", "--host", "0.0.0.0"]  # noqa: S104 - in a container
    assert arguments_of("STOPSIGNAL", final_stage()) == ["SIGTERM"]


def test_no_secret_stands_in_it() -> None:
    set_in_it = " ".join(arguments_of("ENV", instructions()) + arguments_of("ARG", instructions()))

    assert re.findall(r"(?i)token|secret|password|index[-_]url", set_in_it) == []


def test_whatever_is_copied_is_there_and_in_the_context() -> None:
    sources = copied_from_the_context()

    assert sources == ["requirements.lock", "pyproject.toml", "README.md", "LICENSE", "gateway"]
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert [source for source in sources if not is_in_context(source)] == []


@pytest.mark.parametrize(
    "path",
    [
        ".git",
        ".venv/bin/python",
        "tests",
        "docs",
        "gateway/__pycache__/app.pyc",
        "gateway/server/graphiql/web/node_modules/x.js",
    ],
)
def test_the_context_holds_nothing_else(path: str) -> None:
    assert not is_in_context(path)


def test_what_it_installs_is_the_whole_gateway(tmp_path: Path) -> None:
    for source in copied_from_the_context():
        copy_of_context(source, tmp_path)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    command = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "."]
    subprocess.run(command, cwd=tmp_path, check=True)  # noqa: S603 - our own command

    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as installed:
        names = {name for name in installed.namelist() if name.startswith("gateway/")}

    assert names == {name for name in files_of("gateway") if is_in_context(name)}


def copy_of_context(source: str, to: Path) -> None:
    for name in files_of(source):
        if is_in_context(name):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to / name)


def files_of(source: str) -> list[str]:
    top = ROOT / source
    found = [top] if top.is_file() else [path for path in top.rglob("*") if path.is_file()]
    return [path.relative_to(ROOT).as_posix() for path in found]


def test_the_health_check_tells_a_live_gateway_from_none() -> None:
    with served("serve", "--sandbox", "--port", "0") as gateway:
        port = gateway.url.rpartition(":")[2]
        alive = checked(port)
        gateway.stop()

    assert alive == 0
    assert checked(port) == 1


def checked(port: str) -> int:
    """The exit status of the health check, where a proxy is named that nobody listens at."""
    environment = {**os.environ, "GATEWAY_PORT": port, "http_proxy": "http://127.0.0.1:9"}
    done = subprocess.run(  # noqa: S603 - our own command
        health_check(), env=environment, check=False, capture_output=True
    )
    return done.returncode
