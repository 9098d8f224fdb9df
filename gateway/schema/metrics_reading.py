"""What `Activity.metrics` does: find out what the selection needs, and fetch no more than that."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final

import strawberry
from strawberry.utils.await_maybe import AwaitableOrValue

from gateway.domain.activity import Activity as ActivityRecord
from gateway.domain.interval import Interval
from gateway.domain.metrics import LoadedMetrics, Metric, MetricsRequest
from gateway.domain.provider import ConnectedProvider
from gateway.loaders.metrics import MetricsKey
from gateway.schema.asked import Asked, ResolveInfo, raw_info
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


def metrics(
    root: strawberry.Parent[ActivityRecord], info: Info
) -> AwaitableOrValue[ActivityMetrics]:
    """The figures: at once where the record has all that is selected.

    What is missing is asked for here, before anything is awaited, so that the activities of a list
    come together to the loader.
    """
    context = info.context
    connected = context.services.providers[root.provider]
    wanted = _wanted(context, raw_info(info))
    if wanted and connected.metrics is not None:
        needed = wanted & connected.metrics.missing(root)
        if needed:
            return _fetched(root, connected, needed, _asked_for(context, root, needed))
    return shown_metrics(root.metrics, connected)


def _wanted(context: Context, info: ResolveInfo) -> frozenset[Metric]:
    """What the selection needs beside records; worked out once for all activities of a list."""
    place = tuple(map(id, info.field_nodes))
    known = context.asked_metrics.get(place)
    if known is None:
        names = (node.name.value for node in Asked(info).below(info.field_nodes))
        known = frozenset(NEEDED_FOR[name] for name in names if name in NEEDED_FOR)
        context.asked_metrics[place] = known
    return known


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
