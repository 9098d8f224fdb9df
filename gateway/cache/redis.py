"""A store in Redis, by its URL."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from aiocache import RedisCache
from aiocache.serializers import NullSerializer
from redis.asyncio import BlockingConnectionPool

from gateway.cache.shared import REST_SECONDS, SharedStore

DEFAULT_PORT = 6379
CONNECTIONS = 32
"""The most at a time; what needs one more waits for it."""


def redis_store(
    url: str,
    *,
    timeout_seconds: float,
    rest_seconds: float = REST_SECONDS,
    layout: str = "",
    holding: object = None,
) -> SharedStore:
    """The store at `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS.

    Connects at the first use. No operation takes longer than `timeout_seconds`. `layout` stands for
    what the values are made of (`gateway.cache.layout`), `holding` is what generic ones hold.
    """
    parts = urlsplit(url)
    pool = {
        "socket_timeout": timeout_seconds,
        "timeout": timeout_seconds,
        "username": unquote(parts.username) if parts.username else None,
    }
    cache = RedisCache(
        endpoint=parts.hostname or "127.0.0.1",
        port=parts.port or DEFAULT_PORT,
        db=int(parts.path.strip("/") or 0),
        password=unquote(parts.password) if parts.password else None,
        ssl=parts.scheme == "rediss",
        pool_max_size=CONNECTIONS,
        create_connection_timeout=timeout_seconds,
        connection_pool_class=BlockingConnectionPool,
        connection_pool_kwargs=pool,
        serializer=NullSerializer(encoding=None),
        timeout=timeout_seconds,
    )
    return SharedStore(cache, rest_seconds=rest_seconds, layout=layout, holding=holding)
