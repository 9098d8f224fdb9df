"""The wheel and the sdist: whole, without what is nobody's business, and the same each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.packaging.building import Built, build
from tools.packaging.trial import trial

ROOT = Path(__file__).parents[2]
EPOCH = 1_800_000_000
MADE = (
    ".git", ".venv", ".import_linter_cache", "*_cache", "__pycache__", "node_modules", "*.egg-info",
    "build", "dist", "htmlcov", ".hypothesis", ".coverage*", "*.log",
)  # fmt: skip
"""What `.gitignore` names, and git's own."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository, as a clean checkout has it."""
    copy = tmp_path_factory.mktemp("checkout") / "gateway"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*MADE))
    return copy


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(source, tmp_path_factory.mktemp("dist"), EPOCH)


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def in_wheel(built: Built) -> set[str]:
    with ZipFile(built.wheel) as wheel:
        return set(wheel.namelist())


def in_sdist(built: Built) -> set[str]:
    with tarfile.open(built.sdist) as sdist:
        return {m.name.partition("/")[2] for m in sdist.getmembers() if m.isfile()}


def test_the_wheel_holds_every_file_of_the_package_and_no_source_of_its_pages(
    built: Built, source: Path
) -> None:
    package = {f"gateway/{file}" for file in files_of(source / "gateway") if "/web/" not in file}

    installed = {file for file in in_wheel(built) if ".dist-info/" not in file}

    assert installed == package
    assert {"gateway/py.typed", "gateway/server/graphiql/page.html"} < installed


def test_the_sdist_is_the_whole_repository(built: Built, source: Path) -> None:
    assert files_of(source) - in_sdist(built) == set()
    assert {"tests/conftest.py", "Makefile", ".ci/run", "requirements-dev.lock"} <= in_sdist(built)


def test_the_sdist_holds_nothing_else_but_what_its_builder_adds(built: Built, source: Path) -> None:
    added = {file for file in in_sdist(built) - files_of(source) if ".egg-info/" not in file}

    assert added == {"PKG-INFO", "setup.cfg"}


def test_both_say_what_they_are_and_under_which_terms(built: Built) -> None:
    with ZipFile(built.wheel) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(wheel.read(name).decode())

    assert metadata["Name"] == "activity-gateway"
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == [
        "LICENSE",
        "gateway/server/graphiql/assets/NOTICE.md",
    ]
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_the_same_files_make_the_same_bytes_whenever_and_however_they_are_kept(
    built: Built, source: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "another" / "folder"
    shutil.copytree(source, copy)
    for file in copy.rglob("*"):
        file.chmod(0o700 if file.is_dir() or os.access(file, os.X_OK) else 0o600)
        os.utime(file, (EPOCH - 1000, EPOCH - 1000))
    (tmp_path / "dist").mkdir()

    usual = os.umask(0o077)
    try:
        again = build(copy, tmp_path / "dist", EPOCH)
    finally:
        os.umask(usual)

    assert again.sdist.read_bytes() == built.sdist.read_bytes()
    assert again.wheel.read_bytes() == built.wheel.read_bytes()


def test_what_cannot_be_built_says_why(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nversion = '1'\n")
    (tmp_path / "dist").mkdir()

    with pytest.raises(SystemExit, match="name"):
        build(tmp_path, tmp_path / "dist", EPOCH)


@pytest.mark.chaos
def test_the_wheel_serves_from_an_empty_environment(
    built: Built, source: Path, tmp_path: Path
) -> None:
    tried = trial(built.wheel, source / "requirements.lock", tmp_path)

    assert tried.problems(built.version, (source / "schema.graphql").read_text()) == []
    assert len(tried.assets) >= 2
    assert tried.problems("0", "") == [
        f"it says that it is {built.version}, not 0",
        "its schema is another",
    ]


@pytest.mark.chaos
def test_the_sdist_passes_its_own_tests(built: Built, tmp_path: Path) -> None:
    with tarfile.open(built.sdist) as sdist:
        sdist.extractall(tmp_path, filter="data")
    (root,) = tmp_path.iterdir()

    done = passes(root, "tests/test_schema.py", "tests/domain", "tests/contract")

    assert done, "run them there"


def passes(root: Path, *tests: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", *tests]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode == 0  # noqa: S603 - our own command
