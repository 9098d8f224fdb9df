"""docs/clients.md: its blocks are the files in `examples/clients` whose names stand above them.

`python -m tests.clients_page` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "clients.md"
CLIENTS = ROOT / "examples" / "clients"

BLOCK = re.compile(
    r"^`examples/clients/(?P<path>\S+)`\n\n```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def shown() -> dict[str, str]:
    """What the page shows of each file."""
    return {block["path"]: block["text"] for block in BLOCK.finditer(PAGE.read_text())}


def written_anew() -> str:
    """The page with the files as they are."""
    return BLOCK.sub(_block, PAGE.read_text())


def _block(found: re.Match[str]) -> str:
    text = (CLIENTS / found["path"]).read_text()
    return f"`examples/clients/{found['path']}`\n\n```{found['language']}\n{text}```"


if __name__ == "__main__":
    PAGE.write_text(written_anew())
