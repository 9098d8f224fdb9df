"""What has changed at a provider: written and deleted records, and where the next changes begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from gateway.domain.activity import Activity
from gateway.domain.activity_id import ActivityId
from gateway.domain.activity_list import LeftOut
from gateway.domain.errors import UpstreamError
from gateway.domain.link import Link


class Deletion(msgspec.Struct, frozen=True, kw_only=True):
    """An activity that is gone."""

    activity_id: ActivityId
    deleted_at: datetime | None = None
    """When, where the provider says so."""


Change = Activity | Deletion
"""An activity as it stands now, or that it is gone."""


class ChangeBatch(msgspec.Struct, frozen=True, kw_only=True):
    """Changes in the provider's order, one at most for each record."""

    changes: Sequence[Change]
    next_token: str
    """What asks for the changes after these."""
    left_out: LeftOut = ()
    """Of records that have changed and cannot be read."""


class ChangeSource(Protocol):
    """Keeps a journal of changes, over all its collections."""

    async def changes(self, link: Link, since: str | None) -> ChangeBatch | None:
        """The changes since the token, or those of the last 30 days; an empty batch ends them.

        None: the provider does not know the token, or not any more.

        Raises:
            UpstreamError: it could not be asked.
        """
        ...


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A write through the gateway that the provider's journal may lag behind."""

    change: Change
    written_at: datetime


class LoadedChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What a load of changes brought, or why it could not be had, and what it cost."""

    batch: ChangeBatch | None = None
    """As the provider has it; None, without an error: it does not know the token."""
    shown: Sequence[Change] = ()
    """The changes of the batch, with newer writes laid over them."""
    written: Sequence[Written] = ()
    """All writes of the last minutes."""
    error: UpstreamError | None = None
    fetched_at: datetime | None = None
    upstream_calls: int = 0


def changed_at(change: Change) -> datetime | None:
    """When the record changed, where the provider says so."""
    return change.deleted_at if isinstance(change, Deletion) else change.modified_at
