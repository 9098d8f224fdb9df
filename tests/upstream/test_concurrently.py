from __future__ import annotations

import asyncio

import pytest

from gateway.domain.errors import UpstreamStatusError
from gateway.domain.provider_name import Provider
from gateway.upstream.concurrently import concurrently


async def test_no_more_calls_are_in_flight_than_allowed() -> None:
    in_flight, most = 0, 0

    async def call(key: int) -> int:
        nonlocal in_flight, most
        in_flight += 1
        most = max(most, in_flight)
        await asyncio.sleep(0)
        in_flight -= 1
        return key * 10

    results = await concurrently(call, range(20), at_once=3)

    assert results == {key: key * 10 for key in range(20)}
    assert most == 3


async def test_the_first_failure_ends_the_other_calls() -> None:
    cancelled: list[int] = []

    async def call(key: int) -> None:
        if key == 1:
            raise UpstreamStatusError(Provider.OURA, "It failed.")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(key)
            raise

    with pytest.raises(UpstreamStatusError):
        await concurrently(call, [0, 1, 2], at_once=3)
    assert sorted(cancelled) == [0, 2]
