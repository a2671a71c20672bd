"""intervals.icu's lists as scripts dump them: activities with gear as Python text, and wellness without pain."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.importers import intervals_icu, pain_csv, read
from analysis.importers.base import Content, File, Hints

from .samples import INTERVALS_ICU

WELLNESS = b"id,ctl,atl,rampRate,weight,restingHR,hrv,sleepSecs,soreness,fatigue,stress,mood,motivation,injury\n" \
           b"2024-05-01,40.5,38.1,0.2,70.1,48,61.0,28800,2,1,1,3,2,3\n"  # fmt: skip


def activities(data: bytes = INTERVALS_ICU) -> pd.DataFrame:
    return intervals_icu.read(File("activities.csv", data), Hints()).activities


def test_a_run_is_read_with_its_clock_instant_and_gear():
    run = activities().iloc[0]
    assert str(run["local_start_time"]) == "2024-05-01 07:00:00"
    assert str(run["start_time"]) == "2024-05-01 05:00:00+00:00"
    assert (run["sport"], run["title"], run["shoe"]) == ("running", "Morning, easy", "Blue pair")
    assert (run["distance_m"], run["moving_time_s"], run["elapsed_time_s"]) == (5000.5, 1800, 2000)
    assert (run["ascent_m"], run["avg_heart_rate_bpm"], run["avg_cadence_spm"]) == (21.2, 141, 171)
    assert (run["avg_stride_m"], run["perceived_exertion"]) == (0.97, 4)


def test_a_bike_is_no_shoe_and_pedals_are_no_steps():
    ride = activities().iloc[1]
    assert ride["sport"] == "cycling"
    assert pd.isna(ride[["shoe", "avg_cadence_spm", "avg_stride_m", "perceived_exertion"]]).all()


@pytest.mark.parametrize(
    ("gear", "shoe"),
    [
        ("\"{'id': 'g1', 'name': 'Red, soft', 'distance': 5}\"", "Red, soft"),
        ("\"{'id': 'g1', 'name': \"\"Joe's pair\"\", 'distance': 5}\"", "Joe's pair"),
        ("\"{'id': 'g1', 'name': None, 'distance': 5}\"", None),
        ("Blue pair", "Blue pair"),
        ("", None),
    ],
)
def test_gear_is_read_from_python_text_or_as_a_name(gear: str, shoe: str | None):
    data = f"id,start_date_local,type,moving_time,gear\ni1,2024-05-01T07:00:00,Run,1800,{gear}\n".encode()
    found = activities(data)["shoe"].iloc[0]
    assert (None if pd.isna(found) else found) == shoe


@pytest.mark.parametrize(("trainer", "sub_sport"), [("True", "indoor_running"), ("False", None), ("", None)])
def test_a_run_on_the_trainer_is_indoors_on_what_nobody_knows(trainer: str, sub_sport: str | None):
    data = f"id,start_date_local,type,moving_time,trainer\ni1,2024-05-01T07:00:00,Run,1800,{trainer}\n".encode()
    run = activities(data).iloc[0]
    assert (None if pd.isna(run["sub_sport"]) else run["sub_sport"]) == sub_sport
    assert run["surface"] == "unknown"


def test_the_number_of_the_activity_is_its_identity_whatever_was_corrected():
    corrected = INTERVALS_ICU.replace(b"5000.5,1800", b"5100.0,1810").replace(b"Morning", b"Evening")
    assert activities()["activity_id"].tolist() == activities(corrected)["activity_id"].tolist()


def test_wellness_says_why_nothing_is_taken_from_it():
    content: Content = intervals_icu.read(File("wellness.csv", WELLNESS), Hints())
    assert content.activities.empty
    assert content.pain.empty
    assert [issue.sentence for issue in content.issues] == [
        "wellness.csv: This is daily wellness from intervals.icu. Its marks for soreness and injury have four steps and"
        " are no pain scores from 0 to 10, so nothing was taken from it. Log your pain in Twinge, or import a pain log"
        " with scores from 0 to 10."
    ]


def test_wellness_is_no_pain_log():
    assert not pain_csv.looks_like(File("wellness.csv", WELLNESS))
    (outcome,) = read(File("wellness.csv", WELLNESS)).outcomes
    assert (outcome.status, outcome.format) == ("nothing_in_it", "intervals.icu list (CSV)")
