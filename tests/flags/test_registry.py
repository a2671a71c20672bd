"""Properties every rule has, tested over the registry."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis import thresholds
from analysis.errors import ContractError
from analysis.flags import RULES, judge
from analysis.flags.registry import Finding, rule
from analysis.settings import Settings
from analysis.tables import DAYS, FLAGS, PAIN, RUNS, SEVERITIES, VALIDITIES, WEEKS, check, empty
from analysis.thresholds import Threshold
from tests.flags.frames import NAN, TODAY, daily_pain, days, inputs, pain, runs, weeks

KNOWN = {id(value) for value in vars(thresholds).values() if isinstance(value, Threshold)}
FORBIDDEN = re.compile(r"\bsafe|\bcauses?\b|you should have|diagnos", re.IGNORECASE)

CASES = {
    "pain only": {"days": days([NAN] * 30, [3.0] * 30), "pain": daily_pain([3.0] * 30)},
    "runs only": {
        "days": days([5000.0, 0.0] * 40),
        "runs": runs(*[(f"2026-03-{number:02d}", 5000, 5000) for number in range(1, 31)]),
        "weeks": weeks(*[5000.0] * 8),
    },
    "a single run": {"days": days([5000.0]), "runs": runs(("2026-03-31", 5000, NAN)), "weeks": weeks(5000.0)},
    "a single score": {"days": days([NAN], [0.0]), "pain": daily_pain([0.0])},
    "signs without a score": {"days": days([NAN]), "pain": pain({"local_date": TODAY, "score": NAN, "signs": "limp"})},
    "unknown training": {"days": days([NAN] * 90, [2.0] * 90), "pain": daily_pain([2.0] * 90, site="unknown")},
    "raised everywhere": {
        "days": days([6000.0] * 95, [0.0] * 60 + [5.0] * 35),
        "runs": runs(("2026-03-30", 20_000, 6000), ("2026-02-10", 20_000, 6000)),
        "pain": pd.concat(
            [
                daily_pain([0.0] * 60 + [5.0] * 35),
                pain(
                    {"local_date": "2026-03-02", "moment": "night", "score": 5, "signs": "limp;pop;swelling;cannot_hop"}
                ),
                pain({"local_date": "2026-03-03", "moment": "night", "score": 5, "signs": "numbness", "site": "knee"}),
            ],
            ignore_index=True,
        ),
    },
}


@pytest.fixture(params=CASES, ids=str)
def given(request):
    return inputs(**CASES[request.param], settings=Settings(shows_acwr=True))


def test_ids_are_stable_names_and_the_book_is_quoted():
    assert all(re.fullmatch("[A-Z][0-9]", made.book_id) for made in RULES.values())
    assert all(name == made.id and re.fullmatch("[a-z_]+", name) for name, made in RULES.items())


@pytest.mark.parametrize("made", RULES.values(), ids=lambda made: made.id)
def test_a_rule_declares_everything_a_reader_needs(made):
    assert made.severity in SEVERITIES
    assert made.validity in VALIDITIES
    assert made.question.endswith("?")
    assert all(text.endswith(".") for text in (made.needs, made.evidence, made.not_shown, made.hint))
    assert made.thresholds


@pytest.mark.parametrize("made", RULES.values(), ids=lambda made: made.id)
def test_every_threshold_stands_in_the_one_file(made):
    assert all(id(threshold) in KNOWN for threshold in made.thresholds)


@pytest.mark.parametrize("made", RULES.values(), ids=lambda made: made.id)
def test_no_rule_claims_what_it_must_not(made):
    for text in (made.title, made.question, made.needs, made.evidence, made.not_shown, made.hint):
        assert not FORBIDDEN.search(text.replace("not a diagnosis", "")), text


def test_no_sentence_claims_what_it_must_not(given):
    flags = judge(given)
    for text in [*flags["sentence"], *flags["hint"]]:
        assert not FORBIDDEN.search(text.replace("not a diagnosis", "")), text
        assert "nan" not in text.lower().split()
        assert not text[0].islower()
        assert text.endswith(".")


def test_every_rule_speaks_and_keeps_the_contract(given):
    flags = check(judge(given), FLAGS)
    assert set(flags["flag_id"]) == set(RULES)
    current = flags[flags["is_current"]]
    assert not current.duplicated(["flag_id", "site"]).any()
    assert (current["period_end"] == TODAY).all()
    assert (flags.loc[~flags["is_current"], "period_end"] < TODAY).all()
    assert (flags["period_start"] <= flags["period_end"]).all()


def test_a_past_finding_has_a_current_one_beside_it(given):
    flags = judge(given)
    past = flags.loc[~flags["is_current"], ["flag_id", "site"]]
    current = flags.loc[flags["is_current"], ["flag_id", "site"]]
    assert len(past.merge(current)) == len(past)


def test_the_inputs_are_not_changed(given):
    before = {name: getattr(given, name).copy() for name in ("runs", "days", "weeks", "pain")}
    judge(given)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(given, name), frame)


def test_the_order_of_the_rows_does_not_matter():
    given = CASES["raised everywhere"]
    rng = np.random.default_rng(0)
    shuffled = given | {
        name: given[name].iloc[rng.permutation(len(given[name]))].reset_index(drop=True) for name in ("runs", "pain")
    }
    key = ["flag_id", "site", "period_start"]
    one, other = (judge(inputs(**case)).sort_values(key, ignore_index=True) for case in (given, shuffled))
    pd.testing.assert_frame_equal(one, other)


def test_clinician_flags_are_raised_whatever_the_rest_says():
    flags = judge(inputs(**CASES["raised everywhere"]))
    raised = flags[flags["is_current"] & (flags["status"] == "raised") & (flags["severity"] == "clinician")]
    assert set(raised["flag_id"]) == {
        "limping",
        "began_with_fall_or_pop",
        "swelling_or_bruising",
        "cannot_hop_or_bear_weight",
        "numbness_or_tingling",
    }


def test_without_any_day_there_is_nothing_to_say():
    nothing = inputs(runs=empty(RUNS), days=empty(DAYS), weeks=empty(WEEKS), pain=empty(PAIN), today=pd.NaT)
    assert judge(nothing).empty


def test_the_only_pain_being_none_raises_nothing():
    flags = judge(inputs(**CASES["a single score"]))
    assert not (flags["status"] == "raised").any()


DECLARED = {
    "book_id": "X",
    "title": "t",
    "question": "q?",
    "needs": "n.",
    "severity": "info",
    "validity": "none",
    "unit": "",
    "thresholds": (),
    "evidence": "e.",
    "not_shown": "n.",
    "hint": "h.",
}


def test_two_rules_cannot_share_an_id():
    with pytest.raises(ValueError, match="two rules are called 'limping'"):
        rule(id="limping", **DECLARED)(lambda inputs: [])


def test_a_rule_without_a_current_finding_is_refused(monkeypatch):
    monkeypatch.setattr("analysis.flags.registry.RULES", {})
    rule(id="mute", **DECLARED)(lambda inputs: [Finding("clear", "S.", TODAY, TODAY, is_current=False)])
    with pytest.raises(ContractError, match="mute has 0 current findings for all, not one"):
        judge(inputs(settings=Settings()))


def test_a_rule_that_reads_what_is_raised_is_asked_after_the_others(monkeypatch):
    monkeypatch.setattr("analysis.flags.registry.RULES", {})
    seen = []
    rule(id="reader", **DECLARED, reads_raised=True)(
        lambda inputs: seen.append(inputs.raised) or [Finding("clear", "S.", TODAY, TODAY)]
    )
    for name, severity in (("grave", "clinician"), ("mild", "watch")):
        rule(id=name, **DECLARED | {"severity": severity})(lambda inputs: [Finding("raised", "S.", TODAY, TODAY)])
    judge(inputs())
    assert seen == [frozenset({"grave"})]


def test_no_hint_to_run_stands_before_a_sign_for_a_clinician():
    """A green run, or a cut that helped, must not send out someone who limps."""
    given = {"days": days([6000.0] * 56 + [3600.0] * 14, [0.0] * 14 + [5.0] * 7 + [2.0] * 7)}
    given["runs"] = runs(("2026-03-31", 3600, 6000)).assign(light="green")
    limps = pain({"local_date": TODAY, "score": 2, "signs": "limp"})
    with_sign, without = (judge(inputs(**given, pain=log)).set_index("flag_id") for log in (limps, pain()))
    for flag_id in ("green_run", "backoff_review", "backoff_compliance"):
        hint = without.loc[flag_id, "hint"]
        assert with_sign.loc[flag_id, "hint"] == (
            f"A sign for a clinician is up: see to that first, and run no more than it allows. {hint}"
        )
    assert with_sign.loc["backoff_review", "hint"].endswith(
        "Begin the way back: bring the long run toward normal first, a little each week, and nothing else at a time."
    )
    assert with_sign.loc["red_run", "hint"].startswith("When this happens, stop the run.")
    assert with_sign.loc["limping", "hint"].startswith("Stop running and see a clinician soon.")
