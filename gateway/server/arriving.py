"""A request's body as it arrives: what is there at once, and what has to be waited for."""

from __future__ import annotations

from collections.abc import Generator
from typing import cast

from starlette.types import Message, Receive


class Arriving:
    """The first thing that a connection brings, looked at without waiting for it.

    Most bodies come with their head, and servers tell of them at once. What has not come yet
    goes on to be waited for where it is read.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._first: Message | None = None
        self._pending: object = None
        self._is_begun = False
        """Whether a wait is to be gone on with."""
        self._waiting = cast("Generator[object, None, Message]", receive().__await__())
        try:
            self._pending = next(self._waiting)
            self._is_begun = True
        except StopIteration as arrived:
            self._first = cast("Message", arrived.value)

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole body."""
        return self._first is not None and is_end(self._first)

    async def receive(self) -> Message:
        """What the connection brings, the first thing first."""
        first, self._first = self._first, None
        if first is not None:
            return first
        return await (self if self._is_begun else self._receive())

    def close(self) -> None:
        """Wait for nothing any more."""
        self._waiting.close()

    def __await__(self) -> Generator[object, None, Message]:
        """Go on with the wait that was begun."""
        self._is_begun = False
        try:
            yield self._pending
        except BaseException as failure:
            self._waiting.throw(failure)
            raise
        return (yield from self._waiting)


def is_end(message: Message) -> bool:
    """Whether nothing of the body comes after it."""
    return message["type"] == "http.request" and not message.get("more_body", False)
