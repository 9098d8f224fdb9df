"""Logging as the gateway's command sets it up, for one test: afterwards it is as it was."""

from __future__ import annotations

import io
import logging
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import structlog
from structlog.typing import Processor

from gateway.server.logs import configure_logs

SILENCED = ("strawberry.execution", "uvicorn.access")
QUIETENED = ("httpx", "httpcore", "aiohttp", "asyncio")


@contextmanager
def restored_logging() -> Generator[None]:
    """Leave logging as it was found."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in SILENCED:
        logging.getLogger(name).disabled = False
    for name in QUIETENED:
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()


@contextmanager
def logged(also: Sequence[Processor] = ()) -> Generator[io.StringIO]:
    """All that the process logs meanwhile, as lines of JSON."""
    stream = io.StringIO()
    with restored_logging():
        configure_logs(as_json=True, stream=stream, also=also)
        yield stream
