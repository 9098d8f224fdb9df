"""The ids of data sources, which the server makes of their parts."""

from __future__ import annotations

from typing import Final

from gateway.sandbox.wire import Wire

PROJECT_NUMBER: Final = "407408718192"
"""The developer project that all tokens were issued to."""


def stream_id_of(source: Wire) -> str:
    """What the server makes of a data source's parts."""
    device = source.get("device", {})
    parts = [
        source["type"],
        source["dataType"]["name"],
        source["application"].get("packageName", PROJECT_NUMBER),
        *(device.get(name) for name in ("manufacturer", "model", "uid")),
        source.get("dataStreamName"),
    ]
    return ":".join(part for part in parts if part)
