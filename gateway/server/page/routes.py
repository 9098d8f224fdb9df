"""`/` and `/page/assets/…`."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.server.built_assets import REVALIDATE, asset_response
from gateway.server.page.assets import find_assets
from gateway.server.page.document import document
from gateway.server.page.options import PageOptions
from gateway.server.page.security import SECURITY_HEADERS


def page_routes(options: PageOptions) -> list[Route]:
    """The page and its assets. The page posts to `graphql` beside it.

    Raises:
        AssetsMissingError: the built files are not there.
    """
    assets = find_assets()
    body = document(options, assets)

    async def show_page(_request: Request) -> Response:
        headers = {**SECURITY_HEADERS, "Cache-Control": REVALIDATE}
        return Response(body, media_type="text/html", headers=headers)

    async def send_asset(request: Request) -> Response:
        return await asset_response(assets, request, SECURITY_HEADERS)

    return [
        Route("/", show_page, name="page"),
        Route("/page/assets/{name}", send_asset, name="page_asset"),
    ]
