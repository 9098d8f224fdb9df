"""Writes Oura's part of `docs/coverage.md`: every operation, and where it is reached."""

from __future__ import annotations

import re
from typing import Final

from tools.oura.description import ROUTES, Description
from tools.oura.names import python_name

PATH: Final = "docs/coverage.md"
ALSO: Final = {
    "daily_activity": "Query.dailySummaries",
    "daily_readiness": "Query.dailySummaries",
    "daily_sleep": "Query.dailySummaries",
    "enhanced_tag": "Query.tags",
    "session": "Query.activities",
    "tag": "Query.tags",
    "workout": "Query.activities",
}
"""Where a list is reached beside the field of its own."""
ALSO_SINGLE: Final = {
    "enhanced_tag": "Query.node",
    "session": "Query.activities",
    "tag": "Query.node",
    "workout": "Query.activities",
}
_SECTION = re.compile(r"^## Oura\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_TWINS = ROUTES.replace("/v2/", "/v2/sandbox/")
_WEBHOOKS = "not reached: needs the app's client id and secret, which no viewer's token stands for"


def with_section(page: str, description: Description) -> str:
    """The page with Oura's section as it is now."""
    section = _section(description)
    if _SECTION.search(page) is None:
        return f"{page.rstrip()}\n\n{section}"
    return _SECTION.sub(lambda found: section + ("\n" if found.end() < len(page) else ""), page)


def _section(description: Description) -> str:
    rows = [
        f"| {m} | `{p}` | {reached(p)} |" for m, p in sorted(description.operations(), key=_place)
    ]
    return "\n".join(
        [
            "## Oura",
            "",
            "The API v2, as Oura's OpenAPI document 1.37 has it. Written by `make generate`.",
            "",
            "| method | path | reached |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def reached(path: str) -> str:
    """Where in the schema an operation is reached, or why it is not."""
    if path.startswith(_TWINS):
        return f"{_field(path.removeprefix(_TWINS))}, with `GATEWAY_OURA_SANDBOX_ROUTES`"
    if path.startswith(ROUTES):
        return _field(path.removeprefix(ROUTES))
    return _WEBHOOKS


def _field(rest: str) -> str:
    route, _, single = rest.partition("/")
    first, *others = python_name(route).split("_")
    name = first + "".join(part.capitalize() for part in others)
    field = f"`Query.oura.{name}{'Document' if single else ''}`"
    also = (ALSO_SINGLE if single else ALSO).get(route)
    return field if also is None else f"{field}, `{also}`"


def _place(operation: tuple[str, str]) -> tuple[bool, bool, str, str]:
    method, path = operation
    return ("webhook" in path, path.startswith(_TWINS), path, method)
