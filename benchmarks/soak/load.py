"""The clients of a soak: so many questions a second, whatever becomes of those before them."""

from __future__ import annotations

import asyncio
import time
from asyncio import StreamWriter
from collections import Counter
from random import Random

import msgspec

from benchmarks.load import connection, received
from benchmarks.soak.questions import Question, Questions

_PATIENCE_SECONDS = 60.0
_NEWCOMER_EVERY = 200
_RUBBISH_EVERY = 97
_INTERNAL = b"INTERNAL_SERVER_ERROR"
_FINE = frozenset({b"200", b"400", b"503"})
"""Answers, refusals of what is wrong, and of what is too much."""


class _PageInfo(msgspec.Struct, rename="camel"):
    end_cursor: str | None


class _Feed(msgspec.Struct, rename="camel"):
    page_info: _PageInfo | None = None


class _Changes(msgspec.Struct, rename="camel"):
    next_token: str | None


class _Activity(msgspec.Struct):
    id: str


class _Written(msgspec.Struct):
    activity: _Activity | None


class _Data(msgspec.Struct, rename="camel"):
    """Of an answer's data, what later questions go on from."""

    activities: _Feed | None = None
    activity_changes: _Changes | None = None
    upsert_session: _Written | None = None


class _Answer(msgspec.Struct):
    data: _Data | None = None
    errors: list[msgspec.Raw] | None = None


class Load:
    """Asks at a rate, and counts what comes of it."""

    def __init__(self, port: int, rate: float, seed: int) -> None:
        self._port = port
        self._rate = rate
        self._questions = Questions(seed)
        self._random = Random(seed)  # noqa: S311 - nothing secret
        self._asked = 0
        self.outcomes: Counter[str] = Counter()
        """By status; `left` are the clients that did."""
        self.failures: list[str] = []
        """What should never have been answered."""
        self.seconds: list[float] = []
        """How long each answer took."""

    async def ask_for(self, seconds: float) -> None:
        """Ask for so long, and wait for the answers."""
        pending: set[asyncio.Task[None]] = set()
        begun = time.perf_counter()
        for number in range(int(seconds * self._rate)):
            await asyncio.sleep(max(0.0, begun + number / self._rate - time.perf_counter()))
            task = asyncio.create_task(self._one(self._next()))
            pending.add(task)
            task.add_done_callback(pending.discard)
        await asyncio.gather(*pending)

    async def surge(self, count: int) -> None:
        """Ask so many at once, more than may run: memory for the worst is taken from the start."""
        await asyncio.gather(*(self._one(self._next()) for _ in range(count)))

    def _next(self) -> Question:
        self._asked += 1
        if self._asked % _NEWCOMER_EVERY == 0:
            return self._questions.newcomer()
        if self._asked % _RUBBISH_EVERY == 0:
            return self._questions.rubbish()
        return self._questions.next()

    async def _one(self, question: Question) -> None:
        begun = time.perf_counter()
        try:
            async with (
                asyncio.timeout(_PATIENCE_SECONDS),
                connection(self._port) as (reader, writer),
            ):
                await self._send(writer, question)
                if question.leaves:
                    await asyncio.sleep(self._random.random() * 0.1)
                    self.outcomes["left"] += 1
                    return
                status_line, body = await received(reader)
        except (OSError, EOFError, TimeoutError) as failure:
            self.outcomes[type(failure).__name__] += 1
            self.failures.append(f"no answer: {type(failure).__name__}")
            return
        self.seconds.append(time.perf_counter() - begun)
        self._note(question, status_line.split()[1], body)

    async def _send(self, writer: StreamWriter, question: Question) -> None:
        head = (
            "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
            f"x-google-fit-token: {question.person}\r\nx-oura-token: {question.person}\r\n"
            f"connection: close\r\ncontent-length: {len(question.body)}\r\n\r\n"
        ).encode()
        if not question.drips:
            writer.write(head + question.body)
            return
        writer.write(head)
        for begin in range(0, len(question.body), 100):
            await asyncio.sleep(0.05)
            writer.write(question.body[begin : begin + 100])

    def _note(self, question: Question, status: bytes, body: bytes) -> None:
        if status not in _FINE or _INTERNAL in body:
            self.failures.append(f"{status.decode()}: {body[:200].decode(errors='replace')}")
        answer = msgspec.json.decode(body, type=_Answer)
        self.outcomes[f"{status.decode()}{', errors' if answer.errors else ''}"] += 1
        self._remember(question.person, answer.data)

    def _remember(self, person: str, data: _Data | None) -> None:
        if data is None:
            return
        questions = self._questions
        if data.activities and data.activities.page_info:
            _keep(questions.cursors, person, data.activities.page_info.end_cursor)
        if data.activity_changes:
            _keep(questions.tokens, person, data.activity_changes.next_token)
        if data.upsert_session and data.upsert_session.activity:
            questions.ids[person] = data.upsert_session.activity.id


def _keep(known: dict[str, str], person: str, told: str | None) -> None:
    if told:
        known[person] = told
