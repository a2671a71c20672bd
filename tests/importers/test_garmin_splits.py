"""Laps of one activity: recognised, and what to export instead is said."""

from __future__ import annotations

import pytest

from analysis.importers import garmin_csv, garmin_splits, read
from analysis.importers.base import File

from .samples import GARMIN_SPLITS


def outcome_of(text: str):
    (outcome,) = read(File("activity_1.csv", text.encode())).outcomes
    return outcome


def test_laps_say_that_they_have_no_date_and_what_to_export():
    outcome = outcome_of(GARMIN_SPLITS.decode())
    assert (outcome.status, outcome.format) == ("nothing_in_it", "Garmin Connect laps of one activity (CSV)")
    assert [issue.sentence for issue in outcome.issues] == [
        "activity_1.csv: These are 2 laps of one activity. They do not say on which day it was. Export the activity"
        " itself (Export Original, a FIT file), or the list of all activities as CSV."
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Laps,Time,Cumulative Time,Distance km,Avg Pace min/km,Avg HR bpm",
        '"","Intervals","Swim Stroke","Lengths","Distance","Time","Cumulative Time","Avg Pace"',
        "Runden,Zeit,Gesamtzeit,Distanz (km),Ø Pace (min/km),Ø Herzfrequenz (bpm)",
        "Vueltas,Tiempo,Tiempo acumulado,Distancia,Ritmo medio,Frecuencia cardiaca media",
        "Circuits,Durée,Distance,Allure moyenne,Fréquence cardiaque moyenne",
        "Varv,Tid,Distans,Medeltempo,Medelpuls",
        "ラップ,タイム,距離,平均ペース,平均心拍数",
    ],
)
def test_laps_are_known_by_their_names(header: str):
    assert garmin_splits.looks_like(File("activity_1.csv", f"{header}\n".encode()))


@pytest.mark.parametrize(
    "header",
    [
        "Activity Type,Date,Distance,Time,Avg Pace,Laps",
        "Laps,Date,Distance,Time,Avg Pace",
        "Lap,Price,Time",
        "Date,Distance,Time,Avg Pace",
    ],
)
def test_lists_with_dates_and_other_tables_are_no_laps(header: str):
    assert not garmin_splits.looks_like(File("activity_1.csv", f"{header}\n".encode()))


def test_the_activity_list_does_not_take_laps():
    assert not garmin_csv.looks_like(File("activity_1.csv", GARMIN_SPLITS))
