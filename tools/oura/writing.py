"""All that is generated, formatted, and put where it stands."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.oura import coverage
from tools.oura.description import Description
from tools.oura.places import places
from tools.oura.query import query_file
from tools.oura.structs import struct_files
from tools.oura.types import type_files

ROOT = Path(__file__).parents[2]
_OWN = 'lint.isort.known-first-party = ["gateway"]'
_ONLY_WHAT_SORTS = ("check", "--select", "I,F401", "--fix", "--quiet", "--config", _OWN)


def generated() -> Mapping[str, str]:
    """The text of every generated file, by its path in the repository."""
    description = Description.committed()
    found = places(description)
    written = [*struct_files(found), *type_files(found), query_file(found)]
    files = {path: _formatted(path, text) for path, text in written}
    page = ROOT / coverage.PATH
    files[coverage.PATH] = coverage.with_section(page.read_text(), description)
    return files


def write() -> None:
    """Put them in their places."""
    for path, text in generated().items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def _formatted(path: str, text: str) -> str:
    """As `make fmt` leaves it."""
    for command in (_ONLY_WHAT_SORTS, ("format", "--quiet")):
        done = subprocess.run(  # noqa: S603 - ruff, with arguments from here
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", path, "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        text = done.stdout
    return text
