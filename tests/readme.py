"""The README's queries with their answers, and its table of settings: read, and written anew.

`make readme` writes both as the code has them now; the tests compare.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.providers.oura.settings import OuraSettings
from gateway.sandbox import Sandbox, serve_sandbox
from gateway.settings import Settings
from tests.gateway_under_test import Gateway, running_gateway

README = Path(__file__).parent.parent / "README.md"
ANY = "…"
"""Stands in an answer for a value that is another each time."""

_EXAMPLE = re.compile(
    r"(?:<!-- headers: (?P<headers>.*?) -->\n)?"
    r"```graphql\n(?P<document>.*?)```\n\n```json\n(?P<answer>.*?)```",
    re.DOTALL,
)
_TABLE = re.compile(r"(?<=<!-- settings -->\n).*?(?=<!-- /settings -->)", re.DOTALL)
_VOLATILE = {"endCursor", "startCursor"}


@dataclass(frozen=True)
class Example:
    """One query of the README, and the answer that stands below it."""

    headers: dict[str, str]
    document: str
    answer: str

    @property
    def name(self) -> str:
        """Its operation's."""
        return self.document.split()[1]


def examples(text: str) -> list[Example]:
    """Every query that has an answer, in order."""
    return [
        Example(_headers(found["headers"]), found["document"], found["answer"])
        for found in _EXAMPLE.finditer(text)
    ]


async def answer_of(gateway: Gateway, example: Example) -> str:
    """The answer as the README prints it."""
    data = _settled(await gateway.answer(example.document, example.headers))
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def settings_table() -> str:
    """Every variable, its default and its meaning."""
    rows = [
        row for settings in (Settings, GoogleFitSettings, OuraSettings) for row in _rows(settings)
    ]
    return "\n".join(["| variable | default | meaning |", "| --- | --- | --- |", *rows]) + "\n"


def table_in(text: str) -> str:
    """The README's table of settings."""
    found = _TABLE.search(text)
    assert found is not None
    return found[0]


def _headers(text: str | None) -> dict[str, str]:
    if text is None:
        return {}
    return dict(pair.split(": ", 1) for pair in text.split(", "))


def _settled(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with `ANY` in place of what is another each time."""

    def settled(entries: dict[str, Any]) -> dict[str, Any]:
        return {key: ANY if key in _VOLATILE and entries[key] else entries[key] for key in entries}

    return json.loads(json.dumps(answer), object_hook=settled)


def _rows(settings: type[BaseSettings]) -> Iterator[str]:
    prefix = settings.model_config.get("env_prefix", "")
    for name, field in settings.model_fields.items():
        yield f"| `{prefix}{name.upper()}` | {_default(field)} | {field.description} |"


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or value == ():
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


async def _written(text: str) -> str:
    with serve_sandbox(Sandbox()) as running:
        async with running_gateway(running, sandbox=True) as gateway:
            for example in examples(text):
                block = f"```graphql\n{example.document}```\n\n```json\n"
                answer = await answer_of(gateway, example)
                text = text.replace(f"{block}{example.answer}```", f"{block}{answer}```")
    return _TABLE.sub(lambda _: settings_table(), text)


if __name__ == "__main__":
    README.write_text(asyncio.run(_written(README.read_text())))
