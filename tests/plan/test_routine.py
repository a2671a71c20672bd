"""The routine: doses, what holds an item back, what was done, and the honest look at whether it helps."""

import numpy as np
import pandas as pd
import pytest

from analysis import flags, plan
from analysis.care import is_strength
from analysis.plan.routine import BY_NAME, ROUTINE, STRENGTH
from analysis.tables import CARE, conform
from tests.flags.frames import TODAY, days, inputs, pain


def care(*rows):
    frame = pd.DataFrame(rows, columns=["local_date", "item", "felt"])
    return conform(frame, CARE)


def guards(*entries, scores=(0.0,)):
    log = pain(*entries)
    given = inputs(days=days([0.0] * 60, list(scores)), pain=log)
    judged = flags.judge(given)
    raised = judged[judged["is_current"] & judged["status"].eq("raised")]
    return plan.guards(log, raised, TODAY)


def test_what_counts_as_strength_is_what_the_rules_take_for_it():
    names = pd.DataFrame({"item": [item.name for item in ROUTINE]})
    assert is_strength(names).tolist() == [item.kind == STRENGTH for item in ROUTINE]


def test_every_item_has_a_dose_a_way_and_its_evidence():
    for item in ROUTINE:
        assert item.dose and item.how and item.evidence, item.name
    assert BY_NAME["ice"].dose == "10 to 15 min after runs, wrapped in a towel"
    assert BY_NAME["calf stretch"].dose.startswith("3 × 20 to 30 s")


@pytest.mark.parametrize(
    ("signs", "held"),
    [("numbness", "ice"), ("tingling", "ice"), ("swelling", "heat"), ("warmth", "heat"), ("limp;bruising", "heat")],
)
def test_a_sign_of_the_last_two_weeks_holds_ice_or_heat_back(signs, held):
    found = guards({"local_date": "2026-03-28", "score": 2, "signs": signs})
    assert found[held].is_off
    assert found[held].words.endswith("logged on 28 Mar 2026.")


def test_a_flag_that_nobody_settled_goes_on_holding_it_back():
    found = guards({"local_date": "2026-02-20", "score": 2, "signs": "numbness"}, scores=[0.0] * 10)
    assert found["ice"].words == "Not while numbness or tingling in your log is not settled."


def test_nothing_is_held_back_without_a_sign():
    assert guards({"local_date": "2026-03-28", "score": 2, "signs": "none"}) == {}


def test_pain_at_the_back_of_the_heel_keeps_the_heel_off_the_step():
    found = guards({"local_date": "2026-03-28", "score": 2, "site": "posterior_heel", "signs": "none"})
    assert set(found) == {"calf stretch", "calf raises"}
    assert not found["calf stretch"].is_off
    assert "never let the heel drop below a step" in found["calf stretch"].words
    assert guards({"local_date": "2026-03-02", "score": 2, "site": "posterior_heel", "signs": "none"}) == {}


def test_where_running_stops_strength_waits_for_a_clinician():
    found = guards({"local_date": "2026-03-31", "score": 5, "signs": "cannot_hop"})
    assert {name for name, guard in found.items() if guard.is_off} == {
        item.name for item in ROUTINE if item.kind == STRENGTH
    }


def test_the_week_ends_today_and_only_chosen_items_are_told():
    made = plan.done(
        care(("2026-03-31", "ice", "better"), ("2026-03-25", "ice", None), ("2026-03-24", "ice", None),
             ("2026-03-31", "heat", None)),
        ("ice", "calf raises"), TODAY,
    )  # fmt: skip
    assert [each.item.name for each in made] == ["ice", "calf raises"]
    assert made[0].days == (True, *[False] * 5, True)  # 24 Mar is the eighth day back
    assert (made[0].is_done, made[0].felt) == (True, "better")
    assert (made[1].is_done, made[1].felt) == (False, None)


def answers(before, after, *ticks):
    scores = [before] * 7 + [np.nan] * 2 + [after] * 3
    given = days([4000.0] * 60, scores)
    return plan.answers(given, care(*(ticks or [("2026-03-27", "ice", None)])), TODAY)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(5, 3, "helped"), (5, 4, "a_little"), (5, 5, "no_change"), (3, 5, "worse"), (3, 4, "no_change")],
)
def test_the_look_after_three_to_four_days(before, after, verdict):
    made = answers(before, after)
    assert made.trials[0][0].verdict == verdict
    assert "Better is no proof." in made.honesty


def test_two_things_begun_together_cannot_be_told_apart():
    made = answers(5, 3, ("2026-03-27", "ice", None), ("2026-03-28", "heat", None))
    assert "cannot be told apart" in made.confounds[0]


def test_no_item_scolds_promises_or_diagnoses():
    for item in ROUTINE:
        words = f"{item.dose} {item.how} {item.stop} {item.evidence}".lower()
        for forbidden in ("you should have", "safe", "cures", "causes", "diagnos", "pill"):
            assert forbidden not in words, item.name


# Run and walk


@pytest.mark.parametrize(("total", "rounds"), [(30, 10), (31, 10), (32, 10), (33, 11), (3, 1), (1, 1)])
def test_whole_rounds_of_two_and_one_fit_into_the_time(total, rounds):
    made = plan.run_walk(total)
    assert (made.rounds, made.total_minutes, made.running_minutes) == (rounds, 3 * rounds, 2 * rounds)


def test_the_clock_of_a_run_walk():
    assert plan.run_walk(6).intervals == ((0, "run", 2), (2, "walk", 1), (3, "run", 2), (5, "walk", 1))


def test_the_lights_of_the_last_runs_have_their_reasons():
    from analysis.settings import Settings
    from analysis.tables import RUNS

    rows = [
        {"local_date": "2026-03-29", "activity_id": "a", "distance_m": 5000.0, "light": "green"},
        {"local_date": "2026-03-30", "activity_id": "b", "distance_m": 5000.0, "light": "red",
         "light_because": "sharp;limp"},
        {"local_date": "2026-03-31", "activity_id": "c", "distance_m": 5000.0, "light_because": "during"},
    ]  # fmt: skip
    made = plan.run_lights(conform(pd.DataFrame(rows), RUNS), Settings())
    assert [(run.light, run.reason) for run in made] == [
        ("", "not logged: the pain during the run"),
        ("red", "sharp pain and limping"),
        ("green", "little pain, no worse at the end, and a quiet next morning"),
    ]
