"""A real Redis of the tests' own, on a free port of this machine."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, cast

from redis import Redis
from redis.exceptions import RedisError

from gateway.cache.redis import redis_store
from gateway.cache.shared import SharedStore
from gateway.providers import any_activity
from tests.made_up import MadeUp

PATIENCE_SECONDS = 10.0
REST_SECONDS = 0.05
"""How long the stores of the tests leave a Redis alone that failed."""


class RedisServer:
    """A Redis that can be stopped, started again, held up, and looked into."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("redis-server")
        assert program is not None, "the tests need Redis: apt-get install redis-server"
        self._program = program
        self._folder = folder
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._client: Any = Redis.from_url(self.url)  # pyright: ignore[reportUnknownMemberType] - partly typed

    def start(self) -> None:
        """Begin to serve, with nothing kept."""
        bound = ["--bind", "127.0.0.1", "--port", str(self._port)]
        forgetful = ["--save", "", "--appendonly", "no", "--dir", str(self._folder)]
        self._process = subprocess.Popen(  # noqa: S603 - found above
            [self._program, *bound, *forgetful], stdout=subprocess.DEVNULL
        )
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert time.monotonic() < until, "Redis does not start"
            time.sleep(0.01)

    def stop(self) -> None:
        """End it, as a crash does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(PATIENCE_SECONDS)
            self._process = None
        self._client.close()

    def start_again(self) -> None:
        """Start, if stopped."""
        if self._process is None:
            self.start()

    @contextmanager
    def held_up(self) -> Generator[None]:
        """It takes connections and answers nothing meanwhile."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def flush(self) -> None:
        """Forget everything; start if stopped."""
        self.start_again()
        self._client.flushall()

    def names(self) -> list[str]:
        """The names of all keys."""
        return sorted(key.decode() for key in cast("list[bytes]", self._client.keys()))

    def content(self, key: str) -> bytes:
        return self._client.get(key)

    def content_if_any(self, key: str) -> bytes:
        """What is under the key; nothing where nothing is, or a list."""
        (content,) = self._client.mget([key])
        return content or b""

    def contents(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """What is under each key, where something is that is no list."""
        found: list[bytes | None] = self._client.mget(keys) if keys else []
        return {key: content for key, content in zip(keys, found, strict=True) if content}

    def put_all(self, contents: Mapping[str, bytes]) -> None:
        """Overwrite what is under the keys, for the time that is left to it."""
        all_of_them = self._client.pipeline(transaction=False)
        for key, content in contents.items():
            all_of_them.set(key, content, keepttl=True)
        all_of_them.execute()

    def put(self, key: str, content: bytes) -> None:
        """Overwrite what is under the key, for the time that is left to it."""
        self._client.set(key, content, keepttl=True)

    def put_list(self, key: str) -> None:
        """Put a list in place of what is under the key."""
        both = self._client.pipeline(transaction=True)
        both.delete(key)
        both.lpush(key, "rubbish")
        both.execute()

    def knows(self, name: str, password: str) -> None:
        """Let somebody in who may do everything."""
        self._client.acl_setuser(
            name, enabled=True, passwords=[f"+{password}"], commands=["+@all"], keys=["*"]
        )

    def clients(self) -> int:
        """How many connections it has."""
        return len(self._client.client_list())

    @asynccontextmanager
    async def store(self, *, timeout_seconds: float = 1.0) -> AsyncGenerator[SharedStore]:
        """A gateway's store in it."""
        store = redis_store(
            self.url,
            timeout_seconds=timeout_seconds,
            rest_seconds=REST_SECONDS,
            holding=any_activity() | MadeUp,
        )
        try:
            yield store
        finally:
            await store.close()

    def _answers(self) -> bool:
        try:
            return bool(self._client.ping())
        except RedisError:
            return False


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Return once the condition, an async function, holds."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await condition():  # noqa: ASYNC110 - what is waited for is in Redis
            await asyncio.sleep(0.01)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
