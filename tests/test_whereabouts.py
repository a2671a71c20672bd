"""Runs from one place and on one way, told by words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.whereabouts import at_place, on_route, places, routes, starts_together

HOME, PARK, AWAY = "h1;h2;h3;h4", "h2;p1;p2;p3", "x1;x2;x3;x4"
ROUND = "a;b;c;d;e"


def runs(*rows: tuple[str | None, str | None], km: float = 10, sport: str = "running") -> pd.DataFrame:
    """One run a day from 1 January on, with the words of its place and its route."""
    return pd.DataFrame(
        {
            "local_date": pd.date_range("2025-01-01", periods=len(rows)).as_unit("us"),
            "sport": sport,
            "distance_m": 1000.0 * km,
            "place": pd.Series([place for place, _ in rows], dtype="str"),
            "route": pd.Series([route for _, route in rows], dtype="str"),
        }
    )


def at(*texts: str | None) -> pd.DataFrame:
    return runs(*((text, None) for text in texts))


def ways(*texts: str | None) -> pd.DataFrame:
    return runs(*((None, text) for text in texts))


def test_starts_that_share_a_word_are_together():
    others = pd.Series([HOME, PARK, AWAY, None], dtype="str", index=[7, 8, 9, 10])
    together = starts_together(HOME, others)
    assert together.to_dict() == {7: True, 8: True, 9: False, 10: False}


@pytest.mark.parametrize("nowhere", [None, np.nan, pd.NA])
def test_a_start_that_nobody_knows_is_together_with_none(nowhere: object):
    assert starts_together(nowhere, pd.Series([HOME, None], dtype="str")).tolist() == [False, False]


def test_words_are_compared_whole():
    assert starts_together("h1", pd.Series(["h12;x"], dtype="str")).tolist() == [False]


def test_a_place_has_the_word_most_runs_share():
    found = places(at(HOME, HOME, PARK, AWAY))
    assert found["key"].tolist() == ["h2", "x1"]  # h2 stands in three; x1 comes first of those of the other place
    assert found["n_runs"].tolist() == [3, 1]
    assert found["distance_m"].tolist() == [30_000, 10_000]
    assert found["first_day"].tolist() == [pd.Timestamp("2025-01-01"), pd.Timestamp("2025-01-04")]
    assert found["last_day"].tolist() == [pd.Timestamp("2025-01-03"), pd.Timestamp("2025-01-04")]


def test_a_place_that_only_repeats_runs_of_another_is_not_listed():
    assert len(places(at(HOME, HOME, HOME))) == 1


def test_of_words_with_as_many_new_runs_the_one_with_fewest_others_is_the_place():
    # After h1 took three, `p` and `h2` have the last run; h2 has others too.
    found = places(at("h1;h2", "h1;h2", "h1;h3", "h1;h3", "h2;p"))
    assert found["key"].tolist() == ["h1", "p"]


def test_a_key_in_use_stays_the_key_of_its_place():
    assert places(at(HOME, HOME, PARK, AWAY), known=["h4", "gone"])["key"].tolist() == ["h4", "p1", "x1"]


def test_every_run_is_at_some_place_and_at_place_finds_them():
    activities = at(HOME, PARK, AWAY, None)
    found = places(activities)
    masks = [at_place(activities, key) for key in found["key"]]
    assert np.any(masks, axis=0).tolist() == [True, True, True, False]
    assert [int(mask.sum()) for mask in masks] == found["n_runs"].tolist()


def test_the_order_of_the_runs_does_not_matter():
    activities = runs(*[(HOME, ROUND)] * 4, *[(PARK, "a;b;c;d;f")] * 3, *[(AWAY, "p;q;r")] * 3)
    shuffled = activities.sample(frac=1, random_state=3).reset_index(drop=True)
    pd.testing.assert_frame_equal(places(activities), places(shuffled))
    pd.testing.assert_frame_equal(routes(activities), routes(shuffled))


def test_only_runs_have_places_and_routes():
    rides = runs(*[(HOME, ROUND)] * 5, sport="cycling")
    assert places(rides).empty
    assert routes(rides).empty
    assert at_place(rides, "h1").all()


@pytest.mark.parametrize("find", [places, routes])
def test_without_runs_there_is_none_and_the_columns_are_the_same(find):
    nothing, something = find(runs()), find(runs(*[(HOME, ROUND)] * 3))
    assert nothing.empty
    assert nothing.dtypes.to_dict() == something.dtypes.to_dict()


def test_a_way_run_three_times_is_a_route_and_twice_is_none():
    found = routes(ways(ROUND, ROUND, ROUND, "p;q;r;s", "p;q;r;s"))
    assert found.to_dict("list") == {"key": [ROUND], "n_runs": [3], "distance_m": [10_000.0]}


@pytest.mark.parametrize(
    ("other", "expected"),
    [("a;b;c", True), ("a;b;x;y;z", False), ("a;b;c;x;y", False), ("a;b;c;d;x", True)],
    ids=["just_enough_3_of_5", "2_of_8", "just_below_3_of_7", "4_of_6"],
)
def test_runs_with_three_fifths_of_their_words_in_common_went_one_way(other: str, expected: bool):
    assert on_route(ways(other), ROUND).tolist() == [expected]


def test_nobody_knows_the_way_of_a_run_without_positions():
    assert on_route(ways(None, ROUND), ROUND).tolist() == [False, True]


def test_a_route_has_the_median_length_of_its_runs():
    activities = ways(*[ROUND] * 3).assign(distance_m=[9_000.0, 10_000.0, np.nan])
    assert routes(activities)["distance_m"].tolist() == [9_500]


def test_a_route_in_use_keeps_its_key_though_it_is_run_seldom():
    activities = ways(ROUND, ROUND, ROUND, "a;b;c;d;f", "p;q;r;s")
    assert routes(activities, known=["p;q;r;s", "a;b;c;d;f"])["key"].tolist() == ["a;b;c;d;f", "p;q;r;s"]


def test_each_run_counts_for_one_route():
    near, nearer = "a;b;c;d;f", "a;b;c;d;e;f"
    found = routes(ways(ROUND, ROUND, near, near, nearer))
    assert found["n_runs"].tolist() == [5]
