"""The page's built files: what `make graphiql` makes of `web/`, committed beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gateway.server.built_assets import Assets, AssetsMissingError, find_built

__all__ = ["Assets", "AssetsMissingError", "find_assets"]

FOLDER: Final = Path(__file__).parent / "assets"


def find_assets(folder: Path = FOLDER) -> Assets:
    """GraphiQL's built files.

    Raises:
        AssetsMissingError: they are not there.
    """
    return find_built(folder, "src/main.jsx", "make graphiql")
