"""Two pages of the feed with gql: pip install "gql[httpx]"."""

import json
import os

from gql import Client, gql
from gql.transport.httpx import HTTPXTransport

FEED = gql(
    """
    query Feed($after: String) {
      activities(first: 5, after: $after, dedupe: COLLAPSE) {
        nodes { id provider type startTime }
        pageInfo { hasNextPage endCursor }
      }
    }
    """
)

transport = HTTPXTransport(
    url=os.environ.get("GATEWAY_URL", "http://127.0.0.1:8000/graphql"),
    headers={
        "X-Google-Fit-Token": os.environ.get("GOOGLE_FIT_TOKEN", "demo"),
        "X-Oura-Token": os.environ.get("OURA_TOKEN", "demo"),
    },
)

nodes = []
after = None
with Client(transport=transport) as session:
    for _ in range(2):
        page = session.execute(FEED, variable_values={"after": after})["activities"]
        nodes += page["nodes"]
        after = page["pageInfo"]["endCursor"]
print(json.dumps(nodes))
