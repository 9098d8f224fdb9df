"""What is served, as the settings say: which documents, and how many at once."""

from __future__ import annotations

import strawberry
from graphql import NoSchemaIntrospectionCustomRule

from gateway.cache.registered import RegisteredDocuments
from gateway.cache.store import Store
from gateway.execution import CompiledExecutor, Limits
from gateway.execution.schema import graphql_schema_of
from gateway.schema import make_schema
from gateway.schema.prices import prices
from gateway.server.documents.lookup import Documents
from gateway.server.documents.manifest import read_manifest
from gateway.server.gate import Capacity
from gateway.settings import Settings


def make_executor(settings: Settings, schema: strawberry.Schema) -> CompiledExecutor:
    """What executes the schema's operations, within the limits of the settings."""
    rules = () if settings.introspection else (NoSchemaIntrospectionCustomRule,)
    limits = Limits(
        tokens=settings.max_tokens,
        depth=settings.max_depth,
        aliases=settings.max_aliases,
        directives=settings.max_directives,
        root_fields=settings.max_root_fields,
        cost=settings.max_cost,
        answer_fields=settings.max_answer_fields,
        hides_schema=not settings.introspection,
        prices=prices(graphql_schema_of(schema)),
    )
    return CompiledExecutor(schema, rules=rules, limits=limits)


def known_documents(settings: Settings, executor: CompiledExecutor, store: Store) -> Documents:
    """The documents that requests may name; what clients register is shared where `store` is.

    Raises:
        ManifestError: the manifest's documents cannot be served, as far as that shows by now.
    """
    path = settings.trusted_documents
    most_bytes = settings.persisted_queries_mb * 1_000_000
    shared = store if store.is_shared else None
    return Documents(
        None if path is None else read_manifest(path, executor.errors_in),
        only_trusted=settings.trusted_documents_only,
        registered=RegisteredDocuments(most_bytes, shared) if most_bytes else None,
    )


def check_manifest(settings: Settings) -> None:
    """Read the manifest, if there is one, before anything is started that needs it.

    Raises:
        ManifestError: its documents cannot be served.
    """
    if settings.trusted_documents is not None:
        executor = make_executor(settings, make_schema())
        read_manifest(settings.trusted_documents, executor.errors_in)


def capacity(settings: Settings) -> Capacity:
    """How many requests run at once, and how long others wait for it."""
    return Capacity(
        max_running=settings.max_running_requests, max_wait_seconds=settings.max_wait_seconds
    )
