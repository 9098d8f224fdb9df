"""Watches what the tests' whole run logs and prints for what must never stand there.

Everything here is health data: no token, no id of an activity, no query and no address with a
query may be in a log. The hook reads what pytest has captured of each test, and fails the test.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping

import pytest

NEVER_LOGGED: Mapping[str, re.Pattern[str]] = {
    "a token": re.compile(r"person-[0-9a-f]{32}"),
    "an authorization": re.compile(r"\bBearer\s+\S", re.IGNORECASE),
    "an activity's id": re.compile(r"MTpBY3Rpdml0eTp"),
    "a GraphQL document": re.compile(r"\b(activities|nodes?|viewer|upsertSession)\s*[({]"),
    "an address of a provider": re.compile(r"/me/sessions|/usercollection/"),
}
"""What it is, and what it looks like. The id is `1:Activity:` in base64url."""


def leaks_in(text: str) -> list[str]:
    """What of `NEVER_LOGGED` the text holds."""
    return [what for what, pattern in NEVER_LOGGED.items() if pattern.search(text)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail the end of a test that has logged or printed any of it."""
    report = yield
    if call.when == "teardown" and report.passed:
        leaks = leaks_in("\n".join(text for _, text in report.sections))
        if leaks:
            report.outcome = "failed"
            report.longrepr = f"The test logged {' and '.join(leaks)}: see what was captured."
    return report
