"""The composition root: builds every part, and owns what must be closed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import strawberry
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from gateway.cache.recent_writes import RecentWrites
from gateway.cache.windows import WindowCache
from gateway.caches import known_answers_of, stores_of, window_cache
from gateway.domain.clock import Clock, system_clock
from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider_name import Provider
from gateway.lifecycle import Lifecycle, Stores
from gateway.limits import capacity, known_documents, make_executor
from gateway.loaders import LoaderFactory, Loaders
from gateway.pages import GRAPHIQL_PATH, routes_of_pages
from gateway.providers import ProviderSettings, connect_providers, read_settings
from gateway.schema import make_schema
from gateway.schema.context import Context, Services
from gateway.server.admission import AdmissionMiddleware, refuse
from gateway.server.collector import collect_seldom
from gateway.server.cors import with_cors
from gateway.server.credentials import Credentials
from gateway.server.draining import Draining, DrainingMiddleware
from gateway.server.graphql import EndpointOptions, graphql_endpoint
from gateway.server.health import health_routes
from gateway.server.logs import configure_logs
from gateway.server.paths import ShortWay
from gateway.server.request_id import RequestIdMiddleware
from gateway.settings import Settings
from gateway.telemetry import open_telemetry
from gateway.timeline.changes.token import SyncTokenCodec
from gateway.timeline.cursor import CursorCodec
from gateway.upstream.client import Upstreams
from gateway.upstream.http import open_http
from gateway.upstream.policy import Policy
from gateway.writing.data_sources import DataSourceWrites
from gateway.writing.deletion import SessionDeletion
from gateway.writing.idempotency import IdempotencyKeys
from gateway.writing.records import SessionRecords
from gateway.writing.target import Targets
from gateway.writing.upsert import SessionUpsert

if TYPE_CHECKING:
    from gateway.telemetry.telemetry import Telemetry

LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
CALLS_SHARE = 0.95
"""Of the upstream deadline; the rest is the gateway's, so that answers keep it."""
GRAPHQL_PATH = "/graphql"


class UnsafeSettingsError(ValueError):
    """Settings with which tokens would reach whom they must not reach."""


class UnsafeTokensError(UnsafeSettingsError):
    """Tokens of the environment would answer to whoever reaches the gateway."""

    def __init__(self) -> None:
        super().__init__(
            "Tokens are set in the environment, and the gateway would listen on an address that "
            "others reach, so that everybody would act as that person. Listen on 127.0.0.1, take "
            "the tokens out, or set GATEWAY_ALLOW_SHARED_TOKENS=true if that is meant."
        )


class SharedTokenHeaderError(UnsafeSettingsError):
    """One provider's token would be sent to another provider too."""

    def __init__(self) -> None:
        super().__init__(
            "Two providers take their token from the same header, so that each would be sent the "
            "other's: give every GATEWAY_…_TOKEN_HEADER a name of its own."
        )


def worker_app() -> ASGIApp:
    """The application of one worker process, as its environment says."""
    settings = Settings()
    telemetry = open_telemetry(settings)
    also = () if telemetry is None else telemetry.log_processors
    configure_logs(as_json=settings.log_format == "json", also=also)
    draining = Draining(settings.shutdown_grace_seconds)
    app = create_app(settings, read_settings(), draining=draining, telemetry=telemetry)
    collect_seldom()
    return DrainingMiddleware(app, draining)


def create_app(  # noqa: PLR0913 - what stands in for what is usual; all parts have a name
    settings: Settings,
    providers: ProviderSettings,
    *,
    clock: Clock = system_clock,
    schema: strawberry.Schema | None = None,
    draining: Draining | None = None,
    telemetry: Telemetry | None = None,
) -> ASGIApp:
    """The gateway as an ASGI application; `schema` stands in for the usual one.

    With `draining` it listens to signals from its start to its end: it has a process of its own.
    `telemetry` watches it.

    Raises:
        UnsafeSettingsError: tokens would reach whom they must not reach.
        ManifestError: the trusted documents cannot be served.
    """
    tokens = fallback_tokens(settings, providers)
    secret = _secret(settings)
    connections = settings.upstream_connections
    http = open_http(connections=connections, connections_per_host=connections)
    watch = None if telemetry is None else telemetry.upstream
    upstreams = Upstreams(http, _policy(settings, providers), watch=watch)
    connected = connect_providers(upstreams, providers)
    stores = stores_of(settings)
    windows = window_cache(settings, stores)
    services, loaders, records = _services(settings, connected, stores, windows, secret, clock)
    credentials = _credentials(settings, providers, tokens, secret)
    loaders_of = _loaders_of(telemetry, connected)

    def make_context(request: Request) -> Context:
        return Context(
            services=services,
            links=credentials.links(request.headers),
            loaders=loaders_of(loaders),
        )

    executor = make_executor(settings, schema or make_schema())
    endpoint = graphql_endpoint(
        executor,
        make_context,
        EndpointOptions(
            token_headers=tuple(credentials.header_names.values()),
            max_body_bytes=settings.max_body_bytes,
            body_timeout_seconds=settings.body_timeout_seconds,
            graphiql_path=GRAPHIQL_PATH if settings.serves_graphiql else None,
            known_answers=known_answers_of(settings, windows, clock),
            documents=known_documents(settings, executor, stores.windows),
            told=None if telemetry is None else telemetry.operations(executor),
        ),
    )
    lifecycle = Lifecycle(http, upstreams, stores, records, draining)
    routes: list[BaseRoute] = [
        Route(GRAPHQL_PATH, endpoint),
        *health_routes(lifecycle.ready),
        *routes_of_pages(settings, providers, http),
    ]
    if telemetry is not None:
        lifecycle.watching = telemetry.running
        routes += telemetry.routes
        telemetry.cache(stores.windows)
    router = Starlette(routes=routes, lifespan=lifecycle.lifespan)
    whole = _surrounded(settings, ShortWay(GRAPHQL_PATH, endpoint, router), credentials)
    return whole if telemetry is None else telemetry.around(whole, GRAPHQL_PATH, whole.gate)


def fallback_tokens(settings: Settings, providers: ProviderSettings) -> Mapping[Provider, str]:
    """The environment's tokens, for requests that bring none.

    Raises:
        SharedTokenHeaderError: two providers would be sent the same token.
        UnsafeTokensError: others could use them, and nobody said that they may.
    """
    if len({own.token_header.lower() for own in providers.values()}) < len(providers):
        raise SharedTokenHeaderError
    if settings.sandbox:
        return {}
    tokens = {p: own.token.get_secret_value() for p, own in providers.items() if own.token}
    if tokens and not settings.listens_on_loopback and not settings.allow_shared_tokens:
        raise UnsafeTokensError
    return tokens


def _credentials(
    settings: Settings,
    providers: ProviderSettings,
    tokens: Mapping[Provider, str],
    secret: bytes,
) -> Credentials:
    return Credentials(
        header_names={provider: own.token_header for provider, own in providers.items()},
        secret=secret,
        fallback_tokens=tokens,
        sandbox=settings.sandbox,
    )


def _loaders_of(
    telemetry: Telemetry | None, connected: Sequence[ConnectedProvider]
) -> Callable[[LoaderFactory], Loaders]:
    """What makes the loaders of a request."""
    if telemetry is None:
        return LoaderFactory.for_request
    return telemetry.loaders(
        name
        for one in connected
        if one.activities is not None
        for name in one.activities.collections
    )


def _surrounded(settings: Settings, app: ASGIApp, credentials: Credentials) -> AdmissionMiddleware:
    """The application within what every request passes, the outermost last."""
    if credentials.fallback_tokens and not settings.allow_shared_tokens:
        app = TrustedHostMiddleware(app, allowed_hosts=LOOPBACK_HOSTS)
    origins, headers = settings.cors_origins, tuple(credentials.header_names.values())
    app = with_cors(app, origins, headers)
    named = RequestIdMiddleware(app, logs_requests=settings.log_requests)
    refusal = with_cors(refuse, origins, headers)
    return AdmissionMiddleware(named, GRAPHQL_PATH, capacity(settings), refusal)


def _secret(settings: Settings) -> bytes:
    if settings.secret is None:
        return secrets.token_bytes(32)
    return settings.secret.get_secret_value().encode()


def _policy(settings: Settings, providers: ProviderSettings) -> Policy:
    """The limits of calls. No provider can take the connections of another one."""
    return Policy(
        deadline_seconds=settings.upstream_deadline_seconds * CALLS_SHARE,
        connect_timeout_seconds=settings.upstream_connect_timeout_seconds,
        body_limit_bytes=settings.upstream_body_limit_bytes,
        read_attempts=settings.upstream_read_attempts,
        retry_share=settings.upstream_retry_share,
        breaker_share=settings.upstream_breaker_share,
        breaker_seconds=settings.upstream_breaker_seconds,
        calls_in_flight=max(settings.upstream_connections // len(providers), 1),
    )


def _services(  # noqa: PLR0913, PLR0917 - all that services are made of
    settings: Settings,
    connected: Sequence[ConnectedProvider],
    stores: Stores,
    windows: WindowCache,
    secret: bytes,
    clock: Clock,
) -> tuple[Services, LoaderFactory, SessionRecords]:
    writes = RecentWrites(stores.writes, windows)
    loaders = LoaderFactory(connected, windows, writes, clock)
    by_name = {one.provider: one for one in connected}
    targets = Targets(by_name)
    records = SessionRecords(loaders.lookup, writes, clock)
    services = Services(
        providers=by_name,
        cursors=CursorCodec(secret),
        sync_tokens=SyncTokenCodec(secret),
        changes_lookback=timedelta(days=settings.changes_lookback_days),
        history_start=settings.history_floor,
        upsert_session=SessionUpsert(targets, records, IdempotencyKeys(stores.writes), clock),
        delete_session=SessionDeletion(targets, records),
        data_sources=DataSourceWrites(by_name[Provider.GOOGLE_FIT], records.to_its_end),
        clock=clock,
    )
    return services, loaders, records
