"""A signal that one thread gives and the coroutines of another wait for."""

from __future__ import annotations

import asyncio
import threading


class Bell:
    """Rings once, from any thread; whoever waits for it then, or later, goes on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rung = False
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def ring(self) -> None:
        """Wake everybody up."""
        with self._lock:
            self._rung = True
            for event, loop in self._waiting.items():
                loop.call_soon_threadsafe(event.set)
            self._waiting.clear()

    @property
    def has_rung(self) -> bool:
        """Whether it has rung."""
        return self._rung

    async def rung(self) -> None:
        """Return once it has rung."""
        event = asyncio.Event()
        with self._lock:
            if self._rung:
                return
            self._waiting[event] = asyncio.get_running_loop()
        try:
            await event.wait()
        finally:
            with self._lock:
                self._waiting.pop(event, None)
