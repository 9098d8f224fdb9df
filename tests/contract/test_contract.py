"""The schema keeps what the last release promised, and the change log says what became of it."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, timedelta

from graphql import build_schema

from tools.contract.__main__ import told
from tools.contract.changes import Weight, changes
from tools.contract.deprecations import deprecations, removal_day
from tools.contract.releases import (
    CHANGELOG,
    ROOT,
    days_of_release,
    last_release,
    releases,
    unreleased,
)

SCHEMA = (ROOT / "schema.graphql").read_text()
LOG = CHANGELOG.read_text()
NOTICE = timedelta(days=180)
"""How long clients are told before anything goes."""
TODAY = datetime.now(tz=UTC).date()
SINCE = changes(last_release().sdl.read_text(), SCHEMA, TODAY)


def test_nothing_is_broken_that_the_last_release_promised() -> None:
    broken = [one for one in SINCE if one.weight is Weight.BREAKING]

    assert broken == [], f"deprecate it first (docs/releasing.md)\n{told(broken)}"


def test_the_change_log_names_every_dangerous_change_as_the_command_tells_it() -> None:
    dangerous = [one for one in SINCE if one.weight is Weight.DANGEROUS]

    untold = [one for one in dangerous if one.text not in unreleased(LOG)]

    assert untold == [], f"copy it into CHANGELOG.md, below [Unreleased]\n{told(untold)}"


def test_a_change_of_the_schema_is_in_the_change_log() -> None:
    weighty = [one for one in SINCE if not one.text.startswith("Description of ")]

    assert not weighty or unreleased(LOG).strip(), f"say in CHANGELOG.md:\n{told(weighty)}"


def test_what_is_deprecated_says_when_it_goes_and_clients_have_half_a_year() -> None:
    known = deprecations(build_schema(last_release().sdl.read_text()))
    earliest = days_of_release(LOG)[str(last_release())] + NOTICE

    reasons = deprecations(build_schema(SCHEMA)).items()
    days = {path: removal_day(reason) for path, reason in reasons}

    assert [path for path, day in days.items() if day is None] == []
    assert [
        path for path, day in days.items() if path not in known and day and day < earliest
    ] == []


def test_every_release_in_the_change_log_has_its_schema_and_the_last_is_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    logged = list(days_of_release(LOG))

    assert logged == [str(release) for release in releases()]
    assert logged[0] == project["version"]


def test_the_version_stands_in_one_place() -> None:
    version = re.escape(str(last_release()))
    sources = [*ROOT.glob("gateway/**/*.py"), ROOT / "Dockerfile", ROOT / "Makefile"]

    assert [file for file in sources if re.search(rf"\b{version}\b", file.read_text())] == []
