"""First steps in the morning and after sitting (S1, S2)."""

import pytest

from analysis.flags.morning import morning_pattern, start_up_after_sitting
from tests.flags.frames import NAN, current, daily_pain, inputs, pain


def mornings(*scores, **more):
    return current(morning_pattern(inputs(pain=daily_pain(scores, **more))))


def test_three_painful_mornings_of_the_last_seven_logged_are_the_pattern():
    found = mornings(9, 0, 2, NAN, 0, 2, 0, 3, 0)
    assert (found.status, found.site, found.n) == ("raised", "plantar_heel", 7)
    assert found.sentence == (
        "Left heel pain on the first steps: 2 or more on 3 of your last 7 logged mornings, 1.0 on average."
        " Worst on the first steps is the usual pattern of pain under the heel."
    )


def test_just_below_two_mornings_are_clear():
    assert mornings(0, 0, 2, 0, 3, 0, 0).status == "clear"


def test_just_below_two_points_do_not_count():
    assert mornings(1.9, 1.9, 1.9, 1.9, 1.9).status == "clear"


def test_two_mornings_are_too_few():
    found = mornings(5, 5)
    assert found.sentence == "Left heel pain: only 2 mornings logged. This needs 3 at least."
    assert found.status == "not_enough_data"


@pytest.mark.parametrize(("silent", "status"), [(13, "raised"), (14, "not_enough_data")])
def test_mornings_older_than_two_weeks_do_not_speak_for_today(silent, status):
    assert mornings(*[5.0] * 7, *[NAN] * silent).status == status


def test_another_place_is_not_called_the_pattern_of_the_heel():
    assert "under the heel" not in mornings(5, 5, 5, site="knee").sentence


def test_each_place_has_its_own_finding():
    log = pain(
        *[{"local_date": f"2026-03-{number}", "score": 4} for number in (28, 29, 30)],
        *[{"local_date": f"2026-03-{number}", "score": 0, "site": "knee"} for number in (28, 29, 30)],
    )
    found = {finding.site: finding.status for finding in morning_pattern(inputs(pain=log))}
    assert found == {"plantar_heel": "raised", "knee": "clear"}


def test_without_a_first_step_score_there_is_nothing_to_say():
    found = current(morning_pattern(inputs(pain=daily_pain([5.0] * 9, moment="day"))))
    assert (found.site, found.status) == ("all", "not_enough_data")


def sitting(*scores, **more):
    return current(start_up_after_sitting(inputs(pain=daily_pain(scores, moment="rest", **more))))


@pytest.mark.parametrize(
    ("scores", "after", "status"),
    [
        ((2, 3, 2), 1, "raised"),
        ((2, 3, 2), 2, "clear"),  # only one of them is lower once moving
        ((2, 2, 1.9), 0, "clear"),  # just below two points
        ((2, 2), 0, "not_enough_data"),
    ],
)
def test_pain_after_sitting_that_eases_on_three_days_is_start_up_pain(scores, after, status):
    assert sitting(*scores, end_score=after).status == status


def test_the_runner_s_word_that_it_eased_is_enough():
    found = sitting(4, 4, 4, warm_up="eased")
    assert (
        found.sentence
        == "Left heel pain after sitting: 2 or more and lower once you moved, on 3 of your last 3 logged days."
    )


def test_pain_at_rest_that_says_nothing_of_moving_is_not_start_up_pain():
    assert sitting(5, 5, 5).status == "not_enough_data"
