"""How many requests run at once: as many as the event loop keeps up with; the others wait in line.

What is short in an overloaded process is its one thread, and the loop's lag says so at once,
however far away the providers are: slow providers leave the loop idle, and more are let in.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

import structlog

TICK_SECONDS = 0.05
TARGET_LAG_SECONDS = 0.01
LEAST_RUNNING = 16
FIRST_LIMIT = 64
_DECREASE = 0.85
_SMOOTHING = 0.1
_TICKS_A_LOG = round(1 / TICK_SECONDS)

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What the settings allow."""

    max_running: int
    """However idle the loop is: each holds memory, and calls of its own."""
    max_wait_seconds: float


class Gate:
    """Lets requests in, in the order in which they came. Belongs to one event loop."""

    def __init__(self, capacity: Capacity) -> None:
        self._capacity = capacity
        self._least = min(LEAST_RUNNING, capacity.max_running)
        self._limit = min(FIRST_LIMIT, capacity.max_running)
        self._running = 0
        self._waiting: deque[tuple[float, asyncio.Future[bool]]] = deque()
        self._rate = 0.0
        self._done = 0
        self._refused = 0
        self.refused: dict[str, int] = {"line_full": 0, "waited_too_long": 0}
        """Requests that were not let in since the start, by reason."""
        self._ticks = 0
        self._expected: float | None = None

    @property
    def running(self) -> int:
        """How many run."""
        return self._running

    @property
    def waiting(self) -> int:
        """How many stand in line."""
        return len(self._waiting)

    @property
    def limit(self) -> int:
        """How many may run now."""
        return self._limit

    def enter(self) -> bool:
        """Whether the request may run at once: `leave` must follow."""
        if self._running >= self._limit or self._waiting:
            return False
        self._running += 1
        if self._expected is None:
            self._watch()
        return True

    async def wait(self) -> bool:
        """Whether the request may run, after standing in line: `leave` must follow then."""
        room = max(self._limit, self._rate * self._capacity.max_wait_seconds)
        if len(self._waiting) >= room:
            self._refused += 1
            self.refused["line_full"] += 1
            return False
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[bool] = loop.create_future()
        place = (loop.time(), turn)
        self._waiting.append(place)
        try:
            return await turn
        except asyncio.CancelledError:
            if place in self._waiting:
                self._waiting.remove(place)
            elif not turn.cancelled() and turn.result():
                self.leave()
            raise

    def leave(self) -> None:
        """Count a request as done."""
        self._running -= 1
        self._done += 1
        if self._waiting:
            self._let_in()

    def _let_in(self) -> None:
        while self._waiting and self._running < self._limit:
            _, turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(True)
                self._running += 1

    def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        self._expected = loop.time() + TICK_SECONDS
        loop.call_at(self._expected, self._tick)

    def _tick(self) -> None:
        """Look at the lag; go on as long as there is something to look after."""
        now = asyncio.get_running_loop().time()
        self._adjust(now - (self._expected or now))
        self._expire(now - self._capacity.max_wait_seconds)
        self._let_in()
        self._measure()
        self._expected = None
        if self._running or self._waiting or self._refused:
            self._watch()

    def _adjust(self, lag: float) -> None:
        """Fewer at once, by a part, when the loop lags; more, when it does not and all run."""
        if lag > TARGET_LAG_SECONDS:
            fewer = int(min(self._limit, self._running) * _DECREASE)
            self._limit = max(self._least, fewer)
        elif self._running >= self._limit:
            more = self._limit + max(1, self._limit // 8)
            self._limit = min(self._capacity.max_running, more)

    def _expire(self, came_before: float) -> None:
        """Refuse who has waited for too long."""
        while self._waiting and self._waiting[0][0] < came_before:
            _, turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(False)
                self._refused += 1
                self.refused["waited_too_long"] += 1

    def _measure(self) -> None:
        """How many are done in a second; once in a second, tell of refusals."""
        self._rate += _SMOOTHING * (self._done / TICK_SECONDS - self._rate)
        self._done = 0
        self._ticks += 1
        if self._refused and self._ticks >= _TICKS_A_LOG:
            _log.warning(
                "overloaded",
                refused=self._refused,
                waiting=len(self._waiting),
                running=self._running,
            )
            self._refused = self._ticks = 0
