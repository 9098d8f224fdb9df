"""GATEWAY_* variables: what a whole gateway is set to. Each provider's are in its own folder."""

from __future__ import annotations

import ipaddress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

LEAST_SECRET_CHARACTERS = 32


class Settings(BaseSettings):
    """Read once, when the process starts."""

    model_config = SettingsConfigDict(
        env_prefix="GATEWAY_",
        frozen=True,
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0: a free one.")
    workers: int = Field(default=1, ge=1, le=64, description="How many processes answer.")
    sandbox: bool = Field(
        default=False,
        description="Whether the providers are the embedded sandbox: a request without tokens is "
        "then its demo person.",
    )
    secret: SecretStr | None = Field(
        default=None,
        description=f"Keys cursors and fingerprints; {LEAST_SECRET_CHARACTERS} characters or more. "
        "Replicas must share it. Left out: made anew at each start, so that cursors end with it.",
    )
    allow_shared_tokens: bool = Field(
        default=False,
        description="Whether tokens from the environment may be used when listening on an address "
        "that others reach: everybody who does then reads and writes that person's data.",
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins whose pages may call the gateway, separated by commas; `*`: all.",
    )
    graphiql: bool = Field(default=True, description="Whether GraphiQL is served at `/graphiql`.")
    page: bool | None = Field(
        default=None,
        description="Whether the feed is served as a page at `/`. Left out: on the sandbox only, "
        "and not where only trusted documents are.",
    )
    history_start: date = Field(
        default=date(2014, 1, 1),
        description="How far back a feed without a range looks: a day, in UTC.",
    )
    changes_lookback_days: int = Field(
        default=30,
        ge=1,
        le=90,
        description="How far back `activityChanges` begins, and how far back it finds changes of "
        "providers without a journal of them (Oura), in days.",
    )
    upstream_deadline_seconds: float = Field(
        default=10.0,
        gt=0,
        le=120,
        description="The longest that an answer waits for an upstream call, which has 95 % of it.",
    )
    upstream_connect_timeout_seconds: float = Field(
        default=3.0, gt=0, le=60, description="The longest wait for an upstream connection."
    )
    upstream_body_limit_bytes: int = Field(
        default=16 * 1024 * 1024, ge=1024, description="The largest upstream body that is read."
    )
    upstream_connections: int = Field(
        default=100,
        ge=1,
        le=10_000,
        description="The most upstream connections and calls at the same time; each provider has "
        "an equal share.",
    )
    upstream_read_attempts: int = Field(
        default=2,
        ge=1,
        le=5,
        description="How often an upstream read is tried in all, within its deadline.",
    )
    upstream_retry_share: float = Field(
        default=0.1,
        ge=0,
        le=1,
        description="How many repetitions there may be for each upstream call, on the long run; "
        "0: none.",
    )
    upstream_breaker_share: float = Field(
        default=0.5,
        gt=0,
        le=1,
        description="The share of failures among a provider's latest calls from which it is left "
        "alone for a while.",
    )
    upstream_breaker_seconds: float = Field(
        default=5.0,
        ge=0,
        le=20,
        description="How long a provider is left alone before a call tries whether it is back; 0: "
        "it never is.",
    )
    cache_url: SecretStr | None = Field(
        default=None,
        description="Redis that replicas and workers share (`redis://…`, `rediss://…` with TLS). "
        "Left out: each process keeps its own windows in memory.",
    )
    cache_timeout_seconds: float = Field(
        default=0.25, gt=0, le=10, description="The longest that Redis is waited for."
    )
    cache_activities: int = Field(
        default=50_000,
        ge=0,
        description="The most activities that a process keeps in memory; 0: none.",
    )
    cache_running_seconds: float = Field(
        default=60.0, ge=0, description="How long the windows of the last days count as fresh."
    )
    cache_past_seconds: float = Field(
        default=3600.0, ge=0, description="How long the windows before them count as fresh."
    )
    cache_answers_mb: int = Field(
        default=16,
        ge=0,
        description="The memory of a process for whole answers to equal requests, in MB; 0: none.",
    )
    persisted_queries_mb: int = Field(
        default=4,
        ge=0,
        description="The memory of a process for documents that clients registered by their hash "
        "(automatic persisted queries), in MB, and the most of them that it puts into Redis in a "
        "day; 0: none are registered.",
    )
    trusted_documents: Path | None = Field(
        default=None,
        description="Manifest of the documents that clients may name instead of sending them: what "
        "their build wrote, read at the start.",
    )
    trusted_documents_only: bool = Field(
        default=False,
        description="Whether all other documents are refused; GraphiQL is not served then.",
    )
    max_body_bytes: int = Field(
        default=1024 * 1024, ge=1024, description="The largest request body that is read."
    )
    max_connections: int = Field(
        default=4000, ge=1, description="The most connections of clients to a process."
    )
    head_timeout_seconds: float = Field(
        default=10.0, gt=0, le=600, description="The longest that a request's head may take."
    )
    body_timeout_seconds: float = Field(
        default=10.0, gt=0, le=600, description="The longest that a request's body may take."
    )
    answer_timeout_seconds: float = Field(
        default=10.0,
        gt=0,
        le=600,
        description="The longest that a client may take for each 64 KiB of an answer.",
    )
    shutdown_grace_seconds: float = Field(
        default=3.0,
        ge=0,
        le=600,
        description="How long, after SIGTERM, `/readyz` is 503 and requests are still taken: as "
        "long as it takes until none is sent here any more.",
    )
    introspection: bool = Field(
        default=True, description="Whether clients may ask for the schema; GraphiQL needs it."
    )
    max_tokens: int = Field(
        default=4_000, ge=10, description="The most tokens of a document: names, braces, numbers."
    )
    max_depth: int = Field(
        default=20, ge=1, le=100, description="How deep fields may stand within fields."
    )
    max_aliases: int = Field(default=100, ge=0, description="The most aliases of a document.")
    max_directives: int = Field(default=50, ge=0, description="The most directives of a document.")
    max_root_fields: int = Field(
        default=50, ge=1, description="The most fields that an operation begins with."
    )
    max_cost: int = Field(
        default=200_000,
        ge=1,
        description="The most that an operation may cost, told from its document before anything "
        "is executed: fields, and 100 for each upstream call.",
    )
    max_answer_fields: int = Field(
        default=400_000,
        ge=1,
        description="The most fields that an answer may have, each alias and list item counted.",
    )
    max_running_requests: int = Field(
        default=256,
        ge=1,
        description="The most requests that a process works on at once; fewer while it lags.",
    )
    max_wait_seconds: float = Field(
        default=0.5,
        ge=0,
        le=60,
        description="The longest that a request waits to be begun; then it is refused with 503.",
    )
    log_requests: bool = Field(
        default=True,
        description="Whether each request is logged when it ends; failures always are.",
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="How logs are written: `console`, for people, or `json`."
    )
    metrics_port: int | None = Field(
        default=None,
        ge=0,
        le=65535,
        description="Port of its own for `/metrics`, which Prometheus reads; 0: a free one. Left "
        "out: there is none.",
    )
    metrics_host: str = Field(
        default="127.0.0.1", description="Address on which `metrics_port` listens."
    )
    metrics_on_main_port: bool = Field(
        default=False,
        description="Whether `/metrics` stands beside `/graphql` too: whoever reaches one then "
        "reaches the other.",
    )
    metrics_directory: Path | None = Field(
        default=None,
        description="Where the sockets stand over which workers give their figures to each other. "
        "Left out: a new directory among the temporary ones.",
    )
    tracing: bool = Field(
        default=False,
        description="Whether requests are traced by OpenTelemetry; OTEL_… variables say where to, "
        "and how many of them.",
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(origin.strip() for origin in value.split(",") if origin.strip())

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if origin != "*" and not origin.startswith(("https://", "http://")):
                raise ValueError("must be origins such as https://app.example, or *")
        return origins

    @field_validator("history_start")
    @classmethod
    def _past(cls, day: date) -> date:
        if day > datetime.now(UTC).date():
            raise ValueError("must not lie in the future")
        return day

    @field_validator("cache_url")
    @classmethod
    def _redis(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None:
            return None
        parts = urlsplit(url.get_secret_value())
        if parts.scheme not in {"redis", "rediss"} or not parts.hostname or not _has_port(parts):
            raise ValueError("must be redis://host:port/database, or rediss:// for TLS")
        if not parts.path.strip("/").isdecimal() and parts.path.strip("/"):
            raise ValueError("must name the database by its number, as in redis://host:6379/0")
        return url

    @field_validator("trusted_documents_only")
    @classmethod
    def _which(cls, only: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 - pydantic's
        if only and info.data.get("trusted_documents") is None:
            raise ValueError("needs GATEWAY_TRUSTED_DOCUMENTS, or no document would be served")
        return only

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and len(secret.get_secret_value()) < LEAST_SECRET_CHARACTERS:
            raise ValueError(f"must have {LEAST_SECRET_CHARACTERS} characters or more")
        return secret

    @property
    def listens_on_loopback(self) -> bool:
        """Whether only this machine can reach the gateway."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def serves_graphiql(self) -> bool:
        """Whether there is a page to write queries in, and all are served."""
        return self.graphiql and not self.trusted_documents_only

    @property
    def serves_page(self) -> bool:
        """Whether there is a page at `/`; where it must be trusted, only if that is said."""
        if self.page is None:
            return self.sandbox and not self.trusted_documents_only
        return self.page

    @property
    def has_metrics(self) -> bool:
        """Whether anybody can read figures."""
        return self.metrics_port is not None or self.metrics_on_main_port

    @property
    def history_floor(self) -> datetime:
        """The first instant of `history_start`."""
        return datetime.combine(self.history_start, time.min, UTC)


def _has_port(parts: SplitResult) -> bool:
    """Whether the port, if there is one, is a number; what stands there may be a secret's end."""
    try:
        return parts.port != 0
    except ValueError:
        return False
