"""Time zones by the names that IANA gives them, the same on every server."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


def zone_named(name: str) -> ZoneInfo:
    """The zone of a name.

    `ZoneInfo` alone would read any file beside the zones, such as `localtime`: the server's own.

    Raises:
        ValueError: IANA has no zone of that name.
    """
    if name not in _names():
        raise ValueError("There is no such time zone.")
    return ZoneInfo(name)


@cache
def _names() -> frozenset[str]:
    """Read once: aliases too, but nothing that a system has beside them."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
