"""Strava's list of activities, written here line by line."""

from __future__ import annotations

import gzip

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import read as read_files
from analysis.importers import strava_csv
from analysis.importers.base import Content, File, Hints
from analysis.join import join
from analysis.tables import ACTIVITIES, check

from .fit_bytes import run as fit_run
from .zip_bytes import zipped

HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Perceived Exertion,Activity Gear,"
    "Filename,Elapsed Time,Moving Time,Distance,Elevation Gain,Elevation Loss,Average Cadence,Average Heart Rate"
)
RUN = (
    '7,"Dec 19, 2022, 11:37:07 PM",Late,Run,1900,5.00,4,Blue pair,activities/7.fit.gz,1900.0,1800.0,5001.2,40.5,38,86,'
    "150"
)


def read(*lines: str, time_zone: str | None = None) -> Content:
    content = strava_csv.read(File("activities.csv", "\r\n".join(lines).encode() + b"\r\n"), Hints(time_zone))
    check(content.activities, ACTIVITIES)
    return content


def one(*lines: str, time_zone: str | None = None) -> pd.Series:
    content = read(*lines, time_zone=time_zone)
    assert len(content.activities) == 1
    return content.activities.iloc[0]


def sentences(content: Content) -> str:
    return " ".join(issue.sentence for issue in content.issues)


def test_the_second_distance_is_taken_because_it_is_in_metres():
    assert one(HEADER, RUN)["distance_m"] == 5001.2


def test_times_climb_and_heart_rate_are_read():
    run = one(HEADER, RUN)
    assert (run["elapsed_time_s"], run["moving_time_s"]) == (1900, 1800)
    assert (run["ascent_m"], run["descent_m"], run["avg_heart_rate_bpm"]) == (40.5, 38, 150)


def test_steps_count_both_feet_and_effort_and_shoe_are_kept():
    run = one(HEADER, RUN)
    assert (run["avg_cadence_spm"], run["perceived_exertion"], run["shoe"]) == (172, 4, "Blue pair")


def test_the_gear_of_a_ride_is_no_shoe_and_its_cadence_no_steps():
    ride = one(HEADER, RUN.replace(",Run,", ",Ride,"))
    assert ride[["shoe", "avg_cadence_spm"]].isna().all()


def test_dates_are_utc_and_said_to_be():
    content = read(HEADER, RUN)
    assert content.activities["local_start_time"][0] == pd.Timestamp("2022-12-19 23:37:07")
    assert "The file knows universal time (UTC) only" in sentences(content)


def test_the_time_zone_of_the_athlete_gives_the_local_day():
    run = one(HEADER, RUN, time_zone="Europe/Berlin")
    assert run["local_date"] == pd.Timestamp("2022-12-20")
    assert run["start_time"] == pd.Timestamp("2022-12-19 23:37:07", tz="UTC")


def test_rows_of_metres_are_rowing_and_swimming():
    short = "Activity ID,Activity Date,Activity Type,Distance"
    content = read(short, '1,"Dec 1, 2022, 7:00:00 AM",Rowing,"10,029"', '2,"Dec 2, 2022, 7:00:00 AM",Run,10.03')
    assert content.activities["distance_m"].tolist() == [10029, 10030]


def test_rowing_does_not_hide_that_the_second_distance_is_in_metres():
    rowing = RUN.replace("7,", "8,", 1).replace(",Run,", ",Rowing,").replace("5.00", '"5,001"')
    assert read(HEADER, RUN, rowing).activities["distance_m"].tolist() == [5001.2, 5001.2]


def test_miles_do_not_matter_where_the_second_distance_is_in_metres():
    assert one(HEADER, RUN.replace("5.00", "3.11"))["distance_m"] == 5001.2


def test_a_distance_alone_is_kilometres_and_said_to_be():
    content = read("Activity ID,Activity Date,Activity Type,Distance", '1,"Dec 1, 2022, 7:00:00 AM",Run,10.03')
    assert "does not say whether distances are kilometres or miles. They were read as kilometres." in sentences(content)


def test_the_unit_of_a_distance_alone_is_asked_and_the_answer_read():
    lines = ("Activity ID,Activity Date,Activity Type,Distance", '1,"Dec 1, 2022, 7:00:00 AM",Run,10.00')
    (question,) = read(*lines).questions
    assert (question.topic, question.guess) == ("distance_unit", "km")
    hints = Hints("UTC", answers={(question.shape, "distance_unit"): "mi"})
    content = strava_csv.read(File("activities.csv", "\n".join(lines).encode()), hints)
    assert content.activities["distance_m"].tolist() == [16093.44]
    assert (content.issues, content.questions) == ((), ())


def test_dates_that_read_both_ways_are_asked_about():
    lines = ("Activity ID,Activity Date,Activity Type,Distance", "1,01/02/2022 7:00:00,Run,10.03")
    content = read(*lines)
    assert content.activities.empty
    assert [question.topic for question in content.questions] == ["date_order"]
    hints = Hints("UTC", answers={(content.questions[0].shape, "date_order"): "day_first"})
    answered = strava_csv.read(File("activities.csv", "\n".join(lines).encode()), hints)
    assert str(answered.activities["local_date"].iloc[0])[:10] == "2022-02-01"


def test_columns_that_a_script_numbered_are_the_same_columns():
    numbered = HEADER.replace("Elapsed Time,Moving", "Elapsed Time.1,Moving").replace(
        "Distance,Elev", "Distance.1,Elev"
    )
    assert one(numbered, RUN)["distance_m"] == 5001.2


def test_a_description_over_several_lines_is_one_cell():
    header = "Activity ID,Activity Date,Activity Description,Activity Type,Distance"
    content = read(
        header,
        '1,"Dec 1, 2022, 7:00:00 AM","Cold.\r\n\r\nHeel fine, 🙂 ""mostly""",Run,10.00',
        '2,"never","x\ny",Run,5.00',
    )
    assert content.activities["distance_m"].tolist() == [10000]
    assert "activities.csv, row 5: “never” is not a date. The row was left out." in sentences(content)
    assert content.is_partial


@pytest.mark.parametrize(
    ("header", "row", "clock"),
    [
        ("Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Verstrichene Zeit,Distanz",
         '1,"21.07.2026, 15:09:27",Runde,Lauf,1390,"2,81"', "2026-07-21 15:09:27"),
        ("ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,Temps écoulé,Distance",
         '1,"19 déc. 2022, 11:37:07",Tour,Course à pied,1390,"2,81"', "2022-12-19 11:37:07"),
        ("ID de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,Tiempo transcurrido,Distancia",
         '1,"19 dic 2022, 11:37:07",Vuelta,Carrera,1390,"2,81"', "2022-12-19 11:37:07"),
        ("ID da atividade,Data da atividade,Nome da atividade,Tipo de atividade,Tempo decorrido,Distância",
         '1,"19 de dez. de 2022, 11:37:07",Volta,Corrida,1390,"2,81"', "2022-12-19 11:37:07"),
    ],
    ids=["de", "fr", "es", "pt"],
)  # fmt: skip
def test_other_languages_are_read(header: str, row: str, clock: str):
    run = one(header, row)
    assert (run["sport"], run["distance_m"], run["elapsed_time_s"]) == ("running", 2810, 1390)
    assert run["local_start_time"] == pd.Timestamp(clock)


@pytest.mark.parametrize("gap", [" ", "\u202f"])
def test_the_narrow_blank_before_pm_is_a_blank(gap: str):
    assert one(HEADER, RUN.replace(" PM", gap + "PM"))["local_start_time"].hour == 23


def test_a_decimal_comma_in_one_column_does_not_change_the_others():
    german = RUN.replace("5.00", '"5,00"').replace("40.5", "40.512")
    run = one(HEADER, german)
    assert (run["distance_m"], run["ascent_m"]) == (5001.2, 40.512)


def test_a_run_of_zero_was_not_measured():
    assert pd.isna(one(HEADER, RUN.replace("5.00", "0.00").replace("5001.2", "0.0"))["distance_m"])


def test_a_type_nobody_knows_is_named_with_its_count():
    content = read(HEADER, RUN.replace(",Run,", ",Bog Snorkelling,"))
    assert "Twinge does not know these types of activity: “Bog Snorkelling” (1)." in sentences(content)


def test_an_impossible_value_is_left_out_and_said():
    content = read(HEADER, RUN.replace(",38,", ",-3.5,"))
    assert content.activities["descent_m"].isna().all()
    assert "Drop: 1 value is impossible. Left out; the rest was read." in sentences(content)


def test_an_activity_twice_in_the_list_counts_once():
    content = read(HEADER, RUN, RUN.replace("Late", "Renamed"))
    assert len(content.activities) == 1
    assert "1 activity more than once in the file. Each was taken once." in sentences(content)


def test_a_list_of_bad_rows_is_refused_with_the_first_of_them():
    with pytest.raises(UnreadableFile, match=r"None of its 1 row could be read\. Row 2: “soon” is not a date\."):
        read("Activity ID,Activity Date,Activity Type,Distance", "1,soon,Run,10.0")


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("Shoe Name,Shoe Brand,Shoe Model,Shoe Default Sport Types\nBlue pair,A,B,Run\n", "your shoes"),
        ("Bike Name,Bike Brand,Bike Model,Bike Default Sport Types\n", "your bikes"),
        ("Bike Name,Component Type,Component Brand,Component Model\n", "the parts of your bikes"),
    ],
)
def test_lists_of_gear_hold_no_activities_and_say_so(table: str, what: str):
    (outcome,) = read_files(File("shoes.csv", table.encode())).outcomes
    assert outcome.status == "nothing_in_it"
    assert f"This is Strava's list of {what}. It holds no activities." in outcome.issues[0].sentence
    assert "so is the pair of shoes of each run" in outcome.issues[0].sentence


def test_a_run_in_the_list_and_as_a_file_of_the_same_export_is_one():
    # The FIT file begins on 8 September 2021 at 01:46:40 in universal time, 03:46:40 on its own clock.
    row = RUN.replace("Dec 19, 2022, 11:37:07 PM", "Sep 8, 2021, 1:46:40 AM").replace("5.00", "10.00")
    row = row.replace("5001.2", "10000.0").replace("1900", "3000").replace("1800", "3000")
    export = zipped(
        {"activities.csv": f"{HEADER}\n{row}\n".encode(), "activities/7.fit.gz": gzip.compress(fit_run(hours=2))}
    )
    imported = read_files(File("export.zip", export))
    assert [outcome.status for outcome in imported.outcomes] == ["imported", "imported"]
    runs = join(imported.activities, imported.pain).activities
    assert len(runs) == 1
    assert (runs["source_format"][0], runs["shoe"][0]) == ("fit", "Blue pair")
    assert runs["local_start_time"][0] == pd.Timestamp("2021-09-08 03:46:40")
