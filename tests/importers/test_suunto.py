"""Suunto: SML and JSON count beats and steps a second, and know both clocks."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import suunto
from analysis.importers.base import Content, File, Hints

from .samples import SUUNTO_JSON, SUUNTO_SML


def read(data: bytes, hints: Hints | None = None) -> Content:
    return suunto.read(File("a", data), hints or Hints())


def with_header(**values: Any) -> bytes:
    document = json.loads(SUUNTO_JSON)
    document["DeviceLog"]["Header"].update(values)
    return json.dumps(document).encode()


def test_sml_is_read_with_totals_and_samples():
    content = read(SUUNTO_SML)
    run, records = content.activities.iloc[0], content.records
    assert (run["sport"], run["sub_sport"], run["surface"]) == ("running", "trail", "trail")
    assert (run["distance_m"], run["moving_time_s"]) == (5000, 1800.5)
    assert (run["ascent_m"], run["descent_m"], run["avg_heart_rate_bpm"]) == (20, 18, 141)
    assert run["avg_cadence_spm"] == pytest.approx(168)  # 1.4 steps a second of one foot
    assert records["elapsed_s"].tolist() == [0, 1, 2]
    assert records["heart_rate_bpm"].tolist() == pytest.approx([np.nan, 120, 126], nan_ok=True)
    assert content.issues == ()


def test_the_distance_of_an_event_is_not_that_of_the_sample():
    assert read(SUUNTO_SML).records["distance_m"].tolist() == pytest.approx([np.nan, 3, 6], nan_ok=True)


def test_local_clock_and_instant_give_the_zone_whatever_seconds_they_differ_by():
    run = read(SUUNTO_SML).activities.iloc[0]
    assert str(run["local_start_time"]) == "2024-05-01 07:00:00"
    assert str(run["start_time"]) == "2024-05-01 05:00:00+00:00"


def test_a_header_clock_that_fits_no_zone_leaves_universal_time_and_says_so():
    content = read(SUUNTO_SML.replace(b"2024-05-01T07:00:02", b"2024-05-03T07:07:00"))
    assert str(content.activities["local_start_time"].iloc[0]) == "2024-05-01 05:00:00"
    assert content.issues[0].found == (
        "The file knows universal time (UTC) only, not the time where you were."
    )  # fmt: skip


def test_without_samples_the_header_clock_is_local():
    content = read(SUUNTO_SML[: SUUNTO_SML.index(b"<Samples>")] + b"</DeviceLog></sml>")
    run = content.activities.iloc[0]
    assert str(run["local_start_time"]) == "2024-05-01 07:00:02"
    assert pd.isna(run["start_time"])
    assert run["distance_m"] == 5000


def test_where_the_watch_totalled_no_distance_that_of_the_last_sample_counts():
    run = read(SUUNTO_SML.replace(b"<Distance>5000</Distance>", b"")).activities.iloc[0]
    assert run["distance_m"] == 6


def test_what_stands_before_a_cut_is_kept_and_said():
    content = read(SUUNTO_SML[: SUUNTO_SML.rindex(b"<Sample>") + 30])
    assert content.activities["distance_m"].tolist() == [5000]
    assert len(content.records) == 2
    assert content.is_partial
    assert content.issues[0].found == "The file is cut off or damaged; 2 samples before that could be read."


def test_entities_are_refused():
    with pytest.raises(UnreadableFile, match="defines entities"):
        read(SUUNTO_SML.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1).replace(b"Berglauf", b"&b;"))


def test_json_is_read_with_totals_and_samples():
    content = read(SUUNTO_JSON)
    run, records = content.activities.iloc[0], content.records
    assert (run["sport"], run["distance_m"], run["moving_time_s"]) == ("running", 5000, 1800.5)
    assert (str(run["local_start_time"]), str(run["start_time"])) == (
        "2024-05-01 07:00:00", "2024-05-01 05:00:00+00:00")  # fmt: skip
    assert (run["ascent_m"], run["descent_m"], run["avg_heart_rate_bpm"]) == (20, 18, 123)
    assert records["heart_rate_bpm"].tolist() == [120, 126]
    assert records["distance_m"].tolist() == [0, 3]
    assert pd.isna(records["speed_m_s"].iloc[0])


@pytest.mark.parametrize(
    ("number", "sport", "sub_sport"),
    [(3, "running", None), (82, "running", "trail"), (93, "running", "treadmill"), (17, "cycling", "indoor_cycling"),
     (12, "walking", None)],
)  # fmt: skip
def test_numbers_of_activities_are_sports(number: int, sport: str, sub_sport: str | None):
    run = read(with_header(ActivityType=number)).activities.iloc[0]
    assert (run["sport"], None if pd.isna(run["sub_sport"]) else run["sub_sport"]) == (sport, sub_sport)


def test_a_number_that_nobody_knows_is_asked_and_the_answer_holds():
    data = with_header(ActivityType=777)
    (question,) = read(data).questions
    assert (question.text, question.guess) == ("Which sport is “Suunto activity 777”?", "other")
    answered = read(data, Hints(answers={(question.shape, "sport"): "running"}))
    assert answered.activities["sport"].tolist() == ["running"]


def test_json_without_a_log_says_so():
    content = read(b'{"DeviceLog": {}}')
    assert content.issues[0].sentence == "a: There is no activity with a time in it. There is nothing in it to import."
