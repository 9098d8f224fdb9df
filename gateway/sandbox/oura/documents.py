"""Oura's collections: lists in pages, and single documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import unquote

from starlette.responses import Response

from gateway.sandbox.endpoint import Asked, Handler, RefusedError
from gateway.sandbox.json_response import JsonResponse
from gateway.sandbox.oura.list_query import InvalidParametersError, list_query, next_token
from gateway.sandbox.oura.store import DocumentStore
from gateway.sandbox.providers import Route
from gateway.sandbox.viewer import OuraAccount
from gateway.sandbox.wire import Wire

COLLECTIONS: Final[Mapping[Route, Callable[[OuraAccount], DocumentStore]]] = {
    "workout": lambda account: account.workouts,
    "session": lambda account: account.sessions,
}
_ALWAYS = {"id", "day"}


def list_documents(collection: Route, *, selectable: bool) -> Handler:
    """GET …/{collection}; `selectable`: the parameter `fields` is heeded."""

    def handle(asked: Asked) -> Response:
        try:
            page = _page(asked, collection)
        except InvalidParametersError as invalid:
            return JsonResponse({"detail": invalid.detail}, 422)
        fields = asked.call.query.get("fields")
        if selectable and fields:
            page["data"] = [_selected(wire, fields[-1]) for wire in page["data"]]
        return JsonResponse(page)

    return handle


def single_document(collection: Route) -> Handler:
    """GET …/{collection}/{document_id}."""

    def handle(asked: Asked) -> Response:
        document_id = unquote(asked.segments["document_id"])
        document = COLLECTIONS[collection](asked.viewer.oura).get(document_id)
        if document is None:
            raise RefusedError(404, "There is no such document.")
        return JsonResponse(document)

    return handle


def personal_info(asked: Asked) -> Response:
    """GET …/personal_info."""
    return JsonResponse(asked.viewer.oura.personal_info)


def _page(asked: Asked, collection: Route) -> Wire:
    query = list_query(asked.call.query, collection, asked.sandbox.now())
    size = asked.sandbox.oura_page_size
    store = COLLECTIONS[collection](asked.viewer.oura)
    found = store.between(query.start, query.end, after=query.after, limit=size + 1)
    page = found[:size]
    more = len(found) > size
    return {"data": page, "next_token": next_token(query, collection, page[-1]) if more else None}


def _selected(wire: Wire, fields: str) -> Wire:
    """The named fields, with those that always come; the whole when no name is known."""
    names = wire.keys() & {name.strip() for name in fields.split(",")}
    return {name: wire[name] for name in wire if name in names | _ALWAYS} if names else wire
