"""What goes with more pain: verdicts, estimates and sentences a runner reads."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import analyse
from analysis.association import associations
from analysis.association.exposures import EXPOSURES, LAGS
from analysis.settings import Settings
from analysis.tables import ASSOCIATIONS, MOMENTS, check
from tests.association.athlete import answering, days

NAN = np.nan


def only(table: pd.DataFrame, exposure: str = "distance_m", moment: str = "day") -> pd.Series:
    (place,) = np.flatnonzero((table["exposure"] == exposure) & (table["moment"] == moment))
    return table.iloc[place]


def test_a_score_that_answers_to_the_run_of_the_day_before_is_found_with_its_size() -> None:
    row = only(associations(days(*answering())))
    assert row["verdict"] == "more_pain"
    assert (row["lag_days"], row["half_life_days"]) == (1, 1.0)
    assert row["ci_low"] <= 0.1 <= row["ci_high"]
    assert row["estimate"] == pytest.approx(0.1, abs=0.03)
    assert row["p_adjusted"] <= 0.05
    assert 0 < row["n_effective"] <= row["n"] == 113  # the first 7 days know too little of the load before


def test_the_sentence_gives_effect_interval_days_and_no_cause() -> None:
    text = only(associations(days(*answering())))["sentence"]
    assert text.startswith("In your log, pain tended to be higher after more running: +0.")
    assert "points the next day for each extra km run (95 % interval +0." in text
    assert "mostly gone a day later, from 113 logged days." in text
    assert text.endswith("The log shows that they go together, not why.")
    assert "cause" not in text


def test_miles_change_the_sentence_and_no_number() -> None:
    frame = days(*answering())
    in_km, in_miles = associations(frame), associations(frame, Settings(units="mi"))
    pd.testing.assert_frame_equal(in_km.drop(columns="sentence"), in_miles.drop(columns="sentence"))
    assert "for each extra mile run" in only(in_miles)["sentence"]


@pytest.mark.parametrize("moment", ["first_steps", "before", "night"])
def test_a_score_from_before_the_run_never_answers_to_the_same_day(moment: str) -> None:
    metres, scores = answering(delay=0)
    table = associations(days(metres, scores, moment))
    assert only(table, moment=moment)["lag_days"] == 1
    assert only(table, moment=moment)["verdict"] == "no_clear_association"


@pytest.mark.parametrize("moment", ["during", "after", "day"])
def test_a_score_from_after_the_run_may_answer_to_the_same_day(moment: str) -> None:
    metres, scores = answering(delay=0)
    row = only(associations(days(metres, scores, moment)), moment=moment)
    assert (row["verdict"], row["lag_days"]) == ("more_pain", 0)


def test_every_moment_has_its_lags() -> None:
    assert set(LAGS) == set(MOMENTS)
    assert LAGS["first_steps"] == (1,)


def test_less_pain_after_more_load_is_no_finding_and_no_advice() -> None:
    metres, scores = answering()
    row = only(associations(days(metres, 10 - scores)))
    assert row["verdict"] == "no_clear_association"
    assert row["ci_high"] < 0
    assert "can also mean that you ran less when it hurt" in row["sentence"]


def test_pain_that_has_nothing_to_do_with_the_load_is_no_finding() -> None:
    metres, _ = answering()
    scores = np.random.default_rng(5).integers(0, 6, 120)
    row = only(associations(days(metres, scores)))
    assert row["verdict"] == "no_clear_association"
    assert row["sentence"].startswith("No clear link between running and pain in 113 logged days: between")


def logged_from(n_logged: int, n_days: int, first: int = 30) -> pd.DataFrame:
    """`n_logged` scores spread over `n_days` after a month of training."""
    metres, scores = answering(first + n_days)
    kept = np.zeros(first + n_days, dtype=bool)
    kept[first + np.unique(np.linspace(0, n_days - 1, n_logged).round().astype(int))] = True
    return days(metres, np.where(kept, scores, NAN))


def test_28_scores_within_42_days_are_judged() -> None:
    row = only(associations(logged_from(28, 42)))
    assert (row["verdict"], row["n"]) == ("more_pain", 28)
    assert "the true difference is likely smaller" in row["sentence"]


def test_27_scores_are_just_below() -> None:
    row = only(associations(logged_from(27, 42)))
    assert (row["verdict"], row["n"]) == ("not_enough_data", 27)
    assert row["more_days"] >= 1
    assert "log 1 more day." in row["sentence"]
    assert pd.isna(row["estimate"]) and pd.isna(row["p_adjusted"])


def test_41_days_from_the_first_score_to_the_last_are_just_below() -> None:
    row = only(associations(logged_from(41, 41)))
    assert row["verdict"] == "not_enough_data"
    assert "log 1 more day." in row["sentence"]


def test_a_short_log_of_weak_loads_says_how_much_more_would_do() -> None:
    rng = np.random.default_rng(3)
    row = only(associations(days(rng.uniform(0, 10_000, 50), [NAN] * 30 + rng.integers(0, 7, 20).tolist())))
    assert row["verdict"] == "not_enough_data"
    assert row["more_days"] >= 22
    assert f"{row['more_days']} more logged days would show a difference of 2 points" in row["sentence"]


def test_a_score_that_never_changes_says_so() -> None:
    row = only(associations(days(answering()[0], [0.0] * 120)))
    assert row["verdict"] == "not_enough_data"
    assert row["sentence"] == ("Not enough data: your pain was the same on all 113 days, so nothing can go with it.")


def test_an_exposure_that_never_varies_says_so() -> None:
    metres, scores = answering()
    row = only(associations(days(metres, scores, descent_m=0.0)), "descent_m")
    assert row["verdict"] == "not_enough_data"
    assert row["sentence"] == "Not enough data: descent hardly changed in 113 logged days."


def test_fast_running_of_a_year_ago_is_no_difference_between_the_days_of_the_log() -> None:
    metres, scores = answering()
    before, silent = np.zeros(300), np.full(300, NAN)
    fast = np.concatenate([[5000.0], np.zeros(299), np.zeros(len(metres))])
    made = days(np.concatenate([before, metres]), np.concatenate([silent, scores]), fast_m=fast)
    row = only(associations(made), "fast_m")
    assert row["verdict"] == "not_enough_data"
    assert np.isnan(row["estimate"])
    assert row["sentence"] == "Not enough data: fast running hardly changed in 120 logged days."


def test_days_whose_training_is_unknown_are_left_out_and_not_0() -> None:
    metres, scores = answering()
    metres[40:60] = NAN
    row = only(associations(days(metres, scores)))
    assert row["n"] < 113 - 15
    assert row["ci_low"] <= 0.1 <= row["ci_high"]


def test_an_exposure_known_on_half_of_the_days_costs_the_others_nothing() -> None:
    metres, scores = answering()
    descent = np.where(np.arange(120) % 12 < 6, NAN, 50.0)
    table = associations(days(metres, scores, descent_m=descent))
    assert only(table)["n"] == 113
    assert only(table, "descent_m")["verdict"] == "not_enough_data"
    assert "Days that are not known are left out, not counted as 0." in only(table, "descent_m")["sentence"]


def test_two_exposures_that_move_together_are_named_together_and_found_once() -> None:
    metres, scores = answering()
    table = associations(days(metres, scores, hard_surface_m=0.9 * metres + 100))
    found = table[table["verdict"] == "more_pain"]
    assert len(found) == 1
    assert "Running and running on hard surface rise and fall together" in found["sentence"].iloc[0] or (
        "Running on hard surface and running rise and fall together" in found["sentence"].iloc[0]
    )


def test_a_rest_day_has_no_spike() -> None:
    spike = next(exposure for exposure in EXPOSURES if exposure.column == "spike_ratio")
    distance = np.array([5000.0, 0.0, 8000.0, 9000.0])
    assert spike.prepare(np.array([0.8, NAN, 1.25, NAN]), distance).tolist()[:3] == [0.0, 0.0, 0.25]
    assert np.isnan(spike.prepare(np.array([0.8, NAN, 1.25, NAN]), distance)[3])


def test_the_table_keeps_its_contract_and_is_the_same_for_shuffled_rows() -> None:
    metres, scores = answering()
    dates = pd.date_range("2024-01-01", periods=120)
    runs = pd.DataFrame({"local_date": dates, "distance_m": metres})[metres > 0]
    pain = pd.DataFrame({"local_date": dates, "score": scores})
    made = analyse(runs, pain, as_of=dates[-1])
    shuffled = analyse(runs.sample(frac=1, random_state=1), pain.sample(frac=1, random_state=2), as_of=dates[-1])
    check(made.associations, ASSOCIATIONS)
    pd.testing.assert_frame_equal(made.associations, shuffled.associations)
    assert only(made.associations)["verdict"] == "more_pain"


def test_nothing_is_used_that_lies_after_the_day_of_the_analysis() -> None:
    metres, scores = answering()
    dates = pd.date_range("2024-01-01", periods=120)
    runs, pain = (
        pd.DataFrame({"local_date": dates, "distance_m": metres})[metres > 0],
        pd.DataFrame({"local_date": dates, "score": scores}),
    )
    then = dates[80]
    replayed = analyse(runs, pain, as_of=then).associations
    cut = analyse(runs[runs["local_date"] <= then], pain[pain["local_date"] <= then], as_of=then).associations
    pd.testing.assert_frame_equal(replayed, cut)


def test_moments_share_one_search_so_that_more_moments_cost_stronger_findings() -> None:
    metres, _ = answering()
    noise = np.random.default_rng(7).integers(0, 6, 120).astype(float)
    alone = only(associations(days(metres, noise)))["p_adjusted"]
    frame = days(metres, noise).assign(after_score=np.random.default_rng(8).integers(0, 6, 120).astype(float))
    assert only(associations(frame))["p_adjusted"] >= alone
