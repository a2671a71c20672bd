"""Warning signs (G1, G2, G4 to G7): one entry is enough, and only the runner lets them go."""

from datetime import date

import pytest

from analysis.flags import RULES, judge
from analysis.flags.signs import limping, night_or_rest_pain, numbness_or_tingling, swelling_or_bruising
from analysis.settings import Settings, settled_key
from tests.flags.frames import NAN, TODAY, current, day, days, inputs, pain, past

SIGN_OF_RULE = [
    ("limping", "limp"),
    ("swelling_or_bruising", "swelling"),
    ("swelling_or_bruising", "bruising"),
    ("swelling_or_bruising", "warmth"),
    ("numbness_or_tingling", "numbness"),
    ("numbness_or_tingling", "tingling"),
    ("began_with_fall_or_pop", "fall"),
    ("began_with_fall_or_pop", "pop"),
    ("cannot_hop_or_bear_weight", "cannot_hop"),
    ("cannot_hop_or_bear_weight", "cannot_bear_weight"),
    ("night_or_rest_pain", "night_wake"),
    ("night_or_rest_pain", "rest_pain"),
    ("heel_squeeze", "heel_squeeze"),
]


@pytest.mark.parametrize(("flag_id", "sign"), SIGN_OF_RULE)
def test_a_single_entry_raises_its_rule_and_no_other(flag_id, sign):
    log = pain({"local_date": TODAY, "score": NAN, "signs": sign})
    flags = judge(inputs(pain=log))
    raised = flags[flags["status"] == "raised"]
    assert list(raised["flag_id"]) == [flag_id]
    assert list(raised["severity"]) == ["clinician"]
    assert list(raised["site"]) == ["plantar_heel"]


def test_the_sentence_names_the_sign_the_place_and_the_day():
    log = pain({"local_date": "2026-03-12", "score": 4, "signs": "swelling;warmth;limp"})
    found = current(swelling_or_bruising(inputs(pain=log)))
    assert found.sentence == "Left heel pain: you logged swelling and warmth on 12 Mar 2026 (1 entry)."
    assert (found.period_start, found.period_end, found.n) == (day("2026-03-12"), TODAY, 1)


def test_later_entries_without_the_sign_do_not_clear_it():
    log = pain(
        {"local_date": "2025-11-01", "score": 4, "signs": "limp"},
        *[{"local_date": date, "score": 0, "signs": "none"} for date in ("2026-03-20", "2026-03-28", "2026-03-31")],
    )
    assert current(limping(inputs(pain=log))).status == "raised"


@pytest.mark.parametrize(
    ("settled", "status"),
    [(date(2026, 3, 11), "raised"), (date(2026, 3, 12), "clear"), (date(2026, 3, 13), "clear")],
)
def test_only_a_day_settled_on_or_after_the_last_entry_clears_it(settled, status):
    log = pain(
        {"local_date": "2026-03-12", "score": 4, "signs": "limp"},
        {"local_date": "2026-03-30", "score": 1, "signs": "none"},
    )
    found = limping(inputs(pain=log, settings=Settings(resolved={"limping": settled})))
    assert current(found).status == status
    assert len(past(found)) == (status == "clear")


def test_settling_one_flag_leaves_the_others():
    log = pain({"local_date": "2026-03-30", "score": 4, "signs": "limp;numbness"})
    given = inputs(pain=log, settings=Settings(resolved={"limping": date(2026, 3, 31)}))
    assert current(limping(given)).status == "clear"
    assert current(limping(given)).sentence == "Left heel pain: you recorded on 31 Mar 2026 that this is settled."
    assert current(numbness_or_tingling(given)).status == "raised"


def test_a_sign_after_the_settled_day_raises_again_and_keeps_the_past():
    log = pain(
        {"local_date": "2026-02-01", "score": 4, "signs": "limp"},
        {"local_date": "2026-03-15", "score": 4, "signs": "limp"},
    )
    found = limping(inputs(pain=log, settings=Settings(resolved={"limping": date(2026, 2, 10)})))
    assert current(found).sentence.endswith("you logged limping on 15 Mar 2026 (1 entry).")
    assert [(f.period_start, f.period_end) for f in past(found)] == [(day("2026-02-01"), day("2026-02-01"))]


def test_a_settled_day_in_the_future_of_the_analysis_is_not_known_yet():
    log = pain({"local_date": "2026-03-30", "score": 4, "signs": "limp"})
    found = limping(inputs(pain=log, settings=Settings(resolved={"limping": date(2026, 4, 2)})))
    assert current(found).status == "raised"


def test_nobody_asked_is_not_clear():
    log = pain({"local_date": TODAY, "score": 0})
    found = current(limping(inputs(pain=log)))
    assert found.status == "not_enough_data"
    assert found.sentence == "Left heel pain: your log does not say. Tick the warning signs you have, or `none`."


@pytest.mark.parametrize(("asked", "status"), [("2026-03-18", "clear"), ("2026-03-17", "not_enough_data")])
def test_an_answer_counts_for_fourteen_days(asked, status):
    log = pain({"local_date": asked, "score": 0, "signs": "none"})
    assert current(limping(inputs(pain=log))).status == status


def test_ticking_another_sign_answers_this_one():
    log = pain({"local_date": TODAY, "score": 2, "signs": "swelling"})
    assert current(limping(inputs(pain=log))).status == "clear"


def test_each_site_has_its_own_finding():
    log = pain(
        {"local_date": TODAY, "score": 2, "signs": "limp", "site": "knee", "side": "right"},
        {"local_date": TODAY, "score": 2, "signs": "none"},
    )
    found = {finding.site: finding for finding in limping(inputs(pain=log))}
    assert found["knee"].status == "raised"
    assert found["knee"].sentence.startswith("Right knee pain: you logged limping")
    assert found["plantar_heel"].status == "clear"


def test_without_any_entry_the_log_does_not_say():
    found = current(limping(inputs(pain=pain())))
    assert (found.site, found.status) == ("all", "not_enough_data")


def night(when, score, moment="night"):
    return {"local_date": when, "score": score, "moment": moment, "signs": "none"}


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([night("2026-03-24", 3), night("2026-03-30", 2)], "raised"),  # two nights of seven
        ([night("2026-03-23", 3), night("2026-03-30", 2)], "clear"),  # eight days apart
        ([night("2026-03-30", 3)], "clear"),  # one night by score alone
        ([night("2026-03-29", 0), night("2026-03-30", 3)], "clear"),  # 0 is no pain
        ([night("2026-03-29", 4, "rest"), night("2026-03-30", 4, "rest")], "raised"),
        ([night("2026-03-29", 4, "rest"), night("2026-03-30", 3, "rest")], "clear"),  # just below
        ([night("2026-03-29", 4, "rest"), night("2026-03-30", 4, "night")], "clear"),  # one of each
    ],
)
def test_scores_at_night_or_at_rest_raise_on_two_days_of_seven(rows, status):
    assert current(night_or_rest_pain(inputs(pain=pain(*rows)))).status == status


def test_two_scores_of_one_night_are_one_night():
    log = pain(night("2026-03-30", 5), night("2026-03-30", 6) | {"entry": 2})
    assert current(night_or_rest_pain(inputs(pain=log))).status == "clear"


def test_two_nights_at_two_sites_are_one_night_each():
    log = pain(night("2026-03-29", 5), night("2026-03-30", 6) | {"site": "knee"})
    assert {f.status for f in night_or_rest_pain(inputs(pain=log))} == {"clear"}


def test_one_waking_night_is_enough_when_ticked():
    log = pain({"local_date": "2026-03-30", "score": 1, "moment": "night", "signs": "night_wake"})
    assert current(night_or_rest_pain(inputs(pain=log))).status == "raised"


def test_nobody_with_a_fall_or_unable_to_hop_is_sent_to_hop():
    for flag_id in ("began_with_fall_or_pop", "cannot_hop_or_bear_weight"):
        assert "Do not test it by hopping." in RULES[flag_id].hint


def shifted(left, score, signs="limp"):
    """Twenty days of even ground contact, then today's share of the left foot and today's pain."""
    table = days([5000.0] * 60, [0.0] * 20 + [score]).assign(ground_contact_left_pct=[NAN] * 39 + [50.0] * 20 + [left])
    return current(limping(inputs(days=table, pain=pain({"local_date": TODAY, "score": score, "signs": signs}))))


@pytest.mark.parametrize(("left", "score", "is_said"), [(52, 4, True), (51.9, 4, False), (48, 4, True), (52, 3, False)])
def test_a_shift_of_ground_contact_on_a_painful_day_supports_the_limp(left, score, is_said):
    found = shifted(left, score)
    assert found.status == "raised"
    assert ("longer than usual" in found.sentence) is is_said


def test_the_foot_that_stayed_longer_is_named():
    assert shifted(47.5, 6).sentence.endswith(
        "On 31 Mar 2026, a day with pain of 4 or more, your right foot was on the ground 2.5 percentage points longer"
        " than usual: ask yourself whether you limp."
    )


def test_a_shift_alone_never_raises_the_flag():
    assert shifted(60, 9, signs="none").status == "clear"


def test_four_days_with_a_value_give_no_usual():
    table = days([5000.0] * 60, [0.0] * 4 + [5.0]).assign(ground_contact_left_pct=[NAN] * 55 + [50.0] * 4 + [55.0])
    assert "longer" not in current(limping(inputs(days=table, pain=pain({"local_date": TODAY, "score": 5})))).sentence


def test_settling_a_flag_at_one_site_leaves_it_up_at_the_other():
    log = pain(
        {"local_date": "2026-03-20", "score": 4, "signs": "numbness"},
        {"local_date": "2026-03-30", "score": 4, "signs": "numbness", "site": "shin"},
    )
    settled = {settled_key("numbness_or_tingling", "plantar_heel"): date(2026, 3, 31)}
    found = numbness_or_tingling(inputs(pain=log, settings=Settings(resolved=settled)))
    assert {one.site: one.status for one in found if one.is_current} == {"plantar_heel": "clear", "shin": "raised"}


def test_stiffness_after_sitting_raises_it_and_is_told_apart():
    rest = [
        {"local_date": f"2026-03-{29 + n}", "moment": "rest", "score": 4, "side": "left", "end_score": end}
        for n, end in enumerate((4.0, 3.0))
    ]
    found = current(night_or_rest_pain(inputs(pain=pain(*rest))))
    assert (found.status, found.sentence) == (
        "raised",
        "Left heel pain: you logged pain at rest, pain at rest that eased once you moved from 29 Mar 2026 to"
        " 30 Mar 2026 (2 entries).",
    )
