"""Scales of pain: what a cell says, what the name of a column says, what is asked, and how scores come to 0–10."""

import pytest

from analysis.importers import pain_csv
from analysis.importers.base import Hints
from analysis.importers.pain.scale import SCALES, score_of, stated

from .pain_log import file_of, read


def log(*scores, name="pain"):
    days = (f"2024-{month:02d}-{day:02d}" for month in (3, 4) for day in range(1, 29))
    return f"date,{name}\n" + "".join(f"{day},{score}\n" for day, score in zip(days, scores, strict=False))


def asked(text):
    content = pain_csv.read(file_of(text), Hints())
    (question,) = content.questions
    assert question.topic == "score_scale"
    return question, content


def answered(text, answer):
    question, _ = asked(text)
    content = pain_csv.read(file_of(text), Hints(answers={(question.shape, "score_scale"): answer}))
    assert content.questions == ()
    return content


# what is asked


def test_scores_above_10_are_asked_about_and_nothing_is_read_before():
    question, content = asked(log(30, 55, 5, 20))
    assert question.text == "Which scale are the pain scores on? They go from 5 to 55."
    assert question.choices == (
        ("0-100", "0 (no pain) to 100 (worst): 0 → 0, 50 → 5, 100 → 10"),
        ("100-0", "100 (no pain) to 0 (worst): 100 → 0, 50 → 5, 0 → 10"),
    )
    assert question.guess is None
    assert content.pain.empty


@pytest.mark.parametrize(("answer", "scores"), [("0-100", [3, 5.5, 0.5, 0, 10]), ("100-0", [7, 4.5, 9.5, 10, 0])])
def test_the_answer_brings_them_to_ten_exactly(answer, scores):
    content = answered(log(30, 55, 5, 0, 100), answer)
    assert content.pain["score"].tolist() == scores
    assert content.issues[0].found == (f"The scores were brought to 0–10. The scale of the log: {SCALES[answer].text}.")


def test_words_are_read_only_with_an_answer_that_shows_their_numbers():
    text = log("mild", "Moderate", "no pain", "severe", "unbearable")
    question, content = asked(text)
    assert content.pain.empty
    assert question.choices == (("words", "Words: none → 0, mild → 2, moderate → 5, severe → 8, unbearable → 10"),)
    assert answered(text, "words").pain["score"].tolist() == [2, 5, 0, 8, 10]


def test_one_word_among_numbers_just_below_three_is_a_slip_of_the_pen():
    content = read(log(1, 2, "mild", "mild", 3))
    assert content.pain["score"].tolist() == [1, 2, 3]
    assert content.issues[0].found == "“mild” in the column “pain” is not a score. So in 1 more row."


def test_scores_out_of_five_are_asked_about():
    text = log("3/5", "1/5", "5/5")
    question, _ = asked(text)
    assert [name for name, _ in question.choices] == ["0-5", "1-5", "5-1", "5-0"]
    assert answered(text, "0-5").pain["score"].tolist() == [6, 2, 10]
    assert answered(text, "1-5").pain["score"].tolist() == [5, 0, 10]


def test_ten_scores_from_1_to_5_without_a_zero_are_read_as_they_are_and_asked_about():
    text = log(1, 2, 3, 4, 5, 4, 3, 2, 1, 2)
    question, content = asked(text)
    assert question.guess == "0-10"
    assert content.pain["score"].tolist() == [1, 2, 3, 4, 5, 4, 3, 2, 1, 2]
    assert answered(text, "1-5").pain["score"].tolist() == [0, 2.5, 5, 7.5, 10, 7.5, 5, 2.5, 0, 2.5]


@pytest.mark.parametrize(
    "scores",
    [
        (1, 2, 3, 4, 5, 4, 3, 2, 1),  # nine, just below ten
        (0, 1, 2, 3, 4, 5, 4, 3, 2, 1),  # a zero
        (1, 2, 3, 4, 5, 4, 3, 2, 1, 2.5),  # a half
        (2, 2, 3, 4, 5, 4, 3, 2, 2, 2),
        (1, 2, 3, 4, 6, 4, 3, 2, 1, 2),
    ],
)
def test_other_low_scores_are_0_to_10_without_a_question(scores):
    content = pain_csv.read(file_of(log(*scores)), Hints())
    assert content.pain["score"].tolist() == list(scores)
    assert content.questions == ()


def test_twinge_s_own_form_is_never_asked_about():
    rows = "".join(f"2024-03-{day + 10},day,{score},\n" for day, score in enumerate((1, 2, 3, 4, 5, 4, 3, 2, 1, 2)))
    assert pain_csv.read(file_of(f"date,moment,score,warm_up\n{rows}"), Hints()).questions == ()


def test_an_answer_that_is_no_scale_is_asked_again():
    text = log(30, 55, 5, 20)
    question, _ = asked(text)
    again = pain_csv.read(file_of(text), Hints(answers={(question.shape, "score_scale"): "moon"}))
    assert again.questions == (question,)


# what the file itself says


@pytest.mark.parametrize(
    ("title", "scale"),
    [
        ("Pain (0-10)", "0-10"),
        ("Pain 0–100", "0-100"),
        ("Rate your pain from 1 to 5", "1-5"),
        ("Schmerz (0 bis 10)", "0-10"),
        ("Pain [1 = none, 5 = worst]", "1-5"),
        ("Pain (0 = worst, 10 = no pain)", "10-0"),
        ("Pain: 0 (no pain) to 10 (worst)", "0-10"),
        ("Pain (1-7)", None),
        ("Pain", None),
        ("Pain 2024-03", None),
    ],
)
def test_the_scale_that_a_name_gives(title, scale):
    assert stated(title) == scale


def test_a_scale_in_the_name_is_the_guess():
    question, content = asked(log(1, 5, 3, name="pain (1-5)"))
    assert question.guess == "1-5"
    assert content.pain["score"].tolist() == [0, 10, 5]


def test_no_pain_at_10_in_the_name_turns_the_scale_round():
    text = 'date,"Pain today? 0 = worst pain, 10 = no pain"\n2024-03-12,10\n2024-03-13,3\n'
    _, content = asked(text)
    assert content.pain["score"].tolist() == [0, 7]


def test_1_to_10_in_the_name_is_read_as_it_stands_and_asked_about():
    text = log(1, 4, 10, name="pain (1-10)")
    question, content = asked(text)
    assert (question.guess, content.pain["score"].tolist()) == ("0-10", [1, 4, 10])
    assert answered(text, "1-10").pain["score"].tolist() == [0, pytest.approx(10 / 3), 10]


def test_a_label_at_the_first_number_says_where_the_scale_begins():
    question, content = asked(log("1 - no pain", "3 - moderate", "5 - worst"))
    assert question.guess == "1-5"
    assert content.pain["score"].tolist() == [0, 5, 10]


def test_a_column_that_says_0_to_10_stays_so_beside_one_that_does_not():
    text = "date,Morning pain (0-10),pain after\n2024-03-12,3,30\n2024-03-13,0,55\n2024-03-14,1,70\n"
    assert answered(text, "0-100").pain["score"].tolist() == [3, 3, 0, 5.5, 1, 7]


# the ends of scales


@pytest.mark.parametrize("name", SCALES)
def test_every_scale_runs_from_0_to_10_in_a_straight_line(name):
    none, worst = (float(end) for end in name.split("-"))
    scale = SCALES[name]
    assert (scale.score(none), scale.score((none + worst) / 2), scale.score(worst)) == (0, 5, 10)
    assert scale.holds(none) and scale.holds(worst)
    assert not scale.holds(min(none, worst) - 0.1) and not scale.holds(max(none, worst) + 0.1)


@pytest.mark.parametrize(
    ("text", "scale", "score"), [("7", "0-100", 0.7), ("70", "0-100", 7), ("2", "1-5", 2.5), ("1", "0-3", 10 / 3)]
)
def test_scores_on_other_scales(text, scale, score):
    assert score_of(text, "pain", scale) == score
