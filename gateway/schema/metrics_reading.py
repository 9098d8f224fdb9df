"""What `Activity.metrics` does: find out what the selection needs, and fetch no more than that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

import strawberry
from strawberry.utils.await_maybe import AwaitableOrValue

from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.interval import Interval
from gateway.domain.metrics import LoadedMetrics, Metric, MetricsRequest
from gateway.domain.provider import ConnectedProvider
from gateway.execution import prepared_by
from gateway.loaders.metrics import MetricsKey
from gateway.schema.asked import selected_names
from gateway.schema.context import Context, Info
from gateway.schema.metrics import ActivityMetrics, shown_metrics

NEEDED_FOR: Final = {
    "totalEnergyKcal": Metric.TOTAL_ENERGY,
    "distanceMeters": Metric.DISTANCE,
    "steps": Metric.STEPS,
    "averageHeartRateBpm": Metric.HEART_RATE_RANGE,
    "minimumHeartRateBpm": Metric.HEART_RATE_RANGE,
    "maximumHeartRateBpm": Metric.HEART_RATE_RANGE,
    "heartRate": Metric.HEART_RATE,
}
"""The fields that some provider has to be asked for."""


def _reader(info: Info) -> Callable[[ActivityRecord], AwaitableOrValue[ActivityMetrics]]:
    """What gives the figures of an activity that the selection asks for."""
    context = info.context
    providers, wanted = context.services.providers, _wanted(info)

    def read(activity: ActivityRecord) -> AwaitableOrValue[ActivityMetrics]:
        connected = providers[activity.provider]
        if wanted and connected.metrics is not None:
            needed = wanted & connected.metrics.missing(activity)
            if needed:
                coming = _asked_for(context, activity, needed)
                return _fetched(activity, connected, needed, coming)
        return shown_metrics(activity.metrics, connected)

    return read


@prepared_by(_reader)
def metrics(
    root: strawberry.Parent[ActivityRecord], info: Info
) -> AwaitableOrValue[ActivityMetrics]:
    """The figures: at once where the record has all that is selected.

    What is missing is asked for here, before anything is awaited, so that the activities of a list
    come together to the loader.
    """
    return _reader(info)(root)


def _wanted(info: Info) -> frozenset[Metric]:
    """What the selection needs beside records."""
    names = selected_names(info)
    return frozenset(needed for name, needed in NEEDED_FOR.items() if name in names)


def _asked_for(
    context: Context, activity: ActivityRecord, needed: frozenset[Metric]
) -> Awaitable[LoadedMetrics]:
    request = MetricsRequest(
        activity.collection,
        activity.provider_id,
        Interval(activity.start_time, activity.end_time),
    )
    link = context.links[activity.provider]
    return context.loaders.metrics.load(MetricsKey(link, request, needed))


async def _fetched(
    activity: ActivityRecord,
    connected: ConnectedProvider,
    needed: frozenset[Metric],
    coming: Awaitable[LoadedMetrics],
) -> ActivityMetrics:
    return shown_metrics(activity.metrics, connected, needed, await coming)
