"""One row of a pain log: places, scores and signs in the words of runners."""

import pytest

from analysis.tables import MOMENTS, SIDES, SIGNS, SITES

from .pain_log import entries, read, sentences, signs

# places and moments


@pytest.mark.parametrize(
    ("text", "site", "side"),
    [
        ("left knee", "knee", "left"),
        ("Achilles", "achilles", "unknown"),
        ("L arch", "arch", "left"),
        ("rechte Wade", "calf", "right"),
        ("back of heel", "posterior_heel", "unknown"),
        ("", "unknown", "unknown"),
        ("left", "unknown", "left"),
    ],
)
def test_site_and_side_in_one_cell(text, site, side):
    row = read(f"date,site,score\n2024-03-12,{text},3\n").pain.iloc[0]
    assert (row["site"], row["side"]) == (site, side)


def test_heel_alone_is_read_as_its_underside_and_said_once():
    assert sentences("date,site,score\n2024-03-12,heel,3\n2024-03-13,left heel,3\n") == [
        "log.csv: “Heel” was read as the underside of the heel (2 rows). Write “posterior heel” for the back of the"
        " heel, and “plantar heel” for the underside."
    ]


def test_an_unknown_site_counts_as_other_and_its_word_stays_in_the_note():
    content = read("date,site,score,note\n2024-03-12,pinky,3,sore\n")
    row = content.pain.iloc[0]
    assert (row["site"], row["note"]) == ("other", "sore; site: pinky")
    assert content.issues[0].sentence.startswith(
        "log.csv, row 2: The site “pinky” is not known. It was kept in the note. It counts as “other”. Sites are:"
    )


def test_an_unknown_moment_counts_for_the_day_and_its_word_stays_in_the_note():
    content = read("date,moment,score\n2024-03-12,lunch,3\n")
    assert (content.pain["moment"].iloc[0], content.pain["note"].iloc[0]) == ("day", "moment: lunch")
    assert content.issues[0].row == 2


def test_parts_of_the_day_are_kept_apart_and_are_no_moment_of_their_own():
    content = read("date,time of day,score\n2024-03-12,noon,3\n2024-03-12,evening,5\n2024-03-12,07:30,1\n")
    assert content.pain[["moment", "score", "entry"]].to_numpy().tolist() == [
        ["day", 3, 1],
        ["day", 5, 2],
        ["day", 1, 3],
    ]
    assert content.pain["note"].tolist()[:2] == ["moment: noon", "moment: evening"]
    assert content.issues == ()


def test_several_places_in_one_cell_are_several_entries():
    pain = read('date,site,score,note\n2024-03-12,"left heel; right knee",4,wet\n').pain
    assert pain[["site", "side", "score"]].to_numpy().tolist() == [["plantar_heel", "left", 4], ["knee", "right", 4]]
    assert pain["note"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "side"), [("Left foot", "left"), ("both feet", "both"), ("left and right", "both"), ("R", "right")]
)
def test_sides_as_people_write_them(text, side):
    assert read(f"date,side,score\n2024-03-12,{text},3\n").pain["side"].tolist() == [side]


def test_what_many_rows_say_is_told_once():
    text = "date,site,score\n" + "".join(f"2024-03-{day},moon,3\n" for day in range(10, 15))
    found = read(text).issues[0].found
    assert found == "The site “moon” is not known. It was kept in the note. So in 4 more rows."


# scores that are none


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("11", "“11” in the column “morning” is above 10."),
        ("10.1", "“10.1” in the column “morning” is above 10."),
        ("-1", "“-1” in the column “morning” is below 0."),
        ("five", "“five” in the column “morning” is not a score."),
        ("no", "“no” in the column “morning” is not a score."),
        ("3-4", "“3-4” in the column “morning” is not one number."),
        ("<1", "“<1” in the column “morning” is not one number."),
        ("mild", "“mild” in the column “morning” is not a score."),
        ("3 min", "“3 min” in the column “morning” is not a score."),
        ("😣", "“😣” in the column “morning” is not a score."),
        ("70/20", "“70/20” in the column “morning” is not on a scale from 0 to 10."),
        ("3/5", "“3/5” in the column “morning” is not on a scale from 0 to 10."),
        ("12/10", "“12/10” in the column “morning” is above 10."),
    ],
)
def test_a_bad_score_is_named_with_row_column_and_advice_and_the_rest_goes_on(cell, found):
    content = read(f"date,morning,after\n2024-03-12,1,2\n2024-03-13,{cell},3\n2024-03-14,4,5\n")
    assert content.pain["score"].tolist() == [1, 2, 3, 4, 5]
    assert content.is_partial
    assert [issue.sentence for issue in content.issues] == [
        f"log.csv, row 3: {found} Write a number from 0 (no pain) to 10 (worst pain), or leave the cell empty."
    ]


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        ("0", 0),
        ("10", 10),
        ("7/10", 7),
        ("7 / 10", 7),
        ("7 out of 10", 7),
        ("70/100", 7),
        ("3.5", 3.5),
        ('"3,5"', 3.5),
        ("10.0", 10),
        ("10+", 10),
        ("~3", 3),
        ("3 - moderate", 3),
        ("3 (moderate)", 3),
        ("moderate (3)", 3),
        ("4: sore when I push off", 4),
        ("7 😣", 7),
        ("😣 7", 7),
        ("3️⃣", 3),
        ("none", 0),
        ("No pain", 0),
        ("keine Schmerzen", 0),
    ],
)
def test_scores_at_the_edges_and_in_other_spellings_are_read(cell, score):
    assert entries(f"date,morning\n2024-03-12,{cell}\n") == [("2024-03-12", "first_steps", score)]


def test_python_s_word_for_missing_is_no_zero_where_zeros_are_numbers():
    content = read("date,pain\n2024-03-12,0\n2024-03-13,None\n2024-03-14,2\n")
    assert content.pain["score"].tolist() == [0, 2]
    assert content.issues[0].sentence == (
        "log.csv, row 3: “None” in the column “pain” may mean no pain or no entry."
        " Write a number from 0 (no pain) to 10 (worst pain), or leave the cell empty."
    )


def test_two_scores_above_10_just_below_three_are_slips_of_the_pen():
    content = read("date,pain\n2024-03-12,30\n2024-03-13,55\n2024-03-14,5\n")
    assert content.pain["score"].tolist() == [5]
    assert len(content.issues) == 2


# signs


def test_signs_in_one_cell_in_any_order_and_words():
    assert signs("date,score,signs\n2024-03-12,3,swollen and Limping\n") == ["limp;swelling"]
    assert signs('date,score,signs\n2024-03-12,3,"numb, pins and needles"\n') == ["numbness;tingling"]


@pytest.mark.parametrize("word", ["none", "no", "nein", "0"])
def test_asked_and_absent_is_none(word):
    assert signs(f"date,score,signs\n2024-03-12,3,{word}\n") == ["none"]


def test_not_asked_is_missing():
    assert signs("date,score,signs\n2024-03-12,3,\n") == [None]
    assert signs("date,score\n2024-03-12,3\n") == [None]


@pytest.mark.parametrize(
    ("limp", "swelling", "expected"),
    [
        ("yes", "no", "limp"),
        ("no", "no", "none"),
        ("", "", None),
        ("1", "0", "limp"),
        ("x", "", "limp"),
        ("", "✓", "swelling"),
    ],
)
def test_a_column_per_sign(limp, swelling, expected):
    assert signs(f"date,score,limp,swelling\n2024-03-12,3,{limp},{swelling}\n") == [expected]


def test_a_sign_without_a_score_is_kept():
    assert entries("date,score,signs\n2024-03-12,,fall\n") == [("2024-03-12", "day", None)]
    assert signs("date,score,signs\n2024-03-12,eleven,fall\n") == ["fall"]


def test_an_unknown_sign_is_told_and_kept_and_never_turned_into_none():
    content = read("date,score,signs\n2024-03-12,3,dizzy\n2024-03-13,3,limp;hiccups\n")
    assert content.pain["signs"].isna().tolist() == [True, False]
    assert content.pain["signs"].iloc[1] == "limp"
    assert content.pain["note"].tolist() == ["sign: dizzy", "sign: hiccups"]
    assert content.issues[0].sentence == (
        "log.csv, row 2: The sign “dizzy” is not known. It was kept in the note. If it is a warning sign, write one of:"
        " limp, swelling, bruising, warmth, numbness, tingling, fall, pop, cannot_hop, cannot_bear_weight, night_wake,"
        " rest_pain, heel_squeeze, fever, calf_swelling, breathless, foot_wound."
    )


def test_an_answer_that_is_neither_yes_nor_no_raises_the_sign_and_is_told():
    content = read("date,score,limp\n2024-03-12,3,a bit\n")
    assert (content.pain["signs"].iloc[0], content.pain["note"].iloc[0]) == ("limp", "limp: a bit")
    assert content.issues[0].found == "“a bit” in the column “limp” is neither yes nor no. It was read as yes."


def test_an_option_of_a_form_may_name_several_signs_and_stays_in_the_note():
    pain = read("date,score,signs\n2024-03-12,3,Swelling or bruising around the heel\n").pain
    assert (pain["signs"].iloc[0], pain["note"].iloc[0]) == (
        "swelling;bruising",
        "Swelling or bruising around the heel",
    )


def test_a_sign_that_is_denied_is_not_raised_and_not_turned_into_none():
    content = read("date,score,signs\n2024-03-12,3,no real swelling\n")
    assert content.pain["signs"].isna().all()
    assert content.pain["note"].iloc[0] == "sign: no real swelling"


def test_how_it_hurts_is_kept_without_a_word():
    content = read("date,score,symptoms\n2024-03-12,3,Burning; Aching; stiff\n")
    assert content.pain["signs"].isna().all()
    assert content.pain["quality"].iloc[0] == "ache;burning"
    assert content.pain["note"].iloc[0] == "feels: stiff"
    assert content.issues == ()


def test_a_column_for_how_it_hurts_keeps_words_it_does_not_know_in_the_note():
    pain = read("date,score,type of pain\n2024-03-12,3,stabbing / electric\n2024-03-13,2,\n").pain
    assert pain["quality"].tolist()[0] == "sharp"
    assert pain["quality"].isna().tolist() == [False, True]
    assert pain["note"].iloc[0] == "feels: electric"


def test_scores_at_the_start_and_the_end_of_a_run_stand_with_its_entry():
    content = read("date,moment,score,start score,end score\n2024-03-12,during,4,1,4\n2024-03-13,during,0,0,12\n")
    assert content.pain[["score", "start_score"]].values.tolist() == [[4, 1], [0, 0]]
    assert content.pain["end_score"].tolist()[0] == 4 and content.pain["end_score"].isna().tolist() == [False, True]
    assert content.is_partial
    assert [issue.found for issue in content.issues] == ["“12” in the column “end score” is above 10."]


@pytest.mark.parametrize(("text", "hours"), [("0", 0), ("36,5", 36.5), ("48", 48), ("48.1", None), ("soon", None)])
def test_hours_after_the_run_are_from_0_to_48(text: str, hours: float | None):
    pain = read(f"date;moment;score;hours after\n2024-03-12;after;4;{text}\n").pain
    assert pain["hours_after"].tolist() == [hours] if hours is not None else pain["hours_after"].isna().all()


def test_two_columns_on_one_sign_both_count():
    text = "date,score,numbness,neurological symptoms\n2024-03-12,3,no,tingling toes\n2024-03-13,3,no,no\n"
    assert signs(text) == ["numbness;tingling", "none"]


def test_rest_pain_is_a_score_in_numbers_and_a_sign_in_words():
    assert entries("date,morning,rest pain\n2024-03-12,1,4\n") == [
        ("2024-03-12", "first_steps", 1),
        ("2024-03-12", "rest", 4),
    ]
    assert signs("date,morning,rest pain\n2024-03-12,1,yes\n") == ["rest_pain"]


def test_what_is_about_the_whole_row_stands_once():
    pain = read("date,morning,after,signs,note\n2024-03-12,3,4,limp,wet road\n").pain
    assert pain["signs"].isna().tolist() == [False, True]
    assert pain["note"].isna().tolist() == [False, True]


def test_every_sign_site_side_and_moment_is_understood_by_its_own_name():
    for sign in SIGNS:
        assert signs(f"date,score,signs\n2024-03-12,3,{sign}\n") == [sign]
    for moment in MOMENTS:
        assert read(f"date,moment,score\n2024-03-12,{moment},3\n").pain["moment"].tolist() == [moment]
    for site in SITES:
        assert read(f"date,site,score\n2024-03-12,{site},3\n").pain["site"].tolist() == [site]
    for side in SIDES:
        assert read(f"date,side,score\n2024-03-12,{side},3\n").pain["side"].tolist() == [side]
