"""Who has waited for a provider goes on in a round of the event loop of their own."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from gateway.loaders.turns import FEW, Turns


class Rounds:
    """Counts the rounds of the loop, and notes in which one somebody went on."""

    def __init__(self, *, is_shared: bool = False) -> None:
        self.turns = Turns()
        self.is_shared = is_shared
        self.came: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.went_on: list[int] = []
        self._round = 0
        self._count()

    def _count(self) -> None:
        self._round += 1
        self._counting = asyncio.get_running_loop().call_soon(self._count)

    def stop(self) -> None:
        self._counting.cancel()

    def ask(self) -> asyncio.Task[str]:
        return asyncio.create_task(self._asked())

    async def _asked(self) -> str:
        came = await self.turns.after(asyncio.shield(self.came), lambda: self.is_shared)
        self.went_on.append(self._round)
        return came


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_few_that_come_together_go_on_one_in_each_round() -> None:
    rounds = Rounds()
    asked = [rounds.ask() for _ in range(FEW)]
    await settle()

    rounds.came.set_result("it")
    came = await asyncio.gather(*asked)
    rounds.stop()

    assert came == ["it"] * FEW
    assert max(Counter(rounds.went_on).values()) == 1


async def test_many_that_come_together_go_on_together() -> None:
    rounds = Rounds()
    asked = [rounds.ask() for _ in range(4 * FEW)]
    await settle()

    rounds.came.set_result("it")
    await asyncio.gather(*asked)
    rounds.stop()

    assert max(Counter(rounds.went_on).values()) == 3 * FEW + 1


async def test_those_who_share_what_comes_go_on_together() -> None:
    rounds = Rounds(is_shared=True)
    asked = [rounds.ask() for _ in range(FEW)]
    await settle()

    rounds.came.set_result("it")
    await asyncio.gather(*asked)
    rounds.stop()

    assert len(set(rounds.went_on)) == 1


async def test_who_leaves_the_line_keeps_nobody_waiting() -> None:
    rounds = Rounds()
    asked = [rounds.ask() for _ in range(5)]
    await settle()

    rounds.came.set_result("it")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for each in asked[1:4]:
        each.cancel()
    done = await asyncio.gather(*asked, return_exceptions=True)
    rounds.stop()

    assert (done[0], done[4]) == ("it", "it")


async def test_a_failure_is_no_turn() -> None:
    turns = Turns()

    async def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await turns.after(fail(), bool)

    assert await asyncio.wait_for(turns.after(asyncio.sleep(0, "it"), bool), 5) == "it"
