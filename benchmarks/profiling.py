"""Where the gateway's time goes: the gateway in this process under cProfile, asked from another."""

from __future__ import annotations

import cProfile
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

import uvicorn
from starlette.types import ASGIApp

from benchmarks.listening import listener
from benchmarks.load import Job
from benchmarks.processes import Clients, Server
from benchmarks.profile_table import Profile, profile_table
from benchmarks.samples import Sample
from benchmarks.scenarios import GATEWAY, Asking, page
from gateway.app import create_app
from gateway.domain.provider_name import Provider
from gateway.providers.google_fit.settings import GoogleFitSettings
from gateway.providers.oura.settings import OuraSettings
from gateway.server.logs import configure_logs
from gateway.settings import Settings


def profile(upstream: Server, clients: Clients, seconds: float) -> str:
    """A table of folders for the cold scenario, with 50 activities.

    The profiler makes everything slower, what has many small functions most: compare shares.

    Raises:
        LoadError: the gateway does not answer.
    """
    profiler = cProfile.Profile()
    app = _gateway(upstream.url)
    with listener() as own, _nowhere() as logs, ThreadPoolExecutor(1) as pool:
        configure_logs(as_json=False, stream=logs)
        config = uvicorn.Config(app, loop="uvloop", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        job = _job(own.getsockname()[1], upstream, seconds)
        asked: Future[Sample] = pool.submit(clients.measure, job)
        asked.add_done_callback(lambda _: setattr(server, "should_exit", True))
        with profiler:
            server.run(sockets=[own])
    profiler.create_stats()
    return profile_table(Profile(profiler.stats, asked.result().requests))


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _gateway(upstream_url: str) -> ASGIApp:
    providers = {
        Provider.GOOGLE_FIT: GoogleFitSettings(base_url=upstream_url),
        Provider.OURA: OuraSettings(base_url=upstream_url),
    }
    return create_app(Settings(), providers)


def _job(port: int, upstream: Server, seconds: float) -> Job:
    return Job(
        subject=GATEWAY,
        scenario=page(Asking.COLD, 50, clients=16),
        port=port,
        pid=os.getpid(),
        upstream_port=upstream.port,
        warm_seconds=0,
        seconds=seconds,
        first_number=0,
    )
