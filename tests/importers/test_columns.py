"""A runner's own table: asked about once, then read, and every table of its shape after it."""

import json
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFile
from analysis.importers import READERS, columns
from analysis.importers import read as read_files
from analysis.importers.base import File, Hints
from analysis.importers.columns.map import ColumnMap, shape

from .columns_table import answer, fields, guessed, question_of, read, sentences, table
from .conftest import corpus_files

DIARY = table(
    "Date;Workout;Strecke (km);Dauer (min);Puls;Schuh;Untergrund;Schmerz nach dem Lauf (0-10);Notiz",
    "2024-03-12;Dauerlauf;8,2;45;145;Blau;Asphalt;3;zog links",
    "2024-03-13;Ruhetag;;;;;;0;",
    "2024-03-14;Swim;1,5;40;;;;;kalt",
)


# asked once, remembered


def test_without_an_answer_nothing_is_read_and_the_columns_are_asked():
    question = question_of(DIARY)
    assert question.topic == "columns"
    assert question.text == "Twinge does not know this table. What do its columns hold?"
    (outcome,) = read_files(DIARY).outcomes
    assert outcome.status == "asks"


def test_a_diary_gives_runs_rest_days_other_training_and_pain():
    content = read(DIARY)
    assert content.activities["sport"].tolist() == ["running", "rest", "swimming"]
    assert content.activities["distance_m"].tolist()[::2] == [8200, 1500]
    assert pd.isna(content.activities["distance_m"].iloc[1])
    first = content.activities.iloc[0]
    assert (first["moving_time_s"], first["avg_heart_rate_bpm"], first["shoe"]) == (2700, 145, "Blau")
    assert (first["surface"], first["surface_source"]) == ("asphalt", "file")
    assert content.pain[["moment", "score"]].to_numpy().tolist() == [["after", 3], ["after", 0]]
    assert content.pain["note"].tolist()[0] == "zog links"
    assert (content.issues, content.questions, content.is_partial) == ((), (), False)


def test_the_answer_holds_for_the_next_table_of_that_shape_in_any_order_and_spelling():
    hints = answer(DIARY)
    turned = table(
        "strecke (KM),notiz,DATE,Workout,Dauer (min),Puls,Schuh,Untergrund,schmerz nach dem lauf (0-10)",
        '"9,0",,2024-03-20,Dauerlauf,50,,,,2',
    )
    content = columns.read(turned, hints)
    assert content.activities["distance_m"].tolist() == [9000]
    assert content.pain["score"].tolist() == [2]


def test_a_table_of_another_shape_is_asked_again():
    other = table("Date;Strecke (km);Dauer (min)", "2024-03-12;8,2;45")
    assert columns.read(other, answer(DIARY)).questions


def test_what_the_next_table_leaves_open_is_asked_again_unless_it_was_answered():
    certain = table("date,km,min", "13/02/2024,8,45")
    both = table("date,km,min", "01/02/2024,8,45")
    by_guess = columns.read(both, answer(certain))
    assert [question.topic for question in by_guess.questions] == ["columns"]
    kept = columns.understood(certain, question_of(certain).guess).answer
    hints = Hints(answers={(question_of(certain).shape, "columns"): kept})
    assert columns.read(both, hints).activities["local_date"].astype(str).tolist() == ["2024-02-01"]


@pytest.mark.parametrize(
    "said",
    [
        "", "no", "[]", "{}", "null", '{"version": 1}', '{"version": 2, "row": "activity", "columns": []}',
        '{"version": 1, "row": "activity", "columns": [{"name": "Date", "field": "date"}], "scale": "0-7"}',
        '{"version": 1, "row": "activity", "columns": 7}', "[" * 100_000, '{"version": 1, "row": [], "columns": []}',
        '{"version": 1, "row": "activity", "columns": [{"name": 3, "field": "date"}]}',
    ],
)  # fmt: skip
def test_a_bad_answer_is_no_answer(said):
    question = question_of(DIARY)
    content = columns.read(DIARY, Hints(answers={(question.shape, "columns"): said}))
    assert [asked.topic for asked in content.questions] == ["columns"]
    assert columns.understood(DIARY, said).missing


WORDS = st.sampled_from(["version", "row", "columns", "name", "field", "scale", "runs", "date", "pain"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
)


@given(st.text(max_size=200) | ANYTHING.map(json.dumps))
@settings(max_examples=200, derandomize=True)
def test_any_answer_makes_a_map_or_none(text):
    made = ColumnMap.from_json(text)
    assert made is None or ColumnMap.from_json(made.to_json()) == made


def test_a_map_survives_being_kept():
    made = ColumnMap.from_json(question_of(DIARY).guess)
    assert ColumnMap.from_json(made.to_json()) == made


def test_the_shape_tells_nothing_of_the_values():
    assert shape(("Date", "km")) == shape(("KM", "date"))
    assert shape(("Date", "km")) != shape(("Date", "miles"))


# what the screen shows


def test_the_first_rows_are_shown_as_understood():
    understood = columns.understood(DIARY, question_of(DIARY).guess)
    assert understood.header[0] == "Date"
    assert understood.first[0][:3] == ("2024-03-12", "Dauerlauf", "8,2")
    assert [row.line for row in understood.rows] == [2, 3, 4]
    assert understood.rows[0].activity["distance_m"] == 8200
    assert [entry.score for entry in understood.rows[0].pain] == [3]
    assert (understood.problems, understood.tried, understood.missing) == ((), 3, "")
    assert [(sport.written, sport.times, sport.is_run) for sport in understood.sports] == [
        ("Dauerlauf", 1, True), ("Ruhetag", 1, False), ("Swim", 1, False),
    ]  # fmt: skip


def test_what_keeps_a_map_from_being_used_is_said():
    made = guessed(DIARY)
    for use in made["columns"]:
        use["field"] = "ignore" if use["field"] == "date" else use["field"]
    understood = columns.understood(DIARY, json.dumps(made))
    assert (understood.missing, understood.answer) == ("Choose the column that holds the date.", None)


def test_two_columns_with_one_meaning_are_said():
    made = guessed(DIARY)
    made["columns"][4]["field"] = "distance"
    assert columns.understood(DIARY, json.dumps(made)).missing == "Each meaning can be given to one column only."


def test_the_runner_says_which_words_are_runs():
    made = {"runs": ["swim"], "not_runs": ["dauerlauf"]}
    assert read(DIARY, **made).activities["sport"].tolist() == ["other", "rest", "running"]


# rows that cannot be read


def test_a_bad_row_is_told_with_its_number_and_the_rest_is_read():
    file = table("date,km,min", "2024-03-12,8,45", "soon,5,30", "2024-03-14,far,30", "2024-03-15,9,1", "2024-03-16,,")
    content = read(file)
    assert content.activities["distance_m"].tolist() == [8000]
    assert content.is_partial
    assert sentences(content) == [
        "diary.csv, row 3: “soon” is not a date. Write dates as 2024-03-12 (year, month, day) and import the file"
        " again. The row was left out.",
        "diary.csv, row 4: “far” in the column “km” is not a distance. Correct the cell and import the table again."
        " The row was left out.",
        "diary.csv, row 5: 9 in 1 is faster than anyone can run. Check the units, or correct the row."
        " The row was left out.",
        "diary.csv: 1 row with a date and nothing to read (row 6 first)."
        " If they were days of rest, write “rest” where the sport or the distance is.",
    ]


def test_a_bad_distance_does_not_take_the_pain_of_its_row_with_it():
    file = table("date,km,min,heel pain (0-10)", "2024-03-12,8,45,3", "2024-03-13,far,30,2", "2024-03-14,5,30,eleven")
    content = read(file, sport="running")
    assert content.activities["distance_m"].tolist() == [8000, 5000]
    assert content.pain["score"].tolist() == [3, 2]
    assert [sentence.partition(": ")[0] for sentence in sentences(content)] == ["diary.csv, row 3", "diary.csv, row 4"]
    assert sentences(content)[0].endswith("Only its pain was read.")


def test_a_day_without_a_score_in_a_pain_log_is_no_problem():
    content = read(table("date,how my heel hurts (0-10)", "2024-03-12,3", "2024-03-13,", "2024-03-14,0"))
    assert content.pain["score"].tolist() == [3, 0]
    assert (content.is_partial, content.issues) == (False, ())


def test_a_row_with_too_many_values_is_left_out():
    content = read(table("date,km,min", "2024-03-12,8,45", "2024-03-13,5,30,surplus"))
    assert len(content.activities) == 1
    assert "row 3: It has more values than the header has names." in sentences(content)[0]


def test_a_table_of_which_no_row_can_be_read_is_refused():
    file = table("date,km,min", "2024-03-12,8,45")
    bad = table("date,km,min", "2024-03-12,8,0.5")
    with pytest.raises(UnreadableFile, match=r"None of its 1 row could be read\. Row 2: 8 in 0\.5 is faster"):
        columns.read(bad, answer(file, sport="running"))


def test_a_row_that_stands_there_twice_is_taken_once():
    content = read(table("date,km,min", "2024-03-12,8,45", "2024-03-12,8,45", "2024-03-12,4,25"))
    assert content.activities["distance_m"].tolist() == [8000, 4000]
    assert len(set(content.activities["activity_id"])) == 2


def test_a_corrected_distance_is_the_same_activity():
    first = read(table("date,km,min", "2024-03-12,8,45")).activities["activity_id"].tolist()
    assert read(table("date,km,min", "2024-03-12,8.4,45")).activities["activity_id"].tolist() == first


def test_a_formula_in_a_cell_is_only_text():
    content = read(table("date,km,min,title", '2024-03-12,8,45,"=cmd()"'))
    assert content.activities["title"].tolist() == ["=cmd()"]


def test_a_missing_time_follows_from_the_pace():
    content = read(table("date,km,pace", "2024-03-12,8,5:30 /km", "2024-03-13,5,6:00"), sport="running")
    assert content.activities["moving_time_s"].tolist() == [2640, 1800]


# any convention reads back equal

CONVENTIONS = st.fixed_dictionaries({
    "order": st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%d %b %Y"]),
    "decimal": st.sampled_from([".", ","]),
    "unit": st.sampled_from(["km", "mi", "m"]),
    "time": st.sampled_from(["min", "s", "h", "m:ss", "h:mm", "words"]),
    "scale": st.sampled_from(["0-10", "0-5", "0-100", "10-0", "1-5"]),
    "delimiter": st.sampled_from([",", ";", "\t"]),
    "turned": st.booleans(),
})  # fmt: skip
DAYS = st.lists(
    st.tuples(st.integers(0, 700), st.integers(20, 300), st.integers(5, 180), st.integers(0, 4)),
    min_size=1, max_size=12, unique_by=lambda row: row[0],
)  # fmt: skip
METRES = {"km": 1000.0, "mi": 1609.344, "m": 1.0}


def written_time(minutes: int, how: str) -> str:
    clock = f"{minutes // 60}:{minutes % 60:02d}"
    return {
        "min": f"{minutes}", "s": f"{minutes * 60}", "h": f"{minutes / 60:.6f}", "m:ss": f"{minutes}:00",
        "h:mm": clock, "words": f"{minutes // 60}h {minutes % 60}min",
    }[how]  # fmt: skip


def written_score(quarter: int, scale: str) -> str:
    low, high = map(int, scale.split("-"))
    return f"{low + (high - low) * quarter / 4:g}"


@given(CONVENTIONS, DAYS)
@settings(max_examples=80, derandomize=True)
def test_a_table_in_any_convention_reads_back_equal_where_it_is_mapped_rightly(how, days):
    header = ["date", "way", "lasted", "ouch"]
    lines = []
    for day, tenths, minutes, quarter in days:
        distance = f"{tenths * 100}" if how["unit"] == "m" else f"{tenths / 10:.2f}".replace(".", how["decimal"])
        cells = [
            (date(2023, 1, 1) + timedelta(day)).strftime(how["order"]), distance,
            written_time(minutes, how["time"]).replace(".", how["decimal"]),
            written_score(quarter, how["scale"]).replace(".", how["decimal"]),
        ]  # fmt: skip
        lines.append([f'"{cell}"' for cell in cells])
    step = -1 if how["turned"] else 1
    text = "\n".join(how["delimiter"].join(row[::step]) for row in [header, *lines])
    uses = [{"name": "date", "field": "date"}, {"name": "way", "field": "distance"},
            {"name": "lasted", "field": "duration"},
            {"name": "ouch", "field": "score", "moment": "after", "site": "arch", "side": "left"}]  # fmt: skip
    said = {
        "version": 1, "row": "both", "columns": uses, "distance_unit": how["unit"], "decimal": how["decimal"],
        "date_order": "month_first" if how["order"] == "%m/%d/%Y" else "day_first", "scale": how["scale"],
        "duration_unit": "min" if how["time"] == "words" else how["time"], "sport": "other",
    }  # fmt: skip
    file = File("own.csv", text.encode())
    content = columns.read(file, Hints(answers={(shape(header), "columns"): json.dumps(said)}))
    by_day = dict(zip([row[0] for row in days], days, strict=True))
    got = content.activities.assign(day=(content.activities["local_date"] - pd.Timestamp("2023-01-01")).dt.days)
    assert sorted(got["day"]) == sorted(by_day)
    for row in got.itertuples():
        metres = by_day[row.day][1] * (100 if how["unit"] == "m" else METRES[how["unit"]] / 10)
        assert row.distance_m == pytest.approx(metres)
        assert row.moving_time_s == pytest.approx(by_day[row.day][2] * 60, abs=0.01)
    scores = content.pain.assign(day=(content.pain["local_date"] - pd.Timestamp("2023-01-01")).dt.days)
    assert dict(zip(scores["day"], scores["score"], strict=True)) == pytest.approx(
        {day: row[3] * 2.5 for day, row in by_day.items()}
    )
    assert set(zip(scores["moment"], scores["site"], scores["side"], strict=True)) == {("after", "arch", "left")}


# real tables


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["polar", "pain_logs", "other_csv"])
def test_real_tables_that_no_other_reader_takes_are_understood_but_for_what_is_asked(folder):
    files = [File("real.csv", path.read_bytes()) for path in corpus_files(folder)]
    for file in filter(is_left_to_us, files):
        understood = columns.understood(file, question_of(file).guess)
        assert {"date", "duration"} <= set(fields(file).values())
        assert understood.answer is not None
        assert len(understood.problems) <= understood.tried / 100


def is_left_to_us(file: File) -> bool:
    return next((reader for reader in READERS if reader.looks_like(file)), None) is columns
