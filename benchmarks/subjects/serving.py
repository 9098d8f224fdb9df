"""What the subjects that are written here share: how they are served, and the types they know."""

from __future__ import annotations

import os

import uvicorn
from starlette.types import ASGIApp

from benchmarks.listening import announce, listener

UPSTREAM_VARIABLE = "BENCHMARK_UPSTREAM_URL"

FIT_TYPES = {
    1: "CYCLING",
    7: "WALKING",
    8: "RUNNING",
    35: "HIKING",
    80: "STRENGTH_TRAINING",
    82: "SWIMMING",
    100: "YOGA",
}
OURA_TYPES = {
    "cycling": "CYCLING",
    "walking": "WALKING",
    "running": "RUNNING",
    "hiking": "HIKING",
    "strengthTraining": "STRENGTH_TRAINING",
    "swimming": "SWIMMING",
    "yoga": "YOGA",
}
"""The types of the histories, no more."""


def upstream_url() -> str:
    """Where both providers are.

    Raises:
        KeyError: the environment does not say.
    """
    return os.environ[UPSTREAM_VARIABLE]


def serve(app: ASGIApp) -> None:
    """Serve on a free port with uvloop and httptools, and without a log of accesses."""
    config = uvicorn.Config(
        app, loop="uvloop", http="httptools", lifespan="off", log_level="warning", access_log=False
    )
    with listener() as own:
        announce(own)
        uvicorn.Server(config).run(sockets=[own])
