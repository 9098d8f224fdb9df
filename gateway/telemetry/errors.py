"""What of the settings cannot be had."""

from __future__ import annotations


class TelemetryError(ValueError):
    """The settings ask for what cannot be had; the message says what to do."""


class TelemetryMissingError(TelemetryError):
    """A setting asks for what is not installed."""

    def __init__(self, setting: str, package: str) -> None:
        super().__init__(
            f"{setting} needs {package}, which is not installed: "
            "pip install 'activity-gateway[telemetry]', or leave the setting out."
        )


class TracesExporterError(TelemetryError):
    """An OTEL_ variable names an exporter that is not installed."""

    def __init__(self, name: str, installed: list[str]) -> None:
        super().__init__(
            f"No exporter of traces is installed that is called {name}: install its package, or "
            "choose another one by OTEL_TRACES_EXPORTER or OTEL_EXPORTER_OTLP_PROTOCOL. "
            f"Installed: {', '.join(installed)}."
        )


class MetricsPortError(TelemetryError):
    """There is no listening for who asks for figures."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Cannot listen for /metrics: {reason}. Choose another GATEWAY_METRICS_PORT or "
            "GATEWAY_METRICS_HOST."
        )
