"""Google Fit's activity codes and the canonical types."""

from __future__ import annotations

from gateway.domain.activity_type import ActivityKind, ActivityType, kind_of

TYPES: dict[int, ActivityType] = {
    0: ActivityType.IN_VEHICLE,  # In vehicle
    1: ActivityType.CYCLING,  # Biking
    2: ActivityType.ON_FOOT,  # On foot
    3: ActivityType.STILL,  # Still (not moving)
    4: ActivityType.UNKNOWN,  # Unknown (unable to detect activity)
    5: ActivityType.UNKNOWN,  # Tilting (sudden device gravity change)
    7: ActivityType.WALKING,  # Walking
    8: ActivityType.RUNNING,  # Running
    9: ActivityType.AEROBICS,  # Aerobics
    10: ActivityType.BADMINTON,  # Badminton
    11: ActivityType.BASEBALL,  # Baseball
    12: ActivityType.BASKETBALL,  # Basketball
    13: ActivityType.BIATHLON,  # Biathlon
    14: ActivityType.HAND_CYCLING,  # Handbiking
    15: ActivityType.MOUNTAIN_BIKING,  # Mountain biking
    16: ActivityType.CYCLING,  # Road biking
    17: ActivityType.INDOOR_CYCLING,  # Spinning
    18: ActivityType.INDOOR_CYCLING,  # Stationary biking
    19: ActivityType.CYCLING,  # Utility biking
    20: ActivityType.BOXING,  # Boxing
    21: ActivityType.CALISTHENICS,  # Calisthenics
    22: ActivityType.CIRCUIT_TRAINING,  # Circuit training
    23: ActivityType.CRICKET,  # Cricket
    24: ActivityType.DANCING,  # Dancing
    25: ActivityType.ELLIPTICAL,  # Elliptical
    26: ActivityType.FENCING,  # Fencing
    27: ActivityType.AMERICAN_FOOTBALL,  # Football (American)
    28: ActivityType.AUSTRALIAN_FOOTBALL,  # Football (Australian)
    29: ActivityType.SOCCER,  # Football (Soccer)
    30: ActivityType.FRISBEE,  # Frisbee
    31: ActivityType.GARDENING,  # Gardening
    32: ActivityType.GOLF,  # Golf
    33: ActivityType.GYMNASTICS,  # Gymnastics
    34: ActivityType.HANDBALL,  # Handball
    35: ActivityType.HIKING,  # Hiking
    36: ActivityType.HOCKEY,  # Hockey
    37: ActivityType.HORSEBACK_RIDING,  # Horseback riding
    38: ActivityType.HOUSEWORK,  # Housework
    39: ActivityType.JUMP_ROPE,  # Jumping rope
    40: ActivityType.KAYAKING,  # Kayaking
    41: ActivityType.STRENGTH_TRAINING,  # Kettlebell training
    42: ActivityType.KICKBOXING,  # Kickboxing
    43: ActivityType.KITESURFING,  # Kitesurfing
    44: ActivityType.MARTIAL_ARTS,  # Martial arts
    45: ActivityType.MEDITATION,  # Meditation
    46: ActivityType.MIXED_MARTIAL_ARTS,  # Mixed martial arts
    47: ActivityType.CIRCUIT_TRAINING,  # P90X exercises
    48: ActivityType.PARAGLIDING,  # Paragliding
    49: ActivityType.PILATES,  # Pilates
    50: ActivityType.POLO,  # Polo
    51: ActivityType.RACQUETBALL,  # Racquetball
    52: ActivityType.CLIMBING,  # Rock climbing
    53: ActivityType.ROWING,  # Rowing
    54: ActivityType.ROWING_MACHINE,  # Rowing machine
    55: ActivityType.RUGBY,  # Rugby
    56: ActivityType.RUNNING,  # Jogging
    57: ActivityType.RUNNING,  # Running on sand
    58: ActivityType.TREADMILL_RUNNING,  # Running (treadmill)
    59: ActivityType.SAILING,  # Sailing
    60: ActivityType.SCUBA_DIVING,  # Scuba diving
    61: ActivityType.SKATEBOARDING,  # Skateboarding
    62: ActivityType.SKATING,  # Skating
    63: ActivityType.SKATING,  # Cross skating
    64: ActivityType.INLINE_SKATING,  # Inline skating (rollerblading)
    65: ActivityType.SKIING,  # Skiing
    66: ActivityType.BACKCOUNTRY_SKIING,  # Back-country skiing
    67: ActivityType.CROSS_COUNTRY_SKIING,  # Cross-country skiing
    68: ActivityType.DOWNHILL_SKIING,  # Downhill skiing
    69: ActivityType.KITE_SKIING,  # Kite skiing
    70: ActivityType.ROLLER_SKIING,  # Roller skiing
    71: ActivityType.SLEDDING,  # Sledding
    72: ActivityType.SLEEP,  # Sleeping
    73: ActivityType.SNOWBOARDING,  # Snowboarding
    74: ActivityType.SNOWMOBILING,  # Snowmobile
    75: ActivityType.SNOWSHOEING,  # Snowshoeing
    76: ActivityType.SQUASH,  # Squash
    77: ActivityType.STAIR_CLIMBING,  # Stair climbing
    78: ActivityType.STAIR_CLIMBING,  # Stair-climbing machine
    79: ActivityType.STAND_UP_PADDLEBOARDING,  # Stand-up paddleboarding
    80: ActivityType.STRENGTH_TRAINING,  # Strength training
    81: ActivityType.SURFING,  # Surfing
    82: ActivityType.SWIMMING,  # Swimming
    83: ActivityType.POOL_SWIMMING,  # Swimming (swimming pool)
    84: ActivityType.OPEN_WATER_SWIMMING,  # Swimming (open water)
    85: ActivityType.TABLE_TENNIS,  # Table tennis (ping pong)
    86: ActivityType.TEAM_SPORTS,  # Team sports
    87: ActivityType.TENNIS,  # Tennis
    88: ActivityType.TREADMILL,  # Treadmill (walking or running)
    89: ActivityType.VOLLEYBALL,  # Volleyball
    90: ActivityType.VOLLEYBALL,  # Volleyball (beach)
    91: ActivityType.VOLLEYBALL,  # Volleyball (indoor)
    92: ActivityType.WAKEBOARDING,  # Wakeboarding
    93: ActivityType.WALKING,  # Walking (fitness)
    94: ActivityType.NORDIC_WALKING,  # Nordic walking
    95: ActivityType.WALKING,  # Walking (treadmill)
    96: ActivityType.WATER_POLO,  # Waterpolo
    97: ActivityType.STRENGTH_TRAINING,  # Weightlifting
    98: ActivityType.WHEELCHAIR,  # Wheelchair
    99: ActivityType.WINDSURFING,  # Windsurfing
    100: ActivityType.YOGA,  # Yoga
    101: ActivityType.DANCING,  # Zumba
    102: ActivityType.DIVING,  # Diving
    103: ActivityType.CARDIO,  # Ergometer
    104: ActivityType.ICE_SKATING,  # Ice skating
    105: ActivityType.SKATING,  # Indoor skating
    106: ActivityType.CURLING,  # Curling
    108: ActivityType.OTHER,  # Other (unclassified fitness activity)
    109: ActivityType.SLEEP,  # Light sleep
    110: ActivityType.SLEEP,  # Deep sleep
    111: ActivityType.SLEEP,  # REM sleep
    112: ActivityType.SLEEP,  # Awake (during sleep cycle)
    113: ActivityType.CROSS_TRAINING,  # Crossfit
    114: ActivityType.HIIT,  # HIIT
    115: ActivityType.INTERVAL_TRAINING,  # Interval Training
    116: ActivityType.WALKING,  # Walking (stroller)
    117: ActivityType.ELEVATOR,  # Elevator
    118: ActivityType.ESCALATOR,  # Escalator
    119: ActivityType.ARCHERY,  # Archery
    120: ActivityType.SOFTBALL,  # Softball
    122: ActivityType.BREATHING,  # Guided Breathing
}
"""What each code means. A code that is not listed is UNKNOWN."""

_KINDS = {code: kind_of(type_) for code, type_ in TYPES.items()}

_PREFERRED_CODES = {ActivityType.INDOOR_CYCLING: 18, ActivityType.STRENGTH_TRAINING: 80}

CODES: dict[ActivityType, int] = {
    **{type_: code for code, type_ in reversed(TYPES.items()) if type_ is not ActivityType.UNKNOWN},
    **_PREFERRED_CODES,
}
"""The code that a type is stored as: of several, the lowest one, which is the plain one."""

NEAREST: dict[ActivityType, ActivityType] = {
    ActivityType.CORE_TRAINING: ActivityType.STRENGTH_TRAINING,
    ActivityType.FITNESS_CLASS: ActivityType.AEROBICS,
    ActivityType.FLOORBALL: ActivityType.HOCKEY,
    ActivityType.LACROSSE: ActivityType.TEAM_SPORTS,
    ActivityType.NAP: ActivityType.SLEEP,
    ActivityType.PADDLE_SPORTS: ActivityType.KAYAKING,
    ActivityType.PADEL: ActivityType.TENNIS,
    ActivityType.PICKLEBALL: ActivityType.TENNIS,
    ActivityType.RELAXATION: ActivityType.MEDITATION,
    ActivityType.REST: ActivityType.STILL,
    ActivityType.STRETCHING: ActivityType.OTHER,
    ActivityType.TRIATHLON: ActivityType.OTHER,
    ActivityType.WATER_FITNESS: ActivityType.AEROBICS,
    ActivityType.WRESTLING: ActivityType.MARTIAL_ARTS,
}
"""What a type without a code of its own is stored as. Every such type is of the kind of its
nearest one, but for REST: Fit's only word for it is "still"."""


def activity_type(code: int) -> ActivityType:
    """What the code means."""
    return TYPES.get(code, ActivityType.UNKNOWN)


def activity_kind(code: int) -> ActivityKind:
    """What the code means, coarsely."""
    return _KINDS.get(code, ActivityKind.OTHER)


def storable_type(wanted: ActivityType) -> ActivityType | None:
    """The type itself where it has a code, else the nearest that has one, else None."""
    return wanted if wanted in CODES else NEAREST.get(wanted)


def code_for(wanted: ActivityType, stored_code: str | None) -> int | None:
    """The code to store the type as: the stored one while it means the type. None: there is none.

    So a road ride (16) stays one when its title changes, and a code unknown to us is kept.
    """
    if stored_code is not None and stored_code.isdecimal():
        code = int(stored_code)
        if activity_type(code) is wanted:
            return code
    storable = storable_type(wanted)
    return None if storable is None else CODES[storable]
