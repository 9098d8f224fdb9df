"""Where spans go: as OTEL_TRACES_EXPORTER says, among the exporters that are installed."""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from typing import Final, cast

from opentelemetry.sdk.trace.export import SpanExporter

from gateway.telemetry.errors import TracesExporterError

_GROUP: Final = "opentelemetry_traces_exporter"
_PROTOCOLS: Final = {"http/protobuf": "otlp_proto_http", "grpc": "otlp_proto_grpc"}


def is_disabled() -> bool:
    """Whether an OTEL_ variable says that nothing is to be traced."""
    is_off = os.environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true"
    return is_off or _wanted() == "none"


def exporter_name() -> str:
    """The installed exporter that is meant.

    Raises:
        TracesExporterError: it is not installed.
    """
    name = _wanted()
    if name == "otlp":
        protocol = os.environ.get("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") or os.environ.get(
            "OTEL_EXPORTER_OTLP_PROTOCOL"
        )
        name = _PROTOCOLS.get(protocol or "http/protobuf", f"otlp with {protocol}")
    installed = sorted(one.name for one in entry_points(group=_GROUP))
    if name not in installed:
        raise TracesExporterError(name, installed)
    return name


def open_exporter() -> SpanExporter:
    """The exporter, set by its own OTEL_ variables.

    Raises:
        TracesExporterError: it is not installed.
    """
    (found,) = entry_points(group=_GROUP, name=exporter_name())
    return cast("type[SpanExporter]", found.load())()


def _wanted() -> str:
    return os.environ.get("OTEL_TRACES_EXPORTER", "").strip() or "otlp"
