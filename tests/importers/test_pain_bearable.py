"""Bearable's export: pain of runners out of a diary of everything."""

import pytest

from analysis.errors import UnreadableFile
from analysis.importers import pain_bearable
from analysis.importers.base import File, Hints
from analysis.tables import PAIN, check

HEADER = "date,weekday,time of day,category,rating/amount,detail,notes\n"
NEW_HEADER = "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"


def read(rows, header=HEADER, **answers):
    content = pain_bearable.read(File("export.csv", (header + rows).encode()), Hints(**answers))
    check(content.pain, PAIN)
    return content


def rows_of(content):
    columns = ["local_date", "moment", "site", "side", "entry", "score"]
    return [(f"{day:%Y-%m-%d}", *rest) for day, *rest in content.pain[columns].itertuples(index=False, name=None)]


def test_symptoms_with_their_severity_come_from_0_to_4_without_a_question():
    content = read(
        '"5th Jan 2022","Wednesday","am","Symptom","1","Heel pain (Mild)","after the stairs"\n'
        '"5th Jan 2022","Wednesday","pm","Symptom","4","Heel pain (Unbearable)",""\n'
        '"6th Jan 2022","Thursday","mid","Symptom","0","Heel pain (None)",""\n'
    )
    assert rows_of(content) == [
        ("2022-01-05", "day", "plantar_heel", "unknown", 1, 2.5),
        ("2022-01-05", "day", "plantar_heel", "unknown", 2, 10),
        ("2022-01-06", "day", "plantar_heel", "unknown", 1, 0),
    ]
    assert content.pain["note"].iloc[0] == "after the stairs"
    assert content.questions == ()
    assert content.issues[0].found == (
        "The scores were brought to 0–10. The scale of the log: 0 (no pain) to 4 (worst): 0 → 0, 2 → 5, 4 → 10."
    )


def test_without_the_words_the_scale_of_the_service_is_a_guess():
    rows = "22nd Jan 2022,Sat,09:00,Symptom,2,Left knee pain,\n"
    content = read(rows)
    (question,) = content.questions
    assert (question.topic, question.guess) == ("score_scale", "0-4")
    assert rows_of(content) == [("2022-01-22", "day", "knee", "left", 1, 5)]
    assert rows_of(read(rows, answers={(question.shape, "score_scale"): "0-10"}))[0][-1] == 2


def test_a_rating_above_the_scale_of_the_service_is_asked_about():
    content = read("22nd Jan 2022,Sat,09:00,Symptom,7,Knee pain,\n")
    (question,) = content.questions
    assert (question.guess, len(content.pain)) == (None, 0)
    assert ("0-10", "0 (no pain) to 10 (worst): the numbers as they are") in question.choices


def test_a_measurement_of_pain_is_from_0_to_10():
    content = read("22nd Jan 2022,Sat,09:00,Health measurements,7,Knee pain (0-10),\n")
    assert rows_of(content) == [("2022-01-22", "day", "knee", "unknown", 1, 7)]
    assert content.questions == ()


def test_the_formatted_date_comes_first():
    content = read("5th Jan 2022,2022-01-06,Wednesday,am,Symptom,1,Heel pain (Mild),\n", NEW_HEADER)
    assert rows_of(content)[0][0] == "2022-01-06"


@pytest.mark.parametrize(
    ("detail", "place"),
    [
        ("Back (lower) pain (Mild)", ("day", "lower_back", "unknown")),
        ("Plantar fasciitis (Mild)", ("day", "plantar_heel", "unknown")),
        ("Right Achilles (Mild)", ("day", "achilles", "right")),
        ("Morning heel pain (Mild)", ("first_steps", "plantar_heel", "unknown")),
        ("Foot pain (Mild)", ("day", "unknown", "unknown")),
        ("Pain (Mild)", ("day", "unknown", "unknown")),
    ],
)
def test_pains_of_runners(detail, place):
    assert rows_of(read(f"5th Jan 2022,Wednesday,am,Symptom,1,{detail},\n"))[0][1:4] == place


@pytest.mark.parametrize(
    "detail",
    ["Headache", "Neck pain", "Chest pain", "Stomach pain", "Numbness", "Tingling", "Fatigue", "Stairs", "Rest"],
)
def test_other_symptoms_are_counted_and_named(detail):
    content = read(f"5th Jan 2022,Wednesday,am,Symptom,1,{detail} (Mild),\n5th Jan 2022,Wed,am,Mood,4,Mood,private\n")
    assert content.pain.empty
    assert [issue.sentence for issue in content.issues] == [
        "export.csv: It names no pain in a place that Twinge follows."
        f" It has 2 rows on other things: “{detail}”, “Mood”."
        " In Bearable, name the symptom after its place, for example “heel pain”."
    ]


def test_what_was_left_out_beside_pain_is_counted():
    content = read("5th Jan 2022,Wed,am,Symptom,1,Heel pain (Mild),\n5th Jan 2022,Wed,am,Energy,4,Energy,\n")
    assert content.issues[-1].found == "Left out: 1 row on other things: “Energy”."


def test_an_empty_rating_is_no_zero():
    assert read("5th Jan 2022,Wed,am,Symptom,,Heel pain,\n").pain.empty


def test_reading_what_is_no_such_export_says_so():
    with pytest.raises(UnreadableFile, match="This is not Bearable's export"):
        pain_bearable.read(File("x.csv", b"date,score\n2024-03-12,3\n"), Hints())
