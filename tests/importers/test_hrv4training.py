"""HRV4Training: trainings by day in whatever order of day and month, sliders that are no pain."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.importers import hrv4training, pain_csv
from analysis.importers.base import Content, File, Hints

from .samples import HRV4TRAINING

HEADER = (
    "date, time, HR,rMSSD,HRV4T_Recovery_Points,training,training_type,trainingRPE, trainingDistance,muscle_soreness,"
    " trainingTime, run_distance, run_time, run_hr, run_elevation, bike_distance, bike_time"
)


def read(*rows: str, hints: Hints | None = None) -> Content:
    text = "\r\n".join((HEADER, "", *rows))
    return hrv4training.read(File("hrv.csv", text.encode()), hints or Hints())


def day(date: str, **values: object) -> str:
    names = [name.strip() for name in HEADER.split(",")]
    cells = {"date": date, "training": "rest", "muscle_soreness": "5.0"} | values
    return ",".join(str(cells.get(name, "")) for name in names) + ","


SORENESS = (
    "hrv.csv: Muscle soreness, sickness and fatigue in this log are no pain scores of one site, so they were left out."
    " Log your pain in Twinge, or import a pain log with scores from 0 to 10."
)


def test_a_log_with_carriage_returns_alone_is_read_and_kilometres_are_told_by_the_pace():
    content = hrv4training.read(File("hrv.csv", HRV4TRAINING), Hints())
    run = content.activities.iloc[0]
    assert len(content.activities) == 1
    assert (run["sport"], str(run["local_date"].date())) == ("running", "2024-05-02")
    assert (run["distance_m"], run["moving_time_s"], run["ascent_m"]) == (5000, 1800, 12)
    assert (run["avg_heart_rate_bpm"], run["perceived_exertion"]) == (140, 4.2)
    assert content.questions == ()
    assert [issue.sentence for issue in content.issues] == [SORENESS]


def test_metres_are_told_by_distance_over_time():
    run = read(day("2024-05-01", run_distance="5158.60009", run_time="1846.0")).activities.iloc[0]
    assert run["distance_m"] == pytest.approx(5158.60009)


def test_a_run_and_a_ride_of_one_day_are_two_and_share_no_effort():
    row = day("2024-05-01", training_type="Running-Biking", trainingRPE="6", run_distance="5000", run_time="1800",
              bike_distance="30000", bike_time="4000")  # fmt: skip
    content = read(row)
    assert content.activities["sport"].tolist() == ["running", "cycling"]
    assert content.activities["perceived_exertion"].isna().all()
    assert len(content.issues) == 1  # what it was called is not asked where it was synced


@pytest.mark.parametrize(("slider", "effort"), [("3.0", None), ("3", None), ("2.9", 2.9), ("0", 0), ("7.2", 7.2)])
def test_an_effort_counts_where_its_slider_was_moved(slider: str, effort: float | None):
    run = read(day("2024-05-01", run_distance="5000", run_time="1800", trainingRPE=slider)).activities.iloc[0]
    assert (None if pd.isna(run["perceived_exertion"]) else run["perceived_exertion"]) == effort


def test_rest_and_soreness_bring_nothing():
    content = read(day("2024-05-01"), day("2024-05-02"))
    assert content.activities.empty
    assert content.pain.empty
    assert [issue.sentence for issue in content.issues] == [SORENESS]


def test_what_was_typed_in_asks_for_its_unit_and_is_read_as_answered():
    row = day("2024-05-01", training_type="Running", trainingDistance="05.00", trainingTime="1800")
    content = read(row)
    (question,) = content.questions
    assert (question.topic, question.guess) == ("distance_unit", "km")
    assert content.activities["distance_m"].tolist() == [5000]
    answered = read(row, hints=Hints(answers={(question.shape, "distance_unit"): "mi"}))
    assert answered.activities["distance_m"].iloc[0] == pytest.approx(5 * 1609.344)
    assert answered.questions == ()


def test_a_training_without_a_kind_is_kept_and_its_sport_is_asked():
    row = day("2024-05-01", trainingTime="1800", trainingDistance="5", run_pace="")
    content = read(row)
    assert content.activities[["sport", "distance_m"]].values.tolist() == [["other", 5000]]
    question = next(question for question in content.questions if question.topic == "sport")
    assert (question.text, question.guess) == ("Some trainings name no sport. What were they?", "other")
    answered = read(row, hints=Hints(answers={(question.shape, "sport"): "running"}))
    assert answered.activities["sport"].tolist() == ["running"]
    assert [question.topic for question in answered.questions] == ["distance_unit"]


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["2017-05-08", "2017-19-08"], "2017-08-05"),  # no month has the number 19
        (["2017-08-05", "2017-08-19"], "2017-08-05"),
        (["2017-01-08", "2017-02-08", "2017-03-08"], "2017-01-08"),  # either way: as everyone writes it
        (["2017-11-08", "2017-12-08", "2017-01-09"], "2017-08-11"),  # only so do they follow one another
    ],
)  # fmt: skip
def test_the_day_may_stand_in_the_middle_of_a_date(dates: list[str], first: str):
    content = read(*(day(date, run_distance="5000", run_time="1800") for date in dates))
    assert str(content.activities["local_date"].iloc[0].date()) == first


def test_a_comma_in_a_note_leaves_out_that_row_alone():
    shifted = day("2024-05-03", run_distance="5000", run_time="1800").replace("rest", "rest, sore throat")
    rows = [day(f"2024-05-0{n}", run_distance="5000", run_time="1800") for n in (1, 2)]
    content = read(*rows, shifted)
    assert len(content.activities) == 2
    assert content.is_partial
    assert content.issues[0].sentence == (
        "hrv.csv, row 5: It has more values than the header has names. The row was left out. Correct it in HRV4Training"
        " and export it again."
    )


def test_a_minute_on_the_bike_is_a_button_pressed_by_mistake():
    assert read(day("2024-05-01", bike_time="60.0")).activities.empty


def test_elite_hrv_holds_neither_activities_nor_pain_and_says_so():
    data = b"\xef\xbb\xbfMember,Type,Date Time Start,Date Time End,Duration,HRV,Morning Readiness,Rmssd\n" \
           b"A,readiness,2024-05-01 07:00,2024-05-01 07:02,2:00,60,8,41\n"  # fmt: skip
    file = File("elite.csv", data)
    assert hrv4training.looks_like(file)
    content = hrv4training.read(file, Hints())
    assert [issue.sentence for issue in content.issues] == [
        "elite.csv: These are measurements of heart rate variability. They hold no activities and no pain scores."
        " There is nothing to import from Elite HRV."
    ]


def test_a_pain_log_reader_leaves_the_soreness_alone():
    assert not pain_csv.looks_like(File("hrv.csv", HRV4TRAINING))
