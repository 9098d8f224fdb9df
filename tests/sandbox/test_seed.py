"""The made-up people: always the same, believable, and odd where real accounts are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from gateway.sandbox import Records, Sandbox, Viewer, Wire
from gateway.sandbox.seed.history import FIRST_DAY, records_of
from gateway.sandbox.seed.person import person_of
from gateway.sandbox.wire import instant_of, millis
from tests.sandbox.conftest import SetClock

A_YEAR_ON = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["demo", "somebody", "else"])
def viewer(request: pytest.FixtureRequest) -> Viewer:
    return Sandbox(lambda: A_YEAR_ON).viewer(request.param)


def everything(viewer: Viewer) -> Records:
    return Records(
        viewer.google_fit.sessions.all(), viewer.oura.workouts.all(), viewer.oura.sessions.all()
    )


def span_of(wire: Wire) -> tuple[datetime, datetime]:
    return instant_of(wire["start_datetime"]), instant_of(wire["end_datetime"])


def fit_span(wire: Wire) -> tuple[int, int]:
    return int(wire["startTimeMillis"]), int(wire["endTimeMillis"])


def test_a_day_is_the_same_whatever_today_is(clock: SetClock) -> None:
    early, late = Sandbox(clock), Sandbox(lambda: A_YEAR_ON)

    known = everything(early.viewer("demo"))
    later = everything(late.viewer("demo"))

    for some, more in zip(known, later, strict=True):
        assert some
        assert more[: len(some)] == some


def test_a_sandbox_that_lives_on_has_what_a_new_one_has(sandbox: Sandbox, clock: SetClock) -> None:
    sandbox.viewer("demo")
    for _ in range(40):
        clock.advance(timedelta(hours=17))
        sandbox.viewer("demo")

    assert everything(sandbox.viewer("demo")) == everything(Sandbox(clock).viewer("demo"))


def test_nothing_begins_before_the_first_day_or_has_not_ended_yet(
    sandbox: Sandbox, clock: SetClock
) -> None:
    fit, workouts, sessions = everything(sandbox.viewer("demo"))

    spans = [span_of(wire) for wire in (*workouts, *sessions)]
    first = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
    assert min(start for start, _ in spans) >= first - timedelta(hours=2)
    assert max(end for _, end in spans) <= clock()
    assert max(fit_span(wire)[1] for wire in fit) <= millis(clock())


def test_a_record_appears_once_it_has_ended_and_was_uploaded(
    sandbox: Sandbox, clock: SetClock
) -> None:
    session = sandbox.viewer("demo").google_fit.sessions.all()[-1]
    uploaded = int(session["modifiedTimeMillis"])

    clock.time = datetime.fromtimestamp((uploaded - 1) / 1000, UTC)
    before = Sandbox(clock).viewer("demo").google_fit.sessions.get(session["id"])
    clock.time = datetime.fromtimestamp(uploaded / 1000, UTC)
    after = Sandbox(clock).viewer("demo").google_fit.sessions.get(session["id"])

    assert (before, after) == (None, session)


def test_a_year_holds_a_believable_number_of_records(viewer: Viewer) -> None:
    fit, workouts, sessions = everything(viewer)

    assert 350 <= len(fit) + len(workouts) + len(sessions) <= 500
    assert min(len(fit), len(workouts), len(sessions)) > 80


def test_most_weeks_have_four_to_eight_activities(viewer: Viewer) -> None:
    first = datetime(2025, 9, 1, tzinfo=UTC)
    weeks = [0] * 53
    fit, workouts, sessions = everything(viewer)
    starts = [span_of(wire)[0] for wire in (*workouts, *sessions)]
    ours = {int(start.timestamp()) for start in starts}
    for wire in fit:
        start = fit_span(wire)[0] // 1000
        if not any(abs(start - other) <= 200 for other in ours):
            starts.append(datetime.fromtimestamp(start, UTC))
    for start in starts:
        weeks[(start - first).days // 7] += 1

    usual = [count for count in weeks[:52] if 4 <= count <= 8]
    assert len(usual) > 26


def test_many_workouts_are_at_both_providers_a_little_apart(viewer: Viewer) -> None:
    fit, workouts, _ = everything(viewer)
    starts = [fit_span(wire)[0] for wire in fit]
    distances = [
        min((start - millis(span_of(workout)[0]) for start in starts), key=abs)
        for workout in workouts
    ]

    close = [distance for distance in distances if abs(distance) <= 200_000]
    assert len(close) > len(workouts) // 2
    assert len(set(close)) > 40
    assert close.count(0) > 5


def test_figures_are_believable(viewer: Viewer) -> None:
    for workout in viewer.oura.workouts.all():
        start, end = span_of(workout)
        hours = (end - start) / timedelta(hours=1)
        assert workout["calories"] is None or 100 <= workout["calories"] / hours <= 800
        if workout["activity"] == "running":
            assert 9 <= workout["distance"] / 1000 / hours <= 13
        assert workout["day"] == workout["start_datetime"][:10]


def test_samples_cover_the_session_and_have_gaps(viewer: Viewer) -> None:
    pulses = [wire["heart_rate"] for wire in viewer.oura.sessions.all() if wire["heart_rate"]]
    values = [value for pulse in pulses for value in pulse["items"]]

    partly = [pulse for pulse in pulses if 0 < pulse["items"].count(None) < len(pulse["items"])]
    assert len(partly) > len(pulses) // 2
    assert 0 not in values
    assert all(40 < value < 90 for value in values if value is not None)


def test_moods_are_known_or_missing(viewer: Viewer) -> None:
    moods = [wire["mood"] for wire in viewer.oura.sessions.all()]

    assert set(moods) == {"bad", "worse", "same", "good", "great", None}
    assert moods.count(None) > 10


def test_some_sessions_follow_one_another_without_a_pause(viewer: Viewer) -> None:
    spans = [span_of(wire) for wire in viewer.oura.sessions.all()]

    assert any(end == start for (_, end), (start, _) in pairwise(spans))


def test_some_sessions_have_a_title_and_some_none(viewer: Viewer) -> None:
    runs = [wire for wire in viewer.google_fit.sessions.all() if wire.get("activityType") == 8]

    titles = {wire.get("name") for wire in runs}
    assert {"Morning run", "Evening run", None} <= titles
    assert all(wire.get("name") != "" for wire in runs)


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2025, 10, 26), "T02:30:00.000+02:00", "T02:20:00.000+01:00"),
        (date(2026, 3, 29), "T01:30:00.000+01:00", "T03:20:00.000+02:00"),
        (date(2026, 10, 25), "T02:30:00.000+02:00", "T02:20:00.000+01:00"),
    ],
)
def test_the_clocks_change_during_a_walk(day: date, start: str, end: str) -> None:
    records = records_of(person_of("demo"), day)

    walks = [
        wire for wire in records.oura_workouts if wire["start_datetime"] == day.isoformat() + start
    ]
    assert [wire["end_datetime"] for wire in walks] == [day.isoformat() + end]
    begin = str(millis(instant_of(walks[0]["start_datetime"])))
    assert begin in {wire["startTimeMillis"] for wire in records.google_fit_sessions}


def test_a_week_in_may_is_spent_in_tokyo(viewer: Viewer) -> None:
    offsets = {
        wire["start_datetime"][-6:]
        for wire in (*viewer.oura.workouts.all(), *viewer.oura.sessions.all())
        if "2026-05-11" <= wire["day"] <= "2026-05-17"
    }

    assert offsets == {"+09:00"}


ODD_IDS = ("a/b/", "x%2Fy-", "id with space ", "🏃", "google:fit:", "../me/")


def test_odd_ids_are_among_the_sessions(viewer: Viewer) -> None:
    ids = [wire["id"] for wire in viewer.google_fit.sessions.all()]

    assert [odd for odd in ODD_IDS if not any(one.startswith(odd) for one in ids)] == []


def is_longer_than_a_day(wire: dict[str, Any]) -> bool:
    start, end = fit_span(wire)
    return end - start > 24 * 3_600_000


def test_odd_sessions_are_among_those_of_google_fit(viewer: Viewer) -> None:
    sessions = viewer.google_fit.sessions.all()

    assert any("activityType" not in wire for wire in sessions)
    assert any("application" not in wire for wire in sessions)
    assert any("packageName" in wire.get("application", {}) for wire in sessions)
    assert any(wire.get("activityType") == 9001 for wire in sessions)
    assert any(wire["startTimeMillis"] == wire["endTimeMillis"] for wire in sessions)
    assert any(is_longer_than_a_day(wire) for wire in sessions)
    assert any(one["startTimeMillis"] == two["startTimeMillis"] for one, two in pairwise(sessions))


def test_odd_documents_are_among_those_of_oura(viewer: Viewer) -> None:
    workouts, sessions = viewer.oura.workouts.all(), viewer.oura.sessions.all()

    assert any(wire["activity"] == "underwaterHockey" for wire in workouts)
    assert any(wire["source"] == "smart_glasses" for wire in workouts)
    assert any(
        (wire["source"], wire["calories"], wire["distance"], wire["label"])
        == ("manual", None, None, None)
        for wire in workouts
    )
    assert any(wire["label"] for wire in workouts)
    assert any(wire["heart_rate"] is None for wire in sessions)
    assert any(
        wire["heart_rate"] and set(wire["heart_rate"]["items"]) == {None} for wire in sessions
    )


def test_a_person_shows_no_token() -> None:
    assert "secret-token" not in repr(person_of("secret-token"))
    assert "secret-token" not in str(person_of("secret-token").personal_info)
