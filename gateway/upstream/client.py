"""One provider's HTTP side: authorization, deadline, size limit and decoding of each call."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache, partial
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlencode

import httpx
import msgspec

from gateway.domain.errors import ReauthRequiredError, UpstreamError, UpstreamRefusedError
from gateway.domain.provider import Link
from gateway.domain.provider_name import Provider
from gateway.domain.upstream_calls import count_call
from gateway.upstream.answer import Answer, Explain
from gateway.upstream.body import unreadable, whole_body
from gateway.upstream.call import Call
from gateway.upstream.decoding import decoded
from gateway.upstream.failures import CALL_FAILURES, refused, reported, unanswered
from gateway.upstream.guard import Guard
from gateway.upstream.policy import Pauses, Policy, repeated
from gateway.upstream.repetition import Repetition
from gateway.upstream.watch import Watch, Watched

T = TypeVar("T", bound=msgspec.Struct)
Params = Mapping[str, str | Sequence[str]]
"""By name; several values: the parameter is repeated."""
Body = msgspec.Struct | Mapping[str, object]

HEADERS = ((b"accept", b"application/json"), (b"accept-encoding", b"identity"))
"""Compressed bodies are not asked for: a body's size is what crosses the wire. The transport adds
the host and the length."""
NO_BODY = httpx.ByteStream(b"")


class Upstreams:
    """Makes the HTTP sides of all providers, over one shared transport."""

    def __init__(
        self,
        http: httpx.AsyncBaseTransport,
        policy: Policy | None = None,
        pauses: Pauses | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._http = http
        self._policy = policy or Policy()
        self._pauses = pauses or Pauses()
        self._watch = watch
        self._guards: list[Guard] = []

    def to(
        self, provider: Provider, base_url: str, explain: Explain, routes: Sequence[str] = ()
    ) -> Upstream:
        """The HTTP side of `provider`; `explain` translates its refusals.

        `routes` are its paths as templates (`/sessions/{id}`), for who watches the calls.
        """
        guard = Guard(provider, self._policy, self._pauses)
        self._guards.append(guard)
        made = Upstream(self._http, guard, provider, base_url, explain, self._policy, self._pauses)
        if self._watch is not None:
            made.watch(self._watch, routes)
        return made

    async def aclose(self) -> None:
        """End what goes on for nobody in particular. The transport is its owner's."""
        for guard in self._guards:
            await guard.aclose()


class Upstream:
    """One provider's HTTP side. Paths start with `/` and are encoded already.

    All methods raise an `UpstreamError`, which has been logged. A connection that the provider
    closed while it was idle is replaced and the call sent again by aiohttp, uncounted.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - only `Upstreams.to` calls it
        self,
        http: httpx.AsyncBaseTransport,
        guard: Guard,
        provider: Provider,
        base_url: str,
        explain: Explain,
        policy: Policy,
        pauses: Pauses,
    ) -> None:
        self.provider = provider
        self._http = http
        self._guard = guard
        self._base_url = base_url.rstrip("/")
        self._explain = explain
        self._policy = policy
        self._pauses = pauses
        self._send = self._sent
        wait = policy.connect_timeout_seconds
        self._extensions = {"timeout": httpx.Timeout(None, connect=wait, pool=wait).as_dict()}

    def watch(self, watch: Watch, routes: Sequence[str]) -> None:
        """Let every call from now on be noted."""
        watched = Watched(self.provider, self._base_url, routes, self._refusal, self._guard)
        self._send = watch(watched, self._sent)

    async def get(self, link: Link, path: str, params: Params | None = None, *, into: type[T]) -> T:
        """What stands at `path`."""
        with reported(self.provider):
            request = self._request("GET", link, path, params)
            return self._content(await self._asked(Call(link, request, is_question=True)), into)

    async def find(self, link: Link, path: str, *, into: type[T]) -> T | None:
        """What stands at `path`, or None when the provider has nothing there (404)."""
        with reported(self.provider):
            request = self._request("GET", link, path)
            call = Call(link, request, is_question=True, may_be_missing=True)
            answer = await self._asked(call)
            return None if answer.status == HTTPStatus.NOT_FOUND else self._content(answer, into)

    async def ask(self, link: Link, path: str, body: Body, *, into: type[T]) -> T:
        """The answer to a POST that changes nothing."""
        with reported(self.provider):
            request = self._request("POST", link, path, body=body)
            return self._content(await self._asked(Call(link, request, is_question=True)), into)

    async def post(self, link: Link, path: str, body: Body, *, into: type[T]) -> T:
        """What `body` became. Tried again only where nothing has been done for sure."""
        return await self._sent_once("POST", link, path, body, into)

    async def patch(self, link: Link, path: str, body: Body, *, into: type[T]) -> T:
        """What `body` added. Tried again only where nothing has been done for sure."""
        return await self._sent_once("PATCH", link, path, body, into)

    async def put(self, link: Link, path: str, body: Body, *, into: type[T]) -> T:
        """Let `body` stand at `path`; what stands there then. Tried again after some failures."""

        async def attempt(seconds: float) -> T:
            with reported(self.provider):
                request = self._request("PUT", link, path, body=body)
                return self._content(await self._answer(Call(link, request), seconds), into)

        return await repeated(attempt, self._policy, self._pauses, self._guard.may_repeat)

    async def delete(self, link: Link, path: str) -> bool:
        """Let nothing stand at `path`; False when nothing did (404). Tried again as `put`."""

        async def attempt(seconds: float) -> bool:
            with reported(self.provider):
                request = self._request("DELETE", link, path)
                answer = await self._answer(Call(link, request, may_be_missing=True), seconds)
                return answer.status != HTTPStatus.NOT_FOUND

        return await repeated(attempt, self._policy, self._pauses, self._guard.may_repeat)

    async def _sent_once(self, method: str, link: Link, path: str, body: Body, into: type[T]) -> T:
        async def attempt(seconds: float) -> T:
            with reported(self.provider):
                request = self._request(method, link, path, body=body)
                return self._content(await self._answer(Call(link, request), seconds), into)

        return await repeated(
            attempt, self._policy, self._pauses, self._guard.may_repeat, is_repeatable=False
        )

    @contextmanager
    def reading(self) -> Generator[None]:
        """For mapping an answer: what cannot be read fails the call as unreadable JSON does.

        Raises:
            InvalidResponseError: for a ValueError or OverflowError inside, as from a bad date.
        """
        with reported(self.provider):
            try:
                yield
            except (ValueError, OverflowError):
                raise unreadable(self.provider) from None

    def _request(
        self,
        method: str,
        link: Link,
        path: str,
        params: Params | None = None,
        body: Body | None = None,
    ) -> httpx.Request:
        headers = [*HEADERS, (b"authorization", self._authorization(link))]
        if body is not None:
            headers.append((b"content-type", b"application/json"))
        return httpx.Request(
            method,
            self._url(path, params),
            stream=NO_BODY if body is None else httpx.ByteStream(msgspec.json.encode(body)),
            headers=headers,
            extensions=self._extensions,
        )

    def _url(self, path: str, params: Params | None) -> httpx.URL:
        address = self._base_url + path
        try:
            return _list_url(address, _hashable(params)) if params else httpx.URL(address)
        except httpx.InvalidURL:
            raise UpstreamRefusedError(self.provider, "The call is too long to be sent.") from None

    def _authorization(self, link: Link) -> bytes:
        """The header that the token goes into, and the one place where it is read."""
        if link.provider is not self.provider:
            message = (
                f"a link to {link.provider.value} is no authorization at {self.provider.value}"
            )
            raise ValueError(message)
        if not _can_be_sent(link.token):
            raise ReauthRequiredError(
                self.provider, "The token holds characters that no token has: send it as it came."
            )
        return b"Bearer " + link.token.encode()

    async def _asked(self, call: Call) -> Answer:
        """The answer to a question, asked again after failures that may pass."""
        seconds = self._policy.deadline_seconds
        deadline = self._pauses.now() + seconds
        try:
            return await self._answer(call, seconds)
        except UpstreamError as failure:
            again = Repetition(self._policy, self._pauses, self._guard.may_repeat, deadline)
            once_more = msgspec.structs.replace(call, is_repetition=True)
            return await again.asked(failure, partial(self._answer, once_more))

    async def _answer(self, call: Call, seconds: float) -> Answer:
        """The answer to one call, if the provider did not refuse it."""
        answer = await self._guard.answer(call, self._send, seconds)
        if answer.is_success:
            return answer
        failure = self._refusal(call, answer)
        if failure is None:
            return answer
        self._guard.learn(call.link, failure)
        raise failure

    def _refusal(self, call: Call, answer: Answer) -> UpstreamError | None:
        is_missing = call.may_be_missing and answer.status == HTTPStatus.NOT_FOUND
        if answer.is_success or is_missing:
            return None
        return self._explain(answer) or refused(self.provider, answer)

    async def _sent(self, call: Call, seconds: float) -> Answer:
        """One HTTP call, from waiting for a connection to the last byte of the body."""
        count_call()
        limit = self._policy.body_limit_bytes
        try:
            async with asyncio.timeout(seconds):
                response = await self._http.handle_async_request(call.request)
                try:
                    body = await whole_body(
                        response, self.provider, limit, is_question=call.is_question
                    )
                finally:
                    await response.aclose()
        except CALL_FAILURES as problem:
            raise unanswered(self.provider, problem) from None
        return Answer(
            method=call.request.method,
            status=response.status_code,
            headers=response.headers,
            body=body,
            received_at=datetime.now(UTC),
            is_to_question=call.is_question,
        )

    def _content(self, answer: Answer, into: type[T]) -> T:
        try:
            return decoded(answer.body, into)
        except ValueError:
            raise unreadable(self.provider, answer.status) from None


@lru_cache(maxsize=256)
def _list_url(address: str, params: tuple[tuple[str, str | tuple[str, ...]], ...]) -> httpx.URL:
    """Parsed, which takes longer than all else of a request; many viewers ask for the same days.

    Not for paths without a query: they may hold ids.
    """
    return httpx.URL(f"{address}?{urlencode(params, doseq=True)}")


def _hashable(params: Params) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    return tuple(
        (name, value if isinstance(value, str) else tuple(value)) for name, value in params.items()
    )


def _can_be_sent(token: str) -> bool:
    return token.isascii() and token.isprintable() and " " not in token and bool(token)
