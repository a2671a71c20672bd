"""Back-off compliance (B1)."""

import pytest

from analysis.episode import current_episode, onset_positions, pain_state
from analysis.flags.backoff import backoff_compliance
from analysis.settings import Settings
from tests.flags.frames import NAN, current, day, days, inputs

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
        (10_500, "raised", "info", "Cut further"),  # exactly a quarter
        (10_507, "clear", None, "Backed off"),
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


def test_a_back_off_is_dated_from_the_first_of_the_seven_days_that_were_cut():
    episode = current_episode(days(USUAL + [6000.0] * 3 + [3600.0] * 10, CALM + [3.0] * 13))
    # 42 km less 2.4 km a day since 22 Mar: 30 km on 26 Mar is the first 7-day total below 31.5 km
    assert episode.backed_off_since == day("2026-03-20")
    assert episode.onset == day("2026-03-19")


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
    assert "the training of 4 days of the last 7 is not known" in found.sentence


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
