"""The sandbox on a real socket, in a thread and an event loop of its own."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from gateway.sandbox.application import GOOGLE_FIT_PATH, sandbox_app
from gateway.sandbox.misbehaviour import TRANSPORT
from gateway.sandbox.state import Sandbox

_BACKLOG = 1024
_KEEP_ALIVE_SECONDS = 75


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """A sandbox that is being served."""

    sandbox: Sandbox
    host: str
    port: int
    _state: ServerState

    @property
    def requests_under_way(self) -> int:
        """How many requests are being answered, or hang."""
        return len(self._state.tasks)

    @property
    def oura_url(self) -> str:
        """The base URL of the Oura API."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def google_fit_url(self) -> str:
        """The base URL of Google Fit."""
        return f"{self.oura_url}{GOOGLE_FIT_PATH}"


@contextmanager
def serve_sandbox(
    sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0
) -> Generator[RunningSandbox]:
    """Serve a sandbox while the block runs; port 0: any free one.

    At the end every connection is dropped, whatever hangs on it.

    Raises:
        OSError: the address is taken, or not one of this machine.
    """
    listener = _listener(host, port)
    server = _Server(sandbox, listener)
    thread = threading.Thread(target=server.run, name="sandbox")
    thread.start()
    try:
        yield RunningSandbox(sandbox, host, listener.getsockname()[1], server.state)
    finally:
        server.stop()
        thread.join()


def run_sandbox(host: str, port: int, *, started: Callable[[RunningSandbox], object]) -> None:
    """Serve a seeded sandbox until SIGINT or SIGTERM; `started` is told once it listens.

    Raises:
        OSError: the address is taken, or not one of this machine.
    """
    stopped = threading.Event()

    def stop(_: int, __: FrameType | None) -> None:
        stopped.set()

    usual = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with serve_sandbox(Sandbox(), host, port) as running:
            started(running)
            stopped.wait()
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


class _Protocol(HttpToolsProtocol):
    """uvicorn's HTTP, with the connection handed on for faults that need it."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["state"] = {TRANSPORT: self.transport}


class _Server:
    """Accepts connections on one socket, on one loop, until it is told to stop."""

    def __init__(self, sandbox: Sandbox, listener: socket.socket) -> None:
        self._config = Config(
            sandbox_app(sandbox),
            log_config=None,
            access_log=False,
            interface="asgi3",
            lifespan="off",
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            ws="none",
        )
        self.state = ServerState()
        self._listener = listener
        self._loop = (self._config.get_loop_factory() or asyncio.new_event_loop)()
        self._stopped = asyncio.Event()

    def run(self) -> None:
        """Serve. Returns after `stop`."""
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._loop.call_soon_threadsafe(self._stopped.set)

    async def _serve(self) -> None:
        self._config.load()
        server = await self._loop.create_server(
            lambda: _Protocol(self._config, self.state, {}), sock=self._listener
        )
        await self._stopped.wait()
        server.close()
        for connection in list(self.state.connections):
            connection.transport.abort()
        await asyncio.gather(*self.state.tasks)
        await server.wait_closed()


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    listener.setblocking(False)  # noqa: FBT003 - the socket module's own signature
    return listener
