"""A client that keeps a copy of a viewer's activities by taking over changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.gateway_under_test import Gateway

Json = dict[str, Any]

CHANGES = """
query ($since: SyncToken, $first: Int!, $providers: [Provider!]) {
  activityChanges(since: $since, first: $first, providers: $providers) {
    changes {
      __typename
      ... on ActivityUpserted {
        activity { id provider providerId title type startTime endTime }
      }
      ... on ActivityDeleted { id provider }
    }
    nextToken
    hasMore
    resyncRequired
    coveredFrom
    providers { provider state itemCount upstreamCalls servedFrom error { code } }
  }
}
"""
FEED = """
query ($from: DateTime!, $after: String) {
  activities(
    first: 100
    after: $after
    freshness: { maxAgeSeconds: 0 }
    filter: { startTime: { start: $from } }
  ) {
    nodes { id provider providerId title type startTime endTime }
    pageInfo { hasNextPage endCursor }
  }
}
"""
MOST_PAGES = 200


@dataclass
class Client:
    """Knows what it has been told, and nothing else."""

    gateway: Gateway
    page_size: int = 200
    providers: list[str] | None = None
    token: str | None = None
    known: dict[str, Json] = field(default_factory=dict[str, Json])
    covered_from: str = ""
    states: dict[str, str] = field(default_factory=dict[str, str])
    resyncs: int = 0

    async def page(self) -> Json:
        """Take over one page."""
        page = await asked(
            self.gateway, since=self.token, first=self.page_size, providers=self.providers
        )
        assert len(page["changes"]) <= self.page_size
        self.token, self.covered_from = page["nextToken"], page["coveredFrom"]
        self.states = {one["provider"]: one["state"] for one in page["providers"]}
        if page["resyncRequired"]:
            self.resyncs += 1
            self.known = {k: a for k, a in self.known.items() if a["startTime"] < self.covered_from}
        for change in page["changes"]:
            if change["__typename"] == "ActivityDeleted":
                self.known.pop(change["id"], None)
            else:
                self.known[change["activity"]["id"]] = change["activity"]
        return page

    async def drain(self) -> None:
        """Take over all that there is."""
        for _ in range(MOST_PAGES):
            if not (await self.page())["hasMore"]:
                return
        raise AssertionError("the changes do not end")

    def covered(self) -> dict[str, Json]:
        """What it knows of the range that is told completely."""
        return {k: a for k, a in self.known.items() if a["startTime"] >= self.covered_from}


async def asked(gateway: Gateway, **variables: object) -> Json:
    """A page of changes. Not among the documents that are run again by both executors."""
    data = await _data(gateway, CHANGES, variables)
    return data["activityChanges"]


async def listed(gateway: Gateway, covered_from: str) -> dict[str, Json]:
    """What `activities` shows of the range."""
    found: dict[str, Json] = {}
    after: str | None = None
    while True:
        page = (await _data(gateway, FEED, {"from": covered_from, "after": after}))["activities"]
        for node in page["nodes"]:
            assert node["id"] not in found, "one activity is listed twice"
            found[node["id"]] = node
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


async def _data(gateway: Gateway, document: str, variables: dict[str, object]) -> Json:
    body = {"query": document, "variables": variables}
    response = await gateway.http.post("/graphql", json=body, headers=gateway.headers)
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]
