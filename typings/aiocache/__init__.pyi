# What the gateway uses of aiocache, which has no types of its own.
from collections.abc import Sequence
from typing import Any

class BaseCache:
    async def get(self, key: str) -> Any: ...
    async def multi_get(self, keys: Sequence[str]) -> list[Any]: ...
    async def set(self, key: str, value: object, ttl: float | None = ...) -> object: ...
    async def add(self, key: str, value: object, ttl: float | None = ...) -> bool: ...
    async def delete(self, key: str) -> int: ...
    async def close(self) -> None: ...

class SimpleMemoryCache(BaseCache):
    def __init__(self, *, timeout: float | None = ...) -> None: ...
    async def _get(self, key: str, encoding: str | None = ..., _conn: object = ...) -> Any: ...
    async def _multi_get(
        self, keys: Sequence[str], encoding: str | None = ..., _conn: object = ...
    ) -> list[Any]: ...
    async def _set(
        self,
        key: str,
        value: object,
        ttl: float | None = ...,
        _cas_token: object = ...,
        _conn: object = ...,
    ) -> object: ...
    async def _delete(self, key: str, _conn: object = ...) -> int: ...

class RedisCache(BaseCache):
    client: Any
    def __init__(
        self,
        *,
        endpoint: str = ...,
        port: int = ...,
        db: int = ...,
        password: str | None = ...,
        ssl: bool = ...,
        pool_max_size: int | None = ...,
        create_connection_timeout: float | None = ...,
        connection_pool_kwargs: dict[str, Any] | None = ...,
        serializer: object = ...,
        timeout: float | None = ...,
    ) -> None: ...
