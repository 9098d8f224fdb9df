"""`/graphiql` and `/graphiql/assets/…`."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.server.graphiql.assets import NOTICE, find_assets, read_asset
from gateway.server.graphiql.options import GraphiQLOptions
from gateway.server.graphiql.page import page
from gateway.server.graphiql.security import SECURITY_HEADERS

_REVALIDATE = "no-cache"
_FOR_EVER = "public, max-age=31536000, immutable"


def graphiql_routes(options: GraphiQLOptions) -> list[Route]:
    """The page and its assets. The page posts to `graphql` beside it.

    Raises:
        AssetsMissingError: the built files are not there.
    """
    assets = find_assets()
    body = page(options, assets)

    async def show_page(_request: Request) -> Response:
        headers = {**SECURITY_HEADERS, "Cache-Control": _REVALIDATE}
        return Response(body, media_type="text/html", headers=headers)

    async def send_asset(request: Request) -> Response:
        name: str = request.path_params["name"]
        if name not in assets.names:
            raise HTTPException(404, headers=SECURITY_HEADERS)
        return await _asset(name, accepts_gzip="gzip" in request.headers.get("Accept-Encoding", ""))

    return [
        Route("/graphiql", show_page, name="graphiql"),
        Route("/graphiql/assets/{name}", send_asset, name="graphiql_asset"),
    ]


async def _asset(name: str, *, accepts_gzip: bool) -> Response:
    """One file, compressed where the client can read it."""
    asset = await asyncio.to_thread(read_asset, name)
    headers = {
        **SECURITY_HEADERS,
        "Cache-Control": _REVALIDATE if name == NOTICE else _FOR_EVER,
        "Content-Type": asset.media_type,
        "Vary": "Accept-Encoding",
    }
    if not accepts_gzip:
        return Response(asset.plain, headers=headers)
    return Response(asset.gzipped, headers=headers | {"Content-Encoding": "gzip"})
