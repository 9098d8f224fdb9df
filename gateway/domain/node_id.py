"""Ids of whatever `node` finds."""

from __future__ import annotations

from gateway.domain.activity_id import ActivityId, decode_id
from gateway.domain.day_id import DayId, decode_day_id
from gateway.domain.errors import BadUserInputError, InvalidIdError
from gateway.domain.tag import TagId, decode_tag_id

NodeId = ActivityId | TagId | DayId


def decode_node_id(encoded: str) -> NodeId:
    """The parts of an id.

    Raises:
        BadUserInputError: it is not the id of anything that `node` finds.
    """
    for decode in (decode_id, decode_tag_id, decode_day_id):
        try:
            return decode(encoded)
        except InvalidIdError:
            continue
    raise BadUserInputError(
        "This is not an id of this gateway: send an `id` exactly as it was read."
    )
