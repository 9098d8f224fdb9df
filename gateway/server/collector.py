"""How seldom the garbage collector runs in a process that serves."""

from __future__ import annotations

import gc

YOUNG_OBJECTS = 50_000
"""So many new objects, of some hundreds of requests, are collected at once."""


def collect_seldom() -> None:
    """Spare what is there for good, and what is cached, from being looked through all the time.

    To be called once the application is made. A request that goes well leaves nothing behind that
    only the collector can free.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 50)
