"""Figures and traces of what the gateway does, for who operates it; nothing of it runs when off.

Nothing that a person recorded, no token, no id and no text of a document is in any of them.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gateway.settings import Settings
from gateway.telemetry.errors import MetricsPortError, TelemetryError, TelemetryMissingError

if TYPE_CHECKING:
    from gateway.telemetry.telemetry import Telemetry

__all__ = ["TelemetryError", "metrics_served", "open_telemetry", "require_telemetry"]


_PACKAGES = ("prometheus_client", "opentelemetry.sdk", "opentelemetry.semconv")
"""Of the extra; the exporter is named by OTEL_TRACES_EXPORTER."""


def require_telemetry(settings: Settings) -> None:
    """Check that what the settings ask for is installed.

    Raises:
        TelemetryMissingError: a package is not.
        TracesExporterError: an exporter of traces is not.
    """
    setting = _setting_that_needs_it(settings)
    missing = [package for package in _PACKAGES if not is_installed(package)]
    if setting is not None and missing:
        raise TelemetryMissingError(setting, missing[0])
    if settings.tracing:
        from gateway.telemetry.exporters import exporter_name, is_disabled  # noqa: PLC0415 - an extra

        _ = is_disabled() or exporter_name()


def open_telemetry(settings: Settings) -> Telemetry | None:
    """What the settings ask for, for one worker; None: nothing.

    Raises:
        TelemetryError: it cannot be had.
    """
    if not (settings.has_metrics or settings.tracing):
        return None
    require_telemetry(settings)
    from gateway.telemetry.telemetry import made_by  # noqa: PLC0415 - needs what may be missing

    return made_by(settings)


@contextmanager
def metrics_served(settings: Settings) -> Generator[Settings]:
    """Serve the figures of all workers at a port of their own, from this process.

    Yields the settings, with the directory in which workers give their figures, and the port.

    Raises:
        MetricsPortError: there is no listening there.
    """
    if not settings.has_metrics:
        yield settings
        return
    from gateway.telemetry.exposition import meeting_place, served_metrics  # noqa: PLC0415 - an extra

    with ExitStack() as stack:
        directory = settings.metrics_directory or stack.enter_context(meeting_place())
        port = settings.metrics_port
        if port is not None:
            served = served_metrics(settings.metrics_host, port, directory)
            try:
                port = stack.enter_context(served)
            except OSError as error:
                raise MetricsPortError(error.strerror or str(error)) from None
        yield settings.model_copy(update={"metrics_directory": directory, "metrics_port": port})


def _setting_that_needs_it(settings: Settings) -> str | None:
    if settings.metrics_port is not None:
        return "GATEWAY_METRICS_PORT"
    if settings.metrics_on_main_port:
        return "GATEWAY_METRICS_ON_MAIN_PORT"
    return "GATEWAY_TRACING" if settings.tracing else None


def is_installed(package: str) -> bool:
    """Whether the package can be imported."""
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False
