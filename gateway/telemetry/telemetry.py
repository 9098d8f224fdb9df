"""What one worker watches, put together as the settings say."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from starlette.routing import Route
from starlette.types import ASGIApp
from structlog.typing import Processor

from gateway.cache.shared import SharedStore
from gateway.cache.store import MemoryStore, Store
from gateway.execution import CompiledExecutor
from gateway.loaders import LoaderFactory, Loaders
from gateway.loaders.windows import WindowsKey
from gateway.server.gate import Gate
from gateway.settings import Settings
from gateway.telemetry import batches, upstreams
from gateway.telemetry.exporters import is_disabled, open_exporter
from gateway.telemetry.exposition import metrics_route
from gateway.telemetry.lag import lag_watched
from gateway.telemetry.metrics import Metrics
from gateway.telemetry.requests import OperationWatch, RequestWatch
from gateway.telemetry.states import States
from gateway.telemetry.tracing import Tracing, with_trace
from gateway.telemetry.workers import figures_given_out
from gateway.upstream.guard import Send
from gateway.upstream.watch import Watched


class Telemetry:
    """Handed to what is watched; whatever is None is not wanted."""

    def __init__(
        self,
        metrics: Metrics | None,
        tracing: Tracing | None,
        *,
        directory: Path | None = None,
        on_main_port: bool = False,
    ) -> None:
        self._metrics = metrics
        self._tracing = tracing
        self._directory = directory
        self._on_main_port = on_main_port
        self._states = States()
        self._collections: set[str] = set()
        """Names that may be told: whatever a client asks for may be named otherwise."""
        if metrics is not None:
            metrics.registry.register(self._states)
            self._states.metrics = metrics

    @property
    def log_processors(self) -> tuple[Processor, ...]:
        """What adds to each event of the log."""
        return () if self._tracing is None else (with_trace,)

    @property
    def routes(self) -> list[Route]:
        """`/metrics`, if it is to stand beside `/graphql`."""
        if self._metrics is None or not self._on_main_port:
            return []
        return [metrics_route(self._metrics.registry, self._directory)]

    def around(self, app: ASGIApp, path: str, gate: Gate) -> ASGIApp:
        """The application, with the requests at `path` watched, and who stands at the gate."""
        self._states.gate = gate
        return RequestWatch(app, path, self._metrics, self._tracing)

    def operations(self, executor: CompiledExecutor) -> OperationWatch:
        """Who the endpoint tells what it executes."""
        return OperationWatch(executor, self._metrics)

    def upstream(self, watched: Watched, send: Send) -> Send:
        """See `gateway.upstream.watch.Watch`."""
        self._states.guards[watched.provider.value] = watched.guard
        self._collections.update(route.rpartition("/")[2] for route in watched.routes)
        if self._metrics is not None:
            send = upstreams.timed(self._metrics, watched, send)
        if self._tracing is not None:
            send = upstreams.traced(self._tracing.tracer, watched, send)
        return send

    def loaders(self, collections: Iterable[str]) -> Callable[[LoaderFactory], Loaders]:
        """Makes the loaders of a request, with these names of collections told."""
        self._collections.update(collections)

        def note(name: str, load: batches.Load) -> batches.Load:
            if self._metrics is not None:
                load = batches.counted(self._metrics, name, load)
            if self._tracing is not None:
                load = batches.traced(self._tracing.tracer, self._collections, name, load)
            return load

        def note_at_hand(keys: Sequence[WindowsKey]) -> None:
            if self._metrics is not None:
                batches.count_at_hand(self._metrics, keys)

        return batches.watched_loaders(note, note_at_hand)

    def cache(self, store: Store) -> None:
        """Where windows are kept."""
        if isinstance(store, MemoryStore):
            memory = store.memory
            self._states.kept_activities = lambda: memory.weight
        elif isinstance(store, SharedStore):
            self._states.cache_failures = lambda: store.failures

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """From the start of the application to its end."""
        async with AsyncExitStack() as stack:
            if self._tracing is not None:
                stack.push_async_callback(self._tracing.close)
            if self._metrics is not None:
                await stack.enter_async_context(lag_watched(self._metrics))
                if self._directory is not None:
                    given = figures_given_out(self._metrics.registry, self._directory)
                    await stack.enter_async_context(given)
            yield


def made_by(settings: Settings) -> Telemetry:
    """What the settings ask for."""
    wants_spans = settings.tracing and not is_disabled()
    return Telemetry(
        Metrics() if settings.has_metrics else None,
        Tracing(open_exporter()) if wants_spans else None,
        directory=settings.metrics_directory,
        on_main_port=settings.metrics_on_main_port,
    )
