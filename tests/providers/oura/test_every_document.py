"""Lists of tags and of days over a network that answers what the tests say."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from gateway.domain.day import DaySource, DaysQuestion, Figure
from gateway.domain.documents import Days
from gateway.domain.errors import InvalidResponseError, ResultLimitError
from gateway.domain.link import Link
from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider_name import Provider
from gateway.domain.tag import TagSource
from gateway.providers.oura import connect
from gateway.providers.oura.settings import OuraSettings
from gateway.upstream.client import Upstreams
from tests.tags.wires import enhanced
from tests.upstream.raw_server import RawServer, answer, serving

LINK = Link(provider=Provider.OURA, token="token", fingerprint="f")
DAY = Days(date(2026, 3, 29), date(2026, 3, 29))


def oura(upstreams: Upstreams, server: RawServer, **settings: object) -> ConnectedProvider:
    given = OuraSettings.model_validate({"base_url": server.url, **settings})
    return connect(upstreams, given)


def tags_of(connected: ConnectedProvider) -> TagSource:
    assert connected.tags is not None
    return connected.tags


def days_of(connected: ConnectedProvider) -> DaySource:
    assert connected.days is not None
    return connected.days


def page(next_token: str | None, *ids: str) -> bytes:
    data = [enhanced(one, "2026-03-29T10:00:00+02:00") for one in ids]
    return answer(msgspec.json.encode({"data": data, "next_token": next_token}))


async def test_pages_are_read_to_the_last(upstreams: Upstreams) -> None:
    async with serving(page("a", "1", "2"), page("b"), page(None, "3")) as server:
        found = await tags_of(oura(upstreams, server)).tags(LINK, "enhanced_tag", DAY)

    assert [tag.provider_id for tag in found.tags] == ["1", "2", "3"]


async def test_pages_that_lead_in_a_circle_are_an_invalid_response(upstreams: Upstreams) -> None:
    async with serving(page("a"), page("b"), page("a")) as server:
        with pytest.raises(InvalidResponseError, match="read already"):
            await tags_of(oura(upstreams, server)).tags(LINK, "enhanced_tag", DAY)

    assert len(server.requests) == 3


async def test_more_pages_than_allowed_are_too_many(upstreams: Upstreams) -> None:
    question = DaysQuestion(DAY, None, {Figure.SLEEP_SCORE})
    async with serving(*(page(str(number)) for number in range(5))) as server:
        days = days_of(oura(upstreams, server, pages_per_range=3))
        with pytest.raises(ResultLimitError, match="more than 3 pages"):
            await days.daily(LINK, "daily_sleep", question)

    assert len(server.requests) == 3
