from __future__ import annotations

import asyncio

import pytest

from gateway.cache.flights import Flight, Flights


class Load:
    """A load that ends when the test says so."""

    def __init__(self) -> None:
        self.end = asyncio.Event()
        self.cleaned = asyncio.Event()
        self.cleaned.set()
        self.ended_early = False

    async def __call__(self) -> str:
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.ended_early = True
            await self.cleaned.wait()
            raise
        return "loaded"


async def landed(flight: Flight[str]) -> str:
    return await flight.landed()


def joined(flights: Flights[str, str, str], key: str) -> Flight[str]:
    return flights.under_way("g")[key]


async def test_whoever_joins_a_load_gets_what_it_brings() -> None:
    flights, load = Flights[str, str, str](), Load()
    flight = flights.start("g", ["a", "b"], load())
    first, second = flight.landed(), joined(flights, "b").landed()

    load.end.set()

    assert await asyncio.gather(first, second) == ["loaded", "loaded"]


async def test_a_load_is_under_way_for_its_keys_until_it_ends() -> None:
    flights, load = Flights[str, str, str](), Load()
    flight = flights.start("g", ["a", "b"], load())
    assert flights.under_way("g") == {"a": flight, "b": flight}
    assert flights.under_way("h") == {}

    load.end.set()
    await flight.landed()

    assert flights.under_way("g") == {}


async def test_one_who_leaves_does_not_end_the_load_of_those_who_stay() -> None:
    flights, load = Flights[str, str, str](), Load()
    flight = flights.start("g", ["a"], load())
    leaver, stayer = asyncio.create_task(landed(flight)), asyncio.create_task(landed(flight))
    await asyncio.sleep(0)

    leaver.cancel()
    await asyncio.wait([leaver])
    load.end.set()

    assert await stayer == "loaded"
    assert (leaver.cancelled(), load.ended_early) == (True, False)


async def test_one_who_joins_as_the_last_other_leaves_keeps_the_load_going() -> None:
    flights, load = Flights[str, str, str](), Load()
    leaver = asyncio.create_task(landed(flights.start("g", ["a"], load())))
    await asyncio.sleep(0)

    leaver.cancel()
    stayer = joined(flights, "a").landed()
    await asyncio.wait([leaver])
    load.end.set()

    assert await stayer == "loaded"


async def test_the_load_ends_when_all_have_left() -> None:
    flights, load = Flights[str, str, str](), Load()
    flight = flights.start("g", ["a"], load())
    leavers = [asyncio.create_task(landed(flight)) for _ in range(2)]
    await asyncio.sleep(0)

    for leaver in leavers:
        leaver.cancel()
    await asyncio.wait(leavers)
    await asyncio.sleep(0.01)

    assert load.ended_early
    assert flights.under_way("g") == {}


async def test_a_load_that_was_given_up_is_not_joined_while_it_cleans_up() -> None:
    flights, load, other = Flights[str, str, str](), Load(), Load()
    load.cleaned.clear()
    leaver = asyncio.create_task(landed(flights.start("g", ["a"], load())))
    await asyncio.sleep(0)
    leaver.cancel()
    await asyncio.wait([leaver])

    assert flights.under_way("g") == {}
    again = flights.start("g", ["a"], other())
    load.cleaned.set()
    await asyncio.sleep(0.01)

    assert load.ended_early
    assert flights.under_way("g") == {"a": again}
    other.end.set()
    assert await again.landed() == "loaded"


async def test_a_load_that_breaks_breaks_for_all_and_can_be_tried_again() -> None:
    async def broken() -> str:
        await asyncio.sleep(0)
        raise LookupError

    flights = Flights[str, str, str]()
    flight = flights.start("g", ["a"], broken())

    outcomes = await asyncio.gather(flight.landed(), flight.landed(), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [LookupError, LookupError]
    assert flights.under_way("g") == {}


async def test_one_who_is_told_to_wait_and_leaves_at_once_counts_as_left() -> None:
    flights, load = Flights[str, str, str](), Load()
    flight = flights.start("g", ["a"], load())
    everybody = asyncio.gather(flight.landed(), flight.landed())

    everybody.cancel()
    with pytest.raises(asyncio.CancelledError):
        await everybody
    await asyncio.sleep(0.01)

    assert flight.is_given_up


async def test_the_end_of_one_load_leaves_the_others_of_its_group() -> None:
    flights, first, second = Flights[str, str, str](), Load(), Load()
    ending = flights.start("g", ["a"], first())
    other = flights.start("g", ["b"], second())

    first.end.set()
    await ending.landed()

    assert flights.under_way("g") == {"b": other}
    second.end.set()
    assert await other.landed() == "loaded"
