"""The command: `python -m benchmarks`, which is `make bench`."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec

from benchmarks.processes import Clients, LoadError, Server, StartError, clients, upstream
from benchmarks.profiling import profile
from benchmarks.rounds import Bench, Effort, Growth, Measured
from benchmarks.scenarios import FULL, QUICK, Scenario, chosen
from benchmarks.table import growth_table, scenario_rows, table

FULL_EFFORT = Effort(rounds=3, warm_seconds=0.4, seconds=1.5)
QUICK_EFFORT = Effort(rounds=2, warm_seconds=0.3, seconds=0.8)
FULL_VIEWERS = (1, 10, 100, 1_000, 10_000)
QUICK_VIEWERS = (1, 1_000)
VIEWERS = "viewers"
PROFILE_SECONDS = 5.0


@dataclass(frozen=True)
class Plan:
    """What to measure."""

    effort: Effort
    scenarios: Sequence[Scenario]
    viewers: Sequence[int]
    """Numbers at which to look at the memory."""

    @property
    def names(self) -> list[str]:
        """What `--only` knows them by."""
        return [one.name for one in self.scenarios] + [VIEWERS] * bool(self.viewers)


class Report(msgspec.Struct, frozen=True):
    """All that was measured, for `--json`."""

    scenarios: list[Measured]
    growth: list[Growth]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--quick", is_flag=True, help="The most important scenarios, in about a minute.")
@click.option("--only", multiple=True, metavar="TEXT", help="Scenarios whose name holds it.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--profile", "profiles", is_flag=True, help="Where the gateway's time goes, instead.")
@click.option("--list", "lists", is_flag=True, help="Print the names of the scenarios and end.")
def main(
    *, quick: bool, only: tuple[str, ...], file: Path | None, profiles: bool, lists: bool
) -> None:
    """Measure the gateway beside a plain one and beside the least that the answer costs."""
    plan = _plan(quick=quick, only=only)
    if lists:
        click.echo("\n".join(plan.names))
        return
    with _ready() as (server, asking):
        if profiles:
            click.echo(profile(server, asking, PROFILE_SECONDS))
            return
        report = _report(Bench(server, asking, plan.effort), plan)
    if file is not None:
        file.write_bytes(msgspec.json.encode(report))


def _plan(*, quick: bool, only: tuple[str, ...]) -> Plan:
    """What was asked for.

    Raises:
        click.UsageError: nothing has such a name.
    """
    plan = Plan(
        effort=QUICK_EFFORT if quick else FULL_EFFORT,
        scenarios=chosen(QUICK if quick else FULL, only),
        viewers=(QUICK_VIEWERS if quick else FULL_VIEWERS)
        if not only or any(text in VIEWERS for text in only)
        else (),
    )
    if not plan.names:
        raise click.UsageError("No scenario has such a name; --list prints them all.")
    return plan


@contextmanager
def _ready() -> Generator[tuple[Server, Clients]]:
    """The upstream and the clients; what a person can mend ends with one clear line.

    Raises:
        click.ClickException: as it says.
    """
    if sys.platform != "linux":
        raise click.ClickException("The benchmarks read the CPU of processes as Linux counts it.")
    try:
        with upstream() as server, clients() as asking:
            yield server, asking
    except (StartError, LoadError) as error:
        raise click.ClickException(str(error)) from None


def _report(bench: Bench, plan: Plan) -> Report:
    """Measure and print, scenario by scenario."""
    click.echo(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    measured: list[Measured] = []
    for scenario in plan.scenarios:
        measured.append(bench.run(scenario))
        click.echo(scenario_rows(measured[-1]) if measured[1:] else table(measured))
    growth = list(bench.grow(plan.viewers)) if plan.viewers else []
    if growth:
        click.echo(f"\n{growth_table(growth)}")
    return Report(measured, growth)


if __name__ == "__main__":
    main()
