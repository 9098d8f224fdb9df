"""A profile as Markdown: own time by folder, and the functions of each that cost most."""

from __future__ import annotations

import sysconfig
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

Function = tuple[str, int, str]
"""File, line, name."""
Times = tuple[float, float, float, float]
"""Calls without and with recursion, own and cumulative seconds."""
Stats = Mapping[Function, tuple[float, float, float, float, Mapping[Function, Times]]]
"""Of each function, what `cProfile` has: its times, and the part of them for each caller."""

FOLDERS_SHOWN = 16
FUNCTIONS_SHOWN = 3

_PROJECT = Path(__file__).parent.parent
_PACKAGES = Path(sysconfig.get_path("purelib"))
_LIBRARY = Path(sysconfig.get_path("stdlib"))
_BUILT_IN = "~"
_MILLIS_PER_SECOND = 1000


class Profile(NamedTuple):
    """What was measured while so many requests were answered."""

    stats: Stats
    requests: int


def profile_table(profile: Profile) -> str:
    """A row for each folder, the costliest first; times are per request."""
    own = own_seconds(profile.stats)
    total = sum(own.values())
    lines = [
        "| folder | own ms | share | costliest functions (cumulative ms) |",
        "|---|---|---|---|",
    ]
    for folder in sorted(own, key=own.__getitem__, reverse=True)[:FOLDERS_SHOWN]:
        millis = own[folder] * _MILLIS_PER_SECOND / profile.requests
        share = own[folder] / total
        lines.append(f"| {folder} | {millis:.3f} | {share:.0%} | {_costliest(profile, folder)} |")
    return "\n".join(lines) + "\n"


def own_seconds(stats: Stats) -> dict[str, float]:
    """Own time by folder; that of built-in functions counts for the folder that called them."""
    own: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, seconds, _, callers) in stats.items():
        if function[0] == _BUILT_IN:
            for caller, times in callers.items():
                own[folder_of(caller)] += times[2]
        else:
            own[folder_of(function)] += seconds
    return dict(own)


def folder_of(function: Function) -> str:
    """`gateway/schema`, the package that is installed, or where else the code comes from."""
    file = Path(function[0])
    if function[0] == _BUILT_IN:
        return "built in"
    if file.is_relative_to(_PACKAGES):
        return file.relative_to(_PACKAGES).parts[0]
    if file.is_relative_to(_LIBRARY):
        return "standard library"
    if file.is_relative_to(_PROJECT):
        return file.relative_to(_PROJECT).parent.as_posix()
    return "generated code"


def _costliest(profile: Profile, folder: str) -> str:
    found = {f: times[3] for f, times in profile.stats.items() if folder_of(f) == folder}
    ordered = sorted(found, key=found.__getitem__, reverse=True)[:FUNCTIONS_SHOWN]
    return ", ".join(
        f"`{Path(f[0]).name}:{f[2]}` {found[f] * _MILLIS_PER_SECOND / profile.requests:.2f}"
        for f in ordered
    )
