"""Delete a session. Safe to repeat: what is gone already is told as such."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.writing.commands import DeleteOutcome
from gateway.writing.problems import UserErrorCode, WriteRefusedError
from gateway.writing.records import SessionRecords
from gateway.writing.target import Target, Targets, check_unmodified, not_owned


class SessionDeletion:
    """The way of a deletion."""

    def __init__(self, targets: Targets, records: SessionRecords) -> None:
        self._targets = targets
        self._records = records

    async def __call__(
        self, encoded_id: str, if_modified_at: datetime | None, links: Mapping[Provider, Link]
    ) -> DeleteOutcome:
        """Delete the session with this id, unless it is newer than `if_modified_at`.

        Raises:
            WriteRefusedError: nothing was deleted, unless the code is OUTCOME_UNKNOWN.
        """
        target = self._targets.of_id(encoded_id, links)
        return await self._records.to_its_end(self._delete(target, if_modified_at))

    async def _delete(self, target: Target, if_modified_at: datetime | None) -> DeleteOutcome:
        async with self._records.holding(target):
            if if_modified_at is not None:
                stored = await self._records.stored(target)
                if stored is not None:
                    check_unmodified(stored, if_modified_at)
            try:
                was_there = await self._deleted(target)
            except WriteRefusedError as refusal:
                raise await self._reason(target, refusal) from None
            await self._records.remember(target, None)
        return DeleteOutcome.DELETED if was_there else DeleteOutcome.ALREADY_ABSENT

    async def _deleted(self, target: Target) -> bool:
        call = target.sink.delete_session(target.link, target.native_id)
        return await self._records.write(
            target, call, meanwhile=None, advice="It is safe to repeat."
        )

    async def _reason(self, target: Target, refusal: WriteRefusedError) -> WriteRefusedError:
        """The refusal; NOT_OWNED where permissions are said to lack, and it is another app's."""
        if not refusal.has(UserErrorCode.SCOPE_MISSING):
            return refusal
        try:
            stored = await self._records.stored(target)
        except WriteRefusedError:
            return refusal
        is_of_another = stored is not None and not stored.viewer_can_delete
        return not_owned() if is_of_another else refusal
