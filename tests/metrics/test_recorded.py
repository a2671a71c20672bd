"""RECORDS -> EXPOSURES, and what becomes of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import analyse
from analysis.metrics import of_recordings
from analysis.tables import DIMENSIONS, EXPOSURES, RECORDS, check, empty
from tests.metrics.recordings import hill, over, recorded, run

DAY = pd.Timestamp("2024-03-04")


def hilly(activity_id: str = "a", seed: int = 1, times: np.ndarray | None = None) -> pd.DataFrame:
    """An hour over a hill, with noise, heart rate and cadence."""
    rng = np.random.default_rng(seed)
    records = over(lambda distance: hill(distance) + rng.normal(0, 0.4, len(distance)), times, activity_id)
    clock = records["elapsed_s"]
    return records.assign(heart_rate_bpm=140 + 10 * np.sin(clock / 300), cadence_spm=170 + 5 * np.sin(clock / 200))


def test_every_dimension_of_a_recording_keeps_the_contract() -> None:
    rows = check(of_recordings(run(), hilly()), EXPOSURES)
    told = set(rows["dimension"])
    assert told == {"grade", "elevation", "speed", "best", "heart_rate", "form"}
    assert told < set(DIMENSIONS)
    assert set(rows["source"]) == {"file"}


def test_time_and_distance_of_every_dimension_are_those_of_the_run() -> None:
    totals = of_recordings(run(), hilly()).groupby("dimension")[["distance_m", "time_s"]].sum()
    for dimension in ("grade", "speed", "heart_rate"):
        assert totals.loc[dimension].tolist() == pytest.approx([10_800, 3600])
    assert totals.loc["form", "time_s"] <= 3600


def test_many_recordings_in_one_call_are_what_each_is_alone() -> None:
    ids = ["a", "b", "c", "d"]
    rng = np.random.default_rng(8)
    times = {name: np.cumsum(rng.integers(1, 9, 400)).astype(float) for name in ids}
    records = {name: hilly(name, seed, times[name]) for seed, name in enumerate(ids)}
    records["c"] = records["c"].assign(altitude_m=np.nan)
    alone = [of_recordings(run(name), records[name]) for name in ids]
    runs = pd.concat([run(name) for name in ids], ignore_index=True)
    shuffled = pd.concat(records.values()).sample(frac=1, random_state=1)
    for rows in (pd.concat(records.values()), shuffled):
        together = of_recordings(runs, rows).sort_values(list(EXPOSURES.key), ignore_index=True)
        expected = pd.concat(alone).sort_values(list(EXPOSURES.key), ignore_index=True)
        pd.testing.assert_frame_equal(together, expected, check_exact=True)


@pytest.mark.parametrize("before", [1, 3, 7])
def test_a_grade_of_exactly_two_percent_is_uphill_wherever_in_a_call_the_recording_stands(before: int) -> None:
    clock = np.arange(1001)
    exact = recorded(clock, distance_m=2.7 * clock, altitude_m=0.02 * 2.7 * clock).assign(activity_id="exact")
    others = [hilly(f"other {n}", n, np.cumsum(np.full(400, 2.3))) for n in range(before)]
    found = (
        of_recordings(run("exact"), exact),
        of_recordings(
            pd.concat([run(name) for name in (*(f"other {n}" for n in range(before)), "exact")], ignore_index=True),
            pd.concat([*others, exact], ignore_index=True),
        ),
    )
    for rows in found:
        chosen = rows[(rows["activity_id"] == "exact") & (rows["dimension"] == "grade")]
        assert set(chosen["band"]) <= {"uphill", "unknown"}


def test_smart_recording_tells_what_a_sample_each_second_does() -> None:
    written = np.cumsum(np.random.default_rng(4).integers(1, 8, 1000))
    times = np.concatenate([[0], written[written < 3600], [3600]]).astype(float)
    every_second = hilly()
    smart = every_second[every_second["elapsed_s"].isin(times)]
    full, few = (of_recordings(run(), rows).set_index(["dimension", "band"]) for rows in (every_second, smart))
    for dimension in ("grade", "heart_rate"):
        both = full.loc[dimension, "time_s"].to_frame("full").join(few.loc[dimension, "time_s"], how="outer").fillna(0)
        assert (both["full"] - both["time_s"]).abs().max() <= 0.02 * 3600
    assert few.loc[("elevation", "whole"), ["ascent_m", "descent_m"]].tolist() == pytest.approx([50, 50], abs=2)
    assert few.loc["best", "distance_m"].tolist() == pytest.approx(full.loc["best", "distance_m"].tolist(), rel=0.02)


def test_only_runs_are_looked_at() -> None:
    both = pd.concat([run("a"), run("ride", sport="cycling")], ignore_index=True)
    rows = of_recordings(both, pd.concat([hilly("ride"), hilly("a"), hilly("not_there")]))
    assert rows["activity_id"].unique().tolist() == ["a"]
    assert check(of_recordings(run("ride", sport="cycling"), hilly("ride")), EXPOSURES).empty


def test_no_records_give_no_rows() -> None:
    assert check(of_recordings(run(), empty(RECORDS)), EXPOSURES).empty


def test_records_that_hold_nothing_but_times_give_no_rows() -> None:
    nothing = recorded(100, distance_m=[np.nan] * 100)
    assert check(of_recordings(run(), nothing), EXPOSURES).empty


def test_one_sample_gives_no_rows() -> None:
    assert check(of_recordings(run(), hilly().iloc[:1]), EXPOSURES).empty


def test_without_altitude_the_grade_is_unknown_and_nothing_is_climbed() -> None:
    rows = of_recordings(run(), recorded(1001))
    assert "elevation" not in set(rows["dimension"])
    unknown = rows[rows["dimension"] == "grade"]
    assert unknown[["band", "distance_m", "time_s", "source"]].to_numpy().tolist() == [
        ["unknown", 3000, 1000, "unknown"]
    ]


def test_a_treadmill_is_level_whatever_its_watch_says_of_altitude() -> None:
    rows = of_recordings(run(sub_sport="treadmill"), hilly())
    assert rows.loc[rows["dimension"] == "grade", "band"].tolist() == ["level"]
    climbed = rows[rows["dimension"] == "elevation"]
    assert climbed[["ascent_m", "descent_m"]].to_numpy().tolist() == [[0, 0]]
    assert rows.loc[rows["dimension"] == "speed", "band"].tolist() == ["3.0"]


def test_nothing_given_is_changed() -> None:
    runs, records = run(), hilly()
    before = runs.copy(deep=True), records.copy(deep=True)
    of_recordings(runs, records)
    pd.testing.assert_frame_equal(runs, before[0])
    pd.testing.assert_frame_equal(records, before[1])


# What the analysis makes of it


def day(activities: pd.DataFrame, **given: pd.DataFrame) -> pd.Series:
    return analyse(activities, None, **given).days.set_index("local_date").loc[DAY]


def test_records_say_what_was_climbed_where_the_watch_does_not() -> None:
    told = day(run(distance_m=10_800), records=hilly())
    assert told[["ascent_m", "descent_m"]].tolist() == pytest.approx([50, 50], abs=2)
    assert told["level_m"] == pytest.approx(10_800, abs=400)
    assert pd.isna(day(run(distance_m=10_800))["descent_m"])


def test_the_total_of_the_device_comes_first_each_way() -> None:
    told = day(run(distance_m=10_800, ascent_m=61.0), records=hilly())
    assert told["ascent_m"] == 61
    assert told["descent_m"] == pytest.approx(50, abs=2)


def test_exposures_made_at_the_import_are_as_good_as_the_records() -> None:
    runs, records = run(distance_m=10_800), hilly()
    at_once, from_import = analyse(runs, None, records), analyse(runs, None, exposures=of_recordings(runs, records))
    pd.testing.assert_frame_equal(at_once.exposures, from_import.exposures)
    pd.testing.assert_frame_equal(at_once.days, from_import.days)


def test_what_the_runner_says_of_the_grade_wins_over_the_recording() -> None:
    said = pd.DataFrame(
        {"activity_id": ["a"], "dimension": ["grade"], "band": ["steep_downhill"], "distance_m": [9000]}
    )
    told = day(run(distance_m=10_800), records=hilly(), exposures=said)
    assert told[["steep_downhill_m", "level_m"]].tolist() == [9000, 0]
    assert told["ascent_m"] == pytest.approx(50, abs=2)


def test_one_run_recorded_by_two_devices_counts_once() -> None:
    clock = {"local_start_time": pd.Timestamp("2024-03-04 07:00"), "distance_m": 10_800.0, "moving_time_s": 3600.0}
    watch, phone = run("watch", **clock), run("phone", **clock | {"source_format": "gpx"})
    told = day(pd.concat([watch, phone], ignore_index=True), records=pd.concat([hilly("phone"), hilly("watch", 2)]))
    assert told["n_runs"] == 1
    assert told["ascent_m"] == pytest.approx(50, abs=2)
    assert told["level_m"] == pytest.approx(10_800, abs=400)


def test_a_run_in_a_list_takes_the_recording_of_one_of_two_files() -> None:
    clock = {"local_start_time": pd.Timestamp("2024-03-04 07:00"), "distance_m": 10_800.0, "moving_time_s": 3600.0}
    listed = run("list", **clock | {"source_format": "fit"})
    others = [run(name, **clock | {"source_format": name}) for name in ("gpx", "tcx")]
    told = day(pd.concat([listed, *others], ignore_index=True), records=pd.concat([hilly("tcx"), hilly("gpx", 2)]))
    assert told["ascent_m"] == pytest.approx(50, abs=2)
