"""The rule `worsening_despite_backoff` (G3): what it says, to whom, and for how long."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.flags.worsening import worsening_despite_backoff
from analysis.settings import Settings
from analysis.tables import RUNS, conform
from tests.flags.frames import NAN, TODAY, current, daily_pain, day, days, inputs, pain, past

FLAG = "worsening_despite_backoff"
CLIMB = [float(round(3 + 1.2 * day / 7)) for day in range(28)]  # 3 to 8 points in four weeks
SCORES = [0.0] * 60 + [3.0] * 7 + CLIMB
METRES = [6000.0] * 67 + [3600.0] * 28


def judged(scores=SCORES, metres=METRES, settings=None, **more):
    return worsening_despite_backoff(
        inputs(days=days(metres), pain=daily_pain(scores, **more), settings=settings or Settings())
    )


def test_worsening_despite_a_cut_is_raised_in_plain_numbers():
    found = current(judged())
    assert found.status == "raised"
    assert found.site == "plantar_heel"
    assert found.sentence == (
        "Left heel pain (first steps) rose by about 4.1 points in the 28 days since 4 Mar 2026, although you ran 40 %"
        " less than your usual 42.0 km a week. The chance that it rose by at least 1 point is more than 99 %."
    )
    assert found.observed == pytest.approx(4.1, abs=0.05)
    assert (found.threshold, found.n, found.period_end) == (1.0, 28, TODAY)
    assert day("2026-03-19") <= found.period_start <= day("2026-03-25")


def test_miles_and_moments_are_said():
    found = current(judged(settings=Settings(units="mi"), moment="after", side="unknown"))
    assert found.sentence.startswith("Heel pain (after runs) rose by about")
    assert "your usual 26.1 mi a week" in found.sentence


def test_pain_just_below_three_is_clear():
    found = current(judged([min(score, 2.0) for score in SCORES]))
    assert found.status == "clear"
    assert found.sentence == "Left heel pain (first steps) averaged 2.0 over the last 7 days; this rule speaks from 3."


def test_pain_that_does_not_rise_is_clear_without_reassuring():
    found = current(judged([0.0] * 37 + [4.0] * 58))
    assert found.status == "clear"
    assert "has not clearly risen since you cut back on" in found.sentence
    assert found.sentence.endswith("This is not reassurance.")
    assert found.observed == pytest.approx(0, abs=0.5)


def test_pain_that_rose_and_then_stood_still_is_not_said_to_have_stayed():
    found = current(judged([0.0] * 60 + [3.0] * 7 + [5.0] * 28))
    assert (found.status, found.sentence) == (
        "clear",
        "Left heel pain (first steps) rose by about 2.3 points since you cut back on 4 Mar 2026, but it is not clearly"
        " rising still. This rule waits until it is, on 2 days of 4. This is not reassurance.",
    )


def test_without_a_cut_there_is_nothing_to_judge_it_by():
    found = current(judged(metres=[6000.0] * 95))
    assert found.status == "clear"
    assert found.sentence.startswith("Your running was not cut by 20 % for two weeks since the pain began")


def test_on_day_14_it_is_too_early():
    found = current(judged([0.0] * 60 + [3.0] * 7 + CLIMB[:14], METRES[: 67 + 14]))
    assert found.status == "not_enough_data"
    assert "so this rule judges from day 20. Log daily until then." in found.sentence


def test_four_logs_since_the_cut_are_never_fine():
    scores = [0.0] * 60 + [3.0] * 7 + [NAN] * 28
    for place, score in ((70, 4.0), (80, 5.0), (85, 6.0), (94, 7.0)):
        scores[place] = score
    found = current(judged(scores))
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Only 4 days of left heel pain (first steps) logged since you cut back on")
    assert found.sentence.endswith("this rule cannot tell. Log daily; 1 more day at least.")


def test_a_week_without_a_score_cannot_tell():
    found = current(judged([0.0] * 88 + [NAN] * 7))
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Left heel pain (first steps) was last logged on 24 Mar 2026.")


def test_no_log_at_all_cannot_tell():
    found = current(worsening_despite_backoff(inputs(days=days(METRES))))
    assert (found.site, found.status) == ("all", "not_enough_data")


def test_too_short_a_history_of_runs_asks_for_more():
    found = current(judged([0.0] * 10 + [5.0] * 25, [6000.0] * 35))
    assert found.status == "not_enough_data"
    assert "Import at least four weeks of runs from before the pain." in found.sentence


def test_unknown_days_are_asked_about_and_not_taken_for_rest():
    metres = [*METRES[:72], *[NAN] * 12, *METRES[84:]]
    found = current(judged(metres=metres))
    assert found.status == "not_enough_data"
    assert "12 days since" in found.sentence
    assert "have no recorded activity: did you rest, or is the export incomplete?" in found.sentence


def test_the_same_days_confirmed_as_rest_are_judged():
    metres = [*METRES[:72], *[0.0] * 12, *METRES[84:]]
    assert current(judged(metres=metres)).status == "raised"


def test_what_was_raised_in_a_short_silence_stays_raised_when_the_silence_grows():
    scores = SCORES + [8.0] * 6
    silent = [*METRES[:-4], *[NAN] * 10]
    found = current(judged(scores, silent))
    assert found.status == "raised"  # it was up on the fourth day of the silence, when that was still taken for rest
    early = [*METRES[:72], *[NAN] * 29]  # on its ninth day, day 14 of the cut, nothing was up yet
    assert current(judged(scores, early)).status == "not_enough_data"


def test_it_stays_up_after_the_pain_stops_rising():
    found = current(judged([*SCORES, *[4.0] * 20], METRES + [3600.0] * 20))
    assert found.status == "raised"
    assert "Last seen on" in found.sentence
    assert found.sentence.endswith("it stays up until you record that it is settled or your log is calm.")


@pytest.mark.parametrize(("calm_days", "status"), [(13, "raised"), (14, "clear")])
def test_fourteen_calm_logged_days_let_it_go(calm_days, status):
    found = judged([*SCORES, *[0.0] * calm_days], METRES + [3600.0] * calm_days)
    assert current(found).status == status
    assert len(past(found)) == (status == "clear")


def test_days_without_a_log_are_not_calm_days():
    scores = [*SCORES, *[0.0] * 7, *[NAN] * 30]
    assert current(judged(scores, METRES + [3600.0] * 37)).status == "raised"


def test_the_runner_can_settle_it_and_the_period_stays_in_the_past():
    found = judged(settings=Settings(resolved={FLAG: date(2026, 3, 31)}))
    assert current(found).status == "clear"
    assert current(found).sentence == (
        "You recorded on 31 Mar 2026 that this is settled. If left heel pain goes on rising, the flag is raised again"
        " from 14 Apr 2026."
    )
    (before,) = past(found)
    assert (before.status, before.period_end) == ("raised", day("2026-03-30"))
    assert before.sentence.startswith("Left heel pain (first steps) rose by about")


def test_it_comes_back_when_pain_still_worsens_two_weeks_after_it_was_settled():
    def settled(days_ago):
        when = (TODAY - pd.Timedelta(days=days_ago)).date()
        scores = [0.0] * 60 + [3.0] * 7 + [min(10.0, round(3 + day / 7)) for day in range(45)]
        return judged(scores, [6000.0] * 67 + [3600.0] * 45, Settings(resolved={FLAG: when}))

    assert current(settled(13)).status != "raised"
    assert current(settled(14)).status == "raised"
    assert len(past(settled(14))) == 1


def test_each_site_is_judged_alone():
    other = daily_pain([1.0] * 95, site="knee", side="right")
    both = pd.concat([daily_pain(SCORES), other], ignore_index=True)
    found = {f.site: f for f in worsening_despite_backoff(inputs(days=days(METRES), pain=both)) if f.is_current}
    assert found["plantar_heel"].status == "raised"
    assert found["knee"].status == "clear"
    assert found["knee"].sentence.startswith("Right knee pain (first steps) averaged 1.0")


def test_the_moment_logged_most_is_followed_and_moments_never_mix():
    """Steady scores after runs on a few days must not hide, and not feed, the rise of the mornings."""
    after = daily_pain([NAN if place % 3 else 9.0 for place in range(95)], moment="after")
    both = pd.concat([daily_pain(SCORES), after], ignore_index=True)
    found = current(worsening_despite_backoff(inputs(days=days(METRES), pain=both)))
    assert found.sentence == current(judged()).sentence


def test_equally_many_logs_follow_the_first_steps():
    both = pd.concat([daily_pain([2.0] * 95, moment="day"), daily_pain(SCORES)], ignore_index=True)
    found = current(worsening_despite_backoff(inputs(days=days(METRES), pain=both)))
    assert found.status == "raised"


def test_the_worst_of_disagreeing_entries_counts():
    lower = daily_pain([score / 2 for score in SCORES], entry=2)
    both = pd.concat([lower, daily_pain(SCORES)], ignore_index=True)
    found = current(worsening_despite_backoff(inputs(days=days(METRES), pain=both)))
    assert found.observed == pytest.approx(current(judged()).observed)


def test_a_site_silent_for_four_months_is_left_out():
    old = pain({"local_date": TODAY - pd.Timedelta(days=121), "score": 5, "site": "knee"})
    log = pd.concat([old, daily_pain(SCORES)], ignore_index=True)
    found = worsening_despite_backoff(inputs(days=days([6000.0] * 100 + METRES), pain=log))
    assert {finding.site for finding in found} == {"plantar_heel"}


def test_spells_less_than_two_weeks_apart_are_one():
    found = judged([*SCORES, *[7.0] * 5, *np.linspace(7, 10, 14).round()], METRES + [3600.0] * 19)
    assert len(found) == 1


def growing(pairs, scores=SCORES):
    """The same log, with runs of the last days that went from one score to another."""
    table = conform(
        pd.DataFrame(
            [
                {"local_date": f"2026-03-{28 + n}", "activity_id": f"r{n}", "moving_time_s": 2700.0,
                 "start_score": start, "end_score": end, "during_score": max(start, end)}
                for n, (start, end) in enumerate(pairs)
            ]
        ), RUNS)  # fmt: skip
    return current(worsening_despite_backoff(inputs(days=days(METRES), pain=daily_pain(scores), runs=table)))


def test_pain_that_grows_while_running_makes_the_flag_more_urgent():
    found = growing([(3, 5), (4, 4), (3, 6)])
    assert found.sentence.endswith("It also grew while you ran, in 2 of your last 3 painful runs.")
    assert found.hint.startswith("Stop running until a clinician has seen it, within days.")


def test_one_growing_run_of_three_leaves_the_flag_as_it_is():
    assert growing([(3, 5), (4, 4), (6, 3)]).hint is None


def test_growing_pain_raises_nothing_by_itself():
    found = growing([(3, 5), (3, 5)], scores=[0.0] * 37 + [4.0] * 58)
    assert (found.status, found.hint) == ("clear", None)


def test_settling_another_site_does_not_settle_this_one():
    assert current(judged(settings=Settings(resolved={f"{FLAG}@knee": date(2026, 3, 31)}))).status == "raised"
    assert current(judged(settings=Settings(resolved={f"{FLAG}@plantar_heel": date(2026, 3, 31)}))).status == "clear"
