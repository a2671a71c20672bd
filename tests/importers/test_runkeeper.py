"""Runkeeper's list of activities, written here line by line."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import runkeeper
from analysis.importers.base import Content, File, Hints
from analysis.tables import ACTIVITIES, check

KM = (
    "Activity Id,Date,Type,Route Name,Distance (km),Duration,Average Pace,Average Speed (km/h),Calories Burned,"
    "Climb (m),Average Heart Rate (bpm),Friend's Tagged,Notes,GPX File"
)
MILES = (
    "Date,Type,Route Name,Distance (mi),Duration,Average Pace,Average Speed (mph),Calories Burned,Climb (ft),"
    "Average Heart Rate (bpm),Notes,GPX File"
)
RUN_KM = 'abc,2024-05-01 07:05:09,Running,,5.00,29:57,5:59,10.0,300.0,40,151,,"Cold, dark",a.gpx'
RUN_MILES = "2024-05-01 07:05:09,Running,Loop,10.00,1:32:01,9:12,6.5,986.0,100,,,a.gpx"


def read(*lines: str) -> Content:
    content = runkeeper.read(File("cardioActivities.csv", "\n".join(lines).encode()), Hints())
    check(content.activities, ACTIVITIES)
    return content


def one(*lines: str) -> pd.Series:
    content = read(*lines)
    assert len(content.activities) == 1
    return content.activities.iloc[0]


def sentences(content: Content) -> str:
    return " ".join(issue.sentence for issue in content.issues)


def test_kilometres_and_metres_stand_in_the_header():
    run = one(KM, RUN_KM)
    assert (run["distance_m"], run["ascent_m"], run["moving_time_s"]) == (5000, 40, 1797)


def test_miles_and_feet_stand_in_the_header():
    run = one(MILES, RUN_MILES)
    assert run["distance_m"] == pytest.approx(16_093.44)
    assert run["ascent_m"] == pytest.approx(30.48)
    assert run["moving_time_s"] == 5521


def test_the_clock_is_local_and_the_instant_unknown():
    run = one(KM, RUN_KM)
    assert run["local_start_time"] == pd.Timestamp("2024-05-01 07:05:09")
    assert run["local_date"] == pd.Timestamp("2024-05-01")
    assert pd.isna(run["start_time"])


def test_heart_rate_and_route_are_kept_where_there_are_any():
    assert one(KM, RUN_KM)["avg_heart_rate_bpm"] == 151
    run = one(MILES, RUN_MILES)
    assert pd.isna(run["avg_heart_rate_bpm"])
    assert run["title"] == "Loop"


def test_the_same_run_has_the_same_id_with_and_without_runkeepers_number():
    assert one(KM, RUN_KM)["activity_id"] == one(MILES, RUN_MILES.replace("1:32:01", "29:57"))["activity_id"]


def test_two_recordings_that_began_in_the_same_second_are_both_kept():
    assert len(read(KM, RUN_KM, RUN_KM.replace("29:57", "30:06")).activities) == 2


def test_an_activity_twice_in_the_list_counts_once():
    content = read(KM, RUN_KM, RUN_KM)
    assert len(content.activities) == 1
    assert "1 activity more than once in the file. Each was taken once." in sentences(content)


def test_a_run_of_zero_was_not_measured():
    assert pd.isna(one(KM, RUN_KM.replace("5.00", "0.00"))["distance_m"])


@pytest.mark.parametrize(("kind", "sport"), [("Running", "running"), ("Cycling", "cycling"), ("Walking", "walking")])
def test_the_type_is_read(kind: str, sport: str):
    assert one(KM, RUN_KM.replace("Running", kind))["sport"] == sport


def test_a_type_nobody_knows_is_named():
    content = read(KM, RUN_KM.replace("Running", "Bog Snorkelling"))
    assert "Twinge does not know these types of activity: “Bog Snorkelling” (1)." in sentences(content)


def test_a_bad_row_is_left_out_with_its_number():
    content = read(KM, RUN_KM, RUN_KM.replace("2024-05-01 07:05:09", "yesterday"))
    assert len(content.activities) == 1
    assert content.is_partial
    assert "cardioActivities.csv, row 3: “yesterday” is not a date. The row was left out." in sentences(content)


def test_a_row_with_too_many_values_is_left_out():
    content = read(KM, RUN_KM, RUN_KM + ",more")
    assert "row 3: It has more values than the header has names." in sentences(content)


def test_an_impossible_value_is_left_out_and_said():
    content = read(KM, RUN_KM.replace(",151,", ",999,"))
    assert content.activities["avg_heart_rate_bpm"].isna().all()
    assert "Mean heart rate: 1 value is impossible. Left out; the rest was read." in sentences(content)


def test_a_list_of_bad_rows_is_refused_with_the_first_of_them():
    with pytest.raises(UnreadableFile, match=r"None of its 1 row could be read\. Row 2: “soon” is not a date\."):
        read(KM, RUN_KM.replace("2024-05-01 07:05:09", "soon"))


def test_a_header_alone_holds_nothing():
    assert read(KM).activities.empty


@pytest.mark.parametrize("header", [MILES.replace(" (mi)", ""), "Date,Type,Duration", "Date,Distance (km),Duration"])
def test_a_list_without_its_unit_type_or_distance_is_another(header: str):
    assert not runkeeper.looks_like(File("cardioActivities.csv", f"{header}\n".encode()))


def test_dates_that_a_spreadsheet_made_readable_both_ways_are_asked_about():
    lines = (MILES, RUN_MILES.replace("2024-05-01 07:05:09", "1/5/2024 7:05"))
    content = read(*lines)
    assert content.activities.empty
    (question,) = content.questions
    assert question.topic == "date_order"
    hints = Hints(answers={(question.shape, "date_order"): "day_first"})
    answered = runkeeper.read(File("cardioActivities.csv", "\n".join(lines).encode()), hints)
    assert answered.activities["local_date"].astype(str).tolist() == ["2024-05-01"]
