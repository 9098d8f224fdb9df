"""One after the other: who has waited for providers goes on in a round of the loop of their own.

What is written in a round leaves at its end. Where the answers to several requests come together,
and all went on in one round, each would leave with the last, to come back together once more.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

FEW = 16
"""Where more wait for providers, nobody waits for a turn: with much to do, rounds are dear."""


class Turns:
    """Lets one go on in each round. Belongs to one event loop."""

    def __init__(self) -> None:
        self._away = 0
        """How many wait for providers."""
        self._line: deque[asyncio.Future[None]] = deque()
        self._is_taken = False
        """Whether somebody goes on in this round."""

    async def after(self, coming: Awaitable[T], is_shared: Callable[[], bool]) -> T:
        """What comes, once it is one's turn. Those who share it go on at once, and so together.

        They have more in common, which they would miss one after the other.
        """
        self._away += 1
        try:
            came = await coming
            if self._away <= FEW and not is_shared():
                await self._turn()
        finally:
            self._away -= 1
        return came

    async def _turn(self) -> None:
        loop = asyncio.get_running_loop()
        if self._is_taken:
            turn: asyncio.Future[None] = loop.create_future()
            self._line.append(turn)
            await turn
        else:
            self._is_taken = True
            loop.call_soon(self._next)

    def _next(self) -> None:
        while self._line:
            turn = self._line.popleft()
            if not turn.done():
                turn.set_result(None)
                asyncio.get_running_loop().call_soon(self._next)
                return
        self._is_taken = False
