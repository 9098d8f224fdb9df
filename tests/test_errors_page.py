"""docs/errors.md, held against the code: every code is explained, and none that cannot come."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from gateway.domain.errors import BadUserInputError, ProviderErrorCode
from gateway.writing.problems import UserErrorCode

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "errors.md").read_text()
LOOKS_LIKE_A_CODE = re.compile(r"[A-Z]{3,}(_[A-Z]+)*")
NO_CODES = {"DELETE", "DENY", "GET", "POST"}
"""Words that look like codes where codes are made: methods, and a header's value."""


def rows(heading: str) -> list[tuple[str, str]]:
    """The codes of a section's table, with what to do."""
    (section,) = [one for one in PAGE.split("\n## ") if one.startswith(heading)]
    found = re.findall(r"^\| `(\w+)` \|(?:.*\|)? (.+) \|$", section, re.MULTILINE)
    return [(code, advice) for code, advice in found]


def request_codes() -> set[str]:
    """Whatever looks like a code where requests are refused, and what inputs are refused with."""
    places = [ROOT / "gateway" / name for name in ("server", "execution")]
    texts = {text for place in places for path in place.rglob("*.py") for text in texts_in(path)}
    refused = {one for one in texts if LOOKS_LIKE_A_CODE.fullmatch(one)} - NO_CODES
    return refused | {error.code for error in (BadUserInputError, *below(BadUserInputError))}


def texts_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def below(cls: type[BadUserInputError]) -> Iterator[type[BadUserInputError]]:
    for one in cls.__subclasses__():
        if one.__module__.startswith("gateway."):
            yield one
            yield from below(one)


@pytest.mark.parametrize(
    ("heading", "codes"), [("A provider", ProviderErrorCode), ("A write", UserErrorCode)]
)
def test_every_code_of_providers_and_writes_is_explained(
    heading: str, codes: type[StrEnum]
) -> None:
    assert sorted(code for code, _ in rows(heading)) == sorted(codes)


def test_every_code_of_requests_is_explained_and_none_that_cannot_come() -> None:
    explained = {code for code, _ in rows("The request")}

    assert explained == request_codes()


@pytest.mark.parametrize("heading", ["The request", "A provider", "A write"])
def test_every_code_says_what_to_do(heading: str) -> None:
    assert [code for code, advice in rows(heading) if not re.fullmatch(r"[A-Z].+\.", advice)] == []
