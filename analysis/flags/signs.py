"""Signs in the log that a clinician should see. One entry is enough; nothing averages or delays them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.flags.registry import Finding, Inputs, rule
from analysis.flags.sites import recent_sites, settled_on, site_pain
from analysis.tables import HEEL_SITES
from analysis.thresholds import (
    BALANCE_DAYS,
    BALANCE_KNOWN_DAYS,
    BALANCE_PAIN,
    BALANCE_SHIFT,
    NIGHT_PAIN_SCORE,
    REST_PAIN_DAYS,
    REST_PAIN_SCORE,
    REST_PAIN_WINDOW,
    SIGN_ASKED_DAYS,
    SITTING_EASED,
)
from analysis.wording import SIGN_WORDS, STOP_RUNNING, count, day, pain_at, sentence

NOT_A_DIAGNOSIS = "This is not a diagnosis."
SHARED = {
    "needs": "A pain entry with its warning signs ticked, or `none` ticked. One entry is enough to raise it.",
    "severity": "clinician",
    "validity": "moderate",
    "unit": "entries",
    "thresholds": (SIGN_ASKED_DAYS,),
}


@rule(
    id="cannot_hop_or_bear_weight",
    book_id="G6",
    title="Cannot hop or bear weight",
    question="Did you log that you cannot hop on that foot, or cannot put your full weight on it?",
    evidence="Pain on hopping is one of the signs described for a stress fracture of the heel bone. How often it misses"
    " one was not found.",
    not_shown="It cannot tell a break from anything else, and being able to hop does not rule one out.",
    hint=f"{STOP_RUNNING} and see a clinician today or tomorrow. Do not test it by hopping. {NOT_A_DIAGNOSIS}",
    **SHARED,
)
def cannot_hop_or_bear_weight(inputs: Inputs) -> list[Finding]:
    """Did you log that you cannot hop on that foot, or cannot put your full weight on it?"""
    return from_signs(inputs, "cannot_hop_or_bear_weight", ("cannot_hop", "cannot_bear_weight"))


@rule(
    id="began_with_fall_or_pop",
    book_id="G5",
    title="Began with a fall or a pop",
    question="Did you log that the pain began with a fall or a sudden pop?",
    evidence="A fall or a pop at the start can mean a torn tendon or fascia, or a break: common clinical practice, no"
    " study of runners found.",
    not_shown="It cannot tell what was hurt, or whether anything was.",
    hint=f"See a clinician today or tomorrow, and do not run until then. Do not test it by hopping. {NOT_A_DIAGNOSIS}",
    **SHARED,
)
def began_with_fall_or_pop(inputs: Inputs) -> list[Finding]:
    """Did you log that the pain began with a fall or a sudden pop?"""
    return from_signs(inputs, "began_with_fall_or_pop", ("fall", "pop"))


@rule(
    id="limping",
    book_id="G1",
    title="Limping",
    question="Did you log that you limp or run differently because of pain?",
    evidence="Limping moves the load to other tissue and is a common reason to stop: common clinical practice, no study"
    " of runners found. A watch that sees the time on the ground shift to one foot supports it and never raises it.",
    not_shown="It cannot tell why you limp. The numbers for the watch are not tested.",
    hint=f"{STOP_RUNNING} and see a clinician soon. {NOT_A_DIAGNOSIS}",
    **SHARED | {"thresholds": (SIGN_ASKED_DAYS, BALANCE_SHIFT, BALANCE_PAIN, BALANCE_DAYS, BALANCE_KNOWN_DAYS)},
)
def limping(inputs: Inputs) -> list[Finding]:
    """Did you log that you limp or run differently because of pain?"""
    found = from_signs(inputs, "limping", ("limp",))
    shift = _balance_shift(inputs.days)
    if shift is None:
        return found
    return [replace(one, sentence=f"{one.sentence} {shift}") if one.is_current else one for one in found]


def _balance_shift(days: pd.DataFrame) -> str | None:
    """That the time on the ground moved to one foot on a painful day of the last week; None where it did not."""
    left = days.set_index("local_date")["ground_contact_left_pct"].tail(BALANCE_DAYS.whole + 7)
    usual = left.shift().rolling(BALANCE_DAYS.whole, min_periods=BALANCE_KNOWN_DAYS.whole).median()
    is_painful = days["worst_score"].tail(len(left)).to_numpy() >= BALANCE_PAIN.value
    shift = (left - usual)[is_painful].tail(7).dropna()
    shift = shift[shift.abs() >= BALANCE_SHIFT.value]
    shift = shift[shift.index > days["local_date"].iloc[-1] - pd.Timedelta(days=7)]
    if shift.empty:
        return None
    points, foot = shift.iloc[-1], "left" if shift.iloc[-1] > 0 else "right"
    return (
        f"On {day(shift.index[-1])}, a day with pain of {BALANCE_PAIN.whole} or more, your {foot} foot was on the"
        f" ground {abs(points):.1f} percentage points longer than usual: ask yourself whether you limp."
    )


@rule(
    id="swelling_or_bruising",
    book_id="G2",
    title="Swelling, bruising or warmth",
    question="Did you log swelling, bruising or warmth where it hurts?",
    evidence="Swelling, bruising and warmth do not belong to simple heel pain: common clinical practice, no study of"
    " runners found.",
    not_shown="It cannot tell what swells or why.",
    hint=f"See a clinician soon. Put no heat on it. {NOT_A_DIAGNOSIS}",
    **SHARED,
)
def swelling_or_bruising(inputs: Inputs) -> list[Finding]:
    """Did you log swelling, bruising or warmth where it hurts?"""
    return from_signs(inputs, "swelling_or_bruising", ("swelling", "bruising", "warmth"))


@rule(
    id="numbness_or_tingling",
    book_id="G4",
    title="Numbness or tingling",
    question="Did you log numbness or tingling?",
    evidence="Burning, numbness or tingling point to a nerve (Tu and Bytomski 2011, Am Fam Physician 84:909-916).",
    not_shown="It cannot tell which nerve it is, or whether it is one.",
    hint=f"See a clinician soon. Put no ice on numb skin. {NOT_A_DIAGNOSIS}",
    **SHARED,
)
def numbness_or_tingling(inputs: Inputs) -> list[Finding]:
    """Did you log numbness or tingling?"""
    return from_signs(inputs, "numbness_or_tingling", ("numbness", "tingling"))


@rule(
    id="night_or_rest_pain",
    book_id="G7",
    title="Pain at night or at rest",
    question="Did pain wake you, or come at rest?",
    evidence="Pain that first comes with activity and then at rest is described for a stress fracture of the heel bone."
    " The numbers of nights and points are convention; no study of runners found.",
    not_shown="Pain at night has many reasons. This rule cannot tell them apart.",
    hint=f"See a clinician soon. {NOT_A_DIAGNOSIS}",
    **SHARED
    | {
        "needs": "A pain entry with its warning signs ticked, or scores for the moments `night` or `rest`. One ticked"
        " sign is enough; scores need two nights, or two days at rest of 4 or more, within 7 days.",
        "thresholds": (REST_PAIN_SCORE, REST_PAIN_DAYS, NIGHT_PAIN_SCORE, REST_PAIN_WINDOW, SIGN_ASKED_DAYS),
    },
)
def night_or_rest_pain(inputs: Inputs) -> list[Finding]:
    """Did pain wake you, or come at rest?"""
    repeated = pd.concat(
        [
            _repeated(inputs.pain, "night", NIGHT_PAIN_SCORE.value, "pain in the night"),
            _repeated(inputs.pain, "rest", REST_PAIN_SCORE.value, "pain at rest"),
        ]
    )
    # Stiffness after sitting is logged as pain at rest. It raises the flag all the same; a clinician should hear which.
    repeated = repeated.assign(what=repeated["what"].where(~_eased(repeated), "pain at rest that eased once you moved"))
    return from_signs(inputs, "night_or_rest_pain", ("night_wake", "rest_pain"), repeated)


@rule(
    id="heel_squeeze",
    book_id="G6",
    title="Squeezing the heel hurts",
    question="Did you log that it hurts when you squeeze the heel from both sides?",
    evidence="Pain on squeezing the heel bone from both sides is one of the signs described for a stress fracture of"
    " it. How often the test is right or wrong was not found.",
    not_shown="It cannot tell a bone from what lies around it, and a squeeze that does not hurt rules nothing out.",
    hint="See a clinician soon: an injury of the bone is one thing to rule out. Do not test it again, and do not"
    f" test it by hopping. {NOT_A_DIAGNOSIS}",
    **SHARED | {"validity": "weak"},
)
def heel_squeeze(inputs: Inputs) -> list[Finding]:
    """Did you log that it hurts when you squeeze the heel from both sides?"""
    found = from_signs(inputs, "heel_squeeze", ("heel_squeeze",))
    raised = {one.site for one in found if one.status == "raised"}  # an entry that names no heel counts all the same
    about = [one for one in found if one.site in (*HEEL_SITES, *raised)]
    return about or [_nothing_logged(inputs, "No entry about a heel in the last 120 days.")]


def _eased(entries: pd.DataFrame) -> pd.Series:
    """Which entries at rest were lower once moving again."""
    lower = entries["end_score"] <= entries["score"] - SITTING_EASED.value
    return (entries["moment"] == "rest") & (lower | entries["warm_up"].eq("eased").fillna(False))


def _repeated(pain: pd.DataFrame, moment: str, least: float, words: str) -> pd.DataFrame:
    """Entries of `moment` with a score of at least `least` that have another such day at that site within 7 days."""
    is_high = (pain["moment"] == moment) & (pain["score"] >= least)
    if is_high.sum() < REST_PAIN_DAYS.value:
        return pain.head(0).assign(what=words)
    high = pain[is_high].assign(what=words)
    days = high[["site", "local_date"]].drop_duplicates().sort_values(["site", "local_date"])
    within = pd.Timedelta(days=REST_PAIN_WINDOW.value - 1)
    dates = days.groupby("site")["local_date"]
    close = (dates.diff() <= within) | (dates.diff(-1) >= -within)
    return high.merge(days[close], on=["site", "local_date"])


def from_signs(
    inputs: Inputs, flag_id: str, signs: tuple[str, ...], repeated: pd.DataFrame | None = None
) -> list[Finding]:
    """What a rule about `signs` says of each site; `repeated` holds further entries that raise it."""
    positive = _positive(inputs.signed, signs)
    if repeated is not None:
        positive = pd.concat([positive, repeated], ignore_index=True)
    sites = sorted({*recent_sites(inputs), *positive["site"]})
    return [
        finding
        for site in sites
        for finding in _of_site(site, positive[positive["site"] == site], settled_on(inputs, flag_id, site), inputs)
    ] or [_nothing_logged(inputs)]


def _positive(signed: pd.DataFrame, signs: tuple[str, ...]) -> pd.DataFrame:
    """Entries that hold one of `signs`, with `what` naming those they hold."""
    words = {}
    for answer in signed["signs"].unique():
        held = [SIGN_WORDS[sign] for sign in signs if sign in answer.split(";")]
        if held:
            words[answer] = " and ".join(held)
    if not words:
        return signed.head(0).assign(what="")
    positive = signed[signed["signs"].isin(list(words))]
    return positive.assign(what=positive["signs"].map(words))


def _of_site(site: str, positive: pd.DataFrame, settled: pd.Timestamp, inputs: Inputs) -> list[Finding]:
    if positive.empty:
        return [_not_raised(site, pd.NaT, inputs)]
    is_past = positive["local_date"] <= settled  # all False where nothing was settled
    past, live = positive[is_past], positive[~is_past]
    findings = []
    if len(past) and past["local_date"].min() < inputs.today:
        findings.append(_raised(site, past, min(past["local_date"].max(), _yesterday(inputs)), is_current=False))
    if len(live):
        return [*findings, _raised(site, live, inputs.today, is_current=True)]
    return [*findings, _not_raised(site, settled if len(past) else pd.NaT, inputs)]


def _yesterday(inputs: Inputs) -> pd.Timestamp:
    return inputs.today - pd.Timedelta(days=1)


def _raised(site: str, positive: pd.DataFrame, end: pd.Timestamp, *, is_current: bool) -> Finding:
    positive = positive.sort_values("local_date")
    first, last = positive["local_date"].iloc[[0, -1]]
    what = ", ".join(dict.fromkeys(positive["what"]))
    when = f"on {day(last)}" if first == last else f"from {day(first)} to {day(last)}"
    return Finding(
        "raised",
        f"{sentence(site_pain(positive))}: you logged {what} {when} ({count(len(positive), 'entry')}).",
        period_start=first,
        period_end=end,
        site=site,
        is_current=is_current,
        observed=len(positive),
        threshold=1,
        n=len(positive),
    )


def _not_raised(site: str, settled: pd.Timestamp, inputs: Inputs) -> Finding:
    oldest = inputs.today - pd.Timedelta(days=SIGN_ASKED_DAYS.value - 1)
    entries = inputs.lately_at.get(site, inputs.lately.head(0))
    asked = entries.loc[entries["signs"].notna(), "local_date"]
    answers = asked[(asked >= oldest) & ~(asked <= settled)]
    name = sentence(site_pain(entries) if len(entries) else pain_at(site))
    status, n = "clear", len(answers)
    if n:
        text = f"{name}: you were asked and ticked none of these, last on {day(answers.max())}."
    elif settled >= oldest:
        text = f"{name}: you recorded on {day(settled)} that this is settled."
    else:
        status = "not_enough_data"
        text = f"{name}: your log does not say. Tick the warning signs you have, or `none`."
    observed = 0 if status == "clear" else None
    return Finding(status, text, oldest, inputs.today, site=site, observed=observed, threshold=1, n=n)


def _nothing_logged(
    inputs: Inputs, text: str = "Your log does not say: no pain entry in the last 120 days."
) -> Finding:
    return Finding("not_enough_data", text, inputs.today, inputs.today, threshold=1, n=0)
