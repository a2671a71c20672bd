"""Where it hurts, and on which side."""

from __future__ import annotations

import pandas as pd

from analysis.flags.registry import Finding, Inputs, from_day, rule
from analysis.flags.sites import site_pain
from analysis.thresholds import EPISODE_SCORE, MORNING_SCORE, ONE_SIDED_DAYS, ONE_SIDED_SHARE, SITE_RECENT_DAYS
from analysis.wording import count, percent, sentence

UNDER_HEEL = "First-step pain is the score to watch. Calf and sole stretches, a comfortable pull, are the usual start."
BACK_OF_HEEL = "Follow Achilles care: judge each run by the next morning, and do no stretch with the heel below a step."
# What each place asks for beside the plan that all share.
TRACKS = {
    "plantar_heel": UNDER_HEEL,
    "arch": UNDER_HEEL,
    "posterior_heel": BACK_OF_HEEL,
    "achilles": BACK_OF_HEEL,
    "heel_side": "Answer the warning signs. Squeeze the heel from both sides: if that hurts, see a clinician soon.",
    "shin": "Press along the shin bone. If one spot the size of a coin hurts, see a clinician soon.",
    "forefoot": "The bones of the forefoot are where stress fractures are most common in the foot. See a clinician"
    " early if it hurts to press one spot, or with each step.",
    "knee": "Downhill running loads the knee most. Try level routes, and change cadence only a little at a time.",
    "groin": "Deep pain in the groin when you hop or stand on that leg: do not run, and see a clinician today.",
    "hip": "Deep pain in the hip when you hop or stand on that leg: do not run, and see a clinician today.",
}
OTHER = "The plan is the same as for the heel: back off, log daily, and answer the warning signs."
GROWING = (
    "Under 15 the back of the heel is still growing there. See a clinician soon, and run less until then. This is not a"
    " diagnosis."
)
WATCHED = ("heel_side", "groin", "hip")


@rule(
    id="where_it_hurts",
    book_id="S5",
    title="Where it hurts",
    question="Where did it hurt in the last four weeks, and what does that place ask for?",
    needs="A pain score of 1 or more with its place. Places are never mixed or averaged.",
    severity="info",
    validity="moderate",
    unit="days",
    thresholds=(EPISODE_SCORE, SITE_RECENT_DAYS),
    evidence="Which structure hurts where in the heel: Tu and Bytomski 2011, Am Fam Physician 84:909-916. The advice"
    " for other places is common practice.",
    not_shown="The place alone does not say what hurts.",
    hint=OTHER,
)
def where_it_hurts(inputs: Inputs) -> list[Finding]:
    """Where did it hurt in the last four weeks, and what does that place ask for?"""
    painful = _recent(inputs, EPISODE_SCORE.value)
    if painful.empty:
        status = "clear" if _any_score(inputs) else "not_enough_data"
        text = "No pain was logged in the last four weeks." if status == "clear" else "No pain score in four weeks."
        return [_finding(inputs, status, text, "all", n=0)]
    several = len(painful["site"].unique()) > 1
    return [_place(inputs, str(site), entries, several) for site, entries in painful.groupby("site")]


def _recent(inputs: Inputs, least: float) -> pd.DataFrame:
    recent = from_day(inputs.lately, inputs.today - pd.Timedelta(days=SITE_RECENT_DAYS.value - 1))
    return recent[recent["score"] >= least]


def _any_score(inputs: Inputs) -> bool:
    return bool(inputs.days["is_logged"].tail(SITE_RECENT_DAYS.whole).any())


def _finding(inputs: Inputs, status: str, text: str, site: str, **more: object) -> Finding:
    start = max(inputs.today - pd.Timedelta(days=SITE_RECENT_DAYS.value - 1), inputs.days["local_date"].iloc[0])
    return Finding(status, text, start, inputs.today, site, **more)  # type: ignore[arg-type]


def _place(inputs: Inputs, site: str, entries: pd.DataFrame, several: bool) -> Finding:
    days = entries["local_date"].nunique()
    text = f"{sentence(site_pain(entries))} on {count(days, 'day')} of the last four weeks."
    if several:
        text += " It hurts in several places: each is followed by itself."
    hint, severity = TRACKS.get(site, OTHER), "watch" if site in WATCHED else "info"
    if site == "posterior_heel" and "under_15" in inputs.settings.history:
        hint, severity = GROWING, "clinician"
    return _finding(inputs, "raised", text, site, observed=days, threshold=1, n=days, hint=hint, severity=severity)


@rule(
    id="one_sided",
    book_id="S6",
    title="Mostly one side",
    question="Of the days that hurt in the last four weeks, were four in five on the same side?",
    needs="At least five days with 2 points or more, with their side, in the last four weeks.",
    severity="info",
    validity="weak",
    unit="% of the painful days",
    thresholds=(MORNING_SCORE, ONE_SIDED_SHARE, ONE_SIDED_DAYS, SITE_RECENT_DAYS),
    evidence="Weak: about a third of heel pain is on both sides. No study of what one-sided pain means for runners was"
    " found.",
    not_shown="It does not say why. About a third of heel pain is on both sides.",
    hint="Check the camber of your roads, the wear of that shoe, and old injuries on that side. It is no warning sign.",
)
def one_sided(inputs: Inputs) -> list[Finding]:
    """Of the days that hurt in the last four weeks, were four in five on the same side?"""
    painful = _recent(inputs, MORNING_SCORE.value)
    painful = painful[painful["side"] != "unknown"]
    if painful.empty:
        status = "clear" if _any_score(inputs) else "not_enough_data"
        text = "No day with 2 points or more and its side in the last four weeks."
        return [_finding(inputs, status, text, "all", threshold=ONE_SIDED_SHARE.value, n=0)]
    return [_side(inputs, str(site), entries) for site, entries in painful.groupby("site")]


def _side(inputs: Inputs, site: str, entries: pd.DataFrame) -> Finding:
    days = entries["local_date"].nunique()
    name = sentence(site_pain(entries.assign(side="unknown")))
    if days < ONE_SIDED_DAYS.value:
        text = f"{name}: {count(days, 'day')} with 2 points or more; this needs {ONE_SIDED_DAYS.whole}."
        return _finding(inputs, "not_enough_data", text, site, threshold=ONE_SIDED_SHARE.value, n=days)
    sides = entries.groupby("local_date")["side"].agg(_side_of_day)
    share = {side: 100 * float((sides == side).mean()) for side in ("left", "right")}
    side = max(share, key=lambda one: share[one])
    text = f"{name} was on the {side} alone on {percent(share[side] / 100)} of {days} days with 2 points or more."
    status = "raised" if share[side] >= ONE_SIDED_SHARE.value else "clear"
    return _finding(inputs, status, text, site, observed=share[side], threshold=ONE_SIDED_SHARE.value, n=days)


def _side_of_day(held: pd.Series) -> str:
    return "both" if len(held.unique()) > 1 else str(held.iloc[0])
