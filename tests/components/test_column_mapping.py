"""The screen on which a runner says what the columns of a table hold."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from analysis.importers import columns
from analysis.importers.base import File, Hints
from analysis.importers.columns.map import REPEATABLE, ROWS
from analysis.tables import MOMENTS
from dashboard.components import column_words
from dashboard.components.column_words import column_head, duration_words, row_list, row_sentence

DIARY = (
    "Datum;Workout;Strecke;Zeit;Schmerz morgens linke Ferse (0-10)\n"
    "12.03.2024;Dauerlauf;8,2;45:30;3\n13.03.2024;Ruhetag;;;0\n14.03.2024;Swim;1,5;30:00;\n"
)
PAGE = """
from functools import partial
import streamlit as st
from analysis.importers import File, Hints, columns
from dashboard.components.column_mapping import column_mapping

file = File("diary.csv", {text!r}.encode())
question = columns.read(file, Hints()).questions[0]
column_mapping(question, partial(columns.understood, file), lambda answer: st.session_state.update(kept=answer))
"""


def page(text: str = DIARY) -> AppTest:
    return AppTest.from_string(PAGE.format(text=text), default_timeout=60).run()


def shown(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def confirm(app: AppTest):
    return next(button for button in app.button if button.label == "Yes, read it like this")


# on the screen


def test_what_only_the_runner_knows_keeps_the_table_from_being_read():
    app = page()
    assert not app.exception
    (unit,) = [radio for radio in app.radio if radio.label == "In which unit is “Strecke”?"]
    assert unit.value is None
    assert confirm(app).disabled
    assert "Answer the open questions." in shown(app)


def test_an_answer_shows_the_rows_as_understood_at_once():
    app = page()
    next(radio for radio in app.radio if radio.label == "In which unit is “Strecke”?").set_value("km").run()
    words = shown(app)
    assert "Tue 12 Mar 2024: run, 8.2 km, 45 min 30 s, pain 3 in the morning, left heel" in words
    assert "Wed 13 Mar 2024: rest day, pain 0 in the morning, left heel" in words
    assert "Thu 14 Mar 2024: swim, 1.5 km, 30 min" in words
    assert "All 3 rows can be read." in words
    assert not confirm(app).disabled


def test_the_confirmed_answer_reads_the_table():
    app = page()
    next(radio for radio in app.radio if radio.label == "In which unit is “Strecke”?").set_value("mi").run()
    confirm(app).click().run()
    file = File("diary.csv", DIARY.encode())
    question = columns.read(file, Hints()).questions[0]
    content = columns.read(file, Hints(answers={(question.shape, "columns"): app.session_state["kept"]}))
    assert content.activities["distance_m"].iloc[0] == pytest.approx(8.2 * 1609.344)
    assert content.questions == ()


def test_a_change_of_a_column_changes_the_rows():
    app = page()
    next(radio for radio in app.radio if radio.label == "In which unit is “Strecke”?").set_value("km").run()
    next(box for box in app.selectbox if box.label.startswith("Side of")).set_value("right").run()
    assert "pain 3 in the morning, right heel" in shown(app)


def test_a_column_changed_a_moment_before_is_shown_before_it_is_agreed_to():
    app = page()
    next(radio for radio in app.radio if radio.label == "In which unit is “Strecke”?").set_value("km").run()
    next(box for box in app.selectbox if box.label.startswith("Side of")).set_value("right")
    confirm(app).click().run()
    assert "kept" not in app.session_state
    assert "pain 3 in the morning, right heel" in shown(app)
    confirm(app).click().run()
    assert '"side": "right"' in app.session_state["kept"]


def test_two_columns_with_one_meaning_are_named():
    app = page()
    next(box for box in app.selectbox if box.label == "What “Zeit” holds").set_value("distance").run()
    assert "“Strecke” and “Zeit” are both “Distance”. Keep one and leave the other out." in shown(app)
    assert confirm(app).disabled


def test_rows_that_cannot_be_read_are_counted_and_shown():
    app = page("date,km,min\n2024-03-12,8,45\n2024-03-13,far,30\n2024-03-14,5,30\n")
    assert "1 row of 3 cannot be read whole." in shown(app)
    assert "“far” in the column “km” is not a distance." in shown(app)


def test_the_words_that_are_runs_can_be_changed():
    app = page()
    next(radio for radio in app.radio if radio.label == "In which unit is “Strecke”?").set_value("km").run()
    (runs,) = [group for group in app.button_group if group.label == "Which of these are runs?"]
    assert runs.value == ["dauerlauf"]
    runs.set_value([]).run()
    assert "Tue 12 Mar 2024: other training, 8.2 km" in shown(app)


def test_what_a_file_says_is_shown_as_text_only():
    head = column_head("<b>km</b>", ["<script>", "=cmd()"])
    assert "<b>" not in head
    assert "<script>" not in head
    app = page("date,<i>km</i>,min,title\n2024-03-12,8,45,<script>alert(1)</script>\n")
    assert "<script>" not in shown(app)
    assert "<i>km" not in shown(app)


# words


def test_every_field_of_a_map_has_a_word():
    assert {row: set(fields) for row, fields in column_words.FIELDS.items()} == {
        row: set(fields) for row, fields in ROWS.items()
    }
    assert set(column_words.ROW_WORDS) == set(ROWS)
    assert column_words.REPEATABLE == REPEATABLE
    assert all(field in column_words.FIELD_WORDS for fields in ROWS.values() for field in fields)
    assert set(column_words.MOMENT_CHOICES) == {"", *MOMENTS}


@pytest.mark.parametrize(
    ("seconds", "words"), [(2700, "45 min"), (3720, "1 h 2 min"), (2730, "45 min 30 s"), (0, "0 s"), (7200, "2 h")]
)
def test_durations_in_words(seconds, words):
    assert duration_words(seconds) == words


def test_a_row_in_miles_with_everything_in_it():
    file = File(
        "a.csv",
        b"date,time of day,miles,min,climb (ft),bpm,rpe,shoe,terrain\n2024-03-12,07:05,5,45,100,150,4,Blue,road\n",
    )
    guess = columns.read(file, Hints()).questions[0].guess
    understood = columns.understood(file, json.dumps(json.loads(guess) | {"sport": "running"}))
    assert row_sentence(understood.rows[0], "mi") == (
        "Tue 12 Mar 2024: run at 07:05, 5 mi, 45 min, 30 m up, heart rate 150, effort 4, Blue, on asphalt"
    )
    assert row_list(understood.rows, "mi").count("<li") == 1
