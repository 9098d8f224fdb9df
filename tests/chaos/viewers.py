"""Many viewers, each of whom owns records that nobody else has, under ids that all of them have."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import Sandbox
from gateway.sandbox.seed.wires import Span, fit_session, oura_session, oura_workout
from tests.wires import span

MARK = re.compile(r"mark[0-9a-f]{12}")
"""Stands in every text of a viewer's records, a different one for each viewer."""

FIRST_METERS = 1_000_000
"""The distance of the first viewer's workout; each other one's is one more."""

IDS = [
    encode_id(ActivityId(provider, collection, native_id))
    for provider, collection, native_id in (
        (Provider.GOOGLE_FIT, "session", "shared-session"),
        (Provider.OURA, "workout", "shared-workout"),
        (Provider.OURA, "session", "shared-rest"),
        (Provider.GOOGLE_FIT, "session", "shared-written"),
    )
]
_TIME = "2026-07-10T06:00:00Z"
_METERS = re.compile(r'"distance(?:Meters)?":(\d+)')
_BASE64URL = re.compile(r"[A-Za-z0-9_-]{16,}")


@dataclass
class Viewer:
    """Somebody, and what came back for them that others may try."""

    number: int
    token: str
    mark: str
    cursor: str | None = None
    sync_token: str | None = None
    written: list[str] = field(default_factory=list[str])
    """The titles that were written, the last one last."""

    @property
    def meters(self) -> int:
        return FIRST_METERS + self.number

    @property
    def health(self) -> tuple[str, ...]:
        """Values of the records, as they would stand in a text."""
        return (self.mark, str(self.meters), f"{self.mark}@example.org")


def viewers(count: int) -> list[Viewer]:
    """Made up anew, so that they are strangers to every other test."""
    return [
        Viewer(number, f"person-{uuid4().hex}", f"mark{uuid4().hex[:12]}")
        for number in range(count)
    ]


def settle(sandbox: Sandbox, people: Iterable[Viewer]) -> None:
    """Give each a record of each kind, at the same times and with the same ids as all others."""
    time = span(_TIME)
    later = time.shifted(timedelta(hours=3), timedelta(hours=3))
    for one in people:
        sandbox.replace(
            one.token,
            google_fit_sessions=[
                fit_session("shared-session", 8, time, name=f"Run {one.mark}", description=one.mark)
            ],
            oura_workouts=[
                oura_workout(
                    "shared-workout", "running", time, label=one.mark, distance=float(one.meters)
                )
            ],
            oura_sessions=[oura_session("shared-rest", "rest", later)],
            oura={"enhanced_tag": [_tag(one, time)]},
            personal_info={"id": one.mark, "email": f"{one.mark}@example.org"},
        )


def _tag(one: Viewer, time: Span) -> Any:
    return {
        "id": "shared-tag",
        "tag_type_code": "custom",
        "custom_name": one.mark,
        "comment": f"felt {one.mark}",
        "start_time": time.start.isoformat(),
        "end_time": None,
        "start_day": f"{time.start:%Y-%m-%d}",
        "end_day": None,
    }


def foreign(one: Viewer, answer: str) -> Sequence[str]:
    """What of the answer is not the viewer's: marks and distances, also inside ids and cursors."""
    text = _decoded(answer)
    marks = [mark for mark in MARK.findall(text) if mark != one.mark]
    meters = [found for found in _METERS.findall(text) if int(found) != one.meters]
    return [*marks, *meters]


def errors_in(answer: str) -> list[str]:
    """Every text under `errors`, `error` and `userErrors`, however deep."""
    found: list[str] = []

    def note(entry: dict[str, Any]) -> dict[str, Any]:
        names = {"errors", "error", "userErrors"} & entry.keys()
        found.extend(json.dumps(entry[name]) for name in names if entry[name])
        return entry

    json.loads(answer, object_hook=note)
    return found


def _decoded(text: str) -> str:
    words = _BASE64URL.findall(text)
    raw = (base64.urlsafe_b64decode(word[: len(word) // 4 * 4]) for word in words)
    return text + " " + b" ".join(raw).decode(errors="replace")
