"""Pain logs as runners keep them: every score and sign read or named, nothing guessed, 0 and missing kept apart."""

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFile
from analysis.importers import garmin_csv, pain_csv
from analysis.importers.base import File, Hints
from analysis.tables import MOMENTS, PAIN, SIDES, SIGNS, SITES, conform
from analysis.vocabulary import QUALITIES

from .conftest import corpus_files
from .pain_log import entries, file_of, read, sentences

# the two forms


def test_a_day_per_row_with_a_column_per_moment():
    assert entries("date,morning,during,after\n2024-03-12,3,0,2.5\n2024-03-13,4,,\n") == [
        ("2024-03-12", "first_steps", 3),
        ("2024-03-12", "during", 0),
        ("2024-03-12", "after", 2.5),
        ("2024-03-13", "first_steps", 4),
    ]


def test_date_and_score_are_enough():
    content = read("date,score\n2024-03-12,3\n")
    assert content.issues == ()
    row = content.pain.iloc[0]
    assert (row["moment"], row["site"], row["side"], row["entry"], row["score"]) == ("day", "unknown", "unknown", 1, 3)
    assert row["source"] == "log.csv"
    assert row[["warm_up", "activity_id", "signs", "note"]].isna().all()


def test_the_long_form_in_full():
    text = (
        "local_date,moment,site,side,score,warm_up,signs,note\n"
        "2024-03-12,during,plantar_heel,left,4,eased,limp;swelling,after the hill\n"
    )
    row = read(text).pain.iloc[0]
    assert (row["moment"], row["site"], row["side"]) == ("during", "plantar_heel", "left")
    assert (row["score"], row["warm_up"], row["signs"], row["note"]) == (4, "eased", "limp;swelling", "after the hill")


def test_zero_is_kept_and_empty_is_never_zero():
    assert entries("date,morning,after\n2024-03-12,0,\n2024-03-13,,0.0\n") == [
        ("2024-03-12", "first_steps", 0),
        ("2024-03-13", "after", 0),
    ]


@pytest.mark.parametrize("mark", ["", "-", "--", "NA", "n/a", "nan", "?"])
def test_marks_for_not_logged_are_missing_without_a_word(mark):
    content = read(f"date,morning,after\n2024-03-12,{mark},5\n")
    assert content.pain["moment"].tolist() == ["after"]
    assert content.issues == ()


@pytest.mark.parametrize(
    ("column", "moment"),
    [
        ("morning", "first_steps"),
        ("first_steps_pain", "first_steps"),
        ("First step", "first_steps"),
        ("Morning pain (0-10)", "first_steps"),
        ("pain_before", "before"),
        ("pain_during", "during"),
        ("post_run_pain", "after"),
        ("rest pain", "rest"),
        ("night", "night"),
        ("pain", "day"),
        ("Schmerz", "day"),
        ("während", "during"),
        ("Douleur après", "after"),
        ("dolor antes", "before"),
    ],
)
def test_column_names_people_use(column, moment):
    assert entries(f"date,{column}\n2024-03-12,3\n") == [("2024-03-12", moment, 3)]


def test_the_next_morning_belongs_to_the_next_day():
    assert entries("date,after,next morning\n2024-02-29,3,5\n") == [
        ("2024-02-29", "after", 3),
        ("2024-03-01", "first_steps", 5),
    ]


def test_the_next_morning_logged_again_as_morning_is_one_entry():
    text = "date,morning,next morning,note\n2024-03-12,3,5,\n2024-03-13,5,,slept badly\n"
    content = read(text)
    assert [(row.score, row.note) for row in content.pain.itertuples()][1:] == [(5, "slept badly")]
    assert content.issues == ()


def test_a_site_in_the_column_name():
    pain = read("date,knee_pain,left achilles pain,morning heel pain,pain_shoulder\n2024-03-12,1,2,3,4\n").pain
    assert pain[["moment", "site", "side", "score"]].to_numpy().tolist() == [
        ["day", "knee", "unknown", 1],
        ["day", "achilles", "left", 2],
        ["first_steps", "plantar_heel", "unknown", 3],
        ["day", "other", "unknown", 4],
    ]
    assert pain["note"].iloc[3] == "site: shoulder"


# several entries at one place


def test_two_scores_that_disagree_are_both_kept_numbered_and_named():
    content = read("date,pain\n2024-03-12,3\n2024-03-13,1\n2024-03-12,5\n")
    assert content.pain[["score", "entry"]].to_numpy().tolist() == [[3, 1], [1, 1], [5, 2]]
    assert [issue.sentence for issue in content.issues] == [
        "log.csv: Rows 2 and 4 are both for 12 Mar 2024, day: 3 and 5. All were kept. Delete the one that is wrong."
    ]


def test_an_entry_that_stands_twice_is_one():
    content = read("date,pain\n2024-03-12,3\n2024-03-12,3\n")
    assert content.pain["score"].tolist() == [3]
    assert content.issues == ()


def test_several_entries_of_one_day_at_different_times_do_not_disagree():
    content = read("Timestamp;Intensity;\n13.02.2024 08:00;3;\n13.02.2024 18:00;4,5;\n13.02.2024 21:00;3;\n")
    assert content.pain[["score", "entry"]].to_numpy().tolist() == [[3, 1], [4.5, 2], [3, 3]]
    assert content.issues == ()


DAY = {"local_date": "2024-03-12", "source": "entered"}
HEEL = DAY | {"moment": "first_steps", "site": "plantar_heel", "side": "left"}
KEPT = [
    HEEL | {"entry": 1, "score": 3.0, "signs": "none", "note": "a, “b”\nc"},
    HEEL | {"entry": 2, "score": 5.5, "source": "log.csv"},
    HEEL | {"moment": "during", "entry": 1, "score": 2.0, "warm_up": "eased", "start_score": 2.0, "end_score": 0.0,
            "quality": "ache;burning", "activity_id": "garmin-1", "signs": "limp;swelling", "source": "x"},
    HEEL | {"moment": "after", "entry": 1, "score": 0.0, "hours_after": 1.5},
    HEEL | {"local_date": "2024-03-13", "moment": "day", "site": "unknown", "side": "unknown", "entry": 2,
            "signs": "fall", "note": "site: moon"},
]  # fmt: skip


def test_exporting_and_importing_again_changes_nothing():
    pain = conform(pd.DataFrame(KEPT), PAIN)
    content = pain_csv.read(file_of(pain.to_csv(index=False)), Hints())
    pd.testing.assert_frame_equal(content.pain, pain)
    assert content.issues == ()


def in_order(signs):
    return ";".join(sign for sign in SIGNS if sign in signs)


def of_qualities(qualities):
    return ";".join(quality for quality in QUALITIES if quality in qualities)


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.dates(pd.Timestamp("2015-01-01").date(), pd.Timestamp("2030-01-01").date()),
            st.sampled_from(MOMENTS),
            st.sampled_from(SITES),
            st.sampled_from(SIDES),
            st.integers(1, 999),
            st.none() | st.integers(0, 100).map(lambda tenths: tenths / 10),
            st.none() | st.sampled_from(["eased", "same", "worse"]),
            st.none() | st.just("none") | st.sets(st.sampled_from(SIGNS), min_size=1).map(in_order),
            st.none() | st.just("garmin-1"),
            st.none() | st.text(st.characters(exclude_categories=("C", "Z")), min_size=1),
            st.none() | st.integers(0, 10).map(float),
            st.none() | st.integers(0, 96).map(lambda halves: halves / 2),
            st.none() | st.sets(st.sampled_from(QUALITIES), min_size=1).map(of_qualities),
        ),
        unique_by=lambda row: row[:5],
        min_size=1,
        max_size=12,
    )
)
def test_any_log_survives_export_and_import(rows):
    said = [row for row in rows if any(value is not None for value in (*row[5:8], row[9], row[12]))]
    assume(said)
    names = ["local_date", "moment", "site", "side", "entry", "score", "warm_up", "signs", "activity_id", "note",
             "end_score", "hours_after", "quality"]  # fmt: skip
    pain = conform(pd.DataFrame(said, columns=names).assign(source="entered"), PAIN)
    content = pain_csv.read(file_of(pain.to_csv(index=False)), Hints())
    pd.testing.assert_frame_equal(content.pain, pain)
    assert content.questions == ()


def test_pains_of_one_day_under_different_names_do_not_disagree():
    content = read("date,pain,pain_walking,pain_stairs,evening pain,average pain\n2024-03-12,1,2,4,5,3\n")
    assert content.pain[["score", "entry"]].to_numpy().tolist() == [[1, 1], [2, 2], [4, 3], [5, 4], [3, 5]]
    assert content.pain["note"].tolist()[1:] == [
        "moment: walking",
        "moment: stairs",
        "moment: evening",
        "moment: average",
    ]
    assert content.issues == ()


def test_a_column_for_the_time_tells_several_entries_of_a_day_apart():
    content = read("Date,Time,Pain Level,Locations\n2024-01-01,08:00,5,Lower Back\n2024-01-01,20:00,3,Lower Back\n")
    assert content.pain[["site", "score", "entry"]].to_numpy().tolist() == [["lower_back", 5, 1], ["lower_back", 3, 2]]
    assert content.issues == ()


def test_a_column_named_time_that_holds_moments_is_the_moment():
    assert entries("date;time;pain\n2024-03-12;morning;4\n2024-03-12;after;2\n2024-03-13;Evening;3\n") == [
        ("2024-03-12", "first_steps", 4),
        ("2024-03-12", "after", 2),
        ("2024-03-13", "day", 3),
    ]
    assert entries("date,time,pain\n2024-03-12,07:10,4\n2024-03-13,morning,3\n") == [
        ("2024-03-12", "day", 4), ("2024-03-13", "day", 3),
    ]  # fmt: skip


def test_the_fields_of_a_morning_check_in():
    text = (
        "date,first_step_pain,pain_walking,pain_stairs,pain_during_activity,pain_after_activity,"
        "morning_stiffness_minutes,limp,warmup_response,mechanics_changed\n"
        "2024-03-12,3,1,2,4,5,20,false,better,true\n"
    )
    assert entries(text) == [
        ("2024-03-12", "first_steps", 3),
        ("2024-03-12", "day", 1),
        ("2024-03-12", "day", 2),
        ("2024-03-12", "during", 4),
        ("2024-03-12", "after", 5),
    ]
    row = read(text).pain.iloc[0]
    assert (row["warm_up"], row["signs"]) == ("eased", "limp")
    assert "“morning_stiffness_minutes”" in sentences(text)[0]


def test_the_fields_of_a_log_beside_a_watch():
    text = (
        "date,pain_before,stiffness,first_steps_pain,post_run_pain,pain_during,location,side,neurological_symptoms,"
        "calf_raises,source\n2024-03-12,1,3,2,4,0,achilles,left,none,25,app\n"
    )
    pain = read(text).pain
    assert pain[["moment", "score"]].to_numpy().tolist() == [
        ["before", 1],
        ["first_steps", 2],
        ["after", 4],
        ["during", 0],
    ]
    assert set(zip(pain["site"], pain["side"], pain["source"], strict=True)) == {("achilles", "left", "app")}
    assert pain["signs"].iloc[0] == "none"


# dates and damage


def test_day_first_dates_with_comments_spaces_blank_lines_and_a_repeated_header():
    text = "date,knee_pain, note\n# treatment\n28-1-2021, 3, x\n\n6-5-2021,0,\ndate,knee_pain, note\n"
    assert entries(text) == [("2021-01-28", "day", 3), ("2021-05-06", "day", 0)]


def test_dates_in_two_orders_each_get_their_sentence():
    text = "date,morning\n13/02/2024,3\n02/14/2024,4\n03/04/2024,5\n15/02/2024,6\n"
    assert entries(text) == [
        ("2024-02-13", "first_steps", 3),
        ("2024-02-14", "first_steps", 4),
        ("2024-02-15", "first_steps", 6),
    ]
    advice = "Write dates as 2024-03-12 (year, month, day) and import the file again."
    assert sentences(text) == [
        f"log.csv, row 3: Dates in this file stand in two orders; “02/14/2024” was read as 2024-02-14. {advice}",
        f"log.csv, row 4: “03/04/2024” may have the day or the month first. The row was left out. {advice}",
    ]


def test_dates_that_read_both_ways_are_asked_about_and_read_with_the_answer():
    text = "date,morning\n01/02/2024,3\n02/03/2024,4\n"
    content = pain_csv.read(file_of(text), Hints())
    assert content.pain.empty
    (question,) = content.questions
    assert (question.topic, question.guess) == ("date_order", None)
    assert question.text == "Which stands first in dates like “01/02/2024”?"
    answered = Hints(answers={(question.shape, "date_order"): "day_first"})
    content = pain_csv.read(file_of(text), answered)
    assert [f"{day:%Y-%m-%d}" for day in content.pain["local_date"]] == ["2024-02-01", "2024-03-02"]
    assert content.questions == ()


def test_an_order_seen_from_the_sequence_is_a_guess_that_can_be_overruled():
    text = "date,pain\n" + "".join(f"{day}/02/2024,3\n" for day in ("08", "09", "10", "11", "12"))
    content = pain_csv.read(file_of(text), Hints())
    (question,) = content.questions
    assert (question.topic, question.guess, len(content.pain)) == ("date_order", "day_first", 5)
    overruled = pain_csv.read(file_of(text), Hints(answers={(question.shape, "date_order"): "month_first"}))
    assert f"{overruled.pain['local_date'].iloc[0]:%Y-%m-%d}" == "2024-08-02"


def test_a_row_with_more_values_than_names_is_named():
    content = read("date,morning,note\n2024-03-12,3,5,ouch\n2024-03-13,3,ok\n")
    assert content.pain["score"].tolist() == [3]
    assert content.issues[0].sentence == (
        "log.csv, row 2: It has more values than the header has names. The row was left out."
        " Put a text with a comma in quotes."
    )


def test_columns_that_were_not_read_are_named():
    assert sentences("date,morning,weather\n2024-03-12,3,rain\n") == [
        "log.csv: Columns that were not read: “weather”. If one holds pain, name it for example “morning”"
        " or “knee pain”."
    ]


def test_a_log_without_one_readable_entry_is_refused_naming_the_first():
    with pytest.raises(UnreadableFile) as refusal:
        read("date,morning\n2024-03-12,five\n")
    assert refusal.value.found == "No entry could be read. Row 2: “five” in the column “morning” is not a score."


def test_a_header_alone_is_an_empty_log():
    content = read("date,morning\n")
    assert content.pain.empty
    assert [issue.sentence for issue in content.issues] == [
        "log.csv: It has a header but no entry. Log a score first, then import the file again."
    ]


def test_a_spreadsheet_in_an_old_encoding():
    data = "Datum;Morgen;Während;Notiz\n13.03.2024;3;4,5;Fuß\n".encode("cp1252")
    pain = pain_csv.read(File("x.csv", data), Hints()).pain
    assert pain[["moment", "score"]].to_numpy().tolist() == [["first_steps", 3], ["during", 4.5]]
    assert pain["note"].iloc[0] == "Fuß"


# what is a pain log


@pytest.mark.parametrize(
    "header",
    [
        "date,score",
        "date,morning,during,after",
        "local_date,moment,site,side,entry,score,warm_up,activity_id,signs,note,source",
        "Timestamp;Intensity;",
        "date,pain,sport",
        "date,knee_pain,pain_shoulder, leg_fatigue",
        "date,pain_before,stiffness,first_steps_pain,post_run_pain,location,side",
    ],
)
def test_pain_logs_are_claimed(header):
    assert pain_csv.looks_like(file_of(f"{header}\n"))


@pytest.mark.parametrize(
    "header",
    [
        "date",
        "date,steps,weight",
        "date,sport, total_intensity, knee_intensity, time, notes",
        "date,sport,intensity",
        "date,rest,distance",
        "date,pain,sport,distance",
        "date,pain medication",
        "date,recovery score,sleep level,rating",
        "morning,during,after",
        "Activity Type,Date,Distance,Time,Avg HR",
        "date,weekday,time of day,category,rating/amount,detail,notes",
        "date,HR,rMSSD,training,trainingRPE,muscle_soreness,fatigue,sleep_quality",
    ],
)
def test_other_logs_are_not_claimed(header):
    assert not pain_csv.looks_like(file_of(f"{header}\n1,2,3\n"))
    assert not garmin_csv.looks_like(file_of("date,morning,during,after\n"))


def test_reading_what_is_no_pain_log_says_so():
    with pytest.raises(UnreadableFile, match="This is not a pain log"):
        pain_csv.read(File("x.csv", b"a,b\n1,2\n"), Hints())


@pytest.mark.corpus
def test_no_real_file_of_another_kind_is_claimed():
    """Real logs here hold training load per knee, one date column, and moods: no pain scores."""
    paths = [path for path in corpus_files("", "**/*.csv") if path.is_file()]
    assert paths
    for path in paths:
        assert not pain_csv.looks_like(File("real.csv", path.read_bytes()))
        is_list = path.parent.name == "garmin_activities"
        assert garmin_csv.looks_like(File("real.csv", path.read_bytes())) is is_list


# size


def test_many_entries_at_one_place_are_all_kept_and_a_few_are_listed():
    content = read("date,pain\n" + "".join(f"2024-03-12,{score / 10}\n" for score in range(12)))
    assert content.pain["entry"].tolist() == list(range(1, 13))
    assert content.issues[0].found == (
        "Rows 2 and 3 and 4 and 5 and 6 and 7 and 8 and 9 and 4 more are all for 12 Mar 2024, day:"
        " 0 and 0.1 and 0.2 and 0.3 and 0.4 and 0.5 and 0.6 and 0.7 and 4 more. All were kept."
    )


def test_a_name_as_long_as_a_story_is_no_name():
    assert not pain_csv.looks_like(file_of("date," + "pain " * 60 + "\n"))
    assert pain_csv.looks_like(file_of("date," + "pain " * 30 + "\n"))


def test_a_score_as_long_as_a_story_is_no_score():
    content = read("date,pain,during\n2024-03-12," + "3 - it hurt " * 20 + ",2\n")
    assert content.pain["score"].tolist() == [2]
    assert content.issues[0].found.endswith("in the column “pain” is not a score.")
