"""`/graphiql` and `/graphiql/assets/…`."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.server.built_assets import REVALIDATE, asset_response
from gateway.server.graphiql.assets import find_assets
from gateway.server.graphiql.options import GraphiQLOptions
from gateway.server.graphiql.page import page
from gateway.server.graphiql.security import SECURITY_HEADERS


def graphiql_routes(options: GraphiQLOptions) -> list[Route]:
    """The page and its assets. The page posts to `graphql` beside it.

    Raises:
        AssetsMissingError: the built files are not there.
    """
    assets = find_assets()
    body = page(options, assets)

    async def show_page(_request: Request) -> Response:
        headers = {**SECURITY_HEADERS, "Cache-Control": REVALIDATE}
        return Response(body, media_type="text/html", headers=headers)

    async def send_asset(request: Request) -> Response:
        return await asset_response(assets, request, SECURITY_HEADERS)

    return [
        Route("/graphiql", show_page, name="graphiql"),
        Route("/graphiql/assets/{name}", send_asset, name="graphiql_asset"),
    ]
