from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from gateway.domain.activity import ActivityKind, ActivityType, Intensity, RecordingMethod
from gateway.domain.provider_name import Provider
from gateway.timeline.question import ActivityOrder, FeedQuestion, PageRequest, list_digest
from gateway.timeline.selection import Days, Selection

ASC, DESC = ActivityOrder.START_TIME_ASC, ActivityOrder.START_TIME_DESC
NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)
DAYS = Days(date(2025, 3, 10), date(2025, 3, 11))
ZURICH, LISBON = ZoneInfo("Europe/Zurich"), ZoneInfo("Europe/Lisbon")

SELECTIONS = {
    "nothing": Selection(),
    "start": Selection(start=NOON),
    "end": Selection(end=NOON),
    "days": Selection(days=DAYS),
    "other days": Selection(days=Days(DAYS.first, DAYS.first)),
    "provider": Selection(providers=frozenset({Provider.OURA})),
    "providers": Selection(providers=frozenset(Provider)),
    "kinds": Selection(kinds=frozenset({ActivityKind.SLEEP})),
    "types": Selection(types=frozenset({ActivityType.SLEEP})),
    "excluded types": Selection(excluded_types=frozenset({ActivityType.SLEEP})),
    "shortest": Selection(shortest_seconds=60.0),
    "longest": Selection(longest_seconds=60.0),
    "intensities": Selection(intensities=frozenset({Intensity.UNKNOWN})),
    "recording methods": Selection(recording_methods=frozenset({RecordingMethod.UNKNOWN})),
    "text": Selection(text="SLEEP"),
}


def digest(
    selection: Selection | None = None,
    order: ActivityOrder = DESC,
    *,
    collapse: bool = False,
    zone: ZoneInfo | None = None,
) -> bytes:
    return list_digest(selection or Selection(), order, collapse=collapse, zone=zone)


def test_no_two_selections_are_one_list() -> None:
    assert len({digest(selection) for selection in SELECTIONS.values()}) == len(SELECTIONS)


def test_every_field_of_a_selection_is_among_those_compared() -> None:
    plain = Selection()
    differing = {
        field
        for selection in SELECTIONS.values()
        for field in Selection.__struct_fields__
        if getattr(selection, field) != getattr(plain, field)
    }

    assert differing == set(Selection.__struct_fields__)


def test_order_and_collapsing_make_other_lists() -> None:
    assert len({digest(), digest(order=ASC), digest(collapse=True)}) == 3


def test_equal_selections_are_one_list_in_whatever_order_they_were_given() -> None:
    one = frozenset(ActivityType)
    other = frozenset(reversed(ActivityType))

    assert digest(Selection(types=one)) == digest(Selection(types=other))


def test_an_instant_is_the_same_in_every_zone() -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5)))

    assert digest(Selection(start=elsewhere)) == digest(Selection(start=NOON))


def test_a_zone_makes_another_list_only_where_days_are_asked_for() -> None:
    days = Selection(days=DAYS)

    assert len({digest(zone=zone) for zone in (None, ZURICH, LISBON)}) == 1
    assert len({digest(days, zone=zone) for zone in (None, ZURICH, LISBON)}) == 3


_ELSEWHERE = """
from gateway.domain.activity import ActivityType
from gateway.timeline.question import ActivityOrder, list_digest
from gateway.timeline.selection import Selection
selection = Selection(types=frozenset(ActivityType))
print(list_digest(selection, ActivityOrder.START_TIME_DESC, collapse=False, zone=None).hex())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_digest_is_the_same_in_a_process_that_hashes_differently(seed: str) -> None:
    elsewhere = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", _ELSEWHERE],
        env={"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )

    assert elsewhere.stdout.strip() == digest(Selection(types=frozenset(ActivityType))).hex()


@pytest.mark.parametrize(
    ("order", "backward", "back_in_time"),
    [(DESC, False, True), (DESC, True, False), (ASC, False, False), (ASC, True, True)],
)
def test_a_page_is_read_back_in_time_from_the_end_where_the_latest_stand(
    order: ActivityOrder, *, backward: bool, back_in_time: bool
) -> None:
    page = PageRequest(count=1, backward=backward)
    question = FeedQuestion(selection=Selection(), page=page, order=order)

    assert question.reads_back_in_time is back_in_time
