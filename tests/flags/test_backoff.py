"""Backing off: distance (B1), neither extreme (B0), run days (B2), long run (B4)."""

from dataclasses import replace

import pytest

from analysis.episode import current_episode, onset_positions, pain_state
from analysis.flags.backoff import backoff_compliance, backoff_long_run, backoff_run_days, neither_extreme
from analysis.flags.pain import pain_going_on
from analysis.settings import Settings
from tests.flags.frames import NAN, TODAY, current, day, days, inputs, pain

USUAL = [6000.0] * 56  # 42 km a week
CALM = [0.0] * 14


def in_pain(metres, scores):
    return inputs(days=days(metres, scores))


def judged(last_week_m):
    """Seven days of pain after calm weeks, and seven days of the given distance."""
    return current(backoff_compliance(in_pain(USUAL + [last_week_m / 7] * 7, CALM + [3.0] * 7)))


def test_a_cut_by_a_third_is_clear_with_its_day():
    found = judged(28_000)
    assert found.status == "clear"
    assert found.sentence == (
        "Backed off: the last 7 days hold 28.0 km, 33 % below your usual 42.0 km (day 7 of 7 to 14)."
    )
    assert found.observed == pytest.approx(2 / 3)
    assert found.period_start == day("2026-03-25")


@pytest.mark.parametrize(
    ("last_week_m", "status", "severity", "begins"),
    [
        (10_493, "raised", "info", "Cut further"),
        (10_500, "clear", None, "Backed off"),  # exactly a quarter
        (31_500, "clear", None, "Backed off"),  # exactly three quarters
        (31_507, "raised", "watch", "Partly backed off"),
        (37_800, "raised", "watch", "Partly backed off"),  # exactly nine tenths
        (37_807, "raised", None, "Not backed off"),  # the rule's own severity: act
        (42_000, "raised", None, "Not backed off"),
    ],
)
def test_the_share_of_the_usual_week_decides(last_week_m, status, severity, begins):
    found = judged(last_week_m)
    assert (found.status, found.severity) == (status, severity)
    assert found.sentence.startswith(begins)


@pytest.mark.parametrize(
    ("hurt_days", "since"),
    [(121, "since 1 Dec 2025"), (122, "for more than 120 days"), (400, "for more than 120 days")],
)
def test_pain_that_began_before_the_days_that_are_looked_at_is_given_no_first_day(hurt_days, since):
    table = days([6000.0] * 420, CALM + [3.0] * hurt_days)
    assert current_episode(table).since == since
    for rule in (backoff_compliance, pain_going_on):
        assert f"ain has been going on {since}" in current(rule(inputs(days=table))).sentence


def test_old_calm_days_do_not_make_new_pain_old():
    table = days([6000.0] * 420, [3.0] * 200 + [0.0] * 10 + [3.0] * 60)
    assert current_episode(table).since == "since 31 Jan 2026"


def test_a_runner_in_pain_who_runs_more_is_told_the_target():
    assert judged(46_200).sentence == (
        "Not backed off: pain has been going on since 25 Mar 2026, and the last 7 days hold 46.2 km, 10 % above your"
        " usual 42.0 km. Two thirds would be 28.1 km."
    )


def test_a_full_stop_is_not_scolded_and_leaves_the_word_to_a_clinician():
    found = judged(0)
    assert found.hint.startswith("A full stop is not needed, unless a clinician or a warning sign says so.")


def test_the_baseline_does_not_follow_the_cut_down():
    found = current(backoff_compliance(in_pain(USUAL + [3600.0] * 35, CALM + [3.0] * 35)))
    assert "40 % below your usual 42.0 km (day 35; 7 to 14 were planned)" in found.sentence


def test_a_back_off_is_dated_from_its_first_shorter_day():
    episode = current_episode(days(USUAL + [6000.0] * 3 + [3600.0] * 10, CALM + [3.0] * 13))
    # 42 km less 2.4 km a day since 22 Mar: 30 km on 26 Mar is the first 7-day total below 31.5 km
    assert episode.backed_off_since == day("2026-03-22")
    assert episode.onset == day("2026-03-19")


def test_a_long_run_left_out_begins_the_back_off_on_its_day():
    week = [0.0, 8000.0, 0.0, 8000.0, 0.0, 8000.0, 18_000.0]  # 42 km; the last day is the long run
    episode = current_episode(days(week * 8 + week[:6] + [0.0], CALM + [3.0] * 7))
    assert episode.backed_off_since == TODAY


def test_without_pain_there_is_nothing_to_cut():
    found = current(backoff_compliance(in_pain(USUAL, [0.0, 0, 1, 0, 2, 0, 0])))
    assert (found.status, found.sentence) == (
        "clear",
        "No pain is going on: fewer than 3 of your last 7 logged days had any. There is nothing to cut.",
    )


@pytest.mark.parametrize(
    ("scores", "state"),
    [
        ([1.0, 0, 1, 0, 1, 0, 0], "episode"),
        ([1.0, 0, 1, 0, 0, 0, 0], "quiet"),
        ([1.0, 1, 1, 0, 0, 0, 0, 0, 0], "quiet"),  # the first pains are older than seven logged days
        ([5.0, 5], "unknown"),
        ([5.0, 5, 5] + [NAN] * 13, "episode"),
        ([5.0, 5, 5] + [NAN] * 14, "unknown"),
        ([], "unknown"),
    ],
)
def test_an_episode_is_pain_on_three_of_the_last_seven_logged_days(scores, state):
    assert pain_state(days(USUAL, scores)) == state


def test_no_log_is_not_the_same_as_no_pain():
    found = current(backoff_compliance(in_pain(USUAL, [])))
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Your log does not say whether pain is going on")


def test_too_little_history_asks_for_older_runs():
    found = current(backoff_compliance(in_pain([6000.0] * 30, CALM + [3.0] * 7)))
    assert found.status == "not_enough_data"
    assert found.sentence == (
        "Pain has been going on since 25 Mar 2026, but your usual week before that is not known. Import at least four"
        " weeks of runs from before it."
    )


def test_unknown_days_are_not_taken_for_backing_off():
    found = current(backoff_compliance(in_pain(USUAL + [6000.0] * 3 + [NAN] * 4, CALM + [3.0] * 7)))
    assert found.status == "not_enough_data"
    assert "the training of 4 of the last 7 days is not known" in found.sentence


def test_a_usual_week_too_small_for_shares_is_said():
    metres = [700.0] * 63
    found = current(backoff_compliance(inputs(days=days(metres, CALM + [3.0] * 7), settings=Settings(units="mi"))))
    assert found.status == "not_enough_data"
    assert found.sentence.endswith("Your usual week before that was 3.0 mi; below 3.1 mi a share of it says nothing.")


def test_the_onset_is_the_day_after_the_last_calm_five_days():
    scores = days([0.0] * 12, [0.0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3])["worst_score"].to_numpy()
    # 5-day means of 0, 0, 0, 0, 0.6, 1.2, 1.8 centred on days 0 to 8: day 4 is the last below 0.75
    assert list(onset_positions(scores)[[9, 10, 11]]) == [5, 5, 5]


def test_the_onset_of_a_day_knows_nothing_of_later_days():
    scores = days([0.0] * 40, [0, 0, 2, 2, 0, 0, 0, 5, 5, NAN, 4, 4, 0, 1, 0, 0, 3, 3, 3, 3])["worst_score"].to_numpy()
    whole = onset_positions(scores)
    assert [onset_positions(scores[: n + 1])[n] for n in range(len(scores))] == list(whole)


def test_an_episode_of_scattered_ones_begins_with_its_first_pain():
    episode = current_episode(days(USUAL, [0.0] * 20 + [0.0, 0, 1, 0, 1, 0, 1, 0, 0]))
    assert episode.onset == day("2026-03-25")


@pytest.mark.parametrize(
    ("last_week_m", "status"),
    [(39_893, "clear"), (39_907, "raised")],  # 95 % of 42 km are 39.9 km
)
def test_as_much_as_before_is_from_95_percent_of_the_usual_week(last_week_m, status):
    found = current(neither_extreme(in_pain(USUAL + [last_week_m / 7] * 7, CALM + [3.0] * 7)))
    assert (found.status, found.severity) == (status, None)  # the rule's own: info


def test_as_much_as_before_says_both_weeks():
    found = current(neither_extreme(in_pain(USUAL + [6000.0] * 7, CALM + [3.0] * 7)))
    assert found.sentence == ("As much as before: the last 7 days hold 42.0 km, the same as your usual 42.0 km.")


def test_a_full_stop_goes_too_far_unless_a_warning_sign_was_logged():
    stopped = in_pain(USUAL + [0.0] * 7, CALM + [3.0] * 7)
    found = current(neither_extreme(stopped))
    assert found.status == "raised"
    assert found.hint.startswith("A full stop is not needed, unless a clinician or a warning sign says so.")
    limps = replace(stopped, pain=pain({"local_date": TODAY, "score": 3, "signs": "limp"}))
    assert current(neither_extreme(limps)).status == "clear"
    assert current(neither_extreme(replace(stopped, raised=frozenset({"numbness_or_tingling"})))).status == "clear"
    asked = replace(stopped, pain=pain({"local_date": TODAY, "score": 3, "signs": "none"}))
    assert current(neither_extreme(asked)).status == "raised"


def test_one_short_run_in_seven_days_is_no_full_stop():
    found = current(neither_extreme(in_pain(USUAL + [0.0] * 6 + [1000.0], CALM + [3.0] * 7)))
    assert found.status == "clear"


@pytest.mark.parametrize("rule", [neither_extreme, backoff_run_days, backoff_long_run])
def test_the_parts_of_backing_off_speak_only_of_pain_that_is_known(rule):
    assert current(rule(in_pain(USUAL, [0.0] * 7))).status == "clear"
    assert current(rule(in_pain(USUAL, []))).status == "not_enough_data"
    assert current(rule(in_pain([6000.0] * 30, CALM + [3.0] * 7))).status == "not_enough_data"
    assert current(rule(in_pain(USUAL + [6000.0] * 3 + [NAN] * 4, CALM + [3.0] * 7))).status == "not_enough_data"


WEEK_OF = {  # usual run days -> metres of one week
    7: [6000.0] * 7, 6: [7000.0] * 6 + [0.0], 5: [8000.0] * 5 + [0.0] * 2, 4: [10_000.0, 0.0] * 3 + [10_000.0],
    3: [12_000.0, 0.0] * 3 + [0.0], 2: [20_000.0, 0, 0, 20_000, 0, 0, 0], 1: [30_000.0] + [0.0] * 6,
}  # fmt: skip


@pytest.mark.parametrize(("usual", "limit"), [(7, 5), (6, 5), (5, 4), (4, 3), (3, 3), (2, 2), (1, 1)])
def test_a_day_or_two_less_than_usual_is_asked_and_few_days_stay(usual, limit):
    found = current(backoff_run_days(in_pain(WEEK_OF[usual] * 8 + [0.0] * 7, CALM + [3.0] * 7)))
    assert found.threshold == limit


@pytest.mark.parametrize(("days_run", "status"), [(4, "clear"), (5, "raised")])
def test_five_days_of_a_usual_five_are_too_many(days_run, status):
    last = [5000.0] * days_run + [0.0] * (7 - days_run)
    found = current(backoff_run_days(in_pain(WEEK_OF[5] * 8 + last, CALM + [3.0] * 7)))
    assert (found.status, found.observed) == (status, days_run)


def test_days_in_a_row_are_said_and_raise_nothing():
    last = [5000.0, 5000, 0, 5000, 0, 0, 0]
    found = current(backoff_run_days(in_pain(WEEK_OF[5] * 8 + last, CALM + [3.0] * 7)))
    assert (found.status, found.sentence) == (
        "clear",
        "You ran on 3 days in the last 7 days, 1 of them directly after another; at most 4 a week is the advice.",
    )


def test_runs_from_before_the_pain_are_no_part_of_backing_off():
    # Pain since Sunday 29 March; the long run was on the 26th.
    before = [*WEEK_OF[5] * 8, 8000.0, 20_000.0, 8000.0, 8000.0]
    found = in_pain([*before, 3000.0, 0.0, 3000.0], CALM + [3.0] * 3)
    assert current(backoff_long_run(found)).sentence.startswith("Your longest run since 29 Mar 2026 was 3.0 km, 38 %")
    assert current(backoff_run_days(found)).sentence.startswith("You ran on 2 days since 29 Mar 2026;")


LONG = [5000.0, 0, 5000, 0, 0, 20_000, 0]


@pytest.mark.parametrize(("metres", "status"), [(10_000, "clear"), (12_000, "clear"), (12_001, "raised")])
def test_the_long_run_is_held_against_six_tenths_of_the_usual_one(metres, status):
    found = current(backoff_long_run(in_pain(LONG * 8 + [0.0, 4000, 0, metres, 0, 0, 0], CALM + [3.0] * 7)))
    assert (found.status, found.observed) == (status, pytest.approx(metres / 20_000))


def test_the_long_run_is_told_with_its_half():
    found = current(backoff_long_run(in_pain(LONG * 8 + [0.0, 16_000, 0, 0, 0, 0, 0], CALM + [3.0] * 7)))
    assert found.sentence == (
        "Your longest run in the last 7 days was 16.0 km, 80 % of the usual 20.0 km. Half would be 10.0 km."
    )


def test_the_usual_long_run_leaves_out_odd_weeks():
    # The 5 km week is under half of the upper quartile, so that its short long run does not count.
    weeks = LONG * 3 + [5000.0] + [0.0] * 6 + LONG
    found = current(backoff_long_run(in_pain(weeks + [4000.0] * 7, CALM + [3.0] * 7)))
    assert "of the usual 20.0 km" in found.sentence
