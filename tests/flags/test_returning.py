"""Coming back: when to begin, flares, habits, and how long it may take (E0, E3, E4, E5)."""

import pandas as pd
import pytest

from analysis.comeback import recovery
from analysis.flags import judge
from analysis.flags.backoff import backoff_compliance
from analysis.flags.returning import flare_while_returning, habits_kept, no_fixed_date, ready_to_return
from analysis.settings import Settings
from analysis.tables import CARE, RUNS, conform
from analysis.told import Told
from tests.flags.frames import NAN, TODAY, current, day, days, inputs, pain

CALM, HURT = [0.0] * 20, [5.0] * 20
BACK = [*CALM, *HURT, *[0.0] * 20]  # pain went on from 20 Feb to 11 Mar; seven logs later at most two of seven hurt


def scored(scores, **more):
    return inputs(days=days([5000.0] * 120, scores), **more)


def test_a_spell_that_ended_within_eight_weeks_is_what_one_comes_back_from():
    found = recovery(days([0.0] * 90, BACK))
    assert (found.began, found.ended, found.is_returning) == (day("2026-02-20"), day("2026-03-16"), True)


def test_without_a_spell_in_eight_weeks_there_is_none():
    assert recovery(days([0.0] * 90, CALM)) is None
    assert recovery(days([0.0] * 90)) is None
    old = [*HURT, *[0.0] * 60]
    assert recovery(days([0.0] * 90, old[:-4])) is not None  # last hurt day counted 56 days back: 4 + 52
    assert recovery(days([0.0] * 90, old)) is None


@pytest.mark.parametrize(("score", "is_returning"), [(2.0, True), (2.1, False)])
def test_pain_that_goes_on_but_is_mild_may_be_come_back_from(score, is_returning):
    found = recovery(days([0.0] * 90, [*CALM, *HURT, *[score] * 10]))
    assert pd.isna(found.ended)
    assert found.is_returning is is_returning


def run(when, light=None):
    return {"local_date": when, "activity_id": when, "light": light, "distance_m": 5000.0}


def ready(during=1.0, first=2.0, before=2.0, lights=("green",), **more):
    table = days([5000.0] * 120, BACK)
    week, last = table.index[-7:], table.index[-14:-7]
    table.loc[week, ["during_score", "first_steps_score"]] = [during, first]
    table.loc[last, "first_steps_score"] = before
    runs = conform(pd.DataFrame([run(f"2026-03-{30 - n}", light) for n, light in enumerate(lights)]), RUNS)
    return current(ready_to_return(inputs(days=table, runs=runs, **more)))


def test_all_four_conditions_open_the_way_back():
    found = ready()
    assert (found.status, found.observed, found.threshold) == ("raised", 4, 4)
    assert found.sentence == (
        "All four hold: pain during runs of 1 or less on average; no amber or red run for 7 days;"
        " first steps of 2 or less on average, and not rising; no warning sign open."
    )


@pytest.mark.parametrize(
    ("given", "status", "says"),
    [
        ({"during": 1.1}, "clear", "pain during runs of 1 or less on average."),
        ({"first": 2.1}, "clear", "first steps of 2 or less on average, and not rising."),
        ({"first": 2.0, "before": 1.0}, "clear", "and not rising."),  # a point up
        ({"first": 2.0, "before": 1.1}, "raised", "All four hold"),  # just below a point
        ({"lights": ("green", "amber")}, "clear", "no amber or red run for 7 days."),
        ({"lights": (None,)}, "not_enough_data", "no amber or red run for 7 days."),
        ({"during": NAN}, "not_enough_data", "pain during runs"),
        ({"first": NAN}, "not_enough_data", "first steps"),
        ({"raised": frozenset({"limping"})}, "clear", "no warning sign open."),
    ],
)
def test_each_condition_alone_holds_it_back(given, status, says):
    found = ready(**given)
    assert found.status == status
    assert says in found.sentence


def test_an_open_warning_sign_of_another_rule_is_seen():
    log = pain({"local_date": TODAY, "score": 1, "signs": "limp"})
    flags = judge(scored(BACK, pain=log)).set_index("flag_id")
    assert "no warning sign open" in flags.loc["ready_to_return", "sentence"]
    assert flags.loc["ready_to_return", "status"] == "clear"


def test_without_pain_there_is_nothing_to_come_back_from():
    for rule in (ready_to_return, flare_while_returning, no_fixed_date):
        found = current(rule(scored(CALM)))
        assert (found.status, "nothing to come back from" in found.sentence) == ("clear", True)


def test_one_score_does_not_say_that_no_pain_went_on():
    for rule in (ready_to_return, flare_while_returning, no_fixed_date):
        found = current(rule(scored([3.0])))
        assert (found.status, found.sentence.startswith("Your log does not say")) == ("not_enough_data", True)


def flared(*last, **more):
    return current(flare_while_returning(scored([*BACK, *last], **more)))


@pytest.mark.parametrize(
    ("last", "status"),
    [
        ((2, 2), "raised"),
        ((2, 0, 2), "raised"),  # two of three
        ((2, 0, 0, 2), "clear"),
        ((1.9, 1.9, 1.9), "clear"),  # just below two points
        ((NAN, 2, NAN, 2), "raised"),  # scores in a row, days between do not matter
    ],
)
def test_two_of_three_scores_two_points_up_are_a_flare(last, status):
    assert flared(*last).status == status


def test_a_flare_that_brings_the_pain_back_is_still_a_flare():
    assert flared(6, 6, 6, 6).status == "raised"


def test_one_red_run_is_a_flare():
    runs = conform(pd.DataFrame([run("2026-03-30", "red")]), RUNS)
    found = flared(runs=runs)
    assert found.status == "raised"
    assert found.sentence == "Pain flared, last on 30 Mar 2026: flare 1 since you began to come back."


def test_a_red_run_is_a_flare_however_few_scores_there_are():
    runs = conform(pd.DataFrame([run("2026-03-30", "red")]), RUNS)
    scores = [2.0, 2.0, 2.0, *[NAN] * 7, 0.0]
    assert current(flare_while_returning(scored(scores, runs=runs))).status == "raised"
    assert current(flare_while_returning(scored(scores))).status == "not_enough_data"


def test_a_second_flare_holds_for_two_weeks_and_a_third_is_worth_an_appointment():
    red = [run(when, "red") for when in ("2026-03-17", "2026-03-25")]
    once, twice = ([*red[1:]], [*red])
    hints = [flared(runs=conform(pd.DataFrame(some), RUNS)).hint for some in (once, twice)]
    assert hints[0] is None
    assert "hold it for 14 days" in hints[1]
    third = [run("2026-03-04", "red"), *[run(when, "red") for when in ("2026-03-13", "2026-03-22", "2026-03-30")]]
    scores = [*CALM, *HURT[:7], *[0.0] * 40]
    found = current(flare_while_returning(scored(scores, runs=conform(pd.DataFrame(third), RUNS))))
    assert "worth an appointment with a clinician" in found.hint


def test_a_flare_before_last_week_is_past():
    assert flared(5, 5, *[0.0] * 8).sentence.startswith("No flare in the last 7 days. The latest of 1 flare was on ")


def kept(*ago):
    rows = [{"local_date": TODAY - pd.Timedelta(days=n), "item": "calf raises"} for n in ago]
    told = Told(care=conform(pd.DataFrame(rows), CARE)) if rows else Told()
    return current(habits_kept(scored(BACK, told=told)))


@pytest.mark.parametrize(("ago", "status"), [((9,), "clear"), ((10,), "raised"), ((), "not_enough_data")])
def test_ten_days_without_strength_or_recovery_are_a_nudge(ago, status):
    assert kept(*ago).status == status


def test_the_habits_of_the_week_are_counted():
    assert kept(0, 2, 8).sentence == (
        "In the last 7 days: strength work on 2 days (the aim is 2), recovery on 0 days (the aim is 3). 0 days since"
        " the last."
    )


def test_the_range_is_told_and_no_date():
    assert current(no_fixed_date(scored([*CALM, *HURT]))).sentence == (
        "It began on 12 Mar 2026; today is day 20. Of new runners with an injury half needed 71 days or more, the"
        " quickest 9, the slowest 617: nobody can give you a date."
    )
    ended = current(no_fixed_date(scored(BACK)))
    assert ended.sentence.startswith("It went on for 25 days, from 20 Feb 2026 to 16 Mar 2026.")
    assert (ended.observed, ended.threshold) == (25, 71)


def test_pain_that_goes_on_began_on_the_day_that_other_rules_name():
    given = scored([*CALM, 1.0, 1.0, 1.0, 2.0, *HURT])
    assert current(no_fixed_date(given)).period_start == current(backoff_compliance(given)).period_start
    came_back = scored([*CALM, *HURT, *[0.0] * 10, *HURT[:10]])
    assert current(backoff_compliance(came_back)).period_start == day("2026-03-22")
    assert current(no_fixed_date(came_back)).sentence.startswith(
        "It began on 20 Feb 2026; today is day 40, with the calm days between."
    )


def test_units_and_settings_do_not_matter_to_the_pain():
    assert current(no_fixed_date(scored(BACK, settings=Settings(units="mi")))).observed == 25


def test_a_few_calm_days_belong_to_the_spell():
    calm = [*CALM, *HURT, *[0.0] * 14, *HURT[:5]]
    assert recovery(days([0.0] * 90, calm)).began == day("2026-02-21")
    longer = [*CALM, *HURT, *[0.0] * 20, *HURT[:5]]
    assert recovery(days([0.0] * 90, longer)).began == day("2026-03-27")
