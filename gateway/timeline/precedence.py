"""Which of several records of one event is shown."""

from __future__ import annotations

from gateway.domain.activity import Activity, RecordingMethod
from gateway.domain.provider_name import Provider
from gateway.timeline.activity_families import UNSPECIFIC

_PROVIDERS = tuple(Provider)
_OWN_RECORDINGS = frozenset({RecordingMethod.MANUAL, RecordingMethod.ACTIVELY_RECORDED})


def precedence(activity: Activity) -> tuple[int, int, int]:
    """What to compare records of several providers by: the greatest is the one to show.

    Rather a person's own recording than a detected one, then the one that tells more, then the
    first in the order of the providers. Nothing that a question adds, as local times, counts.
    """
    return _ownership(activity), _richness(activity), -_PROVIDERS.index(activity.provider)


def _ownership(activity: Activity) -> int:
    """How much of the record is a person's own doing: 2 by hand, 0 by a detector alone."""
    if activity.recording_method in _OWN_RECORDINGS or activity.title or activity.notes:
        return 2
    return 0 if activity.recording_method is RecordingMethod.AUTO_DETECTED else 1


def _richness(activity: Activity) -> int:
    """How many things the record tells."""
    metrics = activity.metrics
    told = (
        activity.title,
        activity.notes,
        activity.active_duration_seconds,
        activity.start_offset_minutes,
        activity.intensity,
        activity.mood,
        activity.application,
        metrics.active_energy_kcal,
        metrics.distance_meters,
        metrics.heart_rate,
        metrics.heart_rate_variability,
        metrics.motion_count,
        None if activity.type in UNSPECIFIC else activity.type,
    )
    return sum(thing is not None for thing in told)
