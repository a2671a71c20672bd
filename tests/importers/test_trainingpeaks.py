"""TrainingPeaks' list: what was done is an activity, what was planned or off is not."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import trainingpeaks
from analysis.importers.base import Content, File, Hints

from .samples import TRAININGPEAKS

HEADER = "Title,WorkoutType,WorkoutDay,DistanceInMeters,TimeTotalInHours,CadenceAverage,HeartRateAverage,Rpe"


def read(*rows: str) -> Content:
    return trainingpeaks.read(File("workouts.csv", "\n".join((HEADER, *rows)).encode()), Hints())


def sentences(content: Content) -> list[str]:
    return [issue.sentence for issue in content.issues]


def test_a_run_is_read_in_metres_seconds_and_steps_of_both_feet():
    content = trainingpeaks.read(File("workouts.csv", TRAININGPEAKS), Hints())
    run = content.activities.iloc[0]
    assert (run["sport"], run["title"], str(run["local_date"].date())) == ("running", "Easy 40'", "2024-05-01")
    assert (run["distance_m"], run["moving_time_s"]) == (8000.5, 2700)
    assert (run["avg_heart_rate_bpm"], run["avg_cadence_spm"], run["perceived_exertion"]) == (141, 172, 3)
    assert pd.isna(run["local_start_time"])
    assert pd.isna(run["start_time"])


def test_plans_and_days_off_are_counted_and_left_out():
    content = trainingpeaks.read(File("workouts.csv", TRAININGPEAKS), Hints())
    assert content.activities["sport"].tolist() == ["running", "swimming"]
    assert not content.is_partial
    assert sentences(content) == [
        "workouts.csv: 1 planned workout and 1 day off without anything recorded. They are plans, not activities, so"
        " they were left out. There is nothing to do."
    ]


def test_strokes_are_no_steps():
    assert read("Pool,Swim,2024-05-01,1000,0.5,26,135,4").activities["avg_cadence_spm"].isna().all()


def test_an_effort_of_0_is_a_value_and_an_empty_one_is_missing():
    efforts = read("A,Run,2024-05-01,5000,0.5,,,0", "B,Run,2024-05-02,5000,0.5,,,").activities["perceived_exertion"]
    assert efforts.iloc[0] == 0
    assert pd.isna(efforts.iloc[1])


def test_two_runs_of_one_day_are_two_and_the_same_row_again_is_one():
    content = read("A,Run,2024-05-01,5000,0.5,,,", "B,Run,2024-05-01,3000,0.3,,,", "A,Run,2024-05-01,5000.04,0.5,,,")
    assert content.activities["distance_m"].tolist() == [5000, 3000]
    assert sentences(content) == ["workouts.csv: 1 activity more than once in the file. Each was taken once."
                                  " There is nothing to do."]  # fmt: skip


def test_a_spreadsheet_that_saved_it_with_semicolons_commas_and_its_own_dates_changes_nothing():
    plain = read("A,Run,2024-05-13,8000.5,0.75,170,141,3").activities
    damaged = f"{HEADER.replace(',', ';')}\nA;Run;13.05.2024;8000,5;0,75;170;141;3\n"
    saved = trainingpeaks.read(File("workouts.csv", damaged.encode("utf-8-sig")), Hints()).activities
    pd.testing.assert_frame_equal(plain, saved)


def test_a_date_that_can_be_read_two_ways_is_asked_and_read_as_answered():
    file = File("workouts.csv", f"{HEADER}\nA,Run,03/04/2024,5000,0.5,,,\n".encode())
    content = trainingpeaks.read(file, Hints())
    assert content.activities.empty
    question = content.questions[0]
    assert (question.topic, question.text) == ("date_order", "Which stands first in dates like “03/04/2024”?")
    answered = trainingpeaks.read(file, Hints(answers={(question.shape, "date_order"): "day_first"}))
    assert [str(day.date()) for day in answered.activities["local_date"]] == ["2024-04-03"]
    assert answered.questions == ()


def test_a_row_without_a_date_is_told_and_the_rest_is_read():
    content = read("A,Run,,5000,0.5,,,", "B,Run,2024-05-01,5000,0.5,,,")
    assert len(content.activities) == 1
    assert content.is_partial
    assert sentences(content) == [
        "workouts.csv, row 2: There is no date in this row. The row was left out. Write dates as 2024-03-12 (year,"
        " month, day) and import the file again."
    ]


def test_a_list_without_one_row_that_can_be_read_is_refused():
    with pytest.raises(UnreadableFile, match=r"^None of its 1 row could be read\. Row 2: “soon” is not a date\."):
        read("A,Run,soon,5000,0.5,,,")


def test_a_kind_that_nobody_knows_counts_as_other_and_is_named():
    content = read("A,Race,2024-05-01,5000,0.5,,,")
    assert content.activities["sport"].tolist() == ["other"]
    assert sentences(content) == [
        "workouts.csv: Twinge does not know these types of activity: “Race” (1). They count as other training."
        " If one is a run, change its type and export again."
    ]


def test_an_impossible_heart_rate_is_left_out_and_said():
    content = read("A,Run,2024-05-01,5000,0.5,,900,")
    assert content.activities["avg_heart_rate_bpm"].isna().all()
    assert content.is_partial
    assert "Mean heart rate: 1 value is impossible. Left out; the rest was read." in sentences(content)[0]
