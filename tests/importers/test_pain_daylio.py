"""Daylio's export: pain is in it only as a scale, or as an activity with a number."""

import pytest

from analysis.errors import UnreadableFile
from analysis.importers import pain_daylio
from analysis.importers.base import File, Hints
from analysis.tables import PAIN, check

HEADER = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
OLD_HEADER = "year,date,weekday,time,mood,activities,note\n"
SCALED = '2026-07-27,July 27,Monday,13:48,meh,work | walk,"Heel pain:\u00a04 | Sleep:\u00a07",Bad,long day\n'


def read(rows, header=HEADER, **answers):
    content = pain_daylio.read(File("daylio.csv", (header + rows).encode("utf-8-sig")), Hints(**answers))
    check(content.pain, PAIN)
    return content


def read_as(scale, rows, header=HEADER):
    (question,) = read(rows, header).questions
    return read(rows, header, answers={(question.shape, "score_scale"): scale})


def test_the_ends_of_a_scale_are_asked_for_because_the_runner_chose_them():
    content = read(SCALED)
    (question,) = content.questions
    assert (question.topic, question.guess) == ("score_scale", None)
    assert content.pain.empty
    row = read_as("0-10", SCALED).pain.iloc[0]
    assert (f"{row['local_date']:%Y-%m-%d}", row["site"], row["score"]) == ("2026-07-27", "plantar_heel", 4)
    assert row["note"] == "Bad: long day"
    assert read_as("1-5", SCALED).pain["score"].tolist() == [7.5]


def test_an_activity_with_a_number_is_a_score():
    rows = '2018,18 May,Friday,11:54 pm,happy,"clean | left knee pain 6 | music",party\n'
    pain = read_as("0-10", rows, OLD_HEADER).pain
    assert pain[["site", "side", "score"]].to_numpy().tolist() == [["knee", "left", 6]]
    assert f"{pain['local_date'].iloc[0]:%Y-%m-%d}" == "2018-05-18"


def test_several_entries_of_a_day_are_kept_apart():
    rows = SCALED + '2026-07-27,July 27,Monday,20:00,good,,"Heel pain:\u00a02",,\n'
    content = read_as("0-10", rows)
    assert content.pain[["score", "entry"]].to_numpy().tolist() == [[4, 1], [2, 2]]
    assert not any("both" in issue.found for issue in content.issues)


def test_an_activity_without_a_number_is_named_and_not_turned_into_a_score():
    content = read("2026-07-27,July 27,Monday,13:48,awful,heel pain | work,,,\n")
    assert content.pain.empty
    assert [issue.sentence for issue in content.issues] == [
        "daylio.csv: Without a score, 1 activity named pain: “heel pain”. Twinge needs a score."
        " In Daylio, add a scale “Heel pain” from 0 to 10, or log pain in Twinge."
    ]


@pytest.mark.parametrize("activities", ["work | walk", "rest | morning", "run 5 | score 3", "painting 3", ""])
def test_moods_and_other_activities_are_no_pain(activities):
    content = read(f"2026-07-27,July 27,Monday,13:48,awful,{activities},Energy: 2,,private\n")
    assert content.pain.empty
    assert [issue.found for issue in content.issues] == [
        "It holds moods and activities, but no pain score: a mood is no pain."
    ]


def test_reading_what_is_no_such_export_says_so():
    with pytest.raises(UnreadableFile, match="This is not Daylio's export"):
        pain_daylio.read(File("x.csv", b"date,score\n2024-03-12,3\n"), Hints())
