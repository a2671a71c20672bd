"""Is each activity there once, and is pain tied to its run?"""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ContractError
from analysis.join import Joined, join
from analysis.tables import ACTIVITIES, PAIN, check


def runs(**columns: object) -> pd.DataFrame:
    return pd.DataFrame(columns)


def recorded(source: str, start: str, km: float, minutes: float, **more: object) -> dict[str, object]:
    """One activity as an importer gives it: FIT knows UTC and local time, a Garmin CSV only local time."""
    clock = pd.Timestamp(start)
    return {
        "activity_id": f"{source}-{start}-{km}",
        "local_date": clock.normalize(),
        "local_start_time": clock,
        "start_time": pd.NaT if source == "garmin_csv" else (clock - pd.Timedelta(hours=2)).tz_localize("UTC"),
        "sport": "running",
        "distance_m": 1000 * km,
        "moving_time_s": 60 * minutes,
        "surface": "unknown",
        "surface_source": "unknown",
        "source_format": source,
        "source_file": "Activities.csv" if source == "garmin_csv" else f"{clock:%m%d-%H%M}.{source}",
    } | more


def once(*rows: dict[str, object]) -> Joined:
    """The join of the rows; whatever their order, it must be the same."""
    frame = pd.DataFrame(list(rows))
    straight, reverse = join(frame, None), join(frame[::-1], None)
    pd.testing.assert_frame_equal(straight.activities, reverse.activities)
    assert straight.merged == reverse.merged
    return straight


# Completing what was given


def test_a_date_and_a_distance_are_enough_for_a_run() -> None:
    row = join(runs(local_date=["2024-03-01"], distance_m=[5000]), None).activities.loc[0]
    assert row["sport"] == "running"
    assert row["distance_m"] == 5000
    assert (row["surface"], row["surface_source"], row["source_format"]) == ("unknown", "unknown", "entered")
    assert row["local_date"] == pd.Timestamp("2024-03-01")
    assert pd.isna(row["moving_time_s"])


@pytest.mark.parametrize(
    "day", ["2024-03-01", datetime.date(2024, 3, 1), pd.Timestamp("2024-03-01"), np.datetime64("2024-03-01")]
)
def test_a_day_may_be_text_a_date_or_a_timestamp(day: object) -> None:
    joined = join(runs(local_date=[day], distance_m=[5000]), runs(local_date=[day], score=[3]))
    assert joined.activities["local_date"].tolist() == [pd.Timestamp("2024-03-01")]
    assert joined.pain["local_date"].tolist() == [pd.Timestamp("2024-03-01")]


def test_the_same_row_gets_the_same_id_in_every_analysis() -> None:
    first = join(runs(local_date=["2024-03-01"], distance_m=[5000]), None).activities["activity_id"]
    second = join(runs(local_date=["2024-03-01", "2024-03-02"], distance_m=[5000.0, 1]), None).activities["activity_id"]
    assert first[0] == second[0]
    assert second[0] != second[1]


def test_two_equal_runs_of_one_day_in_one_table_stay_two() -> None:
    joined = join(runs(local_date=["2024-03-01"] * 2, distance_m=[5000, 5000]), None)
    assert joined.activities["distance_m"].tolist() == [5000, 5000]
    assert joined.activities["activity_id"].is_unique


def test_pain_needs_a_day_and_a_score() -> None:
    row = join(None, runs(local_date=["2024-03-01"], score=[0])).pain.loc[0]
    assert row["score"] == 0
    assert (row["moment"], row["site"], row["side"], row["source"]) == ("day", "unknown", "unknown", "entered")
    assert row["entry"] == 1


def test_a_missing_score_stays_missing() -> None:
    pain = join(None, runs(local_date=["2024-03-01", "2024-03-02"], score=[None, 0], signs=["limp", "none"])).pain
    assert pain["score"].isna().tolist() == [True, False]


def test_several_entries_of_one_day_and_place_are_all_kept_and_numbered() -> None:
    pain = join(None, runs(local_date=["2024-03-01"] * 3, score=[4, 4, 6])).pain
    assert pain["entry"].tolist() == [1, 2, 3]
    assert pain["score"].tolist() == [4, 4, 6]


@pytest.mark.parametrize(
    ("sport", "sub_sport"), [("Run", None), ("trail_running", "trail"), ("virtual_run", "virtual"), ("running", None)]
)
def test_other_names_of_running_are_running(sport: str, sub_sport: str | None) -> None:
    row = join(runs(local_date=["2024-03-01"], distance_m=[5000], sport=[sport]), None).activities.loc[0]
    assert row["sport"] == "running"
    assert row["sub_sport"] == sub_sport if sub_sport else pd.isna(row["sub_sport"])


def test_other_sports_keep_their_name() -> None:
    frame = runs(local_date=["2024-03-01"] * 2, distance_m=[5000, 1], sport=["Cycling", "prunning"])
    assert sorted(join(frame, None).activities["sport"]) == ["cycling", "prunning"]


def test_a_treadmill_run_without_a_surface_was_on_the_treadmill() -> None:
    row = join(runs(local_date=["2024-03-01"], distance_m=[5000], sub_sport=["treadmill"]), None).activities.loc[0]
    assert (row["surface"], row["surface_source"]) == ("treadmill", "entered")


@pytest.mark.parametrize("nothing", [None, pd.DataFrame(), pd.DataFrame(columns=["local_date", "distance_m"])])
def test_no_data_are_no_rows_and_no_day(nothing: pd.DataFrame | None) -> None:
    joined = join(nothing, nothing)
    check(joined.activities, ACTIVITIES)
    check(joined.pain, PAIN)
    assert joined.activities.empty
    assert joined.pain.empty
    assert joined.today is pd.NaT


def test_the_frames_given_are_not_changed() -> None:
    frame = pd.DataFrame(
        [recorded("fit", "2024-03-01 07:00", 10, 60), recorded("garmin_csv", "2024-03-01 07:00", 10, 60)]
    )
    pain = runs(local_date=["2024-03-01"], score=[3], moment=["during"])
    before = frame.copy(deep=True), pain.copy(deep=True)
    join(frame, pain)
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(pain, before[1])


def test_what_cannot_be_is_refused_by_name() -> None:
    with pytest.raises(ContractError, match=r"ACTIVITIES\.distance_m: 1 bad value \(below 0 m\), first: -3000"):
        join(runs(local_date=["2024-03-01"], distance_m=[-3000]), None)
    with pytest.raises(ContractError, match=r"PAIN\.score: 1 bad value \(above 10 0-10\), first: 11"):
        join(None, runs(local_date=["2024-03-01"], score=[11]))
    with pytest.raises(ContractError, match="PAIN: required column missing: local_date"):
        join(None, runs(score=[1]))


def test_one_id_on_two_days_is_refused() -> None:
    frame = runs(activity_id=["a", "a"], local_date=["2024-03-01", "2024-03-05"], distance_m=[5000, 5000])
    with pytest.raises(ContractError, match=r"ACTIVITIES\.activity_id: 2 bad values \(key stands more than once\)"):
        join(frame, None)


# The day of the analysis


def test_today_is_the_last_day_of_any_data() -> None:
    activities = runs(local_date=["2024-03-01"], distance_m=[5000])
    assert join(activities, runs(local_date=["2024-03-04"], score=[1])).today == pd.Timestamp("2024-03-04")
    assert join(activities, None).today == pd.Timestamp("2024-03-01")


def test_as_of_keeps_that_day_and_nothing_after() -> None:
    days = ["2024-03-01", "2024-03-02", "2024-03-03"]
    joined = join(runs(local_date=days, distance_m=[1, 2, 3]), runs(local_date=days, score=[1, 2, 3]), "2024-03-02")
    assert joined.activities["distance_m"].tolist() == [1, 2]
    assert joined.pain["score"].tolist() == [1, 2]
    assert joined.today == pd.Timestamp("2024-03-02")


def test_as_of_without_data_is_still_today() -> None:
    assert join(None, None, datetime.date(2024, 3, 2)).today == pd.Timestamp("2024-03-02")


def test_a_run_at_01_44_belongs_to_its_local_day() -> None:
    night = recorded("fit", "2024-03-02 01:44", 10, 60)  # 23:44 UTC of the day before
    assert join(pd.DataFrame([night]), None).activities["local_date"].tolist() == [pd.Timestamp("2024-03-02")]
    assert join(pd.DataFrame([night]), None, "2024-03-01").activities.empty


# Each activity once


def test_the_same_run_from_fit_and_csv_is_one_run_from_the_fit_file() -> None:
    fit = recorded("fit", "2024-03-01 07:00:12", 10.02, 60, ascent_m=80)
    csv = recorded("garmin_csv", "2024-03-01 07:00:12", 10.0, 60.1, title="Morning Run", ascent_m=75)
    joined = once(fit, csv)
    row = joined.activities.loc[0]
    assert len(joined.activities) == 1
    assert (row["activity_id"], row["distance_m"], row["ascent_m"]) == (fit["activity_id"], 10020, 80)
    assert row["title"] == "Morning Run"
    assert row["also_in"] == "Activities.csv"
    assert joined.merged == {csv["activity_id"]: fit["activity_id"]}


def test_a_surface_that_was_entered_fills_one_the_file_does_not_know() -> None:
    fit = recorded("fit", "2024-03-01 07:00", 10, 60)
    entered = recorded("entered", "2024-03-01 07:00", 10, 60, surface="asphalt", surface_source="entered")
    row = once(fit, entered).activities.loc[0]
    assert (row["surface"], row["surface_source"], row["source_format"]) == ("asphalt", "entered", "fit")


def test_zero_climb_in_the_fit_file_is_kept_over_another_value() -> None:
    fit = recorded("fit", "2024-03-01 07:00", 10, 60, ascent_m=0)
    csv = recorded("garmin_csv", "2024-03-01 07:00", 10, 60, ascent_m=75)
    assert once(fit, csv).activities["ascent_m"].tolist() == [0]


@pytest.mark.parametrize(("seconds", "left"), [(60, 1), (61, 2)])
def test_starts_a_minute_apart_are_one_run_and_a_second_more_are_two(seconds: int, left: int) -> None:
    fit = recorded("fit", "2024-03-01 07:00:00", 10, 60)
    csv = recorded("garmin_csv", str(pd.Timestamp("2024-03-01 07:00") + pd.Timedelta(seconds=seconds)), 10, 60)
    assert len(once(fit, csv).activities) == left


@pytest.mark.parametrize(("km", "left"), [(9.51, 1), (9.49, 2)])
def test_distances_five_percent_apart_are_one_run_and_more_are_two(km: float, left: int) -> None:
    rows = recorded("fit", "2024-03-01 07:00", 10, 60), recorded("garmin_csv", "2024-03-01 07:00", km, 50)
    assert len(once(*rows).activities) == left


def test_a_treadmill_and_a_watch_that_agree_on_time_are_one_run() -> None:
    watch = recorded("fit", "2024-03-01 07:00", 8.7, 60)
    assert len(once(watch, recorded("garmin_csv", "2024-03-01 07:00", 10, 60)).activities) == 1
    assert len(once(watch, recorded("garmin_csv", "2024-03-01 07:00", 12, 60)).activities) == 2


def test_two_runs_that_start_in_the_same_minute_with_different_distance_stay_two() -> None:
    joined = once(recorded("fit", "2024-03-01 07:00:00", 1, 6), recorded("fit", "2024-03-01 07:00:40", 12, 70))
    assert joined.activities["distance_m"].tolist() == [1000, 12000]
    assert joined.merged == {}


def test_two_runs_in_one_minute_from_two_sources_each_find_their_other() -> None:
    short, long = ("2024-03-01 07:00:00", 1, 6), ("2024-03-01 07:00:40", 12, 70)
    joined = once(*(recorded(source, *run) for source in ("fit", "garmin_csv") for run in (short, long)))
    assert joined.activities["distance_m"].tolist() == [1000, 12000]
    assert joined.activities["source_format"].tolist() == ["fit", "fit"]


def test_a_ride_that_starts_with_a_run_stays_a_ride() -> None:
    ride = recorded("garmin_csv", "2024-03-01 07:00", 10, 60, sport="cycling")
    assert sorted(once(recorded("fit", "2024-03-01 07:00", 10, 60), ride).activities["sport"]) == ["cycling", "running"]


def test_a_run_entered_without_a_clock_is_the_recorded_run_of_that_day() -> None:
    entered = {"activity_id": "x", "local_date": "2024-03-01", "distance_m": 10030, "source_format": "entered",
               "perceived_exertion": 7}  # fmt: skip
    row = once(recorded("fit", "2024-03-01 07:00", 10, 60), entered).activities
    assert row[["distance_m", "perceived_exertion", "also_in"]].to_numpy().tolist() == [[10000, 7, "entered"]]


@pytest.mark.parametrize(("metres", "left"), [(10050, 1), (10052, 2)])
def test_without_a_clock_distances_half_a_percent_apart_are_one_run_and_more_are_two(metres: int, left: int) -> None:
    entered = {"activity_id": "x", "local_date": "2024-03-01", "distance_m": metres, "source_format": "entered"}
    assert len(once(recorded("fit", "2024-03-01 07:00", 10, 60), entered).activities) == left


def test_one_entry_without_a_clock_never_swallows_two_equal_runs_of_the_day() -> None:
    morning, evening = recorded("fit", "2024-03-01 07:00", 5, 30), recorded("fit", "2024-03-01 18:00", 5.01, 29)
    entered = {"activity_id": "x", "local_date": "2024-03-01", "distance_m": 5000, "source_format": "entered"}
    joined = once(morning, evening, entered)
    assert joined.activities["distance_m"].tolist() == [5000, 5010]
    assert joined.merged == {"x": morning["activity_id"]}


def test_two_entries_without_a_clock_find_the_two_equal_runs_of_the_day() -> None:
    rows = [recorded("fit", "2024-03-01 07:00", 5, 30), recorded("fit", "2024-03-01 18:00", 5.01, 29)]
    for name in "xy":
        rows.append({"activity_id": name, "local_date": "2024-03-01", "distance_m": 5005, "source_format": "entered"})
    assert len(once(*rows).activities) == 2


def test_a_file_that_fell_back_to_utc_takes_clock_and_day_from_the_list() -> None:
    utc = pd.Timestamp("2024-03-01 22:30:05")
    fit = recorded("fit", "2024-03-01 22:30:05", 10, 60, start_time=utc.tz_localize("UTC"))
    csv = recorded("garmin_csv", "2024-03-02 08:00:05", 10, 60)  # Adelaide, 9 h 30 min ahead
    row = once(fit, csv).activities
    assert row["source_format"].tolist() == ["fit"]
    assert row["local_start_time"].tolist() == [pd.Timestamp("2024-03-02 08:00:05")]
    assert row["local_date"].tolist() == [pd.Timestamp("2024-03-02")]
    assert row["start_time"].tolist() == [utc.tz_localize("UTC")]


@pytest.mark.parametrize(
    ("csv", "why"),
    [
        (("2024-03-01 18:20:00", 10, 60), "not a whole quarter of an hour"),
        (("2024-03-01 18:30:00", 10.06, 60), "another distance"),
        (("2024-03-01 18:30:00", 10, 61), "another time"),
    ],
)
def test_an_evening_run_like_the_morning_one_is_not_the_same(csv: tuple[str, float, float], why: str) -> None:
    fit = recorded("fit", "2024-03-01 07:00:00", 10, 60, start_time=pd.Timestamp("2024-03-01 07:00", tz="UTC"))
    assert len(once(fit, recorded("garmin_csv", *csv)).activities) == 2, why


def test_equal_runs_hours_apart_stay_two_where_the_file_knows_its_zone() -> None:
    rows = recorded("fit", "2024-03-01 07:00", 10, 60), recorded("garmin_csv", "2024-03-01 18:00", 10, 60)
    assert len(once(*rows).activities) == 2


def test_the_same_recording_given_twice_is_one() -> None:
    row = recorded("fit", "2024-03-01 07:00", 10, 60)
    assert len(once(row, row).activities) == 1


def test_rest_confirmed_twice_is_one_rest_day() -> None:
    rest = runs(local_date=["2024-03-01", "2024-03-01"], sport=["rest", "rest"], distance_m=[None, None])
    assert join(rest, None).activities["sport"].tolist() == ["rest"]


def test_runs_that_overlap_and_differ_are_both_kept_and_told() -> None:
    joined = once(recorded("fit", "2024-03-01 07:00", 10, 60), recorded("garmin_csv", "2024-03-01 07:10", 8, 40))
    assert len(joined.activities) == 2
    assert [issue.sentence for issue in joined.issues] == [
        "Activities.csv: The run of 2024-03-01 07:10 overlaps the one that started at 07:00. Both count."
        " If they are the same run, remove one of them."
    ]


def test_three_thousand_runs_in_two_sources_are_three_thousand_runs() -> None:
    days = pd.date_range("2014-01-01", periods=3000).strftime("%Y-%m-%d 07:00")
    rows = [
        recorded(source, day, 5 + i % 7, 30 + i % 7) for source in ("fit", "garmin_csv") for i, day in enumerate(days)
    ]
    joined = join(pd.DataFrame(rows), None)
    assert len(joined.activities) == 3000
    assert set(joined.activities["source_format"]) == {"fit"}
    assert len(joined.merged) == 3000


def test_exposures_of_a_merged_activity_follow_to_the_one_kept() -> None:
    fit, csv = recorded("fit", "2024-03-01 07:00", 10, 60), recorded("garmin_csv", "2024-03-01 07:00", 10, 60)
    of_csv = runs(activity_id=[csv["activity_id"]] * 2, dimension=["surface", "shoe"], band=["asphalt", "A"])
    of_fit = runs(activity_id=[fit["activity_id"]], dimension=["surface"], band=["trail"])
    followed = once(fit, csv).follow(pd.concat([of_csv, of_fit]))
    assert followed["activity_id"].tolist() == [fit["activity_id"]] * 2
    assert followed["band"].tolist() == ["A", "trail"]


# Pain and its run


def tied(moments: list[str], **more: list[object]) -> list[str]:
    """The activities that entries of a day with runs `am` and `pm` belong to."""
    frame = pd.DataFrame([
        recorded("fit", "2024-03-01 18:00", 8, 50, activity_id="pm"),
        recorded("fit", "2024-03-01 07:00", 5, 30, activity_id="am"),
        recorded("fit", "2024-03-01 20:00", 30, 60, activity_id="ride", sport="cycling"),
    ])  # fmt: skip
    pain = runs(local_date=["2024-03-01"] * len(moments), score=[1.0] * len(moments), moment=moments, **more)
    ids = join(frame, pain).pain.set_index("moment")["activity_id"].reindex(moments)
    return ids.fillna("none").tolist()


def test_before_belongs_to_the_first_run_of_the_day_during_and_after_to_the_last() -> None:
    assert tied(["before", "during", "after"]) == ["am", "pm", "pm"]


def test_other_moments_belong_to_no_run() -> None:
    assert tied(["first_steps", "rest", "night", "day"]) == ["none"] * 4


def test_a_warm_up_pattern_belongs_to_the_last_run() -> None:
    assert tied(["day"], warm_up=["eased"]) == ["pm"]


def test_an_activity_that_is_given_is_kept_and_an_unknown_one_is_not() -> None:
    assert tied(["during"], activity_id=["am"]) == ["am"]
    assert tied(["during"], activity_id=["ride"]) == ["ride"]
    assert tied(["during"], activity_id=["gone"]) == ["pm"]
    assert tied(["day"], activity_id=["gone"]) == ["none"]


def test_pain_of_a_day_without_a_run_belongs_to_none() -> None:
    pain = runs(local_date=["2024-03-02"], score=[4], moment=["after"])
    joined = join(runs(local_date=["2024-03-01"], distance_m=[5000]), pain)
    assert joined.pain["activity_id"].isna().all()


def test_pain_tied_to_a_merged_activity_follows_to_the_one_kept() -> None:
    fit, csv = recorded("fit", "2024-03-01 07:00", 10, 60), recorded("garmin_csv", "2024-03-01 07:00", 10, 60)
    pain = runs(local_date=["2024-03-02"], score=[4], moment=["after"], activity_id=[csv["activity_id"]])
    assert join(pd.DataFrame([fit, csv]), pain).pain["activity_id"].tolist() == [fit["activity_id"]]


# Recordings that the runner called parts of one run


def parts(**second: object) -> list[dict[str, object]]:
    """5 km in 30 min at 140 bpm, and 3 km in 15 min at 160 bpm that go on ten minutes later."""
    first = recorded("fit", "2024-03-01 07:00", 5, 30, activity_id="a", avg_heart_rate_bpm=140.0, ascent_m=20.0)
    return [first, recorded("fit", "2024-03-01 07:40", 3, 15, activity_id="b", avg_heart_rate_bpm=160.0,
                            ascent_m=0.0, part_of="a") | second]  # fmt: skip


def test_parts_are_one_run_with_sums_and_means_by_time() -> None:
    joined = once(*parts())
    row = joined.activities.loc[0]
    assert len(joined.activities) == 1
    assert row[["activity_id", "distance_m", "moving_time_s", "elapsed_time_s", "ascent_m"]].tolist() == [
        "a", 8000, 2700, 3300, 20]  # fmt: skip
    assert row["avg_heart_rate_bpm"] == pytest.approx((140 * 30 + 160 * 15) / 45)
    assert pd.isna(row["part_of"])
    assert (joined.parts, joined.merged) == ({"b": "a"}, {})
    assert row["also_in"] == "0301-0740.fit"


def test_what_parts_do_not_share_is_not_known_of_the_whole() -> None:
    shared = {"surface": "trail", "surface_source": "file", "shoe": "Blue"}
    first, second = parts(**shared)
    assert once(first | shared, second).activities[["surface", "shoe"]].to_numpy().tolist() == [["trail", "Blue"]]
    row = once(first | shared, second | {"surface": "track", "shoe": "Red"}).activities.loc[0]
    assert (row["surface"], pd.isna(row["shoe"])) == ("unknown", True)


def test_a_part_whose_first_recording_is_not_there_stands_alone() -> None:
    joined = once(parts()[1])
    assert joined.activities["activity_id"].tolist() == ["b"]
    assert joined.parts == {}


def test_parts_of_parts_are_one_run_and_a_chain_that_bites_its_tail_ends() -> None:
    third = recorded("fit", "2024-03-01 08:00", 2, 10, activity_id="c", part_of="b")
    assert once(*parts(), third).activities["distance_m"].tolist() == [10000]
    first, second = parts()
    assert once(first | {"part_of": "b"}, second).activities["distance_m"].tolist() == [8000]


def test_a_part_told_of_the_list_holds_for_the_watch_s_recording_of_it() -> None:
    lists = [recorded("garmin_csv", "2024-03-01 07:00", 5, 30, activity_id="l1"),
             recorded("garmin_csv", "2024-03-01 07:40", 3, 15, activity_id="l2", part_of="l1")]  # fmt: skip
    first, second = parts(part_of=None)
    joined = once(first, second, *lists)
    assert joined.activities[["activity_id", "distance_m"]].to_numpy().tolist() == [["a", 8000]]
    assert (joined.merged, joined.parts) == ({"l1": "a", "l2": "b"}, {"b": "a"})


def test_pain_tied_to_a_part_belongs_to_the_run() -> None:
    pain = runs(local_date=["2024-03-01"], score=[4], moment=["after"], activity_id=["b"])
    assert join(pd.DataFrame(parts()), pain).pain["activity_id"].tolist() == ["a"]


def test_exposures_of_parts_are_added_up_and_of_best_efforts_the_best_stands() -> None:
    rows = [("a", "surface", "trail", 4000, 1500.0, np.nan), ("b", "surface", "trail", 1000, 300.0, np.nan),
            ("a", "form", "2.9", 900, 300.0, 160.0), ("b", "form", "2.9", 300, 100.0, 180.0),
            ("a", "best", "600", 1700, 600.0, np.nan), ("b", "best", "600", 2100, 600.0, np.nan)]  # fmt: skip
    names = ["activity_id", "dimension", "band", "distance_m", "time_s", "cadence_spm"]
    followed = once(*parts()).follow(pd.DataFrame(rows, columns=names))
    by_band = followed.set_index("dimension")[["distance_m", "time_s", "cadence_spm"]]
    assert set(followed["activity_id"]) == {"a"}
    assert by_band.loc["surface"].tolist()[:2] == [5000, 1800]
    assert by_band.loc["form"].tolist() == [1200, 400, 165]
    assert by_band.loc["best"].tolist()[:2] == [2100, 600]


@pytest.mark.parametrize(("seconds", "left"), [(44, 1), (45, 2)])
def test_a_run_that_was_over_when_another_began_is_not_that_one(seconds: int, left: int) -> None:
    """Repetitions of 200 m in 45 s, each saved by itself."""
    rows = (recorded("fit", f"2024-03-01 07:00:{at:02d}", 0.2, 0.75) for at in (0, seconds))
    assert len(once(*rows).activities) == left
