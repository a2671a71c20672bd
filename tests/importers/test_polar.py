"""Polar before Polar Flow: HRM files and XML, whose clocks have no zone."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import polar_hrm, polar_xml
from analysis.importers.base import Content, File, Hints

from .samples import POLAR_HRM, POLAR_XML

KM_H = 1 / 3.6


def hrm(data: bytes = POLAR_HRM, hints: Hints | None = None) -> Content:
    return polar_hrm.read(File("a.hrm", data), hints or Hints())


def xml(data: bytes = POLAR_XML, hints: Hints | None = None) -> Content:
    return polar_xml.read(File("a.xml", data), hints or Hints())


# HRM


def test_an_hrm_run_is_read_with_its_local_clock_and_the_distance_its_speed_adds_up_to():
    content = hrm()
    run, records = content.activities.iloc[0], content.records
    assert str(run["local_start_time"]) == "2024-05-01 07:00:00"
    assert pd.isna(run["start_time"])
    assert (run["moving_time_s"], run["elapsed_time_s"]) == (90, 90)
    # Five samples of 15 s at 12 km/h after one that stands.
    assert run["distance_m"] == pytest.approx(5 * 15 * 12 * KM_H)
    assert run["avg_heart_rate_bpm"] == (120 + 130 + 140 + 150 + 150) / 5
    assert records["elapsed_s"].tolist() == [0, 15, 30, 45, 60, 75]
    assert records["distance_m"].tolist() == pytest.approx([0, 50, 100, 150, 200, 250])
    assert records["speed_m_s"].tolist() == pytest.approx([0] + [12 * KM_H] * 5)
    assert pd.isna(records["heart_rate_bpm"].iloc[0])


def test_the_time_zone_changes_nothing_because_the_clock_is_local():
    pd.testing.assert_frame_equal(hrm().activities, hrm(hints=Hints("Asia/Tokyo")).activities)


def test_the_sport_of_an_hrm_file_is_asked_and_the_answer_holds():
    (question,) = hrm().questions
    assert (question.topic, question.text, question.guess) == (
        "sport", "Which sport was it? The file does not say.", "running")  # fmt: skip
    answered = hrm(hints=Hints(answers={(question.shape, "sport"): "cycling"}))
    assert answered.activities["sport"].tolist() == ["cycling"]
    assert answered.questions == ()


@pytest.mark.parametrize(("tenths", "guess"), [(b"190", "running"), (b"210", "cycling")])
def test_the_speed_tells_which_sport_is_likelier(tenths: bytes, guess: str):
    fast = re.sub(rb"\t120", b"\t" + tenths, POLAR_HRM).replace(b"0\t0", b"110\t" + tenths)
    assert hrm(fast).questions[0].guess == guess


def test_miles_and_feet_are_told_by_the_mode():
    lines = b"[HRData]\r\n" + b"\r\n".join([b"120\t75\t85\t1000"] * 6)
    data = re.sub(rb"\[HRData\].*", lines, POLAR_HRM, flags=re.DOTALL).replace(b"SMode=10000000", b"SMode=11100001")
    records = hrm(data).records
    assert records["speed_m_s"].iloc[0] == pytest.approx(7.5 * 1609.344 / 3600, rel=1e-4)
    assert records["altitude_m"].iloc[0] == pytest.approx(304.8)
    assert records["cadence_spm"].iloc[0] == 170


@pytest.mark.parametrize(("mode", "altitude", "cadence"), [(b"Mode=110", 85, np.nan), (b"Mode=010", np.nan, 170)])
def test_watches_before_2000_name_one_more_column(mode: bytes, altitude: float, cadence: float):
    lines = b"[HRData]\r\n" + b"\r\n".join([b"120\t100\t85"] * 6)
    data = re.sub(rb"\[HRData\].*", lines, POLAR_HRM, flags=re.DOTALL).replace(b"SMode=10000000", mode)
    sample = hrm(data).records.iloc[0]
    assert sample["altitude_m"] == pytest.approx(altitude, nan_ok=True)
    assert sample["cadence_spm"] == pytest.approx(cadence, nan_ok=True)


def test_times_between_beats_are_no_samples():
    content = hrm(POLAR_HRM.replace(b"Interval=15", b"Interval=238"))
    assert content.records.empty
    assert content.activities["moving_time_s"].tolist() == [90]
    assert content.activities["distance_m"].isna().all()
    assert content.questions[0].guess == "other"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"Date=20240501", b"Date=20241301", "It does not say when the training began."),
        (b"StartTime=07:00:00.0", b"", "It does not say when the training began."),
        (b"Date=20240501", b"Date=19010101", "An activity in it has no date that can be"),
    ],
)
def test_an_hrm_file_without_a_date_that_can_be_is_refused(old: bytes, new: bytes, found: str):
    with pytest.raises(UnreadableFile, match=found):
        hrm(POLAR_HRM.replace(old, new))


def test_an_hrm_file_without_time_and_samples_is_refused():
    with pytest.raises(UnreadableFile, match="There is no time and no sample in it"):
        hrm(b"[Params]\r\nDate=20240501\r\nStartTime=07:00:00.0\r\nInterval=238\r\n")


# XML


def test_an_xml_run_is_read_with_totals_samples_and_climb():
    content = xml()
    run, records = content.activities.iloc[0], content.records
    assert (str(run["local_start_time"]), run["sport"], run["title"]) == ("2024-05-01 07:00:00", "running", "Park")
    assert pd.isna(run["start_time"])
    assert (run["distance_m"], run["moving_time_s"], run["avg_heart_rate_bpm"]) == (300, 100, 141)
    assert (run["ascent_m"], run["descent_m"]) == (12.5, 10)
    assert run["avg_cadence_spm"] == 170  # 84, 85 and 86 of one foot
    assert records["elapsed_s"].tolist() == [0, 5, 10, 15]
    assert records["speed_m_s"].tolist() == pytest.approx([3.0] * 4)
    assert records["distance_m"].tolist() == pytest.approx([15, 30, 45, 60])
    assert records["heart_rate_bpm"].tolist() == pytest.approx([130, np.nan, 141, np.nan], nan_ok=True)
    assert content.issues == ()


def test_a_speed_that_is_missing_is_not_standing_still():
    lacking = POLAR_XML.replace(b"10.8,10.8,10.8,10.8", b"10.8,,10.8,10.8")
    assert lacking != POLAR_XML
    distance = xml(lacking).records["distance_m"]
    assert distance.isna().tolist() == [False, True, False, False]


def test_a_file_of_many_trainings_gives_each_once():
    exercise = POLAR_XML[POLAR_XML.index(b"<exercise>") : POLAR_XML.index(b"</calendar-items>")]
    later = exercise.replace(b"2024-05-01 07", b"2024-05-02 07").replace(b">RUNNING<", b">CYCLING<")
    content = xml(POLAR_XML.replace(exercise, exercise + later + exercise))
    assert content.activities["sport"].tolist() == ["running", "cycling"]


def test_the_sport_of_the_sensor_counts_where_the_training_has_a_name_alone():
    run = xml(POLAR_XML.replace(b"<name>Park</name>", b"<sport>Freies</sport>")).activities.iloc[0]
    assert run["sport"] == "running"


def test_a_sport_that_nobody_knows_is_asked():
    data = POLAR_XML.replace(b"<type>RUNNING</type>", b"").replace(b"Park", b"Freies")
    (question,) = xml(data).questions
    assert question.text == "Which sport is “Freies”?"
    answered = xml(data, Hints(answers={(question.shape, "sport"): "running"}))
    assert answered.activities["sport"].tolist() == ["running"]


def test_without_a_recording_rate_there_are_no_samples():
    content = xml(POLAR_XML.replace(b"<recording-rate>5<", b"<recording-rate>0<"))
    assert content.records.empty
    assert len(content.activities) == 1


def test_what_stands_before_a_cut_is_kept_and_said():
    exercise = POLAR_XML[POLAR_XML.index(b"<exercise>") : POLAR_XML.index(b"</calendar-items>")]
    content = xml(POLAR_XML.replace(exercise, exercise + exercise[:200])[:-40])
    assert len(content.activities) == 1
    assert content.is_partial
    assert content.issues[0].found == "The file is cut off or damaged; 4 samples before that could be read."


def test_entities_are_refused():
    bomb = POLAR_XML.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1).replace(b"Park", b"&b;")
    with pytest.raises(UnreadableFile, match="defines entities"):
        xml(bomb)


def test_a_file_without_a_training_says_so():
    data = POLAR_XML[: POLAR_XML.index(b"<exercise>")] + b"</calendar-items></polar-exercise-data>"
    assert xml(data).issues[0].sentence == (
        "a.xml: There is no training with a time in it. There is nothing in it to import."
    )
