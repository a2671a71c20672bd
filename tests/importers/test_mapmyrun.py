"""MapMyRun's history: unit in the header, seconds, shoes in the notes."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.importers import mapmyrun
from analysis.importers.base import Content, File, Hints

from .samples import MAPMYRUN

HEADER = "Workout Date,Activity Type,Distance ({unit}),Workout Time (seconds),Avg Heart Rate,Steps,Notes,Link"


def read(*rows: str, unit: str = "mi") -> Content:
    text = "\n".join((HEADER.format(unit=unit), *rows))
    return mapmyrun.read(File("history.csv", text.encode()), Hints())


def test_a_run_is_read_in_metres_seconds_and_steps():
    run = mapmyrun.read(File("history.csv", MAPMYRUN), Hints()).activities.iloc[0]
    assert (run["sport"], str(run["local_date"].date())) == ("running", "2024-05-01")
    assert run["distance_m"] == pytest.approx(3 * 1609.344)
    assert (run["moving_time_s"], run["avg_heart_rate_bpm"]) == (1800, 140)
    assert run["avg_cadence_spm"] == 165  # 4950 steps in 30 minutes
    assert run["shoe"] == "Red pair"
    assert pd.isna(run["local_start_time"])


def test_kilometres_are_told_by_the_header():
    run = read('"May 1, 2024",Run,5.5,1800,0,,,', unit="km").activities.iloc[0]
    assert run["distance_m"] == 5500
    assert pd.isna(run[["avg_heart_rate_bpm", "avg_cadence_spm", "shoe"]]).all()


def test_a_treadmill_may_be_a_hall():
    run = read('"May 1, 2024",Indoor Run / Jog,5.5,1800,0,,,').activities.iloc[0]
    assert (run["sport"], run["sub_sport"], run["surface"]) == ("running", "indoor_running", "unknown")


def test_the_number_in_the_link_tells_two_runs_of_one_day_apart():
    rows = ('"May 1, 2024",Run,3,1800,0,,,http://www.mapmyfitness.com/workout/1',
            '"May 1, 2024",Run,3,1800,0,,,http://www.mapmyfitness.com/workout/2')  # fmt: skip
    assert len(read(*rows).activities) == 2
    assert len(read(rows[0], rows[0]).activities) == 1


def test_a_walk_has_no_cadence_of_a_run():
    walk = read('"May 1, 2024",Walk,3,3600,0,5000,Shoes: Old pair,').activities.iloc[0]
    assert walk["sport"] == "walking"
    assert pd.isna(walk["avg_cadence_spm"])
    assert walk["shoe"] == "Old pair"
