from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import pytest
from starlette.applications import Starlette

from gateway.server.health import health_routes

from .clients import client_of


def saying(**parts: bool) -> Callable[[], Awaitable[Mapping[str, bool]]]:
    async def ready() -> Mapping[str, bool]:
        return parts

    return ready


async def test_a_gateway_is_live_even_when_it_is_not_ready() -> None:
    async with client_of(Starlette(routes=health_routes(saying(cache=False)))) as client:
        response = await client.get("/livez")

    assert (response.status_code, response.json()) == (200, {"status": "live"})


async def test_a_gateway_is_ready_when_every_part_is() -> None:
    async with client_of(Starlette(routes=health_routes(saying(cache=True, http=True)))) as client:
        response = await client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ready"})
    assert response.headers["cache-control"] == "no-store"


async def test_a_gateway_that_is_not_ready_names_the_parts() -> None:
    app = Starlette(routes=health_routes(saying(http=True, redis=False, cache=False)))
    async with client_of(app) as client:
        response = await client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "notReady": ["cache", "redis"]}


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
async def test_a_probe_may_ask_by_head_but_not_post(path: str) -> None:
    async with client_of(Starlette(routes=health_routes(saying(cache=True)))) as client:
        by_head, by_post = await client.head(path), await client.post(path)

    assert (by_head.status_code, by_post.status_code) == (200, 405)
