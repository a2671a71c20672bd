"""The light of a run, soreness hours later, and what warm-up does (P1 to P3, S3, S4)."""

import pandas as pd
import pytest

from analysis.flags.runs import amber_run, delayed_soreness, green_run, red_run, warm_up_pattern
from analysis.tables import RUNS, conform
from tests.flags.frames import NAN, current, inputs, pain


def runs(*rows, **more):
    """RUNS of (day, column -> value)."""
    usual = {"distance_m": 8000.0, "moving_time_s": 2700.0}
    made = [usual | {"local_date": when, "activity_id": f"run-{n}"} | row for n, (when, row) in enumerate(rows)]
    return conform(pd.DataFrame(made).assign(**more), RUNS)


def lit(*rows):
    return inputs(runs=runs(*[(when, {"light": light, "light_because": why}) for when, light, why in rows]))


def said(given):
    return {rule.__name__: current(rule(given)).status for rule in (green_run, amber_run, red_run)}


@pytest.mark.parametrize(
    ("light", "why", "raised"),
    [("green", None, "green_run"), ("amber", "raised", "amber_run"), ("red", "sharp;limp", "red_run")],
)
def test_the_light_of_the_latest_run_raises_one_of_the_three(light, why, raised):
    status = said(lit(("2026-03-30", light, why)))
    assert [name for name, value in status.items() if value == "raised"] == [raised]
    assert set(status.values()) == {"raised", "clear"}


def test_the_sentence_says_what_made_it_red():
    found = current(red_run(lit(("2026-03-30", "red", "sharp;got_worse;limp"))))
    assert found.sentence == (
        "Your run on 30 Mar 2026 was red: sharp pain, pain that got worse during the run and limping."
    )


def test_a_run_without_a_light_says_what_was_not_logged():
    given = lit(("2026-03-30", None, "during;mornings"))
    assert said(given) == dict.fromkeys(("green_run", "amber_run", "red_run"), "not_enough_data")
    assert current(green_run(given)).sentence == (
        "Your run on 30 Mar 2026 has no light yet, which says nothing for or against it. Not logged: the pain during"
        " the run and the first steps of that morning and of the next."
    )


def test_a_later_run_that_nobody_logged_does_not_put_out_a_red_light():
    given = lit(("2026-03-28", "red", "high"), ("2026-03-30", None, "during"))
    found = current(red_run(given))
    assert found.status == "raised"
    assert found.sentence.endswith("1 later run cannot be judged: too little was logged.")


def test_of_two_runs_a_day_the_worse_light_counts():
    given = lit(("2026-03-30", "red", "high"), ("2026-03-30", "green", None))
    assert said(given) == {"green_run": "clear", "amber_run": "clear", "red_run": "raised"}


@pytest.mark.parametrize(("when", "status"), [("2026-03-25", "raised"), ("2026-03-24", "not_enough_data")])
def test_a_light_is_shown_for_seven_days(when, status):
    assert current(red_run(lit((when, "red", "high")))).status == status


def test_red_runs_of_the_past_stand_in_runs_and_not_among_the_flags():
    given = lit(("2026-01-02", "red", "limp"), ("2026-03-30", "green", None))
    assert [one.status for one in red_run(given)] == ["clear"]


def sore(*after, hours=2, **more):
    """Runs on the last days, each ending at 2, with the given score so many hours after."""
    dates = [f"2026-03-{31 - len(after) + n}" for n in range(len(after))]
    table = runs(*[(when, {"end_score": 2.0} | more) for when in dates])
    log = pain(
        *[
            {"local_date": when, "moment": "after", "score": score, "hours_after": hours, "activity_id": f"run-{n}"}
            for n, (when, score) in enumerate(zip(dates, after, strict=True))
        ]
    )
    return current(delayed_soreness(inputs(runs=table, pain=log)))


@pytest.mark.parametrize(
    ("after", "status"),
    [
        ((4, 2, 4, 2), "raised"),
        ((3.9, 3.9, 3.9, 3.9), "clear"),  # just below two more
        ((4, 2, 2, 2), "clear"),  # one of four
        ((4, 4, 2, 2, 2, 2), "clear"),  # too long ago
        ((9,), "not_enough_data"),
    ],
)
def test_two_of_four_runs_that_hurt_more_hours_later_are_a_delayed_answer(after, status):
    assert sore(*after).status == status


@pytest.mark.parametrize(
    ("hours", "status"), [(0.5, "not_enough_data"), (1, "raised"), (24, "raised"), (25, "not_enough_data")]
)
def test_one_to_twenty_four_hours_after_count(hours, status):
    assert sore(5, 5, hours=hours).status == status


def test_without_a_score_of_the_run_the_morning_before_is_held_against_it():
    assert sore(5, 5, end_score=NAN, same_morning_score=3.0).status == "raised"
    assert sore(5, 5, end_score=NAN, same_morning_score=4.0).status == "clear"


def test_a_next_morning_two_points_up_counts_as_well():
    row = {"same_morning_score": 1.0, "next_morning_score": 3.0}
    found = current(delayed_soreness(inputs(runs=runs(("2026-03-28", row), ("2026-03-29", row)))))
    assert found.sentence == (
        "After 2 of the last 2 runs that say, pain was 2 points up or more in the hours after or on the next morning."
    )


def moved(*pairs, minutes=45.0):
    """Runs on the last days, each from the first score to the second."""
    rows = [
        (f"2026-03-{31 - len(pairs) + n}", {"start_score": start, "end_score": end, "during_score": max(start, end)})
        for n, (start, end) in enumerate(pairs)
    ]
    return current(warm_up_pattern(inputs(runs=runs(*rows, moving_time_s=60.0 * minutes))))


@pytest.mark.parametrize(
    ("pairs", "status"),
    [
        (((4, 2), (4, 2)), "raised"),
        (((2, 1), (2, 1)), "raised"),  # ends at one
        (((5, 3.1), (5, 3.1)), "clear"),  # just below two less
        (((1, 0), (1, 0)), "clear"),  # begins below two
        (((4, 2), (3, 3), (3, 3), (3, 3)), "clear"),  # one of four
        (((4, 2),), "not_enough_data"),
        (((0, 0), (0, 0), (4, 2)), "not_enough_data"),  # runs without pain say nothing
    ],
)
def test_pain_that_fades_in_two_of_four_painful_runs_is_raised(pairs, status):
    assert moved(*pairs).status == status


def test_fading_is_never_called_permission():
    found = moved((4, 1), (4, 1))
    assert found.sentence == "Pain faded with warm-up in 2 of your last 2 painful runs. Fading is not permission."


def test_runs_below_fifteen_minutes_are_no_warm_up():
    assert moved((4, 1), (4, 1), minutes=14.9).status == "not_enough_data"
    assert moved((4, 1), (4, 1), minutes=15).status == "raised"


def test_pain_that_grows_in_two_of_three_runs_is_graver():
    found = moved((2, 4), (3, 3), (2, 3))
    assert (found.status, found.severity) == ("raised", "act")
    assert found.sentence == "Pain grew while you ran in 2 of your last 3 painful runs, and did not warm up."
    assert moved((2, 4), (3, 3), (3, 2)).severity is None


def test_the_runner_s_word_counts_where_the_scores_at_start_and_end_are_not_known():
    table = runs(("2026-03-29", {"during_score": 3.0}), ("2026-03-30", {"during_score": 3.0}))
    log = pain(
        *[
            {
                "local_date": f"2026-03-{29 + n}",
                "moment": "during",
                "score": 3,
                "warm_up": "eased",
                "activity_id": f"run-{n}",
            }
            for n in range(2)
        ]
    )
    assert current(warm_up_pattern(inputs(runs=table, pain=log))).status == "raised"
