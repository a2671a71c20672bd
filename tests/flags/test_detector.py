"""The day-by-day detector behind `worsening_despite_backoff`."""

import numpy as np
import pandas as pd
import pytest

from analysis.flags.detector import evidence, find_cuts, worsening_days

NAN = np.nan
CALM_DAYS = 60  # of daily log before the pain
PAIN_LEAD = 7  # days of pain before the cut
CUT = CALM_DAYS + PAIN_LEAD  # position of the first day of the cut


def runner(cut_m=3600.0, days_since=28, points_a_week=1.2, start=3.0):
    """6 km a day (42 km a week), a week of pain, then `cut_m` a day while pain climbs."""
    climb = [start + points_a_week * day / 7 for day in range(days_since)]
    scores = [0.0] * CALM_DAYS + [start] * PAIN_LEAD + [float(round(score)) for score in climb]
    metres = [6000.0] * CUT + [cut_m] * days_since
    index = pd.date_range("2026-01-01", periods=len(metres), freq="D")
    return pd.Series(metres, index), pd.Series(scores, index)


def test_pain_that_climbs_for_four_weeks_of_a_real_cut_is_worsening():
    distance, score = runner()
    seen = evidence(distance, score).iloc[-1]
    assert seen["is_worsening"]
    assert seen["cut_start"] == pytest.approx(CUT, abs=2)
    assert seen["usual_m"] == 42_000
    assert seen["share"] == pytest.approx(0.6, abs=0.03)
    assert seen["rise"] == pytest.approx(27 / 7 * 1.2, abs=0.8)
    assert seen["rise_probability"] > 0.99


def test_the_same_climb_without_a_cut_is_not():
    assert not worsening_days(*runner(cut_m=6000.0)).any()


def test_the_same_cut_with_settled_pain_is_not():
    assert not worsening_days(*runner(points_a_week=0.0, start=4.0)).any()


@pytest.mark.parametrize(("cut_m", "found"), [(4800.0, True), (4801.0, False)])
def test_a_cut_is_a_fifth_and_not_just_below(cut_m, found):
    distance, score = runner(cut_m)
    assert (evidence(distance, score)["cut_start"].iloc[-1] >= 0) == found


def test_one_seven_day_block_close_to_usual_breaks_the_cut():
    distance, score = runner(cut_m=3000.0)
    distance.iloc[-7:] = 5100.0  # exactly 15 % less
    assert evidence(distance, score)["cut_start"].iloc[-1] >= 0
    distance.iloc[-7:] = 5101.0
    assert evidence(distance, score)["cut_start"].iloc[-1] < 0


def test_nothing_is_judged_before_day_17():
    distance, score = runner(points_a_week=4.0, start=3.0)
    up = np.flatnonzero(worsening_days(distance, score))
    first_cut = evidence(distance, score)["cut_start"].to_numpy()[up[0]]
    # three of five days must agree, and the first of them is day 17
    assert up[0] - first_cut + 1 >= 17
    assert up[0] - CUT + 1 <= 21


def test_pain_below_three_is_left_alone():
    _, low = runner()
    distance, _ = runner()
    assert worsening_days(distance, low).any()
    assert not worsening_days(distance, low.clip(upper=2.9)).any()


def test_unknown_days_are_no_cut_until_taken_for_rest():
    distance, score = runner()
    distance.iloc[-12:-2] = NAN
    assert not evidence(distance, score)["is_worsening"].iloc[-1]
    assert evidence(distance, score, unknown_is_rest=True)["is_worsening"].iloc[-1]


@pytest.mark.parametrize(("logged", "up"), [((13, 15, 17, 20, 25, 26, 27), True), ((13, 25, 26, 27), False)])
def test_four_logs_since_the_cut_are_too_few(logged, up):
    distance, score = runner()
    sparse = score.copy()
    sparse.iloc[CUT:] = NAN
    sparse.iloc[[CUT + day for day in logged]] = np.linspace(6.0, 10.0, len(logged))
    table = evidence(distance, sparse)
    assert table["n"].iloc[-1] == len(logged)
    assert table["rise_probability"].iloc[-1] > 0.9
    assert table["is_worsening"].iloc[-1] == up


def test_a_day_does_not_change_when_later_days_come():
    rng = np.random.default_rng(3)
    distance, score = runner(days_since=40, points_a_week=0.9)
    score = (score + rng.integers(-1, 2, len(score))).clip(0, 10)
    score[rng.random(len(score)) < 0.2] = NAN
    whole = evidence(distance, score)
    assert whole["is_worsening"].any()
    for n in range(CUT, len(score), 3):
        seen = evidence(distance.iloc[:n], score.iloc[:n])
        assert list(seen["is_worsening"]) == list(whole["is_worsening"].iloc[:n])


def test_miles_of_history_cost_nothing_where_pain_never_rises():
    index = pd.date_range("2016-01-01", periods=3650, freq="D")
    table = evidence(pd.Series(6000.0, index), pd.Series(0.0, index))
    assert table["rise"].isna().all()  # no model was run on any day
    assert (table["cut_start"] == -1).all()


def cut_of(metres, onset, *, usual=42_000.0):
    metres = np.array(metres, dtype=float)
    found = find_cuts(metres, np.full(len(metres), usual), np.full(len(metres), onset), np.array([len(metres) - 1]))
    return int(found["cut_start"].iloc[0]), found["share"].iloc[0]


def test_of_several_first_days_the_deepest_and_longest_cut_counts():
    # A: 20 days at a third of usual. B: one day of usual running before them only dilutes.
    assert cut_of([6000.0] * 60 + [2000.0] * 20, onset=55) == (60, pytest.approx(1 / 3))


def test_a_cut_may_begin_two_days_before_the_pain_and_not_three():
    metres = [6000.0] * 60 + [2000.0] * 20
    assert cut_of(metres, onset=62)[0] == 60
    assert cut_of(metres, onset=63)[0] == 61


@pytest.mark.parametrize(("length", "start"), [(14, 60), (13, -1)])
def test_a_cut_lasts_two_weeks(length, start):
    # The pain began on day 62, so that no cut may begin before day 60.
    assert cut_of([6000.0] * 60 + [4400.0] * length, onset=62)[0] == start


def test_a_usual_week_under_five_kilometres_has_no_cut():
    assert cut_of([700.0] * 60 + [0.0] * 20, onset=55, usual=4999.0)[0] == -1
    assert cut_of([700.0] * 60 + [0.0] * 20, onset=55, usual=5000.0)[0] >= 60
