"""The page's built files: what `make page` makes of `web`, committed beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gateway.server.built_assets import Assets, find_built

FOLDER: Final = Path(__file__).parent / "assets"


def find_assets(folder: Path = FOLDER) -> Assets:
    """The page's built files.

    Raises:
        AssetsMissingError: they are not there.
    """
    return find_built(folder, "src/main.tsx", "make page")
