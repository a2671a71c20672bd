"""Signs beyond the guide's list and a history a clinician should know (G9)."""

from datetime import date

import pytest

from analysis.flags import judge
from analysis.flags.beyond import HISTORY_WORDS, history_with_pain, urgent_sign
from analysis.flags.signs import SIGN_WORDS
from analysis.settings import Settings
from analysis.tables import HISTORY, SIGNS
from tests.flags.frames import NAN, TODAY, current, day, days, inputs, pain


@pytest.mark.parametrize("sign", ["fever", "calf_swelling", "breathless", "foot_wound"])
def test_one_entry_raises_it_today(sign):
    flags = judge(inputs(pain=pain({"local_date": TODAY, "score": NAN, "signs": sign})))
    raised = flags[flags["status"] == "raised"]
    assert list(raised["flag_id"]) == ["urgent_sign"]
    assert raised["hint"].iloc[0].startswith("Call a doctor or an urgent care line today.")


def test_it_stays_until_the_runner_says_it_is_settled():
    log = pain({"local_date": "2025-09-01", "score": 4, "signs": "fever"})
    assert current(urgent_sign(inputs(pain=log))).status == "raised"
    settled = inputs(pain=log, settings=Settings(resolved={"urgent_sign": date(2025, 9, 3)}))
    assert [finding.status for finding in urgent_sign(settled) if finding.is_current] != ["raised"]


def test_every_sign_and_every_word_of_history_has_a_label():
    assert set(SIGN_WORDS) == set(SIGNS)
    assert set(HISTORY_WORDS) == set(HISTORY)


def history(scores, *words, **more):
    return current(history_with_pain(inputs(days=days([0.0] * 200, scores), settings=Settings(history=words, **more))))


def test_pain_with_a_history_is_raised_from_one_score():
    found = history([0, 0, 1], "osteoporosis", "steroids")
    assert found.status == "raised"
    assert found.sentence == "Pain has been logged since 31 Mar 2026, and you told of osteoporosis and taking steroids."


def test_just_below_one_point_is_no_pain():
    assert history([0.9, 0.9], "diabetes").status == "clear"


def test_without_a_history_the_rule_cannot_say():
    assert history([9, 9]).status == "not_enough_data"


def test_it_stays_up_after_a_calm_fortnight_until_settled():
    assert history([3, *[0] * 20], "cancer").status == "raised"


@pytest.mark.parametrize(
    ("scores", "settled", "status"),
    [
        ([3, 3, 3], date(2026, 3, 30), "clear"),  # the pain that was settled goes on
        ([3, *[0] * 13, 3], date(2026, 3, 20), "raised"),  # 14 days later it is new
        ([3, *[0] * 12, 3], date(2026, 3, 20), "clear"),  # just below
        ([3] * 150, date(2025, 11, 20), "clear"),  # however long it goes on
        ([3, 3, 3], date(2026, 3, 28), "raised"),  # settled before it began
    ],
)
def test_only_new_pain_raises_it_again_once_settled(scores, settled, status):
    assert history(scores, "diabetes", resolved={"history_with_pain": settled}).status == status


def test_the_finding_begins_with_the_pain():
    assert history([2, 2, 2], "under_15").period_start == day("2026-03-29")
