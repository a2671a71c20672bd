"""What Twinge takes the columns of a table for, in the languages and shapes of runners' own tables."""

import pytest

from analysis.importers import columns
from analysis.importers.base import File
from analysis.importers.columns import guess as columns_guess

from .columns_table import fields, guessed, table

ENGLISH = table(
    "Date,Workout,Miles,Time,Avg HR,Climb (ft),RPE,Shoes,Terrain",
    "2024-03-12,Easy run,5.1,45:30,145,300,4,Blue,road",
    "2024-03-13,Swim,1,30:00,,,3,,",
)
GERMAN = table(
    "Mein Lauftagebuch;;;;",
    ";;;;",
    "Datum;Strecke;Zeit;Puls;Schmerz morgens",
    "12.03.2024;8,2;45:30;145;3",
    "13.03.2024;5,0;30:00;;0",
)
SPANISH = table(
    "Fecha,Deporte,Distancia (km),Tiempo,FC media,Desnivel,Zapatillas",
    "13/02/2024,Carrera,8.2,45:30,145,120,Azul",
    "14/02/2024,Natación,1.5,30:00,,,",
)
FRENCH = table(
    "Date\tDouleur talon gauche le matin\tDouleur après la course\tRemarques",
    "13/4/2024\t2\t3\tmal",
    "14/4/2024\t1\t0\t",
)


def test_an_english_diary():
    assert fields(ENGLISH) == {
        "Date": "date", "Workout": "sport", "Miles": "distance", "Time": "duration", "Avg HR": "heart_rate",
        "Climb (ft)": "ascent", "RPE": "exertion", "Shoes": "shoe", "Terrain": "surface",
    }  # fmt: skip
    assert (guessed(ENGLISH)["row"], guessed(ENGLISH)["runs"], guessed(ENGLISH)["not_runs"]) == (
        "activity",
        ["easy run"],
        ["swim"],
    )


def test_a_german_diary_of_runs_and_their_pain_under_a_title():
    assert fields(GERMAN) == {
        "Datum": "date", "Strecke": "distance", "Zeit": "duration", "Puls": "heart_rate", "Schmerz morgens": "score",
    }  # fmt: skip
    assert guessed(GERMAN)["row"] == "both"
    assert guessed(GERMAN)["columns"][4]["moment"] == "first_steps"


def test_a_spanish_list():
    assert fields(SPANISH) == {
        "Fecha": "date", "Deporte": "sport", "Distancia (km)": "distance", "Tiempo": "duration",
        "FC media": "heart_rate", "Desnivel": "ascent", "Zapatillas": "shoe",
    }  # fmt: skip
    assert guessed(SPANISH)["runs"] == ["carrera"]


def test_a_french_pain_log():
    log = guessed(FRENCH)
    assert log["row"] == "pain"
    assert [(use["field"], use["moment"], use["site"], use["side"]) for use in log["columns"]] == [
        ("date", "", "", ""),
        ("score", "first_steps", "plantar_heel", "left"),
        ("score", "after", "", ""),
        ("note", "", "", ""),
    ]


def test_a_time_beside_a_duration_is_a_time_of_day():
    file = table("date,time,duration,km", "2024-03-12,07:30,45:00,8", "2024-03-13,18:05,30:00,5")
    assert fields(file) == {"date": "date", "time": "time", "duration": "duration", "km": "distance"}


def test_a_german_tempo_beside_a_time_is_a_pace_and_an_italian_one_alone_the_time():
    german = table("Datum,km,Zeit,Tempo", "2024-03-12,8,45:00,5:37", "2024-03-13,5,30:00,6:00")
    italian = table("Data,km,Tempo", "2024-03-12,8,45:00", "2024-03-13,5,30:00")
    assert fields(german)["Tempo"] == "pace"
    assert fields(italian)["Tempo"] == "duration"


def test_values_outvote_names():
    file = table("date,distance,km", "2024-03-12,home to park,8", "2024-03-13,park to home,5")
    assert fields(file) == {"date": "date", "distance": "ignore", "km": "distance"}


def test_a_column_of_sports_is_known_by_its_words_alone():
    file = table("date,what,km,min", "2024-03-12,easy run,8,45", "2024-03-13,swim,1.5,40", "2024-03-14,rest,,")
    assert fields(file)["what"] == "sport"
    assert guessed(file)["runs"] == ["easy run"]


def test_a_title_that_speaks_of_runs_stays_a_title():
    file = table("date,name,km,min", "2024-03-12,Morning run,8,45", "2024-03-13,Evening run,5,30")
    assert fields(file)["name"] == "title"


def test_a_counted_day_of_a_spreadsheet_is_a_date_where_its_name_says_so():
    assert fields(table("Date,km", "45363,8", "45364,5")) == {"Date": "date", "km": "distance"}
    assert not columns.looks_like(table("Reading,km", "45363,8", "45364,5"))


@pytest.mark.parametrize(
    "text",
    [
        "name,price\napple,3\npear,4\n",
        "date,comment\n2024-03-12,hello\n2024-03-13,there\n",
        "date,user id\n2024-03-12,10293847\n2024-03-13,10293848\n",
        "2024-03-12,3\n2024-03-13,4\n",
        "date,km\n",
        "Dear diary,\nmy heel hurts since 2024-03-12, score 3.\n",
        "",
    ],
)
def test_what_has_no_names_no_dates_or_no_numbers_is_no_such_table(text):
    assert not columns.looks_like(File("a.csv", text.encode()))


def test_a_thousand_blank_lines_before_the_header_do_not_hide_it():
    file = File("a.csv", b"\n" * 1000 + b"date,km\n2024-03-12,8\n")
    assert fields(file) == {"date": "date", "km": "distance"}
    assert columns.understood(file, guess_of(file)).first == (("2024-03-12", "8"),)


def test_a_cell_of_ten_thousand_signs_is_no_name_of_a_column():
    assert columns_guess.header_in(f"date,{'[' * 10_000},pain\n2024-05-01,1,3\n2024-05-02,1,4\n".encode()) is None
    assert columns_guess.header_in(f"date,{'a' * 900},pain\n2024-05-01,1,3\n2024-05-02,1,4\n".encode()) is not None


def test_a_million_columns_are_no_table():
    line = ",".join(["km"] * 1_000_000)
    assert not columns.looks_like(File("a.csv", f"date,{line}\n2024-03-12,{line}\n".encode()))


def guess_of(file: File) -> str:
    return columns.read(file, columns.Hints()).questions[0].guess or ""


def test_a_name_of_thousands_of_words_is_not_searched_for_every_stretch_of_it():
    class Counted(dict):
        asked = 0

        def get(self, *key):
            Counted.asked += 1
            return super().get(*key)

    words = ["pain"] * 3000
    assert (
        columns_guess._first_known([*words, "next", "morning"], Counted({"next morning": "first_steps"}))
        == "first_steps"
    )
    assert Counted.asked <= 2 * len(words) + 3
