"""Writes of data sources and their points: each told as done, refused, or not known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from gateway.domain.data_sources import DataSourceStore
from gateway.domain.errors import BadUserInputError, UpstreamError, UpstreamRefusedError
from gateway.domain.google_fit import Dataset, DataSource, Device
from gateway.domain.provider import ConnectedProvider, Link
from gateway.domain.provider_name import Provider
from gateway.writing.commands import DeleteOutcome
from gateway.writing.data_source_checks import (
    problems_with_change,
    problems_with_points,
    problems_with_range,
    problems_with_source,
)
from gateway.writing.problems import (
    Problem,
    UserErrorCode,
    WriteRefusedError,
    input_path,
    problem_of,
    unknown_outcome,
)

T = TypeVar("T")
Links = Mapping[Provider, Link]

_NOT_FOUND, _CONFLICT = 404, 409


class _Advice(NamedTuple):
    """What is told of a kind of write, beside what went wrong."""

    refused: str
    """What may be amiss with the input."""
    repeat: str = "It is safe to repeat."
    """Where nobody knows whether it was done."""
    is_safe: bool = True


CREATE = _Advice(
    "The fields of a data type that Google Fit knows must be as Google Fit has them.",
    "It is safe to repeat: one that is there already is refused with CONFLICT.",
)
UPDATE = _Advice("It does not take `application`, `name` and `deviceVersion` as they are.")
DELETE = _Advice("A data source that holds points cannot be deleted: delete its points first.")
INSERT = _Advice(
    "Each value must be of the kind that its field has in the data source's type, and "
    "`dataTypeName` must be that type's.",
    "Read the dataset before repeating this: points that are there would be there twice.",
    is_safe=False,
)
DELETE_POINTS = _Advice("It does not take this range of time.")


class _Target(NamedTuple):
    store: DataSourceStore
    link: Link
    data_source_id: str | None
    """None: a new one."""


class DataSourceWrites:
    """The ways of all writes but those of sessions.

    `to_its_end` runs what may not be broken off, even when the client leaves.
    """

    def __init__(
        self,
        connected: ConnectedProvider,
        to_its_end: Callable[[Coroutine[Any, Any, Any]], Awaitable[Any]],
    ) -> None:
        self._connected = connected
        self._to_its_end = to_its_end

    async def create(self, source: DataSource, links: Links) -> DataSource:
        """The new data source as it stands.

        Raises:
            WriteRefusedError: as all methods here: nothing was done, or (OUTCOME_UNKNOWN) nobody
                knows.
        """
        _refuse(problems_with_source(source))
        target = self._target(links, None)
        call = target.store.create_data_source(target.link, source)
        return await self._done(target, call, CREATE)

    async def update(self, change: DataSource, links: Links) -> DataSource:
        """Lay what is set in `change` over the data source with its id."""
        _refuse(problems_with_change(change))
        target = self._target(links, change.data_stream_id)
        return await self._done(target, self._updated(target, change), UPDATE)

    async def delete(self, data_source_id: str, links: Links) -> DeleteOutcome:
        """Delete a data source that holds no points."""
        target = self._target(links, data_source_id)
        call = target.store.delete_data_source(target.link, data_source_id)
        was_there = await self._done(target, call, DELETE)
        return DeleteOutcome.DELETED if was_there else DeleteOutcome.ALREADY_ABSENT

    async def insert(self, dataset: Dataset, links: Links) -> Dataset:
        """Add the points of the dataset to its data source."""
        _refuse(problems_with_points(dataset))
        target = self._target(links, dataset.data_source_id)
        call = target.store.insert_points(target.link, dataset)
        return await self._done(target, call, INSERT)

    async def delete_points(
        self, data_source_id: str, start_time_nanos: int, end_time_nanos: int, links: Links
    ) -> None:
        """Delete what overlaps the time, both ends included."""
        _refuse(problems_with_range(start_time_nanos, end_time_nanos))
        target = self._target(links, data_source_id)
        call = target.store.delete_points(
            target.link, data_source_id, start_time_nanos, end_time_nanos
        )
        if not await self._done(target, call, DELETE_POINTS):
            raise WriteRefusedError(_not_found())

    def _target(self, links: Links, data_source_id: str | None) -> _Target:
        link = links.get(self._connected.provider)
        store = self._connected.data_sources
        if link is None or store is None:
            message = f"The request has no token for {self._connected.display_name}."
            raise WriteRefusedError(Problem(code=UserErrorCode.NOT_LINKED, message=message))
        return _Target(store, link, data_source_id)

    async def _updated(self, target: _Target, change: DataSource) -> DataSource:
        stored = await target.store.data_source(target.link, target.data_source_id or "")
        if stored is None:
            raise WriteRefusedError(_not_found())
        if _is_of_an_app(stored):
            raise WriteRefusedError(_not_owned())
        return await target.store.replace_data_source(target.link, _laid_over(stored, change))

    async def _done(self, target: _Target, call: Coroutine[Any, Any, T], advice: _Advice) -> T:
        try:
            return await self._to_its_end(call)
        except BadUserInputError as error:
            raise WriteRefusedError(_of_source(UserErrorCode.INVALID, str(error))) from error
        except UpstreamError as error:
            if error.outcome_unknown:
                unknown = unknown_outcome(error, advice.repeat)
                raise WriteRefusedError(
                    msgspec.structs.replace(unknown, retryable=advice.is_safe)
                ) from error
            raise WriteRefusedError(await self._reason(target, error, advice)) from error

    async def _reason(self, target: _Target, error: UpstreamError, advice: _Advice) -> Problem:
        """What a refusal means; where permissions are said to lack, whose data source it is."""
        if isinstance(error, UpstreamRefusedError):
            return _refusal(error, advice, is_new=target.data_source_id is None)
        told = problem_of(error)
        if told.code is not UserErrorCode.SCOPE_MISSING or target.data_source_id is None:
            return told
        try:
            stored = await target.store.data_source(target.link, target.data_source_id)
        except UpstreamError:
            return told
        return _not_owned() if stored is not None and _is_of_an_app(stored) else told


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise WriteRefusedError(*problems)


def _is_of_an_app(source: DataSource) -> bool:
    return source.application is not None and source.application.package_name is not None


def _laid_over(stored: DataSource, change: DataSource) -> DataSource:
    """The whole of what shall stand: nothing but these three can be changed."""
    device = stored.device
    if change.device is not None:
        version = change.device.version
        device = msgspec.structs.replace(device or Device(), version=version)
    return msgspec.structs.replace(
        stored,
        application=change.application or stored.application,
        name=stored.name if change.name is None else change.name,
        device=device,
    )


def _refusal(error: UpstreamRefusedError, advice: _Advice, *, is_new: bool) -> Problem:
    if error.upstream_status == _NOT_FOUND and not is_new:
        return _not_found()
    if error.upstream_status == _CONFLICT and is_new:
        message = "There is such a data source already: its parts make its id."
        return Problem(code=UserErrorCode.CONFLICT, message=message, field=input_path())
    message = f"{error.message} {advice.refused}"
    return Problem(code=UserErrorCode.INVALID, message=message, field=input_path())


def _not_found() -> Problem:
    return _of_source(UserErrorCode.NOT_FOUND, "There is no such data source.")


def _not_owned() -> Problem:
    message = "This data source belongs to the app that wrote it: no other may change it."
    return _of_source(UserErrorCode.NOT_OWNED, message)


def _of_source(code: UserErrorCode, message: str) -> Problem:
    return Problem(code=code, message=message, field=input_path("dataSourceId"))
