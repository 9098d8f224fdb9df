"""Tags in Oura's JSON, and how they are asked for."""

from __future__ import annotations

from typing import Any

from gateway.domain.provider_name import Provider
from gateway.domain.tag import TagId, encode_tag_id
from gateway.sandbox import Wire

Json = dict[str, Any]

TAGS = """
query (
  $range: DateRangeInput!, $codes: [String!],
  $first: Int, $after: String, $last: Int, $before: String
) {
  tags(
    range: $range, codes: $codes, first: $first, after: $after, last: $last, before: $before
  ) {
    edges { cursor node { id } }
    nodes {
      id provider origin code name comment codes
      startTime endTime startLocal startDay endDay
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    providers {
      provider state servedFrom itemCount upstreamCalls gaps { start }
      error { code action message }
    }
    isComplete
  }
}
"""


def enhanced(
    native_id: str,
    start: str,
    end: str | None = None,
    code: str | None = None,
    *,
    comment: str | None = None,
    custom_name: str | None = None,
) -> Wire:
    """An enhanced tag; its days are those of its wall clock."""
    return {
        "id": native_id,
        "tag_type_code": code,
        "start_time": start,
        "end_time": end,
        "start_day": start[:10],
        "end_day": None if end is None else end[:10],
        "comment": comment,
        "custom_name": custom_name,
    }


def older(native_id: str, timestamp: str, *codes: str, text: str | None = None) -> Wire:
    """A tag of the older form."""
    return {
        "id": native_id,
        "day": timestamp[:10],
        "text": text,
        "timestamp": timestamp,
        "tags": [*codes],
    }


def tag_id(native_id: str, collection: str = "enhanced_tag") -> str:
    return encode_tag_id(TagId(Provider.OURA, collection, native_id))


def days(first: str, last: str | None = None) -> Json:
    return {"from": first, "to": last or first}


def status_of(connection: Json, provider: str = "OURA") -> Json:
    """A provider's entry of `providers`."""
    (found,) = [one for one in connection["providers"] if one["provider"] == provider]
    return found
