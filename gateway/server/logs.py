"""How the process logs: events with fields, one a line, and no values in any of them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from gateway.server.failures import failure_fields

_SILENCED = ("strawberry.execution", "uvicorn.access")
"""They print messages and query strings; our own events say what may be said."""

_WARNINGS_ONLY = ("httpx", "httpcore", "aiohttp", "asyncio")
"""Their lower levels print addresses with query strings."""


def configure_logs(
    *, as_json: bool, stream: TextIO | None = None, also: Sequence[Processor] = ()
) -> None:
    """Send every log of the process to `stream` (stderr) as JSON, or as text for people.

    `also` adds to each event.

    uvicorn keeps to it when it is started with `log_config=None` and `access_log=False`.
    """
    out = sys.stderr if stream is None else stream
    rendering = _rendering(out, as_json=as_json)
    shared = (*_shared(), *also)
    _configure_structlog(shared, rendering, out)
    _configure_logging(shared, rendering, out)


def without_values(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and place, and cut an event to its first line.

    The loop's own reports go on, after the first line, with the `repr` of an exception.
    """
    given: object = event.pop("exc_info", None)
    failure = cast("tuple[object, ...]", given)[1] if isinstance(given, tuple) else given
    if isinstance(failure, BaseException):
        event.update(failure_fields(failure))
    event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _shared() -> Sequence[Processor]:
    return (
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_values,
    )


def _rendering(stream: TextIO, *, as_json: bool) -> Processor:
    if as_json:
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=stream.isatty())


def _configure_structlog(shared: Sequence[Processor], rendering: Processor, stream: TextIO) -> None:
    structlog.configure(
        processors=[*shared, rendering],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(stream),
    )


def _configure_logging(shared: Sequence[Processor], rendering: Processor, stream: TextIO) -> None:
    """The logs of libraries, in the same form."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, rendering],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in _SILENCED:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.disabled = True
    for name in _WARNINGS_ONLY:
        logging.getLogger(name).setLevel(logging.WARNING)
