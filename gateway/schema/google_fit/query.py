"""Query.googleFit: each method of Google Fit's API that reads."""

from __future__ import annotations

from typing import Annotated, TypeVar

import strawberry

from gateway.domain import data_sources as ask
from gateway.domain import google_fit
from gateway.domain.answered import Answered
from gateway.domain.data_sources import Question
from gateway.domain.errors import BadUserInputError
from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider_name import Provider
from gateway.loaders.questions import AskedOf
from gateway.schema.context import Context, Info
from gateway.schema.google_fit.aggregate import GoogleFitAggregateInput, GoogleFitAggregatePage
from gateway.schema.google_fit.aggregation import aggregation
from gateway.schema.google_fit.point import GoogleFitDataPointChangesPage, GoogleFitDatasetPage
from gateway.schema.google_fit.session import GoogleFitSessionPage
from gateway.schema.google_fit.source import GoogleFitDataSource, GoogleFitDataSourcePage
from gateway.schema.interval import IntervalInput
from gateway.schema.scalars import Long
from gateway.schema.status import ProviderStatus, not_linked, status_of, unlinked

T = TypeVar("T")

USUAL_LIMIT = 1_000
MOST_POINTS = 10_000

_Types = Annotated[
    list[int] | None,
    strawberry.argument(description="Google's codes of activities; left out: every one."),
]
_SourceId = Annotated[str, strawberry.argument(description="The data source's `dataStreamId`.")]
_PageToken = Annotated[
    str | None,
    strawberry.argument(description="The `nextPageToken` of the page before."),
]
_Limit = Annotated[
    int, strawberry.argument(description=f"How many at most, from 1 to {MOST_POINTS}.")
]


@strawberry.type(
    description=(
        "Google Fit as its REST API v1 has it, under the names that it uses. Everything is read "
        "when it is asked for; nothing of it is kept."
    )
)
class GoogleFitQuery:
    """One field for each method that reads."""

    @strawberry.field(
        description=(
            "Sessions by time, by Google Fit's own rule: those that end after the start, and begin "
            "before the end and end no more than a day past it. Google Fit `sessions.list`."
        )
    )
    async def sessions(
        self,
        info: Info,
        interval: Annotated[
            IntervalInput, strawberry.argument(description="One of the ends at least.")
        ],
        activity_types: _Types = None,
    ) -> GoogleFitSessionPage:
        """In one call, whatever comes: Fit has no pages here."""
        start, end = interval.start, interval.end
        if start is None and end is None:
            raise BadUserInputError(
                "Send `start` or `end`; what has changed of late is in `sessionChanges`."
            )
        if start is not None and end is not None and end <= start:
            raise BadUserInputError("`interval.end` must be later than its `start`.")
        question = ask.SessionsInRange(
            start=start, end=end, activity_types=tuple(activity_types or ())
        )
        return await _sessions(info.context, question)

    @strawberry.field(
        description=(
            "Sessions that have changed since a token, or without one in the last 30 days. "
            "Google Fit `sessions.list` without times."
        )
    )
    async def session_changes(
        self,
        info: Info,
        *,
        page_token: _PageToken = None,
        include_deleted: Annotated[
            bool, strawberry.argument(description="Whether deleted sessions are told too.")
        ] = True,
        activity_types: _Types = None,
    ) -> GoogleFitSessionPage:
        """A batch; the next one begins at its token."""
        question = ask.SessionChanges(
            page_token=page_token,
            include_deleted=include_deleted,
            activity_types=tuple(activity_types or ()),
        )
        return await _sessions(info.context, question)

    @strawberry.field(description="Data sources. Google Fit `dataSources.list`.")
    async def data_sources(
        self,
        info: Info,
        data_type_names: Annotated[
            list[str] | None,
            strawberry.argument(description="Only those of these data types; left out: all."),
        ] = None,
    ) -> GoogleFitDataSourcePage:
        """Those that the token may see."""
        question = ask.DataSources(data_type_names=tuple(data_type_names or ()))
        answered, connected = await _answered(info.context, question)
        found = [] if answered.content is None else answered.content.data_source
        return GoogleFitDataSourcePage(
            data_source=found, status=_status(info.context, connected, answered, len(found))
        )

    @strawberry.field(
        graphql_type=GoogleFitDataSource | None,
        description=(
            "A data source by its id; null for what the viewer does not have. "
            "Google Fit `dataSources.get`."
        ),
    )
    async def data_source(
        self, info: Info, data_source_id: _SourceId
    ) -> google_fit.DataSource | None:
        """Raises the failure, which stands in `errors` with its code."""
        answered, _ = await _answered(
            info.context, ask.OneDataSource(data_source_id=data_source_id)
        )
        if answered.error is not None:
            raise answered.error
        return answered.content

    @strawberry.field(
        description=(
            "The points of a data source that overlap a time, both ends included; by pages, the "
            "latest first. Google Fit `datasets.get`."
        )
    )
    async def dataset(  # noqa: PLR0913, PLR0917 - one for each parameter of the method
        self,
        info: Info,
        data_source_id: _SourceId,
        start_time_nanos: Annotated[
            Long, strawberry.argument(description="Nanoseconds since 1970-01-01T00:00:00Z.")
        ],
        end_time_nanos: Annotated[
            Long, strawberry.argument(description="Nanoseconds since 1970-01-01T00:00:00Z.")
        ],
        limit: _Limit = USUAL_LIMIT,
        page_token: _PageToken = None,
    ) -> GoogleFitDatasetPage:
        """A page of points."""
        if not 0 <= start_time_nanos <= end_time_nanos:
            raise BadUserInputError(
                "`startTimeNanos` must not be negative, nor later than `endTimeNanos`."
            )
        question = ask.DatasetPart(
            data_source_id=data_source_id,
            start_time_nanos=start_time_nanos,
            end_time_nanos=end_time_nanos,
            limit=_checked(limit),
            page_token=page_token,
        )
        answered, connected = await _answered(info.context, question)
        page = answered.content or google_fit.Dataset()
        return GoogleFitDatasetPage(
            data_source_id=page.data_source_id,
            min_start_time_ns=_long(page.min_start_time_ns),
            max_end_time_ns=_long(page.max_end_time_ns),
            point=page.point,
            next_page_token=page.next_page_token,
            status=_status(info.context, connected, answered, len(page.point)),
        )

    @strawberry.field(
        description=(
            "Points of a data source that came and went, by pages. "
            "Google Fit `dataPointChanges.list`."
        )
    )
    async def data_point_changes(
        self,
        info: Info,
        data_source_id: _SourceId,
        limit: _Limit = USUAL_LIMIT,
        page_token: _PageToken = None,
    ) -> GoogleFitDataPointChangesPage:
        """A page of changes."""
        question = ask.DataPointChanges(
            data_source_id=data_source_id, limit=_checked(limit), page_token=page_token
        )
        answered, connected = await _answered(info.context, question)
        page = answered.content or google_fit.DataPointChanges()
        count = len(page.inserted_data_point) + len(page.deleted_data_point)
        return GoogleFitDataPointChangesPage(
            data_source_id=page.data_source_id,
            inserted_data_point=page.inserted_data_point,
            deleted_data_point=page.deleted_data_point,
            next_page_token=page.next_page_token,
            status=_status(info.context, connected, answered, count),
        )

    @strawberry.field(
        description="Data gathered into buckets, in one call. Google Fit `dataset.aggregate`."
    )
    async def aggregate(
        self,
        info: Info,
        input: Annotated[  # noqa: A002 - as mutations have it
            GoogleFitAggregateInput, strawberry.argument(description="What, and by which buckets.")
        ],
    ) -> GoogleFitAggregatePage:
        """Every bucket."""
        answered, connected = await _answered(info.context, aggregation(input))
        found = [] if answered.content is None else answered.content.bucket
        return GoogleFitAggregatePage(
            bucket=found, status=_status(info.context, connected, answered, len(found))
        )


async def _sessions(
    context: Context, question: Question[google_fit.SessionList]
) -> GoogleFitSessionPage:
    answered, connected = await _answered(context, question)
    page = answered.content or google_fit.SessionList()
    count = len(page.session) + len(page.deleted_session)
    return GoogleFitSessionPage(
        session=page.session,
        deleted_session=page.deleted_session,
        next_page_token=page.next_page_token,
        has_more_data=page.has_more_data,
        status=_status(context, connected, answered, count),
    )


async def _answered(
    context: Context, question: Question[T]
) -> tuple[Answered[T], ConnectedProvider]:
    """The answer of Google Fit, or why there is none; and Google Fit."""
    connected = context.services.providers[Provider.GOOGLE_FIT]
    link = context.links.get(Provider.GOOGLE_FIT)
    if link is None:
        return Answered(error=not_linked(connected)), connected
    return await context.loaders.answers.load(AskedOf(link, question)), connected


def _status(
    context: Context, connected: ConnectedProvider, answered: Answered[T], item_count: int
) -> ProviderStatus:
    if connected.provider not in context.links:
        return unlinked(connected)
    return status_of(connected, answered, item_count)


def _checked(limit: int) -> int:
    if not 1 <= limit <= MOST_POINTS:
        raise BadUserInputError(f"`limit` must lie between 1 and {MOST_POINTS}.")
    return limit


def _long(value: int | None) -> Long | None:
    return None if value is None else Long(value)
