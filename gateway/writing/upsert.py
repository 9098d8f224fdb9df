"""Create a session, or replace one: read it, lay the input over it, write the whole."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.cache.keyed_lock import KeyedLock
from gateway.domain.activity import Activity, ActivityType
from gateway.domain.clock import Clock
from gateway.domain.provider import Link, SessionSink
from gateway.domain.provider_name import Provider
from gateway.writing.checks import problems_with
from gateway.writing.commands import UpsertCommand, Upserted, WriteOutcome
from gateway.writing.draft import Plan, plan
from gateway.writing.idempotency import IdempotencyKeys
from gateway.writing.problems import Problem, UserErrorCode, WriteRefusedError, input_path
from gateway.writing.records import SessionRecords
from gateway.writing.target import Target, Targets, check_unmodified, not_found, not_owned


class SessionUpsert:
    """The way of an upsert. Writes of one record come one after the other within this process."""

    def __init__(
        self, targets: Targets, records: SessionRecords, keys: IdempotencyKeys, clock: Clock
    ) -> None:
        self._targets = targets
        self._records = records
        self._keys = keys
        self._key_locks = KeyedLock()
        self._clock = clock

    async def __call__(self, command: UpsertCommand, links: Mapping[Provider, Link]) -> Upserted:
        """Store the session.

        Raises:
            WriteRefusedError: with every problem that can be told; nothing was written, unless
                the code is OUTCOME_UNKNOWN.
        """
        target = self._checked(command, links)
        return await self._records.to_its_end(self._once_per_key(command, target))

    def _checked(self, command: UpsertCommand, links: Mapping[Provider, Link]) -> Target:
        problems = problems_with(command, self._clock())
        try:
            target = self._targets.of_upsert(command, links)
        except WriteRefusedError as refusal:
            raise WriteRefusedError(*problems, *refusal.problems) from None
        if problems:
            raise WriteRefusedError(*problems)
        return target

    async def _once_per_key(self, command: UpsertCommand, target: Target) -> Upserted:
        key = command.idempotency_key
        if key is None:
            return await self._upsert(command, target)
        async with self._key_locks.holding((target.link.fingerprint, key)):
            earlier = await self._keys.earlier(target.link, key, command)
            if earlier is not None and earlier.result is not None:
                return earlier.result
            if earlier is None:
                await self._keys.begin(target.link, key, command)
            try:
                result = await self._upsert(command, target)
            except WriteRefusedError as refusal:
                if earlier is None and not refusal.outcome_unknown:
                    await self._keys.abandon(target.link, key)
                raise
            await self._keys.finish(target.link, key, command, result)
            return result

    async def _upsert(self, command: UpsertCommand, target: Target) -> Upserted:
        async with self._records.holding(target):
            stored = await self._stored(command, target)
            storable = _storable_type(target.sink, command.type, stored)
            own = target.sink.own_application
            planned = plan(command, target.native_id, storable, stored, own)
            if stored is not None and not planned.changes(stored):
                activity, outcome = stored, WriteOutcome.UNCHANGED
            else:
                activity = await self._put(command, target, planned, stored)
                outcome = WriteOutcome.CREATED if stored is None else WriteOutcome.UPDATED
        return Upserted(activity=activity, outcome=outcome, notices=planned.notices)

    async def _stored(self, command: UpsertCommand, target: Target) -> Activity | None:
        stored = await self._records.stored(target)
        if stored is not None:
            check_unmodified(stored, command.if_modified_at)
        elif command.id is not None:
            raise not_found("id")
        elif command.if_modified_at is not None:
            raise not_found("ifModifiedAt")
        return stored

    async def _put(
        self, command: UpsertCommand, target: Target, planned: Plan, stored: Activity | None
    ) -> Activity:
        if stored is not None and not stored.viewer_can_update:
            raise not_owned()
        call = target.sink.put_session(target.link, planned.draft)
        advice = _advice(command, target.native_id)
        activity = await self._records.write(target, call, meanwhile=stored, advice=advice)
        await self._records.remember(target, activity)
        return activity


def _advice(command: UpsertCommand, native_id: str) -> str:
    if command.id is None and command.idempotency_key is None:
        return f'To repeat it safely, send clientSessionId "{native_id}".'
    return "To repeat it safely, send the same input."


def _storable_type(
    sink: SessionSink, wanted: ActivityType, stored: Activity | None
) -> ActivityType:
    """The type to store; what is stored can stay, even what no new session could be."""
    if stored is not None and stored.type is wanted:
        return wanted
    storable = sink.storable_type(wanted)
    if storable is None:
        message = f"{wanted.value} cannot be stored: choose what was done, or OTHER."
        code = UserErrorCode.UNSUPPORTED_TYPE
        raise WriteRefusedError(Problem(code=code, message=message, field=input_path("type")))
    return storable
