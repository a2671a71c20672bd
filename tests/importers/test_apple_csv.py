"""Health Auto Export: English anchors, the rest in the language of the phone, units in the header."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.importers import apple_csv, read
from analysis.importers.base import File, Hints

from .samples import APPLE_CSV

PT = """Workout Type,Start,End,Duration,Energia Ativa (kJ),Freq. Cardíaca Máxima (bpm),Freq. Cardíaca Média (bpm),Distância (km)
Correr,2024-05-01 07:00,2024-05-01 07:33,00:33:00,1674,175,148,5.2
,,,,,,,
"""  # noqa: E501
ES = """Workout Type,Start,End,Duration,Frecuencia Cardíaca Promedio (bpm),Distancia (km),Elevación Ascendida (m),Elevación Descendida (m),Conteo de Pasos
Carrera al aire libre,2024-05-01 07:00,2024-05-01 07:33,00:30:00,148,"5,2",12,10,4800
Caminata al Aire Libre,2024-05-02 09:04,2024-05-02 09:36,00:32:15,105,"2,5",0,0,3200
"""  # noqa: E501


def activities(data: bytes) -> pd.DataFrame:
    return apple_csv.read(File("Workouts.csv", data), Hints()).activities


def test_a_run_is_read_from_miles_and_feet():
    run = activities(APPLE_CSV).iloc[0]
    assert (run["sport"], str(run["local_start_time"])) == ("running", "2024-05-01 07:00:00")
    assert run["distance_m"] == pytest.approx(3.11 * 1609.344)
    assert run["ascent_m"] == pytest.approx(100 * 0.3048)
    assert run["descent_m"] == pytest.approx(90 * 0.3048)
    assert (run["moving_time_s"], run["elapsed_time_s"]) == (1950, 1980)
    assert (run["avg_heart_rate_bpm"], run["avg_cadence_spm"]) == (148, 160)


def test_blank_rows_are_no_activities():
    assert len(activities(APPLE_CSV)) == 1


def test_portuguese_columns_are_read():
    run = activities(PT.encode()).iloc[0]
    assert (run["sport"], run["distance_m"], run["avg_heart_rate_bpm"]) == ("running", 5200, 148)


def test_spanish_columns_and_decimal_commas_are_read():
    run, walk = (row for _, row in activities(ES.encode()).iterrows())
    assert (run["sport"], run["distance_m"], run["ascent_m"], run["descent_m"]) == ("running", 5200, 12, 10)
    assert run["avg_cadence_spm"] == 160  # 4800 steps in 30 minutes
    assert (walk["sport"], walk["distance_m"]) == ("walking", 2500)


def test_a_run_over_midnight_lasts_until_the_next_day():
    text = "Workout Type,Start,End,Duration\nOutdoor Run,2024-05-01 23:40,2024-05-02 00:15,00:34:30\n"
    run = activities(text.encode()).iloc[0]
    assert (str(run["local_date"].date()), run["elapsed_time_s"]) == ("2024-05-01", 2100)


def test_a_list_without_workouts_says_so():
    (outcome,) = read(File("Workouts.csv", APPLE_CSV.split(b"\n")[0] + b"\n")).outcomes
    assert (outcome.status, outcome.format) == ("nothing_in_it", "Apple Health workouts (Health Auto Export CSV)")
    assert outcome.issues[0].found == "There are no activities and no pain entries in it."
