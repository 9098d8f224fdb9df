"""The whole gateway with its page, behind a real socket, over a sandbox of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from gateway.app import create_app
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.providers.oura.settings import OuraSettings
from gateway.sandbox import RunningSandbox
from gateway.settings import Settings


@contextmanager
def serving_page(sandbox: RunningSandbox) -> Generator[str]:
    """The page's address. A provider that is well again is asked at once: nothing waits here."""
    app = create_app(
        Settings(sandbox=True, upstream_breaker_seconds=0, upstream_deadline_seconds=4),
        {
            Provider.GOOGLE_FIT: GoogleFitSettings(base_url=sandbox.google_fit_url),
            Provider.OURA: OuraSettings(base_url=sandbox.oura_url),
        },
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join()
