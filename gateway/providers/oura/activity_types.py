"""Oura's names of activities and the canonical types, by their letters and digits in lower case."""

from __future__ import annotations

from functools import lru_cache

from gateway.domain.activity_type import ActivityKind, ActivityType, kind_of

WORKOUT_TYPES: dict[str, ActivityType] = {
    # names seen in stored answers of the API
    "running": ActivityType.RUNNING,
    "walking": ActivityType.WALKING,
    "hiking": ActivityType.HIKING,
    "cycling": ActivityType.CYCLING,
    "swimming": ActivityType.SWIMMING,
    "yoga": ActivityType.YOGA,
    "strengthtraining": ActivityType.STRENGTH_TRAINING,
    "hiit": ActivityType.HIIT,
    "stairexercise": ActivityType.STAIR_CLIMBING,
    "elliptical": ActivityType.ELLIPTICAL,
    "cardiovascularexercise": ActivityType.CARDIO,
    "tennis": ActivityType.TENNIS,
    "paddlesports": ActivityType.PADDLE_SPORTS,
    "climbing": ActivityType.CLIMBING,
    "golf": ActivityType.GOLF,
    "sailing": ActivityType.SAILING,
    "stretching": ActivityType.STRETCHING,
    "housework": ActivityType.HOUSEWORK,
    "yardwork": ActivityType.GARDENING,
    "other": ActivityType.OTHER,
    # labels of the model with which Oura detects activities
    "badminton": ActivityType.BADMINTON,
    "boxing": ActivityType.BOXING,
    "crosscountryskiing": ActivityType.CROSS_COUNTRY_SKIING,
    "crosstraining": ActivityType.CROSS_TRAINING,
    "dance": ActivityType.DANCING,
    "hockey": ActivityType.HOCKEY,
    "pilates": ActivityType.PILATES,
    "rowing": ActivityType.ROWING,
    "downhillskiing": ActivityType.DOWNHILL_SKIING,
    "snowboarding": ActivityType.SNOWBOARDING,
    "horsebackriding": ActivityType.HORSEBACK_RIDING,
    "volleyball": ActivityType.VOLLEYBALL,
    "basketball": ActivityType.BASKETBALL,
    "americanfootball": ActivityType.AMERICAN_FOOTBALL,
    "soccer": ActivityType.SOCCER,
    "baseball": ActivityType.BASEBALL,
    "coreexercise": ActivityType.CORE_TRAINING,
    "cricket": ActivityType.CRICKET,
    "diving": ActivityType.DIVING,
    "fitnessclass": ActivityType.FITNESS_CLASS,
    "floorball": ActivityType.FLOORBALL,
    "gymnastics": ActivityType.GYMNASTICS,
    "handball": ActivityType.HANDBALL,
    "iceskating": ActivityType.ICE_SKATING,
    "jumpingrope": ActivityType.JUMP_ROPE,
    "martialarts": ActivityType.MARTIAL_ARTS,
    "flexibility": ActivityType.STRETCHING,
    "mountainbiking": ActivityType.MOUNTAIN_BIKING,
    "nordicwalking": ActivityType.NORDIC_WALKING,
    "surfing": ActivityType.SURFING,
    "waterfitness": ActivityType.WATER_FITNESS,
    "padel": ActivityType.PADEL,
    "skateboarding": ActivityType.SKATEBOARDING,
    "nap": ActivityType.NAP,
    "sleep": ActivityType.SLEEP,
    "meditation": ActivityType.MEDITATION,
    "relax": ActivityType.RELAXATION,
    "transport": ActivityType.IN_VEHICLE,
    "pause": ActivityType.UNKNOWN,
    "eating": ActivityType.OTHER,
    # names that other software expects; nobody has confirmed them
    "trailrunning": ActivityType.RUNNING,
    "indoorcycling": ActivityType.INDOOR_CYCLING,
    "kayaking": ActivityType.KAYAKING,
    "standuppaddling": ActivityType.STAND_UP_PADDLEBOARDING,
    "waterpolo": ActivityType.WATER_POLO,
    "weightlifting": ActivityType.STRENGTH_TRAINING,
    "functionaltraining": ActivityType.CIRCUIT_TRAINING,
    "circuittraining": ActivityType.CIRCUIT_TRAINING,
    "stairclimbing": ActivityType.STAIR_CLIMBING,
    "jumprope": ActivityType.JUMP_ROPE,
    "breathwork": ActivityType.BREATHING,
    "skiing": ActivityType.SKIING,
    "rugby": ActivityType.RUGBY,
    "lacrosse": ActivityType.LACROSSE,
    "icehockey": ActivityType.HOCKEY,
    "fieldhockey": ActivityType.HOCKEY,
    "squash": ActivityType.SQUASH,
    "tabletennis": ActivityType.TABLE_TENNIS,
    "pickleball": ActivityType.PICKLEBALL,
    "wrestling": ActivityType.WRESTLING,
    "rockclimbing": ActivityType.CLIMBING,
    "inlineskating": ActivityType.INLINE_SKATING,
    "dancing": ActivityType.DANCING,
    "groupexercise": ActivityType.FITNESS_CLASS,
    "aerobics": ActivityType.AEROBICS,
    "triathlon": ActivityType.TRIATHLON,
    "activity": ActivityType.OTHER,
    "workout": ActivityType.OTHER,
    "rest": ActivityType.REST,
    "recovery": ActivityType.REST,
}
"""What `activity` of a workout means. Oura publishes no list; what is not listed is UNKNOWN."""

SESSION_TYPES: dict[str, ActivityType] = {
    "breathing": ActivityType.BREATHING,
    "meditation": ActivityType.MEDITATION,
    "nap": ActivityType.NAP,
    "relaxation": ActivityType.RELAXATION,
    "rest": ActivityType.REST,
    "bodystatus": ActivityType.BODY_STATUS,
}
"""What `type` of a session means, by Oura's own enum."""


@lru_cache(maxsize=1024)
def workout_type(name: str) -> ActivityType:
    """What the name of a workout's activity means."""
    return WORKOUT_TYPES.get(_key(name), ActivityType.UNKNOWN)


@lru_cache(maxsize=128)
def session_type(name: str) -> ActivityType:
    """What the name of a session's type means."""
    return SESSION_TYPES.get(_key(name), ActivityType.UNKNOWN)


@lru_cache(maxsize=1024)
def workout_kind(name: str) -> ActivityKind:
    """What the name of a workout's activity means, coarsely: whatever it is, it is a workout."""
    type_ = workout_type(name)
    return ActivityKind.WORKOUT if type_ is ActivityType.UNKNOWN else kind_of(type_)


@lru_cache(maxsize=128)
def session_kind(name: str) -> ActivityKind:
    """What the name of a session's type means, coarsely."""
    return kind_of(session_type(name))


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
