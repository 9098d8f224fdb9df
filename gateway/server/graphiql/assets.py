"""The page's built files: what `make graphiql` makes of `web/`, committed beside this module."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

FOLDER: Final = Path(__file__).parent / "assets"
NOTICE: Final = "NOTICE.md"
_MANIFEST: Final = "manifest.json"
_ENTRY: Final = "src/main.jsx"
_STYLE: Final = "style.css"
_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".ttf": "font/ttf",
}


class AssetsMissingError(RuntimeError):
    """The built files are not where they are committed."""


class _Chunk(msgspec.Struct):
    """What the manifest tells of one built file; the rest is not needed."""

    file: str


class Assets(msgspec.Struct, frozen=True):
    """The names of the built files; their names hold a hash of their content."""

    script: str
    style: str
    names: frozenset[str]
    """Everything that may be served."""


class AssetBody(msgspec.Struct, frozen=True):
    """One file's content, as it is and compressed."""

    media_type: str
    plain: bytes
    gzipped: bytes


def find_assets(folder: Path = FOLDER) -> Assets:
    """What the manifest names, read once when the routes are made.

    Raises:
        AssetsMissingError: there is no manifest, or it names no page.
    """
    try:
        manifest = msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=dict[str, _Chunk])
        script, style = manifest[_ENTRY].file, manifest[_STYLE].file
    except (OSError, KeyError, msgspec.DecodeError) as error:
        raise AssetsMissingError(
            f"GraphiQL's built files are missing or damaged in {folder}: run `make graphiql`"
        ) from error
    names = {path.name for path in folder.iterdir() if path.suffix in _MEDIA_TYPES}
    return Assets(script, style, frozenset(names))


@lru_cache(maxsize=64)
def read_asset(name: str) -> AssetBody:
    """The content of one of `Assets.names`. Blocks for up to half a second the first time."""
    path = FOLDER / name
    plain = path.read_bytes()
    return AssetBody(_MEDIA_TYPES[path.suffix], plain, gzip.compress(plain, mtime=0))
