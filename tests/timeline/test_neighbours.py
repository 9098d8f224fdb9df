from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from gateway.domain.activity import Activity, RecordingMethod
from gateway.domain.errors import UpstreamStatusError
from gateway.domain.interval import Interval
from gateway.domain.provider_name import Provider
from gateway.timeline.neighbours import matches_of
from tests.timeline.history import BOTH, FIT, History, ids
from tests.timeline.scenes import recorded

MANUAL = RecordingMethod.MANUAL
LAST_OF_MARCH = datetime(2025, 3, 31, 23, 59, 30, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def run(provider: Provider, native_id: str, start: datetime) -> Activity:
    """An hour's run; Oura's is the primary of two."""
    method = MANUAL if provider is Provider.OURA else RecordingMethod.UNKNOWN
    return recorded(provider, native_id, Interval(start, start + HOUR), recording_method=method)


def fit(native_id: str = "fit", start: datetime = LAST_OF_MARCH) -> Activity:
    return run(Provider.GOOGLE_FIT, native_id, start)


def oura(native_id: str = "oura", start: datetime = LAST_OF_MARCH + MINUTE) -> Activity:
    return run(Provider.OURA, native_id, start)


async def partners(activity: Activity, history: History) -> Sequence[Activity]:
    matches = await matches_of(activity, BOTH, history.load)
    return [match.partner_of(activity.activity_id) for match in matches]


async def test_both_records_of_an_event_know_each_other_across_the_edge_of_a_month() -> None:
    history = History.of([fit(), oura()])

    assert ids(await partners(fit(), history)) == [oura().activity_id]
    assert ids(await partners(oura(), history)) == [fit().activity_id]


async def test_a_record_without_a_partner_has_no_match() -> None:
    history = History.of([fit(), oura(start=LAST_OF_MARCH + 2 * HOUR)])

    assert await partners(fit(), history) == []


async def test_a_better_rival_of_the_partner_takes_it() -> None:
    better = fit("better", LAST_OF_MARCH + MINUTE)
    history = History.of([fit(), better, oura()])

    assert await partners(fit(), history) == []
    assert ids(await partners(better, history)) == [oura().activity_id]


async def test_a_record_that_the_lists_do_not_show_is_matched_all_the_same() -> None:
    assert ids(await partners(fit(), History.of([oura()]))) == [oura().activity_id]


async def test_only_the_months_around_the_record_are_read() -> None:
    history = History.of([fit()])

    await partners(fit(), history)
    await partners(fit(start=datetime(2025, 6, 15, tzinfo=UTC)), history)

    assert history.months_asked("oura/workout") == ["2025-03", "2025-04", "2025-06"]


async def test_a_source_that_fails_contributes_no_match() -> None:
    history = History.of([fit(), oura()])
    history.failing = {"oura/workout": UpstreamStatusError(Provider.OURA, "Oura failed.")}

    assert await partners(fit(), history) == []


async def test_without_the_other_link_there_is_no_match() -> None:
    history = History.of([fit(), oura()])

    assert await matches_of(fit(), [FIT], history.load) == ()


@pytest.mark.parametrize(
    "start",
    [
        datetime.min.replace(tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2100, 1, 1, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC) - HOUR,
    ],
    ids=str,
)
async def test_a_record_at_either_end_of_the_calendar_has_no_match(start: datetime) -> None:
    history = History.of([fit(), oura()])

    assert await partners(fit(start=start), history) == []
