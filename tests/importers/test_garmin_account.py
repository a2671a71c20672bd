"""The list of activities of a Garmin account export, written here entry by entry."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import garmin_account
from analysis.importers import read as read_files
from analysis.importers.base import Content, File, Hints
from analysis.join import join
from analysis.tables import ACTIVITIES, check

from .fit_bytes import run as fit_run

# 1 May 2024, 22:30 in universal time and half past midnight in Berlin.
GMT_MS, LOCAL_MS = 1_714_602_600_000.0, 1_714_609_800_000.0
RUN = {
    "activityId": 7,
    "name": "Night run",
    "activityType": "running",
    "startTimeGmt": GMT_MS,
    "startTimeLocal": LOCAL_MS,
    "duration": 1_800_500.0,
    "elapsedDuration": 1_900_000.0,
    "distance": 500_012.0,
    "elevationGain": 6_398.0,
    "elevationLoss": 0.0,
    "avgHr": 151.0,
    "avgDoubleCadence": 172.0,
    "avgStrideLength": 105.5,
    "workoutRpe": 40,
    "workoutFeel": 75,
}


def list_of(*entries: object) -> File:
    return File("summarizedActivities.json", json.dumps([{"summarizedActivitiesExport": entries}]).encode())


def read(*entries: object, time_zone: str | None = None) -> Content:
    content = garmin_account.read(list_of(*entries), Hints(time_zone))
    check(content.activities, ACTIVITIES)
    return content


def one(**changed: object) -> pd.Series:
    content = read(RUN | changed)
    assert len(content.activities) == 1
    return content.activities.iloc[0]


def without(*names: str) -> dict[str, object]:
    return {name: value for name, value in RUN.items() if name not in names}


def sentences(content: Content) -> str:
    return " ".join(issue.sentence for issue in content.issues)


def test_centimetres_and_milliseconds_become_metres_and_seconds():
    run = one()
    assert (run["distance_m"], run["moving_time_s"], run["elapsed_time_s"]) == (5000.12, 1800.5, 1900)
    assert (run["ascent_m"], run["descent_m"]) == (63.98, 0)


def test_heart_rate_steps_and_effort_are_read():
    run = one()
    assert (run["avg_heart_rate_bpm"], run["avg_cadence_spm"], run["avg_stride_m"]) == (151, 172, 1.055)
    assert run["perceived_exertion"] == 4


def test_effort_zero_is_a_value_and_no_effort_is_missing():
    assert one(workoutRpe=0)["perceived_exertion"] == 0
    assert read(without("workoutRpe")).activities["perceived_exertion"].isna().all()


def test_the_day_is_that_of_the_local_clock():
    run = one()
    assert run["local_start_time"] == pd.Timestamp("2024-05-02 00:30")
    assert run["local_date"] == pd.Timestamp("2024-05-02")
    assert run["start_time"] == pd.Timestamp("2024-05-01 22:30", tz="UTC")


def test_without_the_local_clock_the_time_zone_helps():
    content = read(without("startTimeLocal"), time_zone="Asia/Tokyo")
    assert content.activities["local_start_time"][0] == pd.Timestamp("2024-05-02 07:30")
    assert "The file knows universal time (UTC) only" in sentences(read(without("startTimeLocal")))


def test_without_the_instant_the_local_clock_stands():
    run = read(without("startTimeGmt")).activities.iloc[0]
    assert run["local_start_time"] == pd.Timestamp("2024-05-02 00:30")
    assert pd.isna(run["start_time"])


def test_one_foot_is_doubled_where_both_are_not_counted():
    assert read(without("avgDoubleCadence") | {"avgRunCadence": 86.0}).activities["avg_cadence_spm"][0] == 172


@pytest.mark.parametrize(
    ("kind", "sport", "surface"),
    [
        ("running", "running", "unknown"),
        ("treadmill_running", "running", "treadmill"),
        ("trail_running", "running", "trail"),
        ("indoor_cardio", "training", "unknown"),
        ({"typeKey": "lap_swimming"}, "swimming", "unknown"),
    ],
)
def test_the_type_is_read(kind: object, sport: str, surface: str):
    run = one(activityType=kind)
    assert (run["sport"], run["surface"]) == (sport, surface)


def test_a_type_nobody_knows_is_named():
    assert "Twinge does not know these types of activity: “bog_snorkelling” (1)." in sentences(
        read(RUN | {"activityType": "bog_snorkelling"})
    )


def test_a_run_of_zero_was_not_measured_but_a_ride_indoors_went_nowhere():
    assert pd.isna(one(distance=0.0)["distance_m"])
    assert one(distance=0.0, activityType="indoor_cycling")["distance_m"] == 0


def test_of_a_triathlon_the_parts_count_and_not_the_whole_again():
    whole = {"activityId": 1, "activityType": "multi_sport", "startTimeLocal": LOCAL_MS, "duration": 9e6}
    parts = [RUN | {"activityId": 2, "parentId": 1}, RUN | {"activityId": 3, "parentId": 1, "activityType": "cycling"}]
    assert read(whole, *parts).activities["sport"].tolist() == ["running", "cycling"]


def test_a_triathlon_whose_parts_are_elsewhere_counts_as_it_is():
    whole = RUN | {"activityType": "multi_sport", "parent": True}
    assert read(whole).activities["sport"].tolist() == ["multisport"]


def test_an_activity_twice_in_the_list_counts_once():
    content = read(RUN, RUN | {"name": "renamed"})
    assert len(content.activities) == 1
    assert "1 activity more than once in the file. Each was taken once." in sentences(content)


def test_the_id_stays_when_the_runner_renames_the_activity_or_moves():
    assert one()["activity_id"] == one(name="Other", startTimeLocal=GMT_MS)["activity_id"]


def test_the_same_run_as_fit_file_in_the_same_export_counts_once():
    utc_ms = 1_631_065_600_000.0  # when the FIT file begins, two hours behind its local clock
    same = {"startTimeGmt": utc_ms, "startTimeLocal": utc_ms + 7_200_000, "distance": 1e6, "duration": 3e6}
    imported = read_files([list_of(RUN | same), File("7.fit", fit_run(hours=2))])
    runs = join(imported.activities, imported.pain).activities
    assert len(imported.activities) == 2
    assert len(runs) == 1
    assert (runs["source_format"][0], runs["also_in"][0]) == ("fit", "summarizedActivities.json")
    assert runs["perceived_exertion"][0] == 4


# --- damage


@pytest.mark.parametrize(
    "date", [{"startTimeGmt": 0, "startTimeLocal": 0}, {"startTimeGmt": 1e30}, {"startTimeGmt": "x"}]
)
def test_an_activity_without_a_date_that_can_be_is_left_out_and_counted(date: dict[str, object]):
    content = read(RUN, without("startTimeGmt", "startTimeLocal") | {"activityId": 8} | date)
    assert len(content.activities) == 1
    assert content.is_partial
    assert "Activity 2 of the list: It has no date that can be. It was left out." in sentences(content)


def test_what_is_no_activity_is_left_out_and_counted():
    content = read(RUN, None, 3)
    assert "Activity 2 of the list: It is not an activity." in sentences(content)
    assert "Activity 3 of the list: It is not an activity." in sentences(content)


@pytest.mark.parametrize("wrong", [9e99, -1.0, float("inf")])
def test_an_impossible_number_is_left_out_and_said(wrong: float):
    content = read(RUN | {"distance": wrong})
    assert content.activities["distance_m"].isna().all()
    assert "Distance: 1 value is impossible. Left out; the rest was read." in sentences(content)


@pytest.mark.parametrize("wrong", ["far", None, True, [1], {"a": 1}])
def test_what_is_no_number_is_missing(wrong: object):
    assert pd.isna(one(avgHr=wrong)["avg_heart_rate_bpm"])


@pytest.mark.parametrize("cut", [60, 200])
def test_a_file_that_is_cut_is_refused(cut: int):
    with pytest.raises(UnreadableFile, match=r"cut off or damaged\. Ask Garmin for the export"):
        garmin_account.read(File("cut.json", list_of(RUN).data[:cut]), Hints())


def test_lists_in_lists_without_end_are_refused():
    data = b'[{"summarizedActivitiesExport": ' + b"[" * 100_000
    with pytest.raises(UnreadableFile, match="cut off or damaged"):
        garmin_account.read(File("deep.json", data), Hints())


def test_an_export_without_activities_is_empty():
    assert read().activities.empty


def test_other_json_is_not_it():
    assert not garmin_account.looks_like(File("summarizedActivities.json", b'[{"activities": []}]'))
    assert garmin_account.looks_like(File("any name", b"\xef\xbb\xbf" + list_of(RUN).data))
