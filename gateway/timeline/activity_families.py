"""Which activity types can stand for the same thing done, when two providers name it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from gateway.domain.activity_type import ActivityKind, ActivityType, kind_of

UNSPECIFIC = frozenset({ActivityType.OTHER, ActivityType.UNKNOWN})
"""Types that say no more than that something was done."""

FAMILIES: Mapping[str, frozenset[ActivityType]] = {
    "walking": frozenset(
        {
            ActivityType.WALKING,
            ActivityType.HIKING,
            ActivityType.NORDIC_WALKING,
            ActivityType.SNOWSHOEING,
            ActivityType.ON_FOOT,
            ActivityType.TREADMILL,
        }
    ),
    "running": frozenset(
        {
            ActivityType.RUNNING,
            ActivityType.TREADMILL_RUNNING,
            ActivityType.ON_FOOT,
            ActivityType.TREADMILL,
        }
    ),
    "cycling": frozenset(
        {ActivityType.CYCLING, ActivityType.MOUNTAIN_BIKING, ActivityType.INDOOR_CYCLING}
    ),
    "swimming": frozenset(
        {ActivityType.SWIMMING, ActivityType.POOL_SWIMMING, ActivityType.OPEN_WATER_SWIMMING}
    ),
    "strength": frozenset(
        {
            ActivityType.STRENGTH_TRAINING,
            ActivityType.CORE_TRAINING,
            ActivityType.CALISTHENICS,
            ActivityType.CIRCUIT_TRAINING,
            ActivityType.CROSS_TRAINING,
        }
    ),
    "conditioning": frozenset(
        {
            ActivityType.HIIT,
            ActivityType.INTERVAL_TRAINING,
            ActivityType.CIRCUIT_TRAINING,
            ActivityType.CROSS_TRAINING,
            ActivityType.AEROBICS,
            ActivityType.FITNESS_CLASS,
            ActivityType.CARDIO,
        }
    ),
    "cardio machine": frozenset(
        {
            ActivityType.CARDIO,
            ActivityType.ELLIPTICAL,
            ActivityType.ROWING_MACHINE,
            ActivityType.INDOOR_CYCLING,
            ActivityType.STAIR_CLIMBING,
        }
    ),
    "mobility": frozenset({ActivityType.YOGA, ActivityType.PILATES, ActivityType.STRETCHING}),
    "dance": frozenset({ActivityType.DANCING, ActivityType.AEROBICS, ActivityType.FITNESS_CLASS}),
    "downhill snow": frozenset(
        {
            ActivityType.SKIING,
            ActivityType.DOWNHILL_SKIING,
            ActivityType.SNOWBOARDING,
            ActivityType.BACKCOUNTRY_SKIING,
        }
    ),
    "cross-country": frozenset(
        {
            ActivityType.SKIING,
            ActivityType.CROSS_COUNTRY_SKIING,
            ActivityType.BACKCOUNTRY_SKIING,
            ActivityType.ROLLER_SKIING,
            ActivityType.BIATHLON,
        }
    ),
    "skating": frozenset(
        {ActivityType.SKATING, ActivityType.ICE_SKATING, ActivityType.INLINE_SKATING}
    ),
    "racket": frozenset(
        {
            ActivityType.TENNIS,
            ActivityType.PADEL,
            ActivityType.PICKLEBALL,
            ActivityType.SQUASH,
            ActivityType.RACQUETBALL,
            ActivityType.BADMINTON,
        }
    ),
    "rowing": frozenset({ActivityType.ROWING, ActivityType.ROWING_MACHINE}),
    "paddling": frozenset(
        {
            ActivityType.PADDLE_SPORTS,
            ActivityType.KAYAKING,
            ActivityType.STAND_UP_PADDLEBOARDING,
            ActivityType.ROWING,
        }
    ),
    "fighting": frozenset(
        {
            ActivityType.BOXING,
            ActivityType.KICKBOXING,
            ActivityType.MARTIAL_ARTS,
            ActivityType.MIXED_MARTIAL_ARTS,
            ActivityType.WRESTLING,
        }
    ),
    "diving": frozenset({ActivityType.DIVING, ActivityType.SCUBA_DIVING}),
    "wind sport": frozenset({ActivityType.KITESURFING, ActivityType.WINDSURFING}),
    "ball game": frozenset(
        {
            ActivityType.TEAM_SPORTS,
            ActivityType.SOCCER,
            ActivityType.BASKETBALL,
            ActivityType.VOLLEYBALL,
            ActivityType.HANDBALL,
            ActivityType.HOCKEY,
            ActivityType.FLOORBALL,
            ActivityType.RUGBY,
            ActivityType.AMERICAN_FOOTBALL,
            ActivityType.AUSTRALIAN_FOOTBALL,
            ActivityType.LACROSSE,
            ActivityType.BASEBALL,
            ActivityType.SOFTBALL,
            ActivityType.CRICKET,
        }
    ),
    "sleep": frozenset({ActivityType.SLEEP, ActivityType.NAP}),
    "mindfulness": frozenset(
        {
            ActivityType.MEDITATION,
            ActivityType.BREATHING,
            ActivityType.RELAXATION,
            ActivityType.REST,
        }
    ),
}
"""A type may belong to several; sharing one is no chain: walking and running are not alike."""


class Likeness(Enum):
    """How far two types agree."""

    SAME_TYPE = "same type"
    SAME_FAMILY = "similar types"
    UNSPECIFIC = "a type that says little"


def likeness(first: ActivityType, second: ActivityType) -> Likeness | None:
    """How far the types agree; None when they name different things."""
    if UNSPECIFIC & {first, second}:
        fits = _may_be_unspecific(first) and _may_be_unspecific(second)
        return Likeness.UNSPECIFIC if fits else None
    if first is second:
        return Likeness.SAME_TYPE
    return Likeness.SAME_FAMILY if _FAMILIES_OF[first] & _FAMILIES_OF[second] else None


def _may_be_unspecific(activity_type: ActivityType) -> bool:
    """Whether another provider may have filed it under a type that says little: any workout."""
    return activity_type in UNSPECIFIC or kind_of(activity_type) is ActivityKind.WORKOUT


_FAMILIES_OF: Mapping[ActivityType, frozenset[str]] = {
    activity_type: frozenset(name for name, members in FAMILIES.items() if activity_type in members)
    for activity_type in ActivityType
}
