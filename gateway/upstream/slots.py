"""So many calls in flight to one provider, and the others in a line, for a while."""

from __future__ import annotations

import asyncio
from collections import deque


class Slots:
    """Who takes a slot leaves it again; whoever waits longest has the next."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._free = most
        self._waiting: deque[asyncio.Future[bool]] = deque()

    @property
    def taken(self) -> int:
        """How many are taken."""
        return self._most - self._free

    @property
    def waiting(self) -> int:
        """How many wait for one, or did until a moment ago."""
        return len(self._waiting)

    def take(self) -> bool:
        """Take a slot; False: there is none."""
        if not self._free:
            return False
        self._free -= 1
        return True

    async def wait(self, seconds: float) -> bool:
        """Take a slot as soon as there is one; False: there was none in time, or no use in it."""
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(seconds):
                return await turn
        except TimeoutError:
            self._give_up(turn)
            return False
        except asyncio.CancelledError:
            self._give_up(turn)
            raise

    def leave(self) -> None:
        """Hand the slot on."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(True)
                return
        self._free += 1

    def send_away(self) -> None:
        """Tell all who wait that there is no use in it."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(False)

    def _give_up(self, turn: asyncio.Future[bool]) -> None:
        """Hand the slot on, if it came in the same moment; who gave up is passed over otherwise."""
        if turn.done() and not turn.cancelled() and turn.result():
            self.leave()
