"""The runs: all subjects of a scenario in turn, round after round, so that noise hits all alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count

import msgspec

from benchmarks.load import Job
from benchmarks.processes import Clients, Server, subject
from benchmarks.samples import Sample
from benchmarks.scenarios import GATEWAY, Asking, Scenario

_NO_END = 86_400.0
_PEOPLE = 10_000_000
"""Numbers of people for each run of the clients: more than they can ask."""


class Measured(msgspec.Struct, frozen=True):
    """A scenario and what came of it."""

    scenario: Scenario
    rounds: Mapping[str, list[Sample]]
    """By subject."""


class Growth(msgspec.Struct, frozen=True):
    """The gateway's memory after so many viewers."""

    viewers: int
    resident_mb: float


@dataclass(frozen=True)
class Effort:
    """How long is measured."""

    rounds: int
    warm_seconds: float
    seconds: float


class Bench:
    """Runs scenarios with one upstream and one set of clients."""

    def __init__(self, upstream: Server, clients: Clients, effort: Effort) -> None:
        self._upstream = upstream
        self._clients = clients
        self._effort = effort
        self._numbers = count(0, _PEOPLE)

    def run(self, scenario: Scenario) -> Measured:
        """All rounds of a scenario; the subjects are new, take turns, and idle in between.

        Raises:
            StartError: a subject does not start.
            LoadError: one does not answer.
        """
        rounds: dict[str, list[Sample]] = {name: [] for name in scenario.subjects}
        with ExitStack() as stack:
            servers = {
                name: stack.enter_context(subject(name, self._upstream.url))
                for name in scenario.subjects
            }
            for turn in range(self._effort.rounds):
                for name in _rotated(scenario.subjects, turn):
                    rounds[name].append(self._measure(name, scenario, servers[name]))
        return Measured(scenario, rounds)

    def grow(self, viewers: Iterable[int]) -> Iterator[Growth]:
        """The memory of one gateway, as one viewer after the other asks for a page of 50.

        Raises:
            StartError: it does not start.
            LoadError: it does not answer.
        """
        scenario = Scenario(
            name="viewers", asking=Asking.COLD, first=50, per_month=50, months=1, clients=16
        )
        so_far, base = 0, next(self._numbers)
        with subject(GATEWAY, self._upstream.url) as server:
            for total in viewers:
                job = self._job(GATEWAY, scenario, server, base + so_far)
                job = msgspec.structs.replace(
                    job, warm_seconds=0, seconds=_NO_END, at_most=total - so_far
                )
                yield Growth(total, self._clients.measure(job).resident_mb)
                so_far = total

    def _measure(self, name: str, scenario: Scenario, server: Server) -> Sample:
        return self._clients.measure(self._job(name, scenario, server, next(self._numbers)))

    def _job(self, name: str, scenario: Scenario, server: Server, first_number: int) -> Job:
        return Job(
            subject=name,
            scenario=scenario,
            port=server.port,
            pid=server.pid,
            upstream_port=self._upstream.port,
            warm_seconds=self._effort.warm_seconds,
            seconds=self._effort.seconds,
            first_number=first_number,
        )


def _rotated(names: tuple[str, ...], turn: int) -> tuple[str, ...]:
    """Another one begins each turn."""
    begin = turn % len(names)
    return names[begin:] + names[:begin]
