"""The first plan: what to do next, most urgent first, in the runner's unit."""

import re

import pandas as pd
import pytest

from analysis import flags, plan
from analysis.settings import Settings
from analysis.tables import DAYS, FLAGS, PLAN, RUNS, check, conform, empty
from tests.flags.frames import NAN, TODAY, daily_pain, day, days, inputs, pain, runs

USUAL = [6000.0] * 56  # 42 km a week
CALM = [0.0] * 14
NO_SIGNS = {"signs": "none"}


def steps(metres, scores=None, *, log=None, spikes=None, units="km"):
    """The plan of a runner with these days; the log of pain is that of the days unless given."""
    settings = Settings(units=units)
    entries = daily_pain(scores, **NO_SIGNS) if log is None and scores is not None else log
    given = inputs(days=days(metres, scores), pain=pain() if entries is None else entries, settings=settings)
    if spikes is not None:
        given = inputs(days=given.days, pain=given.pain, runs=spikes, settings=settings)
    return check(plan.steps(flags.judge(given), given.days, settings, TODAY), PLAN)


def only(frame, flag_id):
    (step,) = frame[frame["flag_id"] == flag_id].to_dict("records")
    return step


def test_pain_that_goes_on_gets_two_thirds_of_the_usual_week_and_what_is_left_of_it():
    step = only(steps(USUAL + [4000.0] * 7, CALM + [4.0] * 7), "backoff_compliance")
    # 0.67 x 42 km = 28.14 km; six days of 4 km leave 4.14 km
    assert step["target"] == "at most 28.1 km in any 7 days; 4.1 km of it left for Wednesday 1 Apr"
    assert step["why"] == (
        "Pain has been going on since 25 Mar 2026. Your usual week before was 42.0 km; the last 7 days hold 28.0 km."
    )


def test_a_runner_who_has_not_cut_has_nothing_left_for_tomorrow():
    step = only(steps(USUAL + [6000.0] * 7, CALM + [4.0] * 7), "backoff_compliance")
    assert step["target"] == "at most 28.1 km in any 7 days; nothing of it left for Wednesday 1 Apr"
    assert step["until"] == day("2026-04-14")  # two weeks from today


def test_the_target_is_in_miles_for_who_runs_miles():
    step = only(steps(USUAL + [4000.0] * 7, CALM + [4.0] * 7, units="mi"), "backoff_compliance")
    assert step["target"] == "at most 17.5 mi in any 7 days; 2.6 mi of it left for Wednesday 1 Apr"


def test_a_back_off_is_reviewed_two_weeks_after_it_began_and_then_week_by_week():
    early = steps(USUAL + [3600.0] * 10, CALM + [4.0] * 10)
    assert only(early, "backoff_compliance")["until"] == day("2026-04-04")  # begun 22 Mar, day 14
    late = steps(USUAL + [3600.0] * 30, CALM + [4.0] * 30)
    assert only(late, "backoff_compliance")["until"] == day("2026-04-07")


@pytest.mark.parametrize(("score", "goal"), [(6.0, "5.0 or less, from 6.0"), (3.0, "2.1 or less, from 3.0")])
def test_the_step_ends_with_one_point_or_thirty_percent_less_whichever_comes_first(score, goal):
    ends = only(steps(USUAL + [6000.0] * 7, CALM + [score] * 7), "backoff_compliance")["ends_when"]
    assert goal in ends


def test_unknown_days_leave_the_rest_of_the_week_open():
    step = only(steps(USUAL + [6000.0] * 5 + [NAN] * 2, CALM + [4.0] * 7), "backoff_compliance")
    assert step["target"] == "at most 28.1 km in any 7 days"


def test_without_a_usual_week_no_distance_is_made_up():
    step = only(steps([6000.0] * 20, CALM[:10] + [4.0] * 10), "backoff_compliance")
    assert pd.isna(step["target"])
    assert "Your usual week before that is not known" in step["why"]


def test_a_healthy_runner_carries_on_with_the_bound_of_the_next_run():
    frame = steps([12_000.0] + [5000.0] * 59, [0.0] * 60)
    (step,) = frame.to_dict("records")
    assert step["what"] == "Carry on as you are."
    assert step["target"] == "next run up to 5.5 km"  # the 12 km lie more than 30 days back
    assert step["why"] == (
        "Your longest run of the last 30 days is 5.0 km. In a large group of runners, runs more than 10 % longer than"
        " that went with more injuries."
    )
    assert step["until"] == day("2026-04-07")


def test_after_a_spike_the_bound_comes_from_the_runs_before_it():
    metres = [5000.0] * 60
    metres[-3] = 9000.0
    frame = steps(metres, [0.0] * 60, spikes=runs(("2026-03-29", 9000, 5000)))
    step = only(frame, "single_run_spike")
    assert step["what"] == "Come back to your usual runs."
    assert step["target"] == "next run up to 5.5 km"
    assert "the 30 days up to 28 Mar 2026" in step["why"]


def test_an_unknown_day_gives_no_bound():
    frame = steps([5000.0] * 50 + [NAN] * 3 + [5000.0] * 7, [0.0] * 60)
    assert not frame["what"].str.startswith("Carry on").any()
    assert "Import the missing runs, or enter the days you rested." in set(frame["what"])


def test_a_sign_comes_first_and_stops_the_talk_of_distances():
    log = pd.concat(
        [daily_pain(CALM + [4.0] * 7), pain({"local_date": TODAY, "score": 4, "entry": 2, "signs": "limp;numbness"})],
        ignore_index=True,
    )
    frame = steps(USUAL + [6000.0] * 7, CALM + [4.0] * 7, log=log)
    assert list(frame["flag_id"]) == ["limping", "numbness_or_tingling"]
    assert frame["what"].iloc[0].startswith("Stop running and see a clinician soon.")
    assert frame["why"].iloc[0] == "Left heel pain: you logged limping on 31 Mar 2026 (1 entry)."
    assert not frame["target"].str.contains("km").any()


def test_the_most_urgent_sign_stands_first_and_within_a_day():
    log = pain({"local_date": TODAY, "score": 6, "signs": "tingling;swelling;limp;pop;cannot_hop"})
    frame = steps([NAN], [6.0], log=log)
    assert list(frame["flag_id"])[:5] == [
        "cannot_hop_or_bear_weight",
        "began_with_fall_or_pop",
        "limping",
        "swelling_or_bruising",
        "numbness_or_tingling",
    ]
    assert frame["until"].iloc[0] == day("2026-04-01")
    assert frame["target"].iloc[0] == "today or tomorrow"


def test_worsening_despite_back_off_sends_to_a_clinician_and_keeps_the_running_low():
    climb = [float(round(3 + 1.2 * number / 7)) for number in range(28)]
    frame = steps([6000.0] * 67 + [3600.0] * 28, [0.0] * 60 + [3.0] * 7 + climb)
    assert list(frame["flag_id"])[:2] == ["worsening_despite_backoff", "backoff_compliance"]
    assert "rose by about 4.1 points" in frame["why"].iloc[0]


@pytest.mark.parametrize(("logged", "target"), [(5, None), (4, "1 more day"), (1, "4 more days")])
def test_a_thin_log_says_how_many_more_days(logged, target):
    frame = steps(USUAL, [0.0] * logged)
    asked = frame[frame["what"].str.startswith("Log your pain once a day.")]
    assert list(asked["target"]) == ([] if target is None else [target])


def test_a_thin_log_asks_beside_carrying_on():
    frame = steps(USUAL)
    assert list(frame["step"]) == [1, 2]
    assert frame["what"].iloc[1] == "Log your pain once a day. No pain is 0, and counts."
    assert frame["why"].iloc[1] == "0 days of the last 14 have a score; 5 are needed to say more."


def test_pain_without_answers_about_the_signs_asks_for_them():
    frame = steps(USUAL, [*CALM, 1.0], log=daily_pain([*CALM, 1.0]))
    assert frame["what"].iloc[-1].startswith("Answer the warning signs")
    quiet = steps(USUAL, CALM, log=daily_pain(CALM))
    assert not quiet["what"].str.startswith("Answer the warning signs").any()


def test_without_any_data_the_plan_is_to_bring_some():
    (step,) = plan.steps(empty(FLAGS), empty(DAYS), Settings(), pd.NaT).to_dict("records")
    assert step["what"] == "Import your runs and log today's pain."
    assert pd.isna(step["until"])


def test_no_step_promises_treats_or_scolds():
    forbidden = re.compile(r"\bsafe|\bcauses?\b|you should have|diagnos|pill|ibuprofen|medic", re.IGNORECASE)
    for frame in (
        steps(USUAL + [6000.0] * 7, CALM + [4.0] * 7),
        steps(USUAL),
        steps([NAN] * 20, [5.0] * 20, log=daily_pain([5.0] * 20)),
    ):
        for text in [*frame["what"], *frame["target"].dropna(), *frame["why"], *frame["ends_when"]]:
            assert not forbidden.search(text.replace("not a diagnosis", "")), text


def test_worsening_that_grows_on_the_run_stops_the_talk_of_distances_too():
    climb = [float(round(3 + 1.2 * number / 7)) for number in range(28)]
    scores = [0.0] * 60 + [3.0] * 7 + climb
    growing = pd.DataFrame(
        [
            {"local_date": f"2026-03-{29 + n}", "activity_id": f"r{n}", "moving_time_s": 2700.0, "start_score": 3.0,
             "end_score": 5.0, "during_score": 5.0}
            for n in range(2)
        ]
    )  # fmt: skip
    given = inputs(
        days=days([6000.0] * 67 + [3600.0] * 28, scores),
        pain=daily_pain(scores, **NO_SIGNS),
        runs=conform(growing, RUNS),
    )
    frame = plan.steps(flags.judge(given), given.days, Settings(), TODAY)
    assert frame["what"].iloc[0].startswith("Stop running until a clinician has seen it")
    assert "backoff_compliance" not in set(frame["flag_id"].dropna())
    assert not frame["target"].str.contains("km").any()


def test_where_a_review_asks_for_half_the_plan_does_not_say_two_thirds():
    step = only(steps(USUAL + [4000.0] * 14, CALM + [4.0] * 14), "backoff_compliance")
    assert step["what"].startswith("Run about half of your usual week, all of it easy.")
    assert step["target"] == "at most 21.0 km in any 7 days; nothing of it left for Wednesday 1 Apr"
