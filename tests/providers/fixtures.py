"""Bodies as the providers document them."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def fixture(name: str) -> bytes:
    """The body in `<provider>/fixtures/<name>.json`, named `<provider>/<name>`."""
    provider, _, file = name.partition("/")
    return (HERE / provider / "fixtures" / f"{file}.json").read_bytes()
