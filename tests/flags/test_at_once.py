"""When warning signs are asked for, and what one entry says the moment it is logged."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis.flags import RULES
from analysis.flags.at_once import ANSWER_AT_ONCE, answers, check_is_due
from analysis.join import join
from analysis.settings import Settings

TODAY = pd.Timestamp("2026-03-31")


def log(*rows: dict) -> pd.DataFrame:
    """PAIN of a left heel, today unless a row says otherwise."""
    usual = {"local_date": TODAY, "moment": "day", "site": "plantar_heel", "side": "left", "score": 2}
    return join(None, pd.DataFrame([{**usual, **row} for row in rows])).pain


def due(score: float | None, *rows: dict, site: str = "plantar_heel") -> bool:
    return check_is_due(log({"local_date": TODAY - pd.Timedelta(days=90)}, *rows), site, TODAY, score)


def asked(days_ago: int) -> dict:
    return {"local_date": TODAY - pd.Timedelta(days=days_ago), "signs": "none"}


@pytest.mark.parametrize(("score", "is_due"), [(0, False), (3, False), (4, True), (10, True)])
def test_much_pain_asks_each_time_even_when_asked_today(score: float, is_due: bool) -> None:
    assert due(score, asked(0)) is is_due


@pytest.mark.parametrize(("days_ago", "is_due"), [(1, False), (6, False), (7, True), (8, True)])
def test_little_pain_asks_once_a_week(days_ago: int, is_due: bool) -> None:
    assert due(1, asked(days_ago)) is is_due


def test_a_ticked_sign_is_an_answer_too() -> None:
    assert not due(1, {"local_date": TODAY - pd.Timedelta(days=2), "signs": "limp"})


def test_zero_is_a_score_and_missing_is_none() -> None:
    assert due(0)
    assert not due(None)


def test_an_answer_about_another_place_does_not_count() -> None:
    assert due(1, {**asked(1), "site": "shin"})
    assert not due(1, {**asked(1), "site": "shin"}, site="shin")


def test_an_answer_of_a_later_day_does_not_count_for_a_day_before_it() -> None:
    assert check_is_due(log(asked(0)), "plantar_heel", TODAY - pd.Timedelta(days=1), 1)


def test_one_entry_answers_with_the_rules_own_words_the_gravest_first() -> None:
    said = answers(log({"signs": "limp;fall"}), TODAY, Settings())
    assert said["flag_id"].tolist() == ["began_with_fall_or_pop", "limping"]
    assert said["hint"].tolist() == [RULES["began_with_fall_or_pop"].hint, RULES["limping"].hint]
    assert said["sentence"][1] == "Left heel pain: you logged limping on 31 Mar 2026 (1 entry)."


@pytest.mark.parametrize("signs", [None, "none"])
def test_without_a_sign_nothing_is_said(signs: str | None) -> None:
    assert answers(log({"score": 9, "signs": signs}), TODAY, Settings()).empty


def test_a_sign_without_any_score_answers_too() -> None:
    assert answers(log({"score": None, "signs": "breathless"}), TODAY, Settings())["flag_id"].tolist() == [
        "urgent_sign"
    ]


def test_what_was_settled_is_quiet_until_it_is_logged_again() -> None:
    settled = Settings(resolved={"limping": date(2026, 3, 30)})
    before, after = {"local_date": TODAY - pd.Timedelta(days=1), "signs": "limp"}, {"signs": "limp"}
    assert answers(log(before), TODAY, settled).empty
    assert answers(log(before, after), TODAY, settled)["flag_id"].tolist() == ["limping"]


def test_every_rule_that_answers_at_once_is_one_for_a_clinician() -> None:
    assert {RULES[name].severity for name in ANSWER_AT_ONCE} == {"clinician"}
    assert not any(RULES[name].reads_raised for name in ANSWER_AT_ONCE)
