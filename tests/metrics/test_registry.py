"""What holds for every topic, on any history."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import metrics
from analysis.join import join
from analysis.metrics import TOPICS
from analysis.metrics.base import History, recordings
from analysis.metrics.coverage import of_days
from analysis.tables import DAYS, EXPOSURES, MOMENTS, RUNS, SURFACES, WEEKS, check
from tests.metrics.athlete import ran, tables

START = pd.Timestamp("2024-01-01")
ALL = ("exposures", "runs", "days", "weeks")

missing_or = st.none() | st.integers(0, 4000).map(float)
activity = st.fixed_dictionaries({
    "day": st.integers(0, 60),
    "minute": st.none() | st.integers(0, 1439),
    "sport": st.sampled_from(["running", "running", "running", "cycling", "rest"]),
    "distance_m": st.none() | st.integers(0, 30_000).map(float),
    "moving_time_s": missing_or,
    "ascent_m": missing_or,
    "surface": st.sampled_from(SURFACES),
})  # fmt: skip
entry = st.fixed_dictionaries({
    "day": st.integers(0, 65),
    "moment": st.sampled_from(MOMENTS),
    "site": st.sampled_from(["plantar_heel", "knee"]),
    "score": st.none() | st.integers(0, 10).map(float),
})  # fmt: skip
activities = st.lists(activity, max_size=40).map(lambda rows: laid_out(rows))
pain_log = st.lists(entry, max_size=40).map(lambda rows: dated(rows))
few = settings(max_examples=8)  # each example runs the whole of join and metrics


def dated(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", *[name for name in (rows[0] if rows else {}) if name != "day"]])
    frame["local_date"] = START + pd.to_timedelta(frame.pop("day").astype("int64"), unit="D")
    return frame


def laid_out(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = dated(rows)
    if rows:
        minutes = pd.to_timedelta(frame.pop("minute").astype("float64"), unit="min")
        frame["local_start_time"] = frame["local_date"] + minutes
        frame["activity_id"] = [f"a{i:02}" for i in range(len(frame))]
    return frame


def equal(one: object, other: object) -> None:
    for name in ALL:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_each_column_of_days_is_filled_by_exactly_one_topic() -> None:
    filled = Counter(column for topic in TOPICS for column in topic.DAY_COLUMNS)
    assert filled == Counter(name for name in DAYS.names if name not in DAYS.key)


def test_each_column_of_weeks_is_a_total_of_days_or_filled_by_exactly_one_topic() -> None:
    own = [column for topic in TOPICS if hasattr(topic, "per_week") for column in topic.WEEK_COLUMNS]
    combined = [column.name for column in DAYS.columns if column.weekly]
    assert Counter(own + combined) == Counter(name for name in WEEKS.names if name not in WEEKS.key)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.__name__.rsplit(".", 1)[-1])
def test_a_topic_fills_what_it_declares_on_every_day_and_week(topic: metrics.base.Topic) -> None:
    joined = join(
        ran(("2024-01-03 07:00", 5), ("2024-01-20", 8)), pd.DataFrame({"local_date": ["2024-01-01"], "score": 2})
    )
    made = tables(joined.activities, joined.pain)
    parts = recordings(joined.activities)
    calendar = pd.date_range("2024-01-01", "2024-01-20", name="local_date")
    exposed = made.exposures.merge(parts[["activity_id", "local_date"]])
    coverage = of_days(calendar, joined.activities)
    history = History(coverage, joined.activities, parts, exposed, joined.pain, made.runs)
    filled = topic.per_day(history)
    assert filled.columns.tolist() == list(topic.DAY_COLUMNS)
    assert filled.index.equals(calendar)
    if hasattr(topic, "per_week"):
        week = pd.Series(pd.to_datetime(["2024-01-01"] * 7 + ["2024-01-08"] * 7 + ["2024-01-15"] * 6))
        weekly = topic.per_week(made.days, week)
        assert sorted(weekly.columns) == sorted(topic.WEEK_COLUMNS)
        assert weekly.index.tolist() == list(pd.to_datetime(["2024-01-01", "2024-01-08", "2024-01-15"]))


def test_every_topic_says_what_it_asks() -> None:
    for topic in TOPICS:
        assert topic.__doc__.rstrip().endswith("?")
        assert topic.per_day.__doc__


def test_no_data_give_empty_tables_that_keep_their_contracts() -> None:
    made = tables(None, None)
    for name, table in zip(ALL, (EXPOSURES, RUNS, DAYS, WEEKS), strict=True):
        assert check(getattr(made, name), table).empty


def test_a_single_run_gives_one_day_and_one_week() -> None:
    made = tables(ran(("2024-03-06", 5)))
    assert len(made.runs) == len(made.days) == len(made.weeks) == 1
    assert made.weeks.loc[0, ["distance_m", "run_days", "known_days"]].tolist() == [5000, 1, 1]


@few
@given(activities, pain_log, st.integers(0, 6))
def test_no_day_and_no_week_is_skipped(runs: pd.DataFrame, pain: pd.DataFrame, week_start: int) -> None:
    made = tables(runs, pain, week_start=week_start)
    assert (made.days["local_date"].diff().dropna() == pd.Timedelta(days=1)).all()
    assert (made.weeks["week_start"].diff().dropna() == pd.Timedelta(days=7)).all()
    assert (made.weeks["week_start"].dt.day_of_week == week_start).all()
    if len(made.days):
        assert made.weeks["week_start"].iloc[0] <= made.days["local_date"].iloc[0]
        assert made.days["local_date"].iloc[-1] < made.weeks["week_start"].iloc[-1] + pd.Timedelta(days=7)


@few
@given(activities, pain_log)
def test_weeks_add_up_to_days_and_days_to_activities(runs: pd.DataFrame, pain: pd.DataFrame) -> None:
    made = tables(runs, pain)
    for column in ("n_runs", "distance_m", "moving_time_s", "ascent_m", "cross_training_s", "unknown_m"):
        assert made.weeks[column].sum() == pytest.approx(made.days[column].sum())
    if len(runs):
        given_metres = runs.loc[runs["sport"] == "running", "distance_m"].sum()
        assert made.days["distance_m"].sum() == pytest.approx(given_metres)
        assert made.days[[f"{surface}_m" for surface in SURFACES]].sum().sum() == pytest.approx(given_metres)


@few
@given(activities, pain_log, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(runs: pd.DataFrame, pain: pd.DataFrame, random: object) -> None:
    def shuffled(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.iloc[random.sample(range(len(frame)), len(frame))]

    equal(tables(runs, pain), tables(shuffled(runs), shuffled(pain)))


@few
@given(activities, pain_log, st.integers(0, 65))
def test_as_of_says_what_the_cut_data_say(runs: pd.DataFrame, pain: pd.DataFrame, day: int) -> None:
    today = START + pd.Timedelta(days=day)
    cut = [frame[frame["local_date"] <= today] for frame in (runs, pain)]
    equal(tables(runs, pain, as_of=today), tables(*cut, as_of=today))


@few
@given(activities, pain_log)
def test_nothing_given_is_changed(runs: pd.DataFrame, pain: pd.DataFrame) -> None:
    joined = join(runs, pain)
    before = {name: getattr(joined, name).copy(deep=True) for name in ("activities", "pain")}
    exposures = metrics.exposures(joined.activities)
    made = metrics.runs(joined.activities, joined.pain, exposures)
    days = metrics.days(joined.activities, exposures, joined.pain, made, joined.today)
    kept = [exposures.copy(deep=True), made.copy(deep=True), days.copy(deep=True)]
    metrics.days(joined.activities, exposures, joined.pain, made, joined.today)
    metrics.weeks(days, 0)
    for one, other in zip([exposures, made, days], kept, strict=True):
        pd.testing.assert_frame_equal(one, other)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(joined, name), frame)


@few
@given(activities, pain_log)
def test_pain_never_changes_training_nor_training_pain(runs: pd.DataFrame, pain: pd.DataFrame) -> None:
    """But where they set the first or the last day."""
    made, alone = tables(runs, pain), tables(None, pain)
    shared = made.days.merge(alone.days, on="local_date", suffixes=("", "_alone"))
    for column in ("worst_score", "first_steps_score", "is_logged"):
        assert shared[column].equals(shared[f"{column}_alone"].rename(column))
    if len(runs) and len(pain):
        trained = tables(runs, None, as_of=made.days["local_date"].max())
        shared = made.days.merge(trained.days, on="local_date", suffixes=("", "_trained"))
        for column in ("coverage", "distance_m", "spike_ratio"):
            assert shared[column].equals(shared[f"{column}_trained"].rename(column))


@few
@given(activities)
def test_ratios_do_not_depend_on_the_unit_of_distance(runs: pd.DataFrame) -> None:
    if not len(runs):
        return
    # In yards the numbers are other numbers; every ratio must stay.
    in_yards = runs.assign(distance_m=runs["distance_m"].astype("float64") / 0.9144)
    one, other = tables(runs), tables(in_yards)
    for name, column in (("runs", "spike_ratio"), ("weeks", "change_previous"), ("weeks", "change_mean_4")):
        ratios = [getattr(made, name)[column].to_numpy("float64") for made in (one, other)]
        np.testing.assert_allclose(*ratios)
