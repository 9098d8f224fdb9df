from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from gateway.domain.activity import Activity, ActivityKind, ActivityType, Intensity, RecordingMethod
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.selection import Days, Selection
from gateway.timeline.windows import EARLIEST, LATEST
from tests.timeline.scenes import recorded

START = datetime(2025, 3, 10, 7, tzinfo=UTC)
MOMENT = timedelta(milliseconds=1)
RUN = msgspec.structs.replace(
    recorded(
        Provider.OURA,
        "run",
        Interval(START, START + timedelta(seconds=1_800)),
        ActivityType.RUNNING,
        RecordingMethod.MANUAL,
    ),
    title="Straße to the lake",
    notes="With Ann",
    intensity=Intensity.HARD,
    recorded_local=datetime(2025, 3, 10, 8),  # noqa: DTZ001 - a wall clock
)
HISTORY = Interval(datetime(2014, 1, 1, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def bare(activity: Activity) -> Activity:
    """The same without anything that a provider can leave out."""
    return msgspec.structs.replace(
        activity, title=None, notes=None, intensity=None, recorded_local=None
    )


@pytest.mark.parametrize(
    ("selection", "admitted"),
    [
        (Selection(), True),
        (Selection(start=START), True),
        (Selection(start=START + MOMENT), False),
        (Selection(end=START), False),
        (Selection(end=START + MOMENT), True),
        (Selection(shortest_seconds=1_800), True),
        (Selection(shortest_seconds=1_800.001), False),
        (Selection(longest_seconds=1_800), True),
        (Selection(longest_seconds=1_799.999), False),
        (Selection(shortest_seconds=0.0), True),
        (Selection(longest_seconds=0.0), False),
        (Selection(days=Days(date(2025, 3, 10), date(2025, 3, 10))), True),
        (Selection(days=Days(date(2025, 3, 1), date(2025, 3, 10))), True),
        (Selection(days=Days(date(2025, 3, 10), date(2025, 3, 31))), True),
        (Selection(days=Days(date(2025, 3, 11), date(2025, 3, 12))), False),
        (Selection(days=Days(date(2025, 3, 8), date(2025, 3, 9))), False),
        (Selection(providers=frozenset({Provider.OURA})), True),
        (Selection(providers=frozenset({Provider.GOOGLE_FIT})), False),
        (Selection(providers=frozenset(Provider)), True),
        (Selection(kinds=frozenset({ActivityKind.WORKOUT, ActivityKind.SLEEP})), True),
        (Selection(kinds=frozenset({ActivityKind.SLEEP})), False),
        (Selection(types=frozenset({ActivityType.RUNNING})), True),
        (Selection(types=frozenset({ActivityType.WALKING})), False),
        (Selection(excluded_types=frozenset({ActivityType.RUNNING})), False),
        (Selection(excluded_types=frozenset({ActivityType.WALKING})), True),
        (
            Selection(
                types=frozenset({ActivityType.RUNNING}),
                excluded_types=frozenset({ActivityType.RUNNING}),
            ),
            False,
        ),
        (Selection(intensities=frozenset({Intensity.HARD})), True),
        (Selection(intensities=frozenset({Intensity.EASY, Intensity.UNKNOWN})), False),
        (Selection(recording_methods=frozenset({RecordingMethod.MANUAL})), True),
        (Selection(recording_methods=frozenset({RecordingMethod.UNKNOWN})), False),
        (Selection(text="lake"), True),
        (Selection(text="with ann"), True),
        (Selection(text="STRASSE".casefold()), True),
        (Selection(text="lakes"), False),
        (Selection(text="lake with"), False),
    ],
    ids=str,
)
def test_every_field_that_is_given_has_to_hold(selection: Selection, *, admitted: bool) -> None:
    assert selection.admits(RUN) is admitted


@pytest.mark.parametrize(
    "selection",
    [
        Selection(days=Days(date.min, date.max)),
        Selection(intensities=frozenset(Intensity)),
        Selection(text="a"),
    ],
    ids=["days", "intensities", "text"],
)
def test_what_is_not_known_is_not_selected_by_it(selection: Selection) -> None:
    assert not selection.admits(bare(RUN))
    assert Selection().admits(bare(RUN))


def test_a_provider_that_is_left_out_is_not_asked() -> None:
    only_oura = Selection(providers=frozenset({Provider.OURA}))

    assert [only_oura.asks(provider) for provider in Provider] == [False, True]
    assert all(Selection().asks(provider) for provider in Provider)


# Where the selected can start


def test_the_history_stands_in_for_an_end_that_is_not_given() -> None:
    start, end = instant("2025-03-01"), instant("2025-04-01")

    assert Selection().instants(HISTORY) == HISTORY
    assert Selection(start=start).instants(HISTORY) == Interval(start, HISTORY.end)
    assert Selection(end=end).instants(HISTORY) == Interval(HISTORY.start, end)
    assert Selection(start=start, end=end).instants(HISTORY) == Interval(start, end)


def test_a_range_beyond_the_history_is_looked_at_all_the_same() -> None:
    long_ago = Selection(start=instant("1999-01-01"), end=instant("2000-01-01"))

    assert long_ago.instants(HISTORY) == Interval(instant("1999-01-01"), instant("2000-01-01"))


def test_a_day_is_looked_for_wherever_on_earth_it_is_that_day() -> None:
    day = Selection(days=Days(date(2025, 3, 10), date(2025, 3, 11)))

    assert day.instants(HISTORY) == Interval(
        instant("2025-03-09T09:00"), instant("2025-03-12T15:00")
    )


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Pacific/Kiritimati", "2025-03-09T10:00"),
        ("Pacific/Kiritimati", "2025-03-10T09:59:59.999"),
        ("Etc/GMT+12", "2025-03-10T12:00"),
        ("Etc/GMT+12", "2025-03-11T11:59:59.999"),
        ("Europe/Zurich", "2025-03-09T23:00"),
    ],
)
def test_a_record_of_the_day_starts_within_its_instants_in_every_zone(
    zone: str, start: str
) -> None:
    day = Selection(days=Days(date(2025, 3, 10), date(2025, 3, 10)))
    moved = msgspec.structs.replace(bare(RUN), start_time=instant(start))

    assert day.admits(moved.seen_from(ZoneInfo(zone)))
    assert instant(start) in day.instants(HISTORY)


def test_days_and_instants_have_to_hold_both() -> None:
    days = Days(date(2025, 3, 10), date(2025, 3, 20))
    start, end = instant("2025-03-12"), instant("2025-03-15")
    wide = Selection(days=days, start=instant("2025-01-01"), end=instant("2025-12-31"))

    assert Selection(days=days, start=start, end=end).instants(HISTORY) == Interval(start, end)
    assert wide.instants(HISTORY) == days.instants


@pytest.mark.parametrize(
    ("given", "looked_from"),
    [
        ("2025-03-01T00:00:00.001", "2025-03-01T00:00:00.001"),
        ("2025-03-01T00:00:00.000001", "2025-03-01T00:00:00.001"),
        ("2025-03-01T00:00:00.000999", "2025-03-01T00:00:00.001"),
    ],
)
def test_a_range_is_looked_at_in_whole_milliseconds(given: str, looked_from: str) -> None:
    """No activity starts between two of them, so that the same ones are found."""
    asked = Selection(start=instant(given), end=instant(given) + timedelta(days=1))

    expected = Interval(instant(looked_from), instant(looked_from) + timedelta(days=1))
    assert asked.instants(HISTORY) == expected


@pytest.mark.parametrize(
    "selection",
    [
        Selection(start=instant("2030-01-01")),
        Selection(end=instant("2013-01-01")),
        Selection(days=Days(date(2025, 3, 10), date(2025, 3, 10)), end=instant("2025-01-01")),
    ],
    ids=["after the history", "before the history", "on a later day"],
)
def test_where_nothing_can_start_is_an_empty_interval(selection: Selection) -> None:
    asked = selection.instants(HISTORY)

    assert asked.start == asked.end


@pytest.mark.parametrize(
    "days",
    [
        Days(date.min, date.max),
        Days(date.min, date.min),
        Days(date.max, date.max),
        Days(date(1969, 12, 31), date(1970, 1, 1)),
        Days(date(2099, 12, 31), date(2100, 1, 1)),
    ],
    ids=str,
)
def test_no_day_is_too_far_away_to_be_asked_for(days: Days) -> None:
    asked = Selection(days=days).instants(HISTORY)

    assert EARLIEST <= asked.start <= asked.end <= LATEST


def test_all_days_are_the_whole_calendar() -> None:
    everything = Selection(days=Days(date.min, date.max))

    assert everything.instants(HISTORY) == Interval(EARLIEST, LATEST)


def test_no_instant_is_too_far_away_to_be_asked_for() -> None:
    everything = Selection(
        start=datetime.min.replace(tzinfo=UTC), end=datetime.max.replace(tzinfo=UTC)
    )

    assert everything.instants(HISTORY) == Interval(EARLIEST, LATEST)
