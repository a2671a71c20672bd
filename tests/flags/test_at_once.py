"""When warning signs are asked for, and what one entry says the moment it is logged."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.flags import RULES
from analysis.flags.at_once import ANSWER_AT_ONCE, Hop, answers, check_is_due, hop_step
from analysis.join import join
from analysis.settings import Settings
from analysis.tables import SIGNS, SITES

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


HEEL = {"site": "plantar_heel", "score": 4, "signs": "none"}


def step(*before: dict, **now) -> str:
    """May whoever logs this be offered the hop test? `before` are rows of the log; walking is free of pain."""
    hop = Hop(**{**HEEL, "walks_freely": True, **now})
    entry = {"site": hop.site, "score": hop.score, "signs": hop.signs}
    return hop_step(hop, log(*before, entry), TODAY, Settings())


def test_walking_is_asked_about_before_a_hop_is_offered() -> None:
    assert step(walks_freely=None) == "ask_walking"
    assert step(walks_freely=True) == "offer"


@pytest.mark.parametrize(
    "now",
    [{"walks_freely": False}, {"signs": None}, {"score": 8}, {"site": "groin"}, {"site": "hip"}, {"tested_on": TODAY}]
    + [{"signs": sign} for sign in ("fall", "pop", "cannot_hop", "cannot_bear_weight", "limp", "rest_pain")]
    + [{"signs": sign} for sign in ("heel_squeeze", "fever", "calf_swelling", "breathless", "foot_wound")],
    ids=str,
)
def test_what_forbids_a_hop(now: dict) -> None:
    assert step(**now) == "nothing"


@pytest.mark.parametrize("now", [{"score": 7}, {"score": None}, {"score": 0}, {"site": "shin"}], ids=str)
@pytest.mark.parametrize("sign", ["none", "swelling", "bruising", "warmth", "numbness", "tingling", "night_wake"])
def test_what_does_not_forbid_a_hop(now: dict, sign: str) -> None:
    assert step(**{"signs": sign} | now) == "offer"


@pytest.mark.parametrize(("days_ago", "may"), [(119, "nothing"), (120, "offer")])
def test_a_hop_is_not_repeated_while_the_log_looks_back_on_it(days_ago: int, may: str) -> None:
    assert step(tested_on=(TODAY - pd.Timedelta(days=days_ago)).date()) == may


def test_a_sign_of_weeks_ago_at_another_place_forbids_it_until_it_is_settled() -> None:
    before = {"local_date": TODAY - pd.Timedelta(days=40), "site": "knee", "signs": "fall"}
    assert step(before) == "nothing"
    settled = Settings(resolved={"began_with_fall_or_pop": TODAY.date()})
    assert hop_step(Hop(**HEEL, walks_freely=True), log(before, HEEL), TODAY, settled) == "offer"


def test_rest_pain_of_yesterday_says_nothing_of_walking_now() -> None:
    assert step({"local_date": TODAY - pd.Timedelta(days=1), "signs": "rest_pain"}) == "offer"


FORBIDDING = {*"fall pop cannot_hop cannot_bear_weight limp heel_squeeze fever calf_swelling".split(), "breathless",
              "foot_wound"}  # fmt: skip
signs_of = st.sets(st.sampled_from(SIGNS), max_size=3).map(lambda some: ";".join(sorted(some)) or "none")
earlier = st.lists(
    st.fixed_dictionaries(
        {
            "local_date": st.integers(1, 130).map(lambda ago: TODAY - pd.Timedelta(days=ago)),
            "site": st.sampled_from(SITES),
            "signs": st.none() | signs_of,
        }
    ),
    max_size=3,
)


@given(
    before=earlier,
    site=st.sampled_from(SITES),
    score=st.none() | st.integers(0, 10),
    signs=st.none() | signs_of,
    walks_freely=st.sampled_from([None, False, True]),
    tested_ago=st.none() | st.integers(0, 130),
)
def test_a_hop_is_offered_exactly_where_nothing_forbids_it(
    before, site, score, signs, walks_freely, tested_ago
) -> None:
    tested_on = None if tested_ago is None else (TODAY - pd.Timedelta(days=tested_ago)).date()
    ticked = {sign for row in [*before, {"signs": signs}] for sign in (row["signs"] or "").split(";")}
    forbidden = (
        site not in ("plantar_heel", "posterior_heel", "heel_side", "shin")
        or signs is None
        or walks_freely is False
        or (score is not None and score >= 8)
        or (tested_ago is not None and tested_ago < 120)
        or ticked & FORBIDDING
        or "rest_pain" in signs.split(";")
    )
    now = {"site": site, "score": score, "signs": signs, "walks_freely": walks_freely, "tested_on": tested_on}
    allowed = "offer" if walks_freely else "ask_walking"
    assert step(*before, **now) == ("nothing" if forbidden else allowed)
