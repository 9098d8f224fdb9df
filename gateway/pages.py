"""Which pages there are for people, and where: the feed at `/`, GraphiQL at `/graphiql`."""

from __future__ import annotations

import httpx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gateway.domain.provider_name import Provider
from gateway.providers import ProviderSettings
from gateway.server.graphiql.options import GraphiQLOptions
from gateway.server.graphiql.routes import graphiql_routes
from gateway.server.page import PageOptions, page_routes
from gateway.server.page.faults import fault_routes
from gateway.settings import Settings

GRAPHIQL_PATH = "/graphiql"


def routes_of_pages(
    settings: Settings, providers: ProviderSettings, http: httpx.AsyncBaseTransport
) -> list[Route]:
    """Those that the settings ask for. `http` reaches the sandbox, which the page lets fail."""
    page = _page(settings, providers, http) if settings.serves_page else []
    graphiql = _graphiql(settings, providers) if settings.serves_graphiql else []
    return [*page, *graphiql]


def _page(
    settings: Settings, providers: ProviderSettings, http: httpx.AsyncBaseTransport
) -> list[Route]:
    options = PageOptions(
        sandbox=settings.sandbox,
        graphiql=settings.serves_graphiql,
        google_fit_header=providers[Provider.GOOGLE_FIT].token_header,
        oura_header=providers[Provider.OURA].token_header,
    )
    if not settings.sandbox:
        return page_routes(options)
    return [*page_routes(options), *fault_routes(http, providers[Provider.OURA].base_url)]


def _graphiql(settings: Settings, providers: ProviderSettings) -> list[Route]:
    """GraphiQL; without a page of the feed `/` leads there, too."""
    options = GraphiQLOptions(
        sandbox=settings.sandbox,
        google_fit_header=providers[Provider.GOOGLE_FIT].token_header,
        oura_header=providers[Provider.OURA].token_header,
    )
    return [*graphiql_routes(options), Route("/", _to_graphiql)]


async def _to_graphiql(request: Request) -> Response:
    return RedirectResponse(request.scope.get("root_path", "") + GRAPHIQL_PATH)
