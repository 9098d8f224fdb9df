"""Writes Oura's part of `docs/coverage.md`: every operation, and where it is reached."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tools.oura.description import ROUTES, Description
from tools.oura.names import python_name

PATH: Final = "docs/coverage.md"
DAYS: Final = "Query.dailySummaries"
LISTED: Final = ("Query.activities", "Query.activityChanges", DAYS)
NOTED: Final = ("Query.tags", "Activity.tags", DAYS)
MODEL: Final[Mapping[str, Sequence[str]]] = {
    "daily_activity": (DAYS,),
    "daily_readiness": (DAYS,),
    "daily_sleep": (DAYS,),
    "enhanced_tag": NOTED,
    "heartrate": ("Activity.metrics",),
    "personal_info": ("Query.viewer.profile", "Query.viewer.links.state"),
    "session": LISTED,
    "tag": NOTED,
    "workout": LISTED,
}
"""Where the unified model uses a list. A test asks and looks."""
MODEL_SINGLE: Final = frozenset({"enhanced_tag", "session", "tag", "workout"})
"""Whose single documents are `Query.node`."""
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
        f"| {m} | `{p}` | {reached(p)} | {in_model(p)} |"
        for m, p in sorted(description.operations(), key=_place)
    ]
    return "\n".join(
        [
            "## Oura",
            "",
            "The API v2, as Oura's OpenAPI document 1.37 has it. Written by `make generate`.",
            "",
            "| method | path | reached | in the unified model |",
            "| --- | --- | --- | --- |",
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


def in_model(path: str) -> str:
    """Where the unified model uses an operation; "" for nowhere."""
    route, _, single = path.removeprefix(_TWINS).removeprefix(ROUTES).partition("/")
    if single:
        return "`Query.node`" if route in MODEL_SINGLE else ""
    return ", ".join(f"`{one}`" for one in MODEL.get(route, ()))


def _field(rest: str) -> str:
    route, _, single = rest.partition("/")
    first, *others = python_name(route).split("_")
    name = first + "".join(part.capitalize() for part in others)
    return f"`Query.oura.{name}{'Document' if single else ''}`"


def _place(operation: tuple[str, str]) -> tuple[bool, bool, str, str]:
    method, path = operation
    return ("webhook" in path, path.startswith(_TWINS), path, method)
