from __future__ import annotations

import msgspec
import pytest

from gateway.domain.activity import ActivityType, Intensity, RecordedMetrics, RecordingMethod
from gateway.domain.provider_name import Provider
from tests.timeline.records import FIT, MORNING, OURA, only_match, run


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        ({"recording_method": RecordingMethod.MANUAL}, {"intensity": Intensity.EASY}),
        ({"recording_method": RecordingMethod.ACTIVELY_RECORDED}, {"intensity": Intensity.EASY}),
        ({"title": "Tempo run"}, {"intensity": Intensity.EASY, "mood": "good"}),
        ({"notes": "Felt good"}, {"intensity": Intensity.EASY, "mood": "good"}),
        ({}, {"recording_method": RecordingMethod.AUTO_DETECTED, "intensity": Intensity.HARD}),
        ({"intensity": Intensity.HARD}, {}),
        ({"metrics": RecordedMetrics(distance_meters=5_000.0)}, {}),
        ({"title": "Run", "start_offset_minutes": 60}, {"title": "Run"}),
        ({}, {"type": ActivityType.OTHER}),
    ],
)
@pytest.mark.parametrize("providers", [(FIT, OURA), (OURA, FIT)])
def test_the_one_to_show_is_a_persons_own_then_the_one_that_tells_more(
    shown: dict[str, object], hidden: dict[str, object], providers: tuple[Provider, Provider]
) -> None:
    primary = msgspec.structs.replace(run(providers[0]), **shown)
    other = msgspec.structs.replace(run(providers[1]), **hidden)

    match = only_match(other, primary)

    assert (match.primary, match.other) == (primary, other)


def test_between_equals_the_first_provider_is_shown() -> None:
    assert only_match(run(OURA), run(FIT)).primary.provider is FIT


def test_local_times_that_a_question_adds_do_not_change_which_one_is_shown() -> None:
    dressed = msgspec.structs.replace(run(OURA), recorded_local=MORNING.replace(tzinfo=None))

    assert only_match(dressed, run(FIT)).primary.provider is FIT
