"""What clients see: one module per topic, put together here."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from gateway.domain.provider import ConnectedProvider
from gateway.schema.activity import Activity
from gateway.schema.changes import ActivityChanges, activity_changes
from gateway.schema.connection import ActivityConnection
from gateway.schema.context import Info
from gateway.schema.day_summary import DailySummary
from gateway.schema.days import daily_summaries
from gateway.schema.feed import activities
from gateway.schema.google_fit.mutations import (
    CreateGoogleFitDataSourcePayload,
    DeleteGoogleFitDatasetPayload,
    DeleteGoogleFitDataSourcePayload,
    InsertGoogleFitDataPointsPayload,
    UpdateGoogleFitDataSourcePayload,
    create_google_fit_data_source,
    delete_google_fit_data_source,
    delete_google_fit_dataset,
    insert_google_fit_data_points,
    update_google_fit_data_source,
)
from gateway.schema.google_fit.query import GoogleFitQuery
from gateway.schema.node import Node
from gateway.schema.nodes import Found, node, nodes
from gateway.schema.null_defaults import drop_null_defaults
from gateway.schema.oura.query import OuraQuery
from gateway.schema.scalars import SCALARS
from gateway.schema.session import (
    DeleteSessionPayload,
    UpsertSessionPayload,
    delete_session,
    upsert_session,
)
from gateway.schema.tag import Tag
from gateway.schema.tags import TagConnection, tags
from gateway.schema.viewer import ProviderInfo, Viewer


@strawberry.type(description="Everything that can be read.")
class Query:
    """The root of queries."""

    node: Found | None = strawberry.field(
        resolver=node,
        graphql_type=Node | None,
        description="An object by its id; null for what the viewer does not have.",
    )
    nodes: list[Found | BaseException | None] = strawberry.field(
        resolver=nodes,
        graphql_type=list[Node | None],
        description=(
            "Objects by their ids, in the order of the ids; null for what the viewer does not "
            "have. All ids of one collection cost one lookup."
        ),
    )
    activities: ActivityConnection = strawberry.field(
        resolver=activities,
        description=(
            "What the viewer did, whatever recorded it: one sorted list over all linked providers, "
            "by pages. A page costs what the page needs, however long the history is."
        ),
    )

    tags: TagConnection = strawberry.field(
        resolver=tags,
        description=(
            "What the viewer noted, the latest first, by pages. Each note once: Oura's older form "
            "is told only where no enhanced tag of the same second tells all of it."
        ),
    )

    daily_summaries: list[DailySummary] = strawberry.field(
        resolver=daily_summaries,
        description=(
            "Calendar days, oldest first, each of the range, also empty ones. What is selected is "
            "all that is asked for, once for the whole range."
        ),
    )

    activity_changes: ActivityChanges = strawberry.field(
        resolver=activity_changes,
        description=(
            "What came, changed and went since a token, over all linked providers, by pages; "
            "without a token everything that starts in the lookback. Who takes over the pages in "
            "order holds what `activities` shows from `coveredFrom` on."
        ),
    )

    @strawberry.field(
        description="Everything that Oura has of the viewer, collection by collection. From the "
        "Oura API v2."
    )
    def oura(self) -> OuraQuery:
        """Nothing is asked until a field of it is."""
        return OuraQuery()

    @strawberry.field(description="The person whose tokens the request brought.")
    def viewer(self) -> Viewer:
        """Never null: a request without tokens has a viewer without links."""
        return Viewer()

    @strawberry.field(
        description="Google Fit as its API has it: what it holds beside activities, too."
    )
    def google_fit(self) -> GoogleFitQuery:
        """Never null: what fails is told in each part."""
        return GoogleFitQuery()

    @strawberry.field(description="The providers that this gateway knows, whoever asks.")
    def providers(self, info: Info) -> list[ProviderInfo]:
        """In the order of the enum."""
        known: list[ConnectedProvider] = list(info.context.services.providers.values())
        return known  # pyright: ignore[reportReturnType] # ProviderInfo is a view of it


@strawberry.type(description="Everything that can be written.")
class Mutation:
    """The root of mutations; they run one after the other."""

    upsert_session: UpsertSessionPayload = strawberry.field(
        resolver=upsert_session,
        description=(
            "Create or replace a session at Google Fit. Safe to repeat: the same id, "
            "`clientSessionId` or `idempotencyKey` never makes a second session."
        ),
    )
    delete_session: DeleteSessionPayload = strawberry.field(
        resolver=delete_session,
        description="Delete a session at Google Fit. Safe to repeat.",
    )

    create_google_fit_data_source: CreateGoogleFitDataSourcePayload = strawberry.field(
        resolver=create_google_fit_data_source,
        description=(
            "Create a data source. Its parts make its id, so that a repetition is refused with "
            "CONFLICT. Google Fit `dataSources.create`."
        ),
    )
    update_google_fit_data_source: UpdateGoogleFitDataSourcePayload = strawberry.field(
        resolver=update_google_fit_data_source,
        description=(
            "Change what can be changed of a data source. Safe to repeat. "
            "Google Fit `dataSources.update`."
        ),
    )
    delete_google_fit_data_source: DeleteGoogleFitDataSourcePayload = strawberry.field(
        resolver=delete_google_fit_data_source,
        description=(
            "Delete a data source that holds no points. Safe to repeat. "
            "Google Fit `dataSources.delete`."
        ),
    )
    insert_google_fit_data_points: InsertGoogleFitDataPointsPayload = strawberry.field(
        resolver=insert_google_fit_data_points,
        description=(
            "Add points to a data source. Not safe to repeat: points that are there would be there "
            "twice, so that it is tried again only when nothing was done for sure. "
            "Google Fit `datasets.patch`."
        ),
    )
    delete_google_fit_dataset: DeleteGoogleFitDatasetPayload = strawberry.field(
        resolver=delete_google_fit_dataset,
        description=(
            "Delete the points of a data source within a time. Safe to repeat. "
            "Google Fit `datasets.delete`."
        ),
    )


class _Schema(strawberry.Schema):
    """Leaves it to the server what of a failure is logged."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log nothing: Strawberry would log messages, with the document around them."""


def make_schema(
    extensions: Sequence[type[SchemaExtension]] = (),
) -> strawberry.Schema:
    """The schema. With extensions it is executed by graphql-core rather than compiled."""
    schema = _Schema(
        query=Query,
        mutation=Mutation,
        types=[Activity, DailySummary, Tag],
        config=StrawberryConfig(scalar_map=SCALARS),
        extensions=extensions,
    )
    drop_null_defaults(schema._schema)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] # no other way to it
    return schema
