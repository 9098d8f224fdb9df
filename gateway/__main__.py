"""The `gateway` command."""

from __future__ import annotations

import os
import re
import secrets
import socket
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

import click
import uvicorn
from pydantic import ValidationError

from gateway.app import UnsafeSettingsError, fallback_tokens
from gateway.limits import check_manifest
from gateway.pages import GRAPHIQL_PATH
from gateway.providers import read_settings
from gateway.sandbox import Sandbox
from gateway.sandbox.server import RunningSandbox, run_sandbox, serve_sandbox
from gateway.schema import make_schema
from gateway.server.connection import ConnectionLimits, bounded
from gateway.server.documents.manifest import ManifestError
from gateway.server.logs import configure_logs
from gateway.server.supervisor import Supervisor
from gateway.settings import Settings
from gateway.telemetry import TelemetryError, metrics_served, require_telemetry

SANDBOX_PORT = 8001
TRY_THIS = "{ activities(first: 3) { nodes { provider type title startTime } } }"

host_option = click.option("--host", help="Address to listen on.", metavar="ADDRESS")


def port_option(default: str) -> Any:  # noqa: ANN401 - click's decorators have no better type
    """`--port`."""
    return click.option(
        "--port",
        type=click.IntRange(0, 65535),
        help=f"Port to listen on; 0: a free one. [default: {default}]",
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="activity-gateway", message="%(version)s")
def main() -> None:
    """One GraphQL feed of what a person did, over Google Fit and Oura.

    Every setting is an environment variable, GATEWAY_…; the README has a table of them.
    """


@main.command()
@host_option
@port_option("8000")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that answer. [default: 1]")
@click.option("--sandbox", is_flag=True, default=None, help="Read from the embedded sandbox.")
def serve(**options: object) -> None:
    """Start the gateway."""
    overrides = {name: value for name, value in options.items() if value is not None}
    with _clear_errors():
        settings = Settings(**overrides)  # pyright: ignore[reportArgumentType] # pydantic checks
        fallback_tokens(settings, read_settings())
        check_manifest(settings)
        require_telemetry(settings)
        with (
            _listening(settings.host, settings.port) as listener,
            metrics_served(settings) as asked,
        ):
            settings = asked.model_copy(update={"port": listener.getsockname()[1]})
            with serve_sandbox(Sandbox()) if settings.sandbox else nullcontext() as sandbox:
                os.environ.update(_workers_environment(settings, sandbox))
                _greet(settings, sandbox)
                _run(settings, listener)


@main.command(short_help="Start the sandbox alone, on a port of its own.")
@host_option
@port_option(str(SANDBOX_PORT))
def sandbox(host: str | None, port: int | None) -> None:
    """Start the sandbox alone: both providers' REST APIs, with made-up people."""
    try:
        run_sandbox(
            host or "127.0.0.1", SANDBOX_PORT if port is None else port, started=_greet_sandbox
        )
    except (OSError, TypeError, UnicodeError) as error:
        raise _cannot_listen(error) from None


@main.command()
def schema() -> None:
    """Print the schema in the GraphQL schema definition language."""
    click.echo(make_schema().as_str())


def _run(settings: Settings, listener: socket.socket) -> None:
    limits = ConnectionLimits(
        head_seconds=settings.head_timeout_seconds,
        body_seconds=settings.body_timeout_seconds,
        answer_seconds=settings.answer_timeout_seconds,
        body_bytes=settings.max_body_bytes,
        connections=settings.max_connections,
    )
    config = uvicorn.Config(
        "gateway.app:worker_app",
        factory=True,
        loop="gateway.server.accepting:EagerLoop",
        ws="none",
        http=bounded(limits),  # pyright: ignore[reportArgumentType] # it is called, as a class is
        workers=settings.workers,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=int(settings.upstream_deadline_seconds) + 5,
    )
    configure_logs(as_json=settings.log_format == "json")
    with suppress(KeyboardInterrupt):
        if settings.workers == 1:
            uvicorn.Server(config).run(sockets=[listener])
        else:
            Supervisor(config, sockets=[listener]).run()


def _workers_environment(settings: Settings, sandbox: RunningSandbox | None) -> Mapping[str, str]:
    """What every worker process has to know and the environment may not say yet."""
    secret = settings.secret.get_secret_value() if settings.secret else secrets.token_hex(32)
    upstreams = (
        {}
        if sandbox is None
        else {
            "GATEWAY_GOOGLE_FIT_BASE_URL": sandbox.google_fit_url,
            "GATEWAY_OURA_BASE_URL": sandbox.oura_url,
        }
    )
    directory = settings.metrics_directory
    return {
        **({} if directory is None else {"GATEWAY_METRICS_DIRECTORY": str(directory)}),
        "GATEWAY_HOST": settings.host,
        "GATEWAY_SANDBOX": str(settings.sandbox),
        "GATEWAY_SECRET": secret,
        **upstreams,
    }


@contextmanager
def _listening(host: str, port: int) -> Generator[socket.socket]:
    """The socket that all workers share.

    Raises:
        click.ClickException: the address is taken, or not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port)
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, TypeError, UnicodeError) as error:
        raise _cannot_listen(error) from None
    with listener:
        listener.set_inheritable(True)
        yield listener


@contextmanager
def _clear_errors() -> Generator[None]:
    """End with one clear line for what a person can mend."""
    try:
        yield
    except ValidationError as error:
        raise click.ClickException(_settings_problems(error)) from None
    except ManifestError as error:
        raise click.ClickException(f"GATEWAY_TRUSTED_DOCUMENTS: {error}") from None
    except (UnsafeSettingsError, TelemetryError) as error:
        raise click.ClickException(str(error)) from None


def _cannot_listen(error: Exception) -> click.ClickException:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return click.ClickException(f"Cannot listen there: {reason}. Choose another --host or --port.")


def _settings_problems(error: ValidationError) -> str:
    """One line for each variable; what it holds is not shown."""
    owner = error.title.removesuffix("Settings")
    prefix = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", f"Gateway{owner}").upper()
    return "\n".join(
        f"{prefix}_{'_'.join(map(str, problem['loc']))}".upper()
        + f": {problem['msg'].removeprefix('Value error, ')}"
        for problem in error.errors(include_url=False, include_input=False)
    )


def _greet(settings: Settings, sandbox: RunningSandbox | None) -> None:
    address = _address(settings.host, settings.port)
    lines = [f"The gateway listens at {address}/graphql"]
    if sandbox is not None:
        lines.append("It reads from the embedded sandbox: all data is made up.")
        lines.append(_faults(sandbox))
    if settings.serves_page:
        lines.append(f"The feed as a page: {address}/")
    if settings.serves_graphiql:
        lines.append(f"GraphiQL: {address}{GRAPHIQL_PATH}")
    if settings.metrics_port is not None:
        lines.append(f"Metrics: {_address(settings.metrics_host, settings.metrics_port)}/metrics")
    if settings.trusted_documents_only:
        lines.append(f"Only the documents of {settings.trusted_documents} are served.")
    else:
        lines += ["A query to try:", f"  {TRY_THIS}"]
    lines.append("Stop with Ctrl+C.")
    click.echo("\n".join(lines))
    sys.stdout.flush()


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _faults(running: RunningSandbox) -> str:
    return f"Let it fail: POST {running.oura_url}/sandbox/faults (see the README)"


def _greet_sandbox(running: RunningSandbox) -> None:
    click.echo(
        f"The sandbox plays\n"
        f"  Google Fit at {running.google_fit_url}\n"
        f"  Oura at       {running.oura_url}\n"
        f"with any bearer token. {_faults(running)}\n"
        "Stop with Ctrl+C."
    )


if __name__ == "__main__":
    main()
