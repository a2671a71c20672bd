"""What names tell: only what can hardly mean anything else."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.importers import Content, read
from analysis.importers.base import File
from analysis.importers.garmin_words import TYPES
from analysis.importers.titles import session_type_in_title, surface_in_title, told
from analysis.tables import ACTIVITIES, conform


@pytest.mark.parametrize(
    ("title", "surface"),
    [
        ("Treadmill 5k", "treadmill"), ("Laufband locker", "treadmill"), ("Séance tapis", "treadmill"),
        ("30 min en cinta", "treadmill"), ("Esteira", "treadmill"), ("Löpband kväll", "treadmill"),
        ("Loopband", "treadmill"), ("Løbebånd", "treadmill"), ("Tredemølle 4x4", "treadmill"),
        ("Bieżnia mechaniczna", "treadmill"), ("Futópad", "treadmill"), ("Tapis roulant", "treadmill"),
        ("跑步机5公里", "treadmill"), ("トレッドミル", "treadmill"), ("Juoksumatto", "treadmill"),
        ("Běžecký pás", "treadmill"), ("Беговая дорожка", "treadmill"), ("트레드밀 30분", "treadmill"),
        ("Morning Trail Run", "trail"), ("Traillauf im Wald", "trail"), ("Sentiers du bord de mer", "trail"),
        ("Terränglöpning", "trail"), ("越野跑", "trail"), ("Трейл", "trail"),
        ("Track workout", "track"), ("Intervalle auf der Bahn", "track"), ("Séance sur piste", "track"),
        ("Series en pista", "track"), ("Tartan", "track"), ("Op de baan", "track"), ("На стадионе", "track"),
    ],
)  # fmt: skip
def test_a_name_tells_the_surface(title: str, surface: str):
    assert surface_in_title(title) == surface


@pytest.mark.parametrize(
    "title",
    [
        "On track for Boston", "Back on track", "On the right track", "Tracking my pace", "Soundtrack run",
        "Rail trail loop", "New trail shoes", "Trailer park", "Cinta",
        "Pista ciclabile", "Piste cyclable", "Mit der Bahn zur Arbeit",
        "Beach run", "Streets of San Francisco", "Treadmill vs trail", "Morning Run", "",
    ],
)  # fmt: skip
def test_a_name_that_may_mean_something_else_tells_no_surface(title: str):
    assert surface_in_title(title) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Parkrun #52", "race"), ("City 10k RACE", "race"), ("Wettkampf", "race"), ("Compétition", "race"),
        ("Tempo run", "tempo"), ("Tempodauerlauf", "tempo"), ("Séance seuil", "tempo"), ("Threshold 20 min", "tempo"),
        ("Intervals", "intervals"), ("Intervalle", "intervals"), ("Fractionné court", "intervals"),
        ("6x800", "intervals"), ("10 × 400 m", "intervals"), ("Ripetute", "intervals"), ("Интервалы", "intervals"),
        ("Fartlek", "intervals"), ("インターバル", "intervals"),
        ("Hill repeats", "hills"), ("Hill repeats 8x200", "hills"), ("Bergsprints", "hills"),
        ("Long run", "long"), ("Langer Lauf", "long"), ("Sortie longue", "long"), ("Tirada larga", "long"),
        ("Långpass", "long"), ("Longão", "long"), ("Длительная", "long"),
        ("Easy", "easy"), ("Recovery jog", "easy"), ("Lockerer Dauerlauf", "easy"), ("Corsa lenta", "easy"),
        ("Run/walk 5 km", "run_walk"), ("C25K week 3", "run_walk"),
    ],
)  # fmt: skip
def test_a_name_tells_the_kind_of_session(title: str, kind: str):
    assert session_type_in_title(title) == kind


@pytest.mark.parametrize(
    "title",
    [
        "Race pace miles", "Pre-race shakeout", "Post race jog", "Race week", "Marathon training", "Beverly Hills",
        "Bel tempo", "Not easy", "In the long run", "2x20 min", "2021x3", "Easy then race", "Along the river",
        "Morning Run", "Vor dem Rennen", "",
    ],
)  # fmt: skip
def test_a_name_that_may_mean_something_else_tells_no_kind(title: str):
    assert session_type_in_title(title) is None


@pytest.mark.parametrize("sub_sport", ["treadmill", "trail"])
def test_few_of_garmins_own_names_for_a_type_are_taken_for_another_surface(sub_sport: str):
    said = {surface_in_title(name) for name in TYPES["running", sub_sport].split("|")}
    assert said <= {sub_sport, None}


def runs(**columns) -> Content:
    rows = pd.DataFrame(
        {"activity_id": ["a"], "local_date": ["2025-01-01"], "sport": "running", "surface": "unknown",
         "surface_source": "unknown", "title": "Trail intervals", "source_format": "x"}
    ).assign(**columns)  # fmt: skip
    return Content(conform(rows, ACTIVITIES))


WHAT = ["surface", "surface_source", "session_type", "session_type_source"]


def test_the_name_is_the_source_of_what_it_tells():
    assert told(runs()).activities[WHAT].values.tolist() == [["trail", "title", "intervals", "title"]]


def test_what_the_file_says_wins_over_the_name():
    content = runs(surface="treadmill", surface_source="file", session_type="race", session_type_source="file")
    assert told(content).activities[WHAT].values.tolist() == [["treadmill", "file", "race", "file"]]


def test_names_of_other_sports_tell_nothing():
    activities = told(runs(sport="cycling")).activities
    assert activities["surface"].tolist() == ["unknown"]
    assert activities["session_type"].isna().all()


def test_every_list_goes_through_the_names():
    table = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance\n"
        '1,"Jan 5, 2025, 7:00:00 AM",Bahntraining 6x800,Run,3000,9.5\n'
    )
    activities = read(File("activities.csv", table.encode())).activities
    assert activities[WHAT].values.tolist() == [["track", "title", "intervals", "title"]]


@pytest.mark.parametrize(
    ("ticks", "expected"), [("1.0,0.0", "race"), ("0.0,1.0", "long"), ("true,false", "race"), (",", None)]
)
def test_ticks_in_stravas_list_tell_a_race_and_a_long_run(ticks: str, expected: str | None):
    table = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Competition,Long Run\n"
        f'1,"Jan 5, 2025, 7:00:00 AM",Morning,Run,3000,9.5,{ticks}\n'
    )
    row = read(File("activities.csv", table.encode())).activities.iloc[0]
    assert (row["session_type"] if expected else None, pd.isna(row["session_type"])) == (expected, expected is None)
    if expected:
        assert row["session_type_source"] == "file"


@pytest.mark.parametrize(
    ("race", "kind", "expected"), [("True", "Run", "race"), ("False", "Run", None), ("True", "Ride", None)]
)
def test_intervals_icu_says_which_run_was_a_race(race: str, kind: str, expected: str | None):
    table = f"id,start_date_local,type,moving_time,distance,race\n1,2025-01-05T07:00:00,{kind},3000,9500,{race}\n"
    row = read(File("activities.csv", table.encode())).activities.iloc[0]
    assert (None if pd.isna(row["session_type"]) else row["session_type"]) == expected


@pytest.mark.parametrize(("event", "expected"), [(1, "race"), (9, None)])
def test_garmins_account_says_which_run_was_a_race(event: int, expected: str | None):
    entry = {"activityType": "running", "startTimeLocal": 1735711200000, "startTimeGmt": 1735707600000,
             "duration": 3_000_000, "distance": 950_000, "eventTypeId": event}  # fmt: skip
    data = json.dumps([{"summarizedActivitiesExport": [entry]}]).encode()
    row = read(File("a_summarizedActivities.json", data)).activities.iloc[0]
    assert (None if pd.isna(row["session_type"]) else row["session_type"]) == expected
