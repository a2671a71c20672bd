"""Answers to forms: the question is the name of the column, a timestamp the first one, and several answers a day."""

import pytest

from analysis.importers import pain_csv
from analysis.importers.base import Hints
from analysis.importers.pain.layout import score_column

from .pain_log import entries, file_of, read

GOOGLE_SHEET = (
    "Timestamp,Email Address,How bad was your heel pain this morning? (0-10),Which foot?,Any of these signs?,"
    "How much did it hurt during the run?,Any comments?\n"
    '3/12/2024 7:31:02,runner@example.org,3 - moderate,Left foot,"Limping, Swelling",2,wet road\n'
    "3/13/2024 7:30:00,runner@example.org,4,Left foot,None of these,0,\n"
    "3/13/2024 19:30:00,runner@example.org,5,Left foot,,,\n"
)
GOOGLE_CSV = (
    '"Timestamp","Pain at the first steps (0-10)","Any of these signs?"\n'
    '"2024/03/12 7:31:02 AM GMT+1","3","Limping;Swelling"\n'
    '"2024/03/12 7:31:02 PM GMT+1","3",""\n'
)
MICROSOFT = (
    "ID,Start time,Completion time,Email,Name,Pain before the run,Pain after the run,Notes\n"
    "1,2024-03-12 07:30:00,2024-03-12 07:31:00,anonymous,A Runner,1,3,fine\n"
)


def test_a_form_in_a_sheet():
    pain = read(GOOGLE_SHEET).pain
    assert entries(GOOGLE_SHEET) == [
        ("2024-03-12", "first_steps", 3),
        ("2024-03-12", "during", 2),
        ("2024-03-13", "first_steps", 4),
        ("2024-03-13", "during", 0),
        ("2024-03-13", "first_steps", 5),
    ]
    assert set(pain["side"]) == {"left"}
    assert pain["site"].tolist()[:2] == ["plantar_heel", "unknown"]
    assert [None if value != value else value for value in pain["signs"]] == ["limp;swelling", None, "none", None, None]
    assert pain["note"].iloc[0] == "wet road"


def test_several_answers_of_a_day_are_kept_without_calling_them_a_conflict():
    pain = read(GOOGLE_SHEET).pain
    assert pain[pain["moment"] == "first_steps"]["entry"].tolist() == [1, 1, 2]
    assert not any("are both for" in issue.found for issue in read(GOOGLE_SHEET).issues)


def test_the_download_of_a_form():
    pain = read(GOOGLE_CSV).pain
    assert pain[["score", "entry"]].to_numpy().tolist() == [[3, 1], [3, 2]]
    assert pain["signs"].iloc[0] == "limp;swelling"


def test_names_and_addresses_are_neither_read_nor_named():
    for text in (GOOGLE_SHEET, MICROSOFT):
        content = read(text)
        everything = content.pain.to_csv() + " ".join(issue.sentence for issue in content.issues)
        for word in ("example", "Runner", "Email", "Name", "anonymous"):
            assert word not in everything


def test_another_service_writes_when_it_was_completed():
    assert entries(MICROSOFT) == [("2024-03-12", "before", 1), ("2024-03-12", "after", 3)]
    assert read(MICROSOFT).issues == ()


def test_the_question_on_the_date_comes_before_the_timestamp():
    text = "Timestamp,Date of the run?,Pain after\n2024-03-13 08:00:00,2024-03-12,3\n2024-03-14 08:00:00,,2\n"
    assert entries(text) == [("2024-03-12", "after", 3), ("2024-03-14", "after", 2)]


def test_a_day_that_would_lie_after_the_answer_settles_the_order_of_the_dates():
    text = "Timestamp,Date,Pain\n2024/03/12 7:31:02 AM GMT+1,03/11/2024,3\n2024/03/13 7:31:02 AM GMT+1,03/12/2024,4\n"
    assert entries(text) == [("2024-03-11", "day", 3), ("2024-03-12", "day", 4)]


def test_timestamps_that_read_both_ways_are_asked_about():
    content = pain_csv.read(file_of("Timestamp,Pain\n3/12/2024 7:31:02,3\n4/12/2024 7:31:02,3\n"), Hints())
    assert [question.topic for question in content.questions] == ["date_order"]


@pytest.mark.parametrize(
    ("question", "moment", "site", "side"),
    [
        ("How bad was your heel pain this morning? (0-10)", "first_steps", "heel", None),
        ("Rate your pain [First steps]", "first_steps", None, None),
        ("How much did your left knee hurt during today's run?", "during", "knee", "left"),
        ("Pain level after the run, 0 = no pain, 10 = worst imaginable", "after", None, None),
        ("On a scale from 0 to 10, how painful is it?", None, None, None),
        ("Heel pain next morning", "next_morning", "heel", None),
        ("Pain when running", "during", None, None),
    ],
)
def test_questions_on_pain(question, moment, site, side):
    column = score_column(question)
    assert (column.moment, column.site, column.side) == (moment, site, side)


@pytest.mark.parametrize(
    "question",
    [
        "Did you take pain medication?",
        "How long did the pain last (minutes)?",
        "How many days without pain?",
        "Which foot hurts?",
        "Where does it hurt?",
        "What makes the pain better?",
        "Recovery score",
        "Sleep level (0-10)",
        "knee_intensity",
        "muscle soreness",
    ],
)
def test_questions_that_ask_for_no_score(question):
    assert score_column(question) is None


def test_a_question_on_pain_that_is_answered_with_yes_and_no_is_no_score():
    text = "Timestamp,Did it hurt during the run?,Pain (0-10)\n2024-03-12,Yes,3\n2024-03-13,No,0\n"
    assert entries(text) == [("2024-03-12", "day", 3), ("2024-03-13", "day", 0)]
    assert read(text).issues[0].found == "Columns that were not read: “Did it hurt during the run?”."
