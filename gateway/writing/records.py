"""The stored sessions, as writes need them: one write of a record at a time, and none forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from gateway.cache.keyed_lock import KeyedLock
from gateway.cache.recent_writes import RecentWrite, RecentWrites
from gateway.domain.activity import Activity
from gateway.domain.clock import Clock
from gateway.domain.errors import BadUserInputError, UpstreamError
from gateway.loaders.activities_by_id import ActivityLookup
from gateway.writing.problems import (
    WriteRefusedError,
    invalid_id,
    problem_of,
    unknown_outcome,
)
from gateway.writing.target import SESSION, Target

T = TypeVar("T")


class SessionRecords:
    """Reads a stored session, writes it, and remembers what was written."""

    def __init__(self, lookup: ActivityLookup, writes: RecentWrites, clock: Clock) -> None:
        self._lookup = lookup
        self._writes = writes
        self._clock = clock
        self._locks = KeyedLock()
        self._under_way: set[asyncio.Task[Any]] = set()

    def holding(self, target: Target) -> AbstractAsyncContextManager[None]:
        """Let no other write of the record run meanwhile, within this process."""
        return self._locks.holding((target.link.fingerprint, target.native_id))

    async def stored(self, target: Target) -> Activity | None:
        """The session as it stands, or None.

        Raises:
            WriteRefusedError: the provider could not be asked, or the session cannot be read.
        """
        if not target.can_exist:
            return None
        try:
            found = await self._lookup.find(target.link, SESSION, {target.native_id})
        except UpstreamError as error:
            raise WriteRefusedError(problem_of(error)) from error
        stored = found.get(target.native_id)
        if isinstance(stored, UpstreamError):
            raise WriteRefusedError(problem_of(stored))
        return stored

    async def write(
        self, target: Target, call: Awaitable[T], *, meanwhile: Activity | None, advice: str
    ) -> T:
        """Await the call that writes.

        When no answer comes, `advice` says how to repeat it, and reads show the session as it was
        remembered `meanwhile`, or, with None, as the provider lists it.

        Raises:
            WriteRefusedError: it failed, or (OUTCOME_UNKNOWN) nobody knows.
        """
        try:
            return await call
        except BadUserInputError as error:
            raise WriteRefusedError(invalid_id(error)) from error
        except UpstreamError as error:
            if not error.outcome_unknown:
                raise WriteRefusedError(problem_of(error)) from error
            if meanwhile is None:
                await self._writes.forget(target.link, SESSION, target.native_id)
            else:
                await self._writes.unsettle(target.link, SESSION)
            raise WriteRefusedError(unknown_outcome(error, advice)) from error

    async def remember(self, target: Target, stored: Activity | None) -> None:
        """Show the session as `stored` (None: gone) from the next read on."""
        write = RecentWrite(stored=stored, written_at=self._clock())
        await self._writes.record(target.link, SESSION, target.native_id, write)

    async def to_its_end(self, work: Coroutine[Any, Any, T]) -> T:
        """Await the work, which goes on to its end even when the client does not wait for it."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def finished(self) -> None:
        """Return once the work under way has come to its end, whoever still waits for it."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
