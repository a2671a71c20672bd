"""From frames to flags: what a caller of `analyse` relies on."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest

from analysis import Settings, analyse
from analysis.errors import ContractError
from analysis.tables import ASSOCIATIONS, DAYS, EXPOSURES, FLAGS, PAIN, PLAN, RUNS, WEEKS, check

MONDAY = pd.Timestamp("2024-01-01")


def history(weeks: int = 20, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A runner with four runs a week whose heel gets worse from week 12 although the load is cut from week 13."""
    rng = np.random.default_rng(seed)
    days = pd.date_range(MONDAY, periods=7 * weeks)
    cut = np.where(np.arange(len(days)) >= 13 * 7, 0.5, 1.0)
    runs = np.isin(days.day_of_week, [1, 3, 5, 6])
    km = np.where(days.day_of_week == 6, 16, 8) * cut * rng.uniform(0.9, 1.1, len(days))
    rise = np.clip((np.arange(len(days)) - 12 * 7) / 7, 0, None)
    score = np.clip(np.rint(np.where(rise > 0, 2 + rise, 0)), 0, 10)
    logged = rng.random(len(days)) < 0.9
    return (
        pd.DataFrame({"local_date": days[runs], "distance_m": 1000 * km[runs]}),
        pd.DataFrame({"local_date": days[logged], "score": score[logged], "site": "plantar_heel", "side": "left"}),
    )


def test_every_table_of_an_analysis_keeps_its_contract() -> None:
    made = analyse(*history())
    for table in (RUNS, EXPOSURES, DAYS, WEEKS, ASSOCIATIONS, FLAGS, PLAN, PAIN):
        check(getattr(made, table.name.lower()), table)
    assert len(made.weeks) == 20
    assert len(made.days) == 140


def test_pain_that_rises_for_weeks_of_a_real_back_off_raises_the_flag() -> None:
    flags = analyse(*history()).flags.query("flag_id == 'worsening_despite_backoff' and is_current")
    assert flags["status"].tolist() == ["raised"]
    assert flags["site"].tolist() == ["plantar_heel"]
    assert flags["severity"].tolist() == ["clinician"]


@pytest.mark.parametrize("day", ["2024-02-11", "2024-03-27", "2024-04-23", "2024-05-12"])
def test_as_of_says_what_the_data_cut_at_that_day_say(day: str) -> None:
    runs, pain = history()
    replayed = analyse(runs, pain, as_of=day)
    cut = analyse(runs[runs["local_date"] <= day], pain[pain["local_date"] <= day], as_of=day)
    for name in ("activities", "pain", "runs", "exposures", "days", "weeks", "flags", "plan"):
        pd.testing.assert_frame_equal(getattr(replayed, name), getattr(cut, name))
    assert replayed.days["local_date"].max() == pd.Timestamp(day)


def test_as_of_takes_a_date_as_well_as_its_text() -> None:
    runs, pain = history()
    by_text = analyse(runs, pain, as_of="2024-03-27")
    by_date = analyse(runs, pain, as_of=datetime.date(2024, 3, 27))
    pd.testing.assert_frame_equal(by_text.flags, by_date.flags)


def test_the_order_of_rows_does_not_matter() -> None:
    runs, pain = history()
    straight = analyse(runs, pain)
    shuffled = analyse(runs.sample(frac=1, random_state=3), pain.sample(frac=1, random_state=4))
    for name in ("days", "weeks", "flags", "plan"):
        pd.testing.assert_frame_equal(getattr(straight, name), getattr(shuffled, name))


def test_the_inputs_are_not_changed() -> None:
    runs, pain = history()
    before = runs.copy(deep=True), pain.copy(deep=True)
    analyse(runs, pain)
    pd.testing.assert_frame_equal(runs, before[0])
    pd.testing.assert_frame_equal(pain, before[1])


@pytest.mark.parametrize("runs_given", [True, False])
@pytest.mark.parametrize("pain_given", [True, False])
def test_any_part_may_be_missing(runs_given: bool, pain_given: bool) -> None:
    runs, pain = history()
    made = analyse(runs if runs_given else None, pain if pain_given else None)
    assert made.days.empty == (not runs_given and not pain_given)
    check(made.flags, FLAGS)
    assert not (made.flags["status"] == "raised").all() or made.flags.empty


def test_without_pain_no_rule_about_pain_says_clear() -> None:
    runs, _ = history()
    flags = analyse(runs, None).flags.set_index("flag_id")
    assert flags.loc["worsening_despite_backoff", "status"] == "not_enough_data"
    assert flags.loc["limping", "status"] == "not_enough_data"


def test_a_rest_row_confirms_a_day_that_would_be_unknown() -> None:
    runs = pd.DataFrame({"local_date": ["2024-03-01", "2024-03-31"], "distance_m": [5000, 5000]})
    rests = pd.DataFrame({"local_date": pd.date_range("2024-03-02", "2024-03-30"), "sport": "rest"})
    assert analyse(runs, None).days["distance_m"].isna().sum() == 29
    confirmed = analyse(pd.concat([runs.assign(sport="running"), rests]), None).days
    assert confirmed["distance_m"].tolist() == [5000] + [0] * 29 + [5000]


def test_given_exposures_win_over_computed_ones() -> None:
    runs = pd.DataFrame({"activity_id": ["a"], "local_date": ["2024-03-01"], "distance_m": [5000]})
    asphalt = pd.DataFrame({
        "activity_id": ["a", "a"], "dimension": "surface", "band": ["asphalt", "trail"], "distance_m": [4000, 1000],
        "source": "entered",
    })  # fmt: skip
    days = analyse(runs, None, exposures=asphalt).days
    assert days[["asphalt_m", "trail_m", "unknown_m"]].iloc[0].tolist() == [4000, 1000, 0]
    assert analyse(runs, None).days["unknown_m"].iloc[0] == 5000


def test_the_week_starts_when_the_runner_says() -> None:
    runs, pain = history()
    assert set(analyse(runs, pain, settings=Settings(week_start=6)).weeks["week_start"].dt.day_of_week) == {6}


def test_units_change_sentences_and_no_number() -> None:
    runs, pain = history()
    km, mi = (analyse(runs, pain, settings=Settings(units=units)) for units in ("km", "mi"))
    pd.testing.assert_frame_equal(km.weeks, mi.weeks)
    assert km.flags["observed"].equals(mi.flags["observed"])
    assert km.flags["sentence"].str.contains(" mi").sum() == 0
    assert mi.flags["sentence"].str.contains(" km").sum() == 0


def test_an_impossible_frame_is_refused_by_name() -> None:
    with pytest.raises(ContractError, match=r"ACTIVITIES\.distance_m: 1 bad value \(below 0 m\), first: -3000"):
        analyse(pd.DataFrame({"local_date": ["2024-03-01"], "distance_m": [-3000]}), None)
    with pytest.raises(ContractError, match="required column missing: local_date"):
        analyse(pd.DataFrame({"distance_m": [5000]}), None)


def test_what_was_settled_later_was_not_settled_that_evening() -> None:
    pain = pd.DataFrame({"local_date": ["2026-03-02"], "score": [2], "signs": ["numbness"]})
    settled = Settings(resolved={"numbness_or_tingling": datetime.date(2026, 3, 5)})
    for day, status in (("2026-03-04", "raised"), ("2026-03-05", "clear")):
        judged = analyse(None, pain, settings=settled, as_of=day).flags
        now = judged[(judged["flag_id"] == "numbness_or_tingling") & judged["is_current"]]
        assert now["status"].tolist() == [status]
