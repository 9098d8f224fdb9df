"""The sandbox as an ASGI application: both providers and the control of faults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.sandbox import providers
from gateway.sandbox.control import control_routes
from gateway.sandbox.endpoint import Endpoint, Handler, not_found
from gateway.sandbox.google_fit.aggregate import aggregate
from gateway.sandbox.google_fit.data_sources import (
    create_data_source,
    delete_data_source,
    get_data_source,
    list_data_sources,
    update_data_source,
)
from gateway.sandbox.google_fit.datasets import (
    delete_dataset,
    get_dataset,
    list_changes,
    patch_dataset,
)
from gateway.sandbox.google_fit.errors import google_error
from gateway.sandbox.google_fit.sessions import delete_session, list_sessions, put_session
from gateway.sandbox.oura.documents import list_documents, personal_info, single_document
from gateway.sandbox.oura.errors import oura_error
from gateway.sandbox.oura.kinds import KINDS
from gateway.sandbox.state import Sandbox

GOOGLE_FIT_PATH: Final = "/fitness/v1/users/"
"""The base path that Google's discovery document names."""

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def sandbox_app(sandbox: Sandbox) -> ASGIApp:
    """The whole sandbox. Resets and cut bodies need the server of `serve_sandbox` around it."""
    routes = [*provider_routes(sandbox), *control_routes(sandbox)]
    return _ByRawPath(Starlette(routes=routes))


def provider_routes(sandbox: Sandbox) -> list[BaseRoute]:
    """The routes of both providers."""
    return [*_google_fit(sandbox), *_oura(sandbox)]


class _ByRawPath:
    """Routes by the path as it was sent, so that an encoded slash stays inside its segment."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = {**scope, "path": scope["raw_path"].decode("ascii")}
        await self._app(scope, receive, send)


def _google_fit(sandbox: Sandbox) -> list[BaseRoute]:
    def route(path: str, name: providers.Route, handlers: Mapping[str, Handler]) -> Route:
        endpoint = Endpoint(sandbox, "google_fit", name, google_error, handlers)
        return Route(path, endpoint, methods=_METHODS)

    user = f"{GOOGLE_FIT_PATH}{{user_id}}"
    sessions, sources = f"{user}/sessions", f"{user}/dataSources"
    one_session = {"PUT": put_session, "DELETE": delete_session}
    every_source = {"GET": list_data_sources, "POST": create_data_source}
    one_source = {
        "GET": get_data_source,
        "PUT": update_data_source,
        "DELETE": delete_data_source,
    }
    dataset = {"GET": get_dataset, "PATCH": patch_dataset, "DELETE": delete_dataset}
    one = f"{sources}/{{data_source_id}}"
    return [
        route(sessions, "sessions", {"GET": list_sessions}),
        route(f"{sessions}/{{session_id}}", "sessions", one_session),
        route(sources, "data_sources", every_source),
        route(one, "data_sources", one_source),
        route(f"{one}/datasets/{{dataset_id}}", "datasets", dataset),
        route(f"{one}/dataPointChanges", "data_point_changes", {"GET": list_changes}),
        route(f"{user}/dataset:aggregate", "aggregate", {"POST": aggregate}),
        route("/fitness/{path:path}", providers.UNKNOWN_ROUTE, dict.fromkeys(_METHODS, not_found)),
    ]


def _oura(sandbox: Sandbox) -> list[BaseRoute]:
    def route(path: str, name: providers.Route, handlers: Mapping[str, Handler]) -> Route:
        endpoint = Endpoint(sandbox, "oura", name, oura_error, handlers)
        return Route(f"/v2/{path}", endpoint, methods=_METHODS)

    routes = [route("usercollection/personal_info", "personal_info", {"GET": personal_info})]
    for base, is_twin in (("usercollection", False), ("sandbox/usercollection", True)):
        for name, kind in KINDS.items():
            documents = list_documents(kind, is_twin=is_twin)
            routes.append(route(f"{base}/{name}", name, {"GET": documents}))
            if not kind.is_series:
                single = {"GET": single_document(kind)}
                routes.append(route(f"{base}/{name}/{{document_id}}", name, single))
    unknown = dict.fromkeys(_METHODS, not_found)
    return [*routes, route("{path:path}", providers.UNKNOWN_ROUTE, unknown)]
