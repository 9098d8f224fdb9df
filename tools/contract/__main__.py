"""`python -m tools.contract [FILE]`: what the schema changes of the last release, or of a file."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from gateway.schema import make_schema
from tools.contract.changes import Change, Weight, changes
from tools.contract.releases import last_release


def told(found: list[Change]) -> str:
    """The changes under a heading for each weight."""
    if not found:
        return "Nothing has changed."
    groups = groupby(found, key=lambda one: one.weight)
    return "\n\n".join(
        "\n".join([f"{weight.upper()}", *(f"- {one.text}" for one in those)])
        for weight, those in groups
    )


def main() -> int:
    """Print them; the exit status is 1 if any is breaking."""
    parser = argparse.ArgumentParser(prog="python -m tools.contract", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="an SDL; left out: the last release's")
    released: Path = parser.parse_args().file or last_release().sdl
    today = datetime.now(tz=UTC).date()
    found = changes(released.read_text(), make_schema().as_str(), today)
    print(f"Since {released.name}:\n\n{told(found)}")  # noqa: T201 - this is what it is for
    return int(any(one.weight is Weight.BREAKING for one in found))


if __name__ == "__main__":
    sys.exit(main())
