"""Mutation.upsertSession and Mutation.deleteSession: payloads with what was done, or why not."""

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.activity import Activity as ActivityRecord
from gateway.schema.activity import Activity
from gateway.schema.context import Info
from gateway.schema.enums import DeleteOutcome, UserErrorCode, WriteOutcome
from gateway.schema.session_inputs import DeleteSessionInput, UpsertSessionInput
from gateway.writing.problems import Notice, Problem, WriteRefusedError


@strawberry.type(description="Why a write was refused or failed, and which input to mend.")
class UserError:
    """A view of `writing.problems.Problem`."""

    code: UserErrorCode = strawberry.field(description="The reason.")
    message: str = strawberry.field(description="The reason in words, and what to do.")
    field: list[str] | None = strawberry.field(
        description='Path in the arguments, as ["input", "endTime"]; null: no input is wrong.'
    )
    retryable: bool = strawberry.field(
        description="Whether the same call can succeed later. Repeating it is safe."
    )
    retry_after_seconds: int | None = strawberry.field(
        description="How long to wait, in seconds, where the provider said so."
    )


@strawberry.type(
    description="The write succeeded, but the provider cannot hold everything that was sent."
)
class Warning:  # noqa: A001 - the name in the schema
    """A view of `writing.problems.Notice`."""

    field: list[str] = strawberry.field(
        description='Path in the arguments, such as ["input", "type"].'
    )
    message: str = strawberry.field(description="What was stored instead.")


@strawberry.type(description="What became of an upsert.")
class UpsertSessionPayload:
    """Either the activity and its outcome, or the reasons."""

    activity: ActivityRecord | None = strawberry.field(
        graphql_type=Activity | None,
        default=None,
        description="The session as it stands now; null when the write was refused or failed.",
    )
    outcome: WriteOutcome | None = strawberry.field(
        default=None, description="What was done; null when the write was refused or failed."
    )
    warnings: list[Notice] = strawberry.field(
        graphql_type=list[Warning],
        default_factory=list[Notice],
        description="What of the input could not be stored as it was sent.",
    )
    user_errors: list[Problem] = strawberry.field(
        graphql_type=list[UserError],
        default_factory=list[Problem],
        description="Every reason why nothing was written; empty after success.",
    )


@strawberry.type(description="What became of a deletion.")
class DeleteSessionPayload:
    """Either the id and the outcome, or the reasons."""

    deleted_id: strawberry.ID | None = strawberry.field(
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


async def upsert_session(
    info: Info,
    input: Annotated[  # noqa: A002 - the name that clients know
        UpsertSessionInput, strawberry.argument(description="The session.")
    ],
) -> UpsertSessionPayload:
    """Safe to repeat with the same id, `clientSessionId` or `idempotencyKey`."""
    context = info.context
    try:
        done = await context.services.upsert_session(input.to_command(), context.links)
    except WriteRefusedError as refusal:
        return UpsertSessionPayload(user_errors=list(refusal.problems))
    finally:
        context.loaders.forget_activities()
    return UpsertSessionPayload(
        activity=done.activity, outcome=done.outcome, warnings=list(done.notices)
    )


async def delete_session(
    info: Info,
    input: Annotated[  # noqa: A002 - the name that clients know
        DeleteSessionInput, strawberry.argument(description="The session.")
    ],
) -> DeleteSessionPayload:
    """Safe to repeat."""
    context = info.context
    try:
        outcome = await context.services.delete_session(
            input.id, input.if_modified_at, context.links
        )
    except WriteRefusedError as refusal:
        return DeleteSessionPayload(user_errors=list(refusal.problems))
    finally:
        context.loaders.forget_activities()
    return DeleteSessionPayload(deleted_id=input.id, outcome=outcome)
