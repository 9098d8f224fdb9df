from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain.activity import Activity, ActivityType
from gateway.domain.interval import Interval
from gateway.timeline.duplicates import SEARCH_MARGIN, find_matches
from tests.timeline.records import FIT, MORNING, OURA, minutes, partners, recorded

patiently = settings(deadline=None)

TYPES = [ActivityType.RUNNING, ActivityType.TREADMILL, ActivityType.WALKING, ActivityType.OTHER]


@st.composite
def any_records(draw: st.DrawFn) -> list[Activity]:
    """Records within six days, crowded enough to compete for each other."""
    shapes = draw(
        st.lists(
            st.tuples(
                st.sampled_from([FIT, OURA]),
                st.integers(0, 6 * 24),
                st.one_of(st.integers(0, 4), st.integers(12, 25)),
                st.sampled_from(TYPES),
            ),
            min_size=12,
            max_size=40,
        )
    )
    return [
        recorded(
            provider,
            str(number),
            Interval(MORNING + minutes(60 * start), MORNING + minutes(60 * (start + length))),
            activity_type,
        )
        for number, (provider, start, length, activity_type) in enumerate(shapes)
    ]


@patiently
@given(any_records(), st.randoms())
def test_the_order_of_the_records_does_not_matter(records: list[Activity], random: Random) -> None:
    shuffled = random.sample(records, len(records))

    assert find_matches(shuffled) == find_matches(records)


@patiently
@given(any_records(), st.integers(0, 5 * 24), st.integers(0, 5 * 24))
def test_a_match_is_the_same_whatever_is_read_beyond_the_margin(
    records: list[Activity], more_before: int, more_after: int
) -> None:
    everything = partners(records)

    for record in records:
        since = record.start_time - SEARCH_MARGIN - timedelta(hours=more_before)
        until = record.start_time + SEARCH_MARGIN + timedelta(hours=more_after)
        nearby = partners([other for other in records if since <= other.start_time < until])
        assert nearby.get(record.activity_id) == everything.get(record.activity_id)


@patiently
@given(any_records())
def test_matches_are_one_to_one_and_across_providers(records: list[Activity]) -> None:
    found = partners(records)

    assert all(found[other] == one for one, other in found.items())
    assert all(one.provider is not other.provider for one, other in found.items())


@patiently
@given(any_records())
def test_a_match_is_a_pair_that_is_the_best_from_both_sides(records: list[Activity]) -> None:
    scores = {
        frozenset({one.activity_id, other.activity_id}): match.score
        for one, other in combinations(records, 2)
        for match in find_matches([one, other]).get(one.activity_id, ())
    }

    found = {frozenset(pair) for pair in partners(records).items()}

    for pair, score in scores.items():
        rivals = [scores[rival] for rival in scores if rival != pair and rival & pair]
        assert pair in found or any(rival >= score for rival in rivals)
        assert pair not in found or all(rival <= score for rival in rivals)
