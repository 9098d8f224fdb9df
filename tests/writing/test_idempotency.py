from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from typing_extensions import override

from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.domain.activity import ActivityType
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.writing.commands import ApplicationCommand, UpsertCommand
from gateway.writing.idempotency import IdempotencyKeys
from gateway.writing.problems import UserErrorCode, WriteRefusedError

LINK = Link(provider=Provider.GOOGLE_FIT, token="ya29.secret", fingerprint="f")
OTHER_LINK = Link(provider=Provider.GOOGLE_FIT, token="ya29.other", fingerprint="g")
START = datetime(2026, 3, 10, 10, tzinfo=UTC)
RUN = UpsertCommand(
    title="Run", type=ActivityType.RUNNING, start_time=START, end_time=START + timedelta(hours=1)
)
A_DAY = 86_400


class Noting(MemoryStore):
    """The usual store, which notes what it was asked to keep, and for how long."""

    def __init__(self) -> None:
        super().__init__(100, weight)
        self.kept: list[tuple[str, object]] = []
        self.seconds: list[float] = []

    @override
    async def set(
        self, key: str, value: object, *, ttl_seconds: float, surely: bool = False
    ) -> None:
        self.kept.append((key, value))
        self.seconds.append(ttl_seconds)
        await super().set(key, value, ttl_seconds=ttl_seconds, surely=surely)


def idempotency_keys() -> IdempotencyKeys:
    return IdempotencyKeys(MemoryStore(100, weight))


def changed(**changes: object) -> UpsertCommand:
    return msgspec.structs.replace(RUN, **changes)


async def test_a_key_is_kept_for_a_day() -> None:
    store = Noting()

    await IdempotencyKeys(store).begin(LINK, "key", RUN)

    assert store.seconds == [A_DAY]


async def test_neither_the_key_nor_the_token_nor_the_input_can_be_read_from_what_is_kept() -> None:
    store = Noting()

    await IdempotencyKeys(store).begin(LINK, "my-key", RUN)

    kept = repr(store.kept)
    assert len(store.kept) == 1
    assert "my-key" not in kept
    assert LINK.token not in kept
    assert "Run" not in kept


async def test_a_key_is_known_to_its_own_link_alone() -> None:
    keys = idempotency_keys()

    await keys.begin(LINK, "key", RUN)

    assert await keys.earlier(LINK, "key", RUN) is not None
    assert await keys.earlier(OTHER_LINK, "key", changed(title="Other")) is None
    assert await keys.earlier(LINK, "other", changed(title="Other")) is None


async def test_an_abandoned_key_takes_another_input() -> None:
    keys = idempotency_keys()
    await keys.begin(LINK, "key", RUN)

    await keys.abandon(LINK, "key")

    assert await keys.earlier(LINK, "key", changed(title="Other")) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "a"},
        {"client_session_id": "a"},
        {"title": "Other"},
        {"notes": None},
        {"notes": ""},
        {"type": ActivityType.WALKING},
        {"start_time": START - timedelta(microseconds=1)},
        {"end_time": START + timedelta(hours=2)},
        {"active_duration_seconds": None},
        {"active_duration_seconds": 0.0},
        {"application": None},
        {"application": ApplicationCommand(name="A")},
        {"if_modified_at": START},
    ],
    ids=repr,
)
async def test_every_field_of_the_input_belongs_to_the_key(changes: dict[str, object]) -> None:
    keys = idempotency_keys()
    await keys.begin(LINK, "key", RUN)

    with pytest.raises(WriteRefusedError) as caught:
        await keys.earlier(LINK, "key", changed(**changes))

    assert [problem.code for problem in caught.value.problems] == [
        UserErrorCode.IDEMPOTENCY_KEY_REUSED
    ]
