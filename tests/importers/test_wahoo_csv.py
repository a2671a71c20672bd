"""Wahoo's CSV: several tables in one file, zeros for sensors that were not there."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import wahoo_csv
from analysis.importers.base import Content, File, Hints

from .samples import WAHOO_CSV


def read(data: bytes = WAHOO_CSV, hints: Hints | None = None) -> Content:
    return wahoo_csv.read(File("a.csv", data), hints or Hints())


def test_a_workout_is_read_with_its_summary_and_the_samples_outside_of_pauses():
    content = read()
    run, records = content.activities.iloc[0], content.records
    assert str(run["local_start_time"]) == "2024-05-01 07:00:02"
    assert pd.isna(run["start_time"])
    assert (run["distance_m"], run["moving_time_s"], run["elapsed_time_s"]) == (5000.5, 1800.5, 1861)
    assert (run["avg_heart_rate_bpm"], run["avg_cadence_spm"]) == (141, 168.3)
    assert records["elapsed_s"].tolist() == [1, 3]
    assert records["heart_rate_bpm"].tolist() == [128, 130]
    assert records["altitude_m"].tolist() == [110.1, 110.3]


def test_without_satellites_the_foot_pod_measured_the_distance():
    assert read(WAHOO_CSV.replace(b"5000.500000", b"0.000000")).activities["distance_m"].tolist() == [4800]


@pytest.mark.parametrize(("stride", "guess"), [(b"166.500000", "running"), (b"0.000000", "other")])
def test_the_sport_is_asked_and_steps_tell_which_is_likelier(stride: bytes, guess: str):
    data = WAHOO_CSV.replace(b"166.500000", stride).replace(b"4800.000000", b"0.000000")
    data = data if guess == "running" else data.replace(b"168.3", b"0")
    content = read(data)
    (question,) = content.questions
    assert question.guess == guess
    assert content.activities["sport"].tolist() == [guess]
    assert read(data, Hints(answers={(question.shape, "sport"): "walking"})).activities["sport"].tolist() == ["walking"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"Month,5", b"Month,13", "It does not say when the workout began"),
        (b",1800.5,", b",0,", "There is no workout with a time in it"),
    ],
)
def test_a_file_without_a_date_or_a_time_is_refused(old: bytes, new: bytes, found: str):
    with pytest.raises(UnreadableFile, match=found):
        read(WAHOO_CSV.replace(old, new))
