"""A page's built files, committed beside its module: found once, sent compressed, long kept."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

NOTICE: Final = "NOTICE.md"
REVALIDATE: Final = "no-cache"
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_MANIFEST: Final = "manifest.json"
_STYLE: Final = "style.css"
_COMPRESSED: Final = frozenset({".woff2"})
_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}


class AssetsMissingError(RuntimeError):
    """The built files are not where they are committed."""


class _Chunk(msgspec.Struct):
    """What the manifest tells of one built file; the rest is not needed."""

    file: str


class Assets(msgspec.Struct, frozen=True):
    """The names of the built files; their names hold a hash of their content."""

    folder: Path
    script: str
    style: str
    names: frozenset[str]
    """Everything that may be served."""


class AssetBody(msgspec.Struct, frozen=True):
    """One file's content, as it is and compressed; None: it is so already."""

    media_type: str
    plain: bytes
    gzipped: bytes | None


def find_built(folder: Path, entry: str, remedy: str) -> Assets:
    """What the manifest names, read once when the routes are made. `entry`: the page's own script.

    Raises:
        AssetsMissingError: there is no manifest, or it names no page; the message has the remedy.
    """
    try:
        manifest = msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=dict[str, _Chunk])
        script, style = manifest[entry].file, manifest[_STYLE].file
    except (OSError, KeyError, msgspec.DecodeError) as error:
        raise AssetsMissingError(
            f"The page's built files are missing or damaged in {folder}: run `{remedy}`"
        ) from error
    names = {path.name for path in folder.iterdir() if path.suffix in _MEDIA_TYPES}
    return Assets(folder, script, style, frozenset(names))


async def asset_response(
    assets: Assets, request: Request, security_headers: Mapping[str, str]
) -> Response:
    """The file that the path's `name` names, compressed where the client can read it.

    Raises:
        HTTPException: 404, there is no such file.
    """
    name: str = request.path_params["name"]
    if name not in assets.names:
        raise HTTPException(404, headers=security_headers)
    asset = await asyncio.to_thread(read_asset, assets.folder / name)
    headers = {
        **security_headers,
        "Cache-Control": REVALIDATE if name == NOTICE else _FOR_EVER,
        "Content-Type": asset.media_type,
        "Vary": "Accept-Encoding",
    }
    if asset.gzipped is None or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(asset.plain, headers=headers)
    return Response(asset.gzipped, headers=headers | {"Content-Encoding": "gzip"})


@lru_cache(maxsize=128)
def read_asset(path: Path) -> AssetBody:
    """The content of one of `Assets.names`. Blocks for up to half a second the first time."""
    plain = path.read_bytes()
    gzipped = None if path.suffix in _COMPRESSED else gzip.compress(plain, mtime=0)
    return AssetBody(_MEDIA_TYPES[path.suffix], plain, gzipped)
