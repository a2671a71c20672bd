"""Polar Flow: the CSV of one training, and the trainings of the account export."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import polar_csv, polar_json, read
from analysis.importers.base import Content, File, Hints

from .samples import POLAR_CSV, POLAR_JSON


def flow_csv(data: bytes = POLAR_CSV, hints: Hints | None = None) -> Content:
    return polar_csv.read(File("a.csv", data), hints or Hints())


def flow_json(data: bytes = POLAR_JSON, hints: Hints | None = None) -> Content:
    return polar_json.read(File("training-session.json", data), hints or Hints())


def changed(**values: Any) -> bytes:
    """The sample with other values of its exercise; None takes one out."""
    session = json.loads(POLAR_JSON)
    for name, value in values.items():
        session["exercises"][0].pop(name, None)
        if value is not None:
            session["exercises"][0][name] = value
    return json.dumps(session).encode()


# CSV


def test_a_csv_run_is_read_with_its_summary_and_samples():
    content = flow_csv()
    run, records = content.activities.iloc[0], content.records
    assert (run["sport"], str(run["local_start_time"])) == ("running", "2024-05-13 07:00:00")
    assert pd.isna(run["start_time"])
    assert (run["distance_m"], run["moving_time_s"], run["avg_heart_rate_bpm"]) == (5000, 1800, 141)
    assert (run["ascent_m"], run["descent_m"], run["avg_cadence_spm"]) == (20, 18, 169)
    assert records["elapsed_s"].tolist() == [0, 1, 2]
    assert records["heart_rate_bpm"].tolist() == pytest.approx([120, 121, np.nan], nan_ok=True)
    assert records["speed_m_s"].tolist() == pytest.approx([0, 3, 3])
    assert records["distance_m"].tolist() == [0, 3, 6]
    assert (content.issues, content.questions) == ((), ())


def test_the_name_of_the_athlete_is_no_title():
    assert flow_csv().activities["title"].isna().all()


def test_miles_are_told_by_the_header():
    data = (
        POLAR_CSV.replace(b"(km)", b"(mi)").replace(b"Speed (km/h),Pace", b"Speed (mph),Pace").replace(b"(m)", b"(ft)")
    )
    content = flow_csv(data)
    assert content.activities["distance_m"].iloc[0] == pytest.approx(5 * 1609.344)
    assert content.activities["ascent_m"].iloc[0] == pytest.approx(20 * 0.3048)
    assert content.records["speed_m_s"].iloc[1] == pytest.approx(10.8 * 0.44704)


def test_a_date_that_can_be_read_two_ways_is_read_day_first_and_asked():
    data = POLAR_CSV.replace(b"13-05-2024", b"03-05-2024")
    content = flow_csv(data)
    (question,) = content.questions
    assert (question.topic, question.guess) == ("date_order", "day_first")
    assert str(content.activities["local_date"].iloc[0].date()) == "2024-05-03"
    answered = flow_csv(data, Hints(answers={(question.shape, "date_order"): "month_first"}))
    assert str(answered.activities["local_date"].iloc[0].date()) == "2024-03-05"
    assert answered.questions == ()


def test_a_csv_without_samples_has_its_summary():
    content = flow_csv(POLAR_CSV[: POLAR_CSV.index(b"Sample rate")])
    assert len(content.activities) == 1
    assert content.records.empty


def test_a_sport_of_flow_that_nobody_knows_is_asked():
    (question,) = flow_csv(POLAR_CSV.replace(b"B,Running", b"B,Ringette")).questions
    assert question.text == "Which sport is “Ringette”?"


def test_a_csv_without_a_start_is_refused():
    with pytest.raises(UnreadableFile, match="It does not say when the training began"):
        flow_csv(POLAR_CSV.replace(b"07:00:00", b"--", 1))


# account export


def test_a_json_run_is_read_with_its_clock_and_instant():
    content = flow_json()
    run, records = content.activities.iloc[0], content.records
    assert (run["sport"], run["sub_sport"], run["surface"]) == ("running", "treadmill", "treadmill")
    assert str(run["local_start_time"]) == "2024-05-01 07:00:00"
    assert str(run["start_time"]) == "2024-05-01 05:00:00+00:00"
    assert (run["distance_m"], run["moving_time_s"], run["elapsed_time_s"]) == (5000.5, 1800, 1860)
    assert (run["ascent_m"], run["descent_m"], run["avg_heart_rate_bpm"]) == (20.5, 19.5, 141)
    assert records["elapsed_s"].tolist() == [0, 1, 2]
    assert records["heart_rate_bpm"].tolist() == pytest.approx([120, np.nan, 122], nan_ok=True)
    assert records["speed_m_s"].tolist() == pytest.approx([np.nan, 3, 3], nan_ok=True)
    assert records["distance_m"].tolist() == [0, 3, 6]
    assert content.issues == ()


def test_the_zeros_before_the_altimeter_settles_are_missing():
    assert flow_json().records["altitude_m"].tolist() == pytest.approx([np.nan, np.nan, 183.5], nan_ok=True)


def test_without_an_offset_the_clock_is_local_and_the_instant_unknown():
    run = flow_json(changed(timezoneOffsetMinutes=None)).activities.iloc[0]
    assert str(run["local_start_time"]) == "2024-05-01 07:00:00"
    assert pd.isna(run["start_time"])


def test_each_sport_of_a_training_is_an_activity():
    session = json.loads(POLAR_JSON)
    ride = session["exercises"][0] | {"startTime": "2024-05-01T08:00:00", "sport": {"id": "2"}}
    session["exercises"].append(ride)
    content = flow_json(json.dumps(session).encode())
    assert content.activities["sport"].tolist() == ["running", "cycling"]
    assert content.records["activity_id"].nunique() == 2


def test_a_number_of_a_sport_that_nobody_knows_is_asked_and_the_answer_holds():
    data = changed(sport={"id": "999"})
    (question,) = flow_json(data).questions
    assert (question.text, question.guess) == ("Which sport is “Polar sport 999”?", "other")
    answered = flow_json(data, Hints(answers={(question.shape, "sport"): "running"}))
    assert answered.activities["sport"].tolist() == ["running"]


@pytest.mark.parametrize("interval", [0, -1, 1e-9, 1e300, "x", None, float("nan")])
def test_a_channel_without_an_interval_that_can_be_is_left_out(interval: object):
    samples = {"samples": [{"type": "HEART_RATE", "intervalMillis": interval, "values": [120, 121]}]}
    content = flow_json(changed(samples=samples))
    assert content.records.empty
    assert len(content.activities) == 1


def test_the_form_before_it_is_refused_with_what_to_do():
    exercise = {"startTime": "2019-01-18T07:00:00.000", "timezoneOffset": 60, "duration": "PT1800S", "sport": "RUNNING"}
    old = {"startTime": "2019-01-18T07:00:00.000", "exercises": [exercise]}
    (outcome,) = read(File("training-session-2019-01-18-1.json", json.dumps(old).encode())).outcomes
    assert outcome.status == "refused"
    assert outcome.issues[0].sentence == (
        "training-session-2019-01-18-1.json: This is a training from an older form of Polar's account export, which"
        " does not say what its clock shows. Ask for a new export of your account at account.polar.com."
    )


def test_a_cut_json_file_is_refused():
    with pytest.raises(UnreadableFile, match="This JSON file is cut off or damaged"):
        flow_json(POLAR_JSON[:-20])
