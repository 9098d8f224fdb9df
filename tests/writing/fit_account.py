"""Session mutations as a client sends them, and the Google Fit account that they change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from gateway.domain.activity_id import ActivityId, encode_id
from gateway.domain.provider_name import Provider
from gateway.sandbox import Sandbox, Wire
from gateway.sandbox.fault_rules import FaultRule
from gateway.sandbox.faults import Fault
from tests.gateway_under_test import Gateway

Json = dict[str, Any]

RUN: Json = {
    "title": "Run",
    "type": "RUNNING",
    "startTime": "2026-03-10T10:00:00.000Z",
    "endTime": "2026-03-10T11:00:00.000Z",
}
"""The required fields and nothing else."""

PATIENCE_SECONDS = 5

UPSERT = """
mutation ($input: UpsertSessionInput!) {
  upsertSession(input: $input) {
    outcome
    activity {
      id providerId provider title notes type providerType startTime endTime modifiedAt
      activeDurationSeconds application { name packageName version detailsUrl }
    }
    warnings { field message }
    userErrors { code message field retryable retryAfterSeconds }
  }
}
"""

DELETE = """
mutation ($input: DeleteSessionInput!) {
  deleteSession(input: $input) {
    outcome
    deletedId
    userErrors { code message field retryable retryAfterSeconds }
  }
}
"""


async def upsert(gateway: Gateway, **changes: object) -> Json:
    """The payload of `upsertSession` with `RUN` and these fields."""
    data = await gateway.execute(UPSERT, input=RUN | changes)
    return data["upsertSession"]


async def delete(gateway: Gateway, encoded_id: str, **more: object) -> Json:
    """The payload of `deleteSession`."""
    data = await gateway.execute(DELETE, input={"id": encoded_id, **more})
    return data["deleteSession"]


def id_of(native_id: str, collection: str = "session") -> str:
    """The id of the activity that a Google Fit session is."""
    return encode_id(ActivityId(Provider.GOOGLE_FIT, collection, native_id))


def problems(payload: Json) -> list[tuple[str, str | None]]:
    """The code of each user error, with the path of its field in dots."""
    return [
        (error["code"], None if error["field"] is None else ".".join(error["field"]))
        for error in payload["userErrors"]
    ]


def codes(payload: Json) -> list[str]:
    """The codes of the user errors."""
    return [error["code"] for error in payload["userErrors"]]


@dataclass(frozen=True)
class FitAccount:
    """What one person has at Google Fit, and what came in for that person."""

    sandbox: Sandbox
    token: str = field(repr=False)

    def holds(self, *sessions: Wire) -> None:
        """Let there be these sessions and no others."""
        self.sandbox.replace(self.token, google_fit_sessions=sessions)

    def is_changed_elsewhere(self, session: Wire, **changes: object) -> None:
        """Let another application write the session, with these changes."""
        self.sandbox.viewer(self.token).google_fit.sessions.put(session | changes)

    def fails(
        self, fault: Fault, *, method: str | None = None, times: int | None = None
    ) -> FaultRule:
        """Let calls for this person fail."""
        return self.sandbox.fail("google_fit", fault, token=self.token, method=method, times=times)

    def session(self, native_id: str) -> Wire | None:
        """The session with this id, as Google has it."""
        return self.sandbox.viewer(self.token).google_fit.sessions.get(native_id)

    @property
    def sessions(self) -> list[Wire]:
        """All there are, by start."""
        return self.sandbox.viewer(self.token).google_fit.sessions.all()

    @property
    def writes(self) -> list[str]:
        """The method and the last segment of the path, as sent, of each write that came in."""
        return [
            f"{call.method} {call.path.removeprefix('/fitness/v1/users/me/sessions/')}"
            for call in self.sandbox.calls_of(self.token)
            if call.method != "GET"
        ]

    async def write_came_in(self) -> None:
        """Return once there is one."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not self.writes:  # noqa: ASYNC110 - the sandbox runs in another thread
                await asyncio.sleep(0.005)
