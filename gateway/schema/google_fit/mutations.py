"""Mutations of data sources and points: payloads with what was done, or why not."""

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain import google_fit
from gateway.schema.context import Info
from gateway.schema.enums import DeleteOutcome
from gateway.schema.google_fit.inputs import (
    CreateGoogleFitDataSourceInput,
    DeleteGoogleFitDatasetInput,
    DeleteGoogleFitDataSourceInput,
    InsertGoogleFitDataPointsInput,
    UpdateGoogleFitDataSourceInput,
)
from gateway.schema.google_fit.point import GoogleFitDataset
from gateway.schema.google_fit.source import GoogleFitDataSource
from gateway.schema.session import UserError
from gateway.writing.problems import Problem, WriteRefusedError


@strawberry.type(description="What became of a new data source.")
class CreateGoogleFitDataSourcePayload:
    """Either the data source, or the reasons."""

    data_source: google_fit.DataSource | None = strawberry.field(
        graphql_type=GoogleFitDataSource | None,
        default=None,
        description="It as it stands now; null when the write was refused or failed.",
    )
    user_errors: list[Problem] = strawberry.field(
        graphql_type=list[UserError],
        default_factory=list[Problem],
        description="Every reason why nothing was written; empty after success.",
    )


@strawberry.type(description="What became of a change to a data source.")
class UpdateGoogleFitDataSourcePayload:
    """Either the data source, or the reasons."""

    data_source: google_fit.DataSource | None = strawberry.field(
        graphql_type=GoogleFitDataSource | None,
        default=None,
        description="It as it stands now; null when the write was refused or failed.",
    )
    user_errors: list[Problem] = strawberry.field(
        graphql_type=list[UserError],
        default_factory=list[Problem],
        description="Every reason why nothing was written; empty after success.",
    )


@strawberry.type(description="What became of the deletion of a data source.")
class DeleteGoogleFitDataSourcePayload:
    """Either the id and the outcome, or the reasons."""

    deleted_data_source_id: str | None = strawberry.field(
        default=None, description="The id that is gone; null when the deletion was refused."
    )
    outcome: DeleteOutcome | None = strawberry.field(
        default=None, description="What was done; null when the deletion was refused or failed."
    )
    user_errors: list[Problem] = strawberry.field(
        graphql_type=list[UserError],
        default_factory=list[Problem],
        description="Every reason why nothing was deleted; empty after success.",
    )


@strawberry.type(description="What became of points that were to be added.")
class InsertGoogleFitDataPointsPayload:
    """Either the points, or the reasons."""

    dataset: google_fit.Dataset | None = strawberry.field(
        graphql_type=GoogleFitDataset | None,
        default=None,
        description="What was added, as Google Fit tells it; null when it was refused or failed.",
    )
    user_errors: list[Problem] = strawberry.field(
        graphql_type=list[UserError],
        default_factory=list[Problem],
        description="Every reason why nothing was added; empty after success.",
    )


@strawberry.type(description="What became of the deletion of points.")
class DeleteGoogleFitDatasetPayload:
    """Either the data source's id, or the reasons."""

    data_source_id: str | None = strawberry.field(
        default=None,
        description="Whose points are gone, if there were any; null when it was refused or failed.",
    )
    user_errors: list[Problem] = strawberry.field(
        graphql_type=list[UserError],
        default_factory=list[Problem],
        description="Every reason why nothing was deleted; empty after success.",
    )


async def create_google_fit_data_source(
    info: Info,
    input: Annotated[  # noqa: A002 - the name that clients know
        CreateGoogleFitDataSourceInput, strawberry.argument(description="The data source.")
    ],
) -> CreateGoogleFitDataSourcePayload:
    """A repetition is refused with CONFLICT."""
    context = info.context
    try:
        source = await context.services.data_sources.create(input.to_source(), context.links)
    except WriteRefusedError as refusal:
        return CreateGoogleFitDataSourcePayload(user_errors=list(refusal.problems))
    return CreateGoogleFitDataSourcePayload(data_source=source)


async def update_google_fit_data_source(
    info: Info,
    input: Annotated[  # noqa: A002 - the name that clients know
        UpdateGoogleFitDataSourceInput, strawberry.argument(description="Which, and what of it.")
    ],
) -> UpdateGoogleFitDataSourcePayload:
    """Safe to repeat."""
    context = info.context
    try:
        source = await context.services.data_sources.update(input.to_change(), context.links)
    except WriteRefusedError as refusal:
        return UpdateGoogleFitDataSourcePayload(user_errors=list(refusal.problems))
    return UpdateGoogleFitDataSourcePayload(data_source=source)


async def delete_google_fit_data_source(
    info: Info,
    input: Annotated[  # noqa: A002 - the name that clients know
        DeleteGoogleFitDataSourceInput, strawberry.argument(description="Which.")
    ],
) -> DeleteGoogleFitDataSourcePayload:
    """Safe to repeat."""
    context = info.context
    try:
        outcome = await context.services.data_sources.delete(input.data_source_id, context.links)
    except WriteRefusedError as refusal:
        return DeleteGoogleFitDataSourcePayload(user_errors=list(refusal.problems))
    return DeleteGoogleFitDataSourcePayload(
        deleted_data_source_id=input.data_source_id, outcome=outcome
    )


async def insert_google_fit_data_points(
    info: Info,
    input: Annotated[  # noqa: A002 - the name that clients know
        InsertGoogleFitDataPointsInput, strawberry.argument(description="The points.")
    ],
) -> InsertGoogleFitDataPointsPayload:
    """Not safe to repeat: what is there would be there twice."""
    context = info.context
    try:
        dataset = await context.services.data_sources.insert(input.to_dataset(), context.links)
    except WriteRefusedError as refusal:
        return InsertGoogleFitDataPointsPayload(user_errors=list(refusal.problems))
    return InsertGoogleFitDataPointsPayload(dataset=dataset)


async def delete_google_fit_dataset(
    info: Info,
    input: Annotated[  # noqa: A002 - the name that clients know
        DeleteGoogleFitDatasetInput, strawberry.argument(description="Whose, and which range.")
    ],
) -> DeleteGoogleFitDatasetPayload:
    """Safe to repeat."""
    context, source = info.context, input.data_source_id
    start, end = input.start_time_nanos, input.end_time_nanos
    try:
        await context.services.data_sources.delete_points(source, start, end, context.links)
    except WriteRefusedError as refusal:
        return DeleteGoogleFitDatasetPayload(user_errors=list(refusal.problems))
    return DeleteGoogleFitDatasetPayload(data_source_id=source)
