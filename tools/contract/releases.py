"""What was released: `docs/releases/VERSION.graphql`, and what `CHANGELOG.md` says of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "docs" / "releases"
CHANGELOG: Final = ROOT / "CHANGELOG.md"

_HEADING = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_UNRELEASED = re.compile(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class Release(NamedTuple):
    """A version that clients may use."""

    version: tuple[int, ...]
    sdl: Path
    """Where its schema stands."""

    def __str__(self) -> str:
        return ".".join(map(str, self.version))


def releases() -> list[Release]:
    """Every release whose schema is kept, the latest first."""
    kept = ((tuple(map(int, file.stem.split("."))), file) for file in FOLDER.glob("*.graphql"))
    return [Release(version, file) for version, file in sorted(kept, reverse=True)]


def last_release() -> Release:
    """The one that clients are most likely to use."""
    return releases()[0]


def days_of_release(changelog: str) -> dict[str, date]:
    """When each version came out, by its number, the latest first."""
    return {version: date.fromisoformat(day) for version, day in _HEADING.findall(changelog)}


def unreleased(changelog: str) -> str:
    """What stands in the change log for the next release.

    Raises:
        LookupError: it has no such section.
    """
    found = _UNRELEASED.search(changelog)
    if found is None:
        raise LookupError("CHANGELOG.md has no section `## [Unreleased]`")
    return found[1]
