"""Requests that name their document: as Apollo does, and as GraphQL over HTTP will."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import httpx

from tests.gateway_under_test import Gateway

Json = dict[str, Any]

STRICT = {"Accept": "application/graphql-response+json"}


def digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def hashed(document: str, **others: object) -> Json:
    """Apollo's extension for a document, and what else there is to send."""
    persisted = {"version": 1, "sha256Hash": digest(document)}
    return {"extensions": {"persistedQuery": persisted}, **others}


async def post(gateway: Gateway, body: Json, *, strict: bool = True) -> httpx.Response:
    headers = {**gateway.headers, **(STRICT if strict else {})}
    return await gateway.http.post("/graphql", json=body, headers=headers)


async def get(gateway: Gateway, parameters: Json, **headers: str) -> httpx.Response:
    """Objects among the parameters are sent as JSON."""
    sent = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in parameters.items()
    }
    return await gateway.http.get(
        "/graphql", params=sent, headers={**gateway.headers, **STRICT, **headers}
    )


def told(response: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of the only error."""
    (error,) = response.json()["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


def code(response: httpx.Response) -> str:
    return told(response)[1]


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content))
    return path
