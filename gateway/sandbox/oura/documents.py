"""Oura's collections: lists in pages, the latest row, and single documents."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.responses import Response

from gateway.sandbox.endpoint import Asked, Handler, RefusedError
from gateway.sandbox.json_response import JsonResponse
from gateway.sandbox.oura.kinds import Kind
from gateway.sandbox.oura.list_query import (
    InvalidParametersError,
    list_query,
    next_token,
    wants_latest,
)
from gateway.sandbox.wire import Wire

_ALWAYS = {"id", "day"}


def list_documents(kind: Kind, *, is_twin: bool) -> Handler:
    """GET …/{collection}; the twin in Oura's own sandbox knows neither `fields` nor `latest`."""

    def handle(asked: Asked) -> Response:
        try:
            page = _page(asked, kind, takes_latest=kind.is_series and not is_twin)
        except InvalidParametersError as invalid:
            return JsonResponse({"detail": invalid.detail}, 422)
        fields = asked.call.query.get("fields")
        if kind.selectable and not is_twin and fields:
            page["data"] = [_selected(wire, fields[-1]) for wire in page["data"]]
        return JsonResponse(page)

    return handle


def single_document(kind: Kind) -> Handler:
    """GET …/{collection}/{document_id}."""

    def handle(asked: Asked) -> Response:
        document_id = unquote(asked.segments["document_id"])
        document = asked.viewer.oura.collections[kind.name].get(document_id)
        if document is None:
            raise RefusedError(404, "There is no such document.")
        return JsonResponse(document)

    return handle


def personal_info(asked: Asked) -> Response:
    """GET …/personal_info."""
    return JsonResponse(asked.viewer.oura.personal_info)


def _page(asked: Asked, kind: Kind, *, takes_latest: bool) -> Wire:
    documents = asked.viewer.oura.collections[kind.name]
    if takes_latest and wants_latest(asked.call.query):
        last = documents.latest()
        return {"data": [] if last is None else [last], "next_token": None}
    query = list_query(asked.call.query, kind, asked.sandbox.now())
    size = asked.sandbox.oura_rows_per_page if kind.is_series else asked.sandbox.oura_page_size
    found = documents.between(query.start, query.end, after=query.after, limit=size + 1)
    page = found[:size]
    more = len(found) > size
    return {"data": page, "next_token": next_token(query, kind, page[-1]) if more else None}


def _selected(wire: Wire, fields: str) -> Wire:
    """The named fields, with those that always come; the whole when no name is known."""
    names = wire.keys() & {name.strip() for name in fields.split(",")}
    return {name: wire[name] for name in wire if name in names | _ALWAYS} if names else wire
