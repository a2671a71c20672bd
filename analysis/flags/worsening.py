"""Pain that gets worse week after week although the running was really cut: the signature rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.baseline import usual_weeks
from analysis.episode import onset_positions
from analysis.flags.detector import evidence, worsening_days
from analysis.flags.registry import Finding, Inputs, rule
from analysis.flags.runs import grows_while_running
from analysis.flags.sites import recent_sites, settled_on, site_pain
from analysis.thresholds import (
    EPISODE_CALM,
    EPISODE_LOOK_BACK_DAYS,
    MEANINGFUL_DAY,
    UNKNOWN_GAP_DAYS,
    WORSENING_APART_DAYS,
    WORSENING_CUT,
    WORSENING_CUT_BLOCK,
    WORSENING_CUT_DAYS,
    WORSENING_CUT_LONGEST,
    WORSENING_DAYS,
    WORSENING_LEVEL,
    WORSENING_LOGS,
    WORSENING_OVER_LOGS,
    WORSENING_PERSIST,
    WORSENING_PERSIST_DAYS,
    WORSENING_PROBABILITY,
    WORSENING_RISE,
    WORSENING_STILL_RISING,
)
from analysis.wording import STOP_RUNNING, count, day, distance, sentence

__all__ = ["MOMENT_ORDER", "worsening_days", "worsening_despite_backoff"]

FLAG_ID = "worsening_despite_backoff"
# Which moment is followed where several were logged on equally many days: the one that tells most about a heel first.
MOMENT_ORDER = ("first_steps", "day", "during", "after", "before", "rest", "night")
MOMENT_WORDS = {
    "first_steps": " (first steps)",
    "during": " (during runs)",
    "after": " (after runs)",
    "before": " (before runs)",
    "rest": " (at rest)",
    "night": " (at night)",
    "day": "",
}
NOW = (
    f"{STOP_RUNNING} until a clinician has seen it, within days. A bone stress injury is one thing to rule out. Take"
    " your log along. This is not a diagnosis."
)
APART = pd.Timedelta(days=WORSENING_APART_DAYS.value)


@dataclass(frozen=True)
class Site:
    """One site as the rule sees it.

    Parameters
    ----------
    name
        What its pain is called, with the side where all entries agree.
    scores
        Worst score of each day, one column per moment.
    days
        Evidence of each day as it was known on that day, from the moment followed on it (column `moment`).
    if_rested
        The same, had the runner rested on every unknown day.
    """

    site: str
    name: str
    scores: pd.DataFrame
    days: pd.DataFrame
    if_rested: pd.DataFrame


@rule(
    id=FLAG_ID,
    book_id="G3",
    title="Worse despite backing off",
    question="Is pain getting worse week after week although the running was really cut?",
    needs="Four known weeks of running before the pain began; a cut of at least a fifth for two weeks, found in the"
    " distances; pain logged on at least five days since, with at least one in each of the last two weeks.",
    severity="clinician",
    validity="weak",
    unit="points",
    thresholds=(
        WORSENING_RISE,
        WORSENING_PROBABILITY,
        WORSENING_STILL_RISING,
        WORSENING_LEVEL,
        WORSENING_DAYS,
        WORSENING_PERSIST,
        WORSENING_CUT,
        WORSENING_CUT_BLOCK,
        WORSENING_CUT_DAYS,
        WORSENING_CUT_LONGEST,
        WORSENING_LOGS,
        EPISODE_CALM,
        EPISODE_LOOK_BACK_DAYS,
        WORSENING_APART_DAYS,
        WORSENING_OVER_LOGS,
        UNKNOWN_GAP_DAYS,
    ),
    evidence="Chosen and measured on simulated athletes, not on patients: with daily logs it found 19 of 20 worsening"
    " spells, half of them within 19 days of the cut. It was also up about once in fourteen simulated years of flares"
    " that settled with rest. No flag is not reassurance.",
    not_shown="It was tuned on made-up runners, not tested on patients. It cannot tell what is wrong, and it misses"
    " some cases.",
    hint="See a clinician soon. A bone stress injury is one thing to rule out. Keep the running low until then, and"
    " take your log along. This is not a diagnosis.",
)
def worsening_despite_backoff(inputs: Inputs) -> list[Finding]:
    """Is pain getting worse week after week although the running was really cut?"""
    distances = inputs.days.set_index("local_date")["distance_m"]
    scored = inputs.pain[inputs.pain["score"].notna()]
    recent = recent_sites(inputs)
    findings = []
    for name in sorted(scored["site"].unique()):
        entries = scored[scored["site"] == name]
        site = follow_site(entries, distances)
        raised = _of_site(site, inputs)
        findings += raised
        if (name in recent or raised) and not any(finding.is_current for finding in raised):
            findings.append(_not_raised(site, distances, inputs))
    return _more_urgent(findings, inputs) or [_no_scores(inputs)]


def _more_urgent(findings: list[Finding], inputs: Inputs) -> list[Finding]:
    """Pain that does not warm up and grows while running makes a raised flag more urgent."""
    grows = grows_while_running(inputs) if any(_is_up(found) for found in findings) else None
    if grows is None:
        return findings
    return [
        replace(found, sentence=f"{found.sentence} {grows}", hint=NOW) if _is_up(found) else found for found in findings
    ]


def _is_up(found: Finding) -> bool:
    return found.is_current and found.status == "raised"


def _no_scores(inputs: Inputs) -> Finding:
    text = "No pain score was logged in the last 120 days, so this rule cannot tell. Log pain once a day; 0 counts."
    return Finding("not_enough_data", text, inputs.today, inputs.today)


def follow_site(entries: pd.DataFrame, distances: pd.Series) -> Site:
    """The evidence of each day, from the moment that was logged most in the 120 days up to it.

    Moments are never mixed: each has its own evidence, and a day takes that of its moment.
    """
    scores = entries.groupby(["local_date", "moment"])["score"].max().unstack()
    order = [moment for moment in MOMENT_ORDER if moment in scores]
    scores = scores.reindex(index=distances.index, columns=order)
    logged = scores.notna().rolling(EPISODE_LOOK_BACK_DAYS.whole, min_periods=1).sum()
    followed = pd.Series(np.array(order)[logged.to_numpy().argmax(axis=1)], index=scores.index)
    days = _of_moments(scores, followed, distances, unknown_is_rest=False)
    if_rested = days
    if distances.isna().any():
        if_rested = _of_moments(scores, followed, distances, unknown_is_rest=True)
        days = days.where(~_was_assumed_rest(if_rested, distances), if_rested)
    return Site(entries["site"].iloc[0], site_pain(entries), scores, days, if_rested)


def _of_moments(
    scores: pd.DataFrame, followed: pd.Series, distances: pd.Series, *, unknown_is_rest: bool
) -> pd.DataFrame:
    parts = []
    for moment in followed.unique():
        part = evidence(distances, scores[moment], unknown_is_rest=unknown_is_rest)
        parts.append(part[followed == moment].assign(moment=moment))
    return pd.concat(parts).sort_index()


def _was_assumed_rest(if_rested: pd.DataFrame, distances: pd.Series) -> pd.Series:
    """Days on which the unknown days of the cut were still taken for rest: a silence too short to ask about.

    A silence becomes unknown when it has lasted ten days. What was raised before that stays raised.
    """
    unknown = distances.isna()
    silence = unknown.groupby((~unknown).cumsum()).cumsum()
    total = np.concatenate([[0], np.cumsum(unknown)])
    here = np.arange(len(distances))
    start = if_rested["cut_start"].to_numpy()
    in_cut = total[here + 1] - total[np.maximum(start, 0)]
    return (start >= 0) & (silence > 0) & (silence < UNKNOWN_GAP_DAYS.value) & (in_cut == silence)


def _of_site(site: Site, inputs: Inputs) -> list[Finding]:
    """Past periods of one site and, where it is raised, what holds today."""
    raised = site.days.index[site.days["is_worsening"]]
    settled = settled_on(inputs, FLAG_ID, site.site)
    # For two weeks after the runner settled the matter, days that are still up belong to it.
    is_live = raised >= settled + APART if pd.notna(settled) else np.ones(len(raised), dtype=bool)
    periods = _periods(raised[~is_live]) + _periods(raised[is_live])
    if is_live.any() and not _calm_since(site, raised[-1]):
        *past, (first, last) = periods
        current = [_raised(site, (first, last), inputs.today, inputs)]
    else:
        past, current = periods, []
    yesterday = inputs.today - pd.Timedelta(days=1)
    ended = [(first, last) for first, last in past if first < inputs.today]
    return [_raised(site, period, min(period[1], yesterday), inputs) for period in ended] + current


def _periods(raised: pd.DatetimeIndex) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last day of each spell of raised days; days closer than two weeks are one spell."""
    if len(raised) == 0:
        return []
    new = np.flatnonzero(np.diff(raised) >= APART.to_timedelta64()) + 1
    edges = [0, *new.tolist(), len(raised)]
    return [(raised[a], raised[b - 1]) for a, b in pairwise(edges)]


def _calm_since(site: Site, last_raised: pd.Timestamp) -> bool:
    """Whether two weeks of log in a row after `last_raised` were calm: almost no pain at any moment of the day."""
    worst = site.scores.max(axis=1)
    scores = worst[worst.index > last_raised].dropna()
    window = scores.rolling(WORSENING_OVER_LOGS.whole)
    return bool(((window.mean() < EPISODE_CALM.value) & (window.max() < MEANINGFUL_DAY.value)).any())


def _raised(site: Site, period: tuple[pd.Timestamp, pd.Timestamp], end: pd.Timestamp, inputs: Inputs) -> Finding:
    first, last = period
    seen = site.days.loc[last]
    is_current = end == inputs.today
    text = _rise_text(site, last, inputs)
    if is_current and last < inputs.today:
        text += f" Last seen on {day(last)}; it stays up until you record that it is settled or your log is calm."
    return Finding(
        "raised",
        text,
        period_start=first,
        period_end=end,
        site=site.site,
        is_current=is_current,
        observed=float(seen["rise"]),
        threshold=WORSENING_RISE.value,
        n=int(seen["n"]),
    )


def _rise_text(site: Site, last: pd.Timestamp, inputs: Inputs) -> str:
    seen = site.days.loc[last]
    cut = site.days.index[int(seen["cut_start"])]
    return (
        f"{sentence(site.name)}{MOMENT_WORDS[seen['moment']]} rose by about {seen['rise']:.1f} points in the"
        f" {(last - cut).days + 1} days since {day(cut)}, although you ran {(1 - seen['share']) * 100:.0f} % less than"
        f" your usual {distance(seen['usual_m'], inputs.settings.units)} a week."
        f" The chance that it rose by at least 1 point is {_percent(seen['rise_probability'])}."
    )


def _percent(probability: float) -> str:
    if probability > 0.995:
        return "more than 99 %"
    return "less than 1 %" if probability < 0.005 else f"{probability * 100:.0f} %"


def _not_raised(site: Site, distances: pd.Series, inputs: Inputs) -> Finding:
    status, text = _settled(site, inputs) or _question(site, distances) or _verdict(site, distances)
    seen = site.days.iloc[-1]
    is_judged = status == "clear" and pd.notna(seen["rise"])
    return Finding(
        status,
        text,
        period_start=inputs.today - pd.Timedelta(days=WORSENING_CUT_DAYS.value - 1),
        period_end=inputs.today,
        site=site.site,
        observed=float(seen["rise"]) if is_judged else None,
        threshold=WORSENING_RISE.value,
        n=int(seen["n"]) if is_judged else None,
    )


def _settled(site: Site, inputs: Inputs) -> tuple[str, str] | None:
    """That the runner called it settled, where the flag would else be up."""
    settled = settled_on(inputs, FLAG_ID, site.site)
    if pd.isna(settled) or not site.days["is_worsening"].tail(WORSENING_APART_DAYS.whole).any():
        return None
    return "clear", (
        f"You recorded on {day(settled)} that this is settled. If {site.name} goes on rising, the flag is raised again"
        f" from {day(settled + APART)}."
    )


def _question(site: Site, distances: pd.Series) -> tuple[str, str] | None:
    """Ask about days without any recording, where the flag would be up had the runner rested on them."""
    if distances.tail(WORSENING_CUT_LONGEST.whole).notna().all():
        return None
    lately = site.if_rested.tail(WORSENING_APART_DAYS.whole)
    up = lately[lately["is_worsening"]]
    if up.empty:
        return None
    cut = int(up["cut_start"].iloc[-1])
    n = int(distances.iloc[cut:].isna().sum())
    return "not_enough_data", (
        f"{sentence(site.name)} has risen, and {count(n, 'day')} since {day(distances.index[cut])} "
        f"{'has' if n == 1 else 'have'} no recorded activity: did you rest, or is the export incomplete?"
        " If you rested, tell Twinge: this rule would then be raised. Do not wait for it to see a clinician."
    )


def _verdict(site: Site, distances: pd.Series) -> tuple[str, str]:
    """Why the rule is not raised today: the status and its sentence."""
    seen = site.days.iloc[-1]
    scores = site.scores[seen["moment"]]
    what = site.name + MOMENT_WORDS[seen["moment"]]
    cut = distances.index[int(seen["cut_start"])] if seen["cut_start"] >= 0 else None
    if cut is not None and seen["n"] < WORSENING_LOGS.value:
        n = int(seen["n"])
        return "not_enough_data", (
            f"Only {count(n, 'day')} of {what} logged since you cut back on {day(cut)}: this rule cannot tell."
            f" Log daily; {count(WORSENING_LOGS.whole - n, 'more day')} at least."
        )
    if not (scores.iloc[-7:].notna().any() and scores.iloc[-14:-7].notna().any()):
        last = scores.last_valid_index()
        return "not_enough_data", (
            f"{sentence(what)} was last logged on {day(last)}. This rule needs a score in each of the last two weeks"
            " and cannot tell. Log daily; 0 counts."
        )
    if seen["level"] < WORSENING_LEVEL.value:
        return "clear", (
            f"{sentence(what)} averaged {seen['level']:.1f} over the last 7 days; this rule speaks from"
            f" {WORSENING_LEVEL.value:.0f}."
        )
    return _without_cut(scores, distances) if cut is None else _since_cut(seen, what, cut, distances.index[-1])


def _without_cut(scores: pd.Series, distances: pd.Series) -> tuple[str, str]:
    onset = min(int(onset_positions(scores.to_numpy())[-1]), len(scores) - 1)
    if np.isnan(usual_weeks(distances)["usual_m"].iloc[onset]):
        return "not_enough_data", (
            f"Your usual week before {day(scores.index[onset])} is not known, so a cut cannot be seen."
            " Import at least four weeks of runs from before the pain."
        )
    n = int(distances.tail(WORSENING_CUT_DAYS.whole).isna().sum())
    if n:
        return "not_enough_data", (
            f"The training of {count(n, 'day')} of the last {WORSENING_CUT_DAYS.whole} is not known, so a cut cannot be"
            " seen. Import the missing runs, or enter the days you rested."
        )
    return "clear", (
        f"Your running was not cut by {WORSENING_CUT.value * 100:.0f} % for two weeks since the pain began, so there is"
        " no back-off yet to judge it by."
    )


def _since_cut(seen: pd.Series, what: str, cut: pd.Timestamp, today: pd.Timestamp) -> tuple[str, str]:
    elapsed = (today - cut).days + 1
    if elapsed < WORSENING_DAYS.value:
        return "not_enough_data", (
            f"You cut back on {day(cut)}, {count(elapsed, 'day')} ago. Pain often climbs a little longer, so this rule"
            f" judges from day {WORSENING_DAYS.whole}. Log daily until then."
        )
    if seen["rise_probability"] >= WORSENING_PROBABILITY.value:
        return "clear", (
            f"{sentence(what)} rose by about {seen['rise']:.1f} points since you cut back on {day(cut)}, but it is not"
            f" clearly rising still. This rule waits until it is, on {WORSENING_PERSIST.whole} days of"
            f" {WORSENING_PERSIST_DAYS.whole}. This is not reassurance."
        )
    change = f"{seen['rise']:+.1f}".replace("-", "−")
    return "clear", (
        f"{sentence(what)} has not clearly risen since you cut back on {day(cut)}: by about {change} points, and the"
        f" chance of a rise of at least 1 point is {_percent(seen['rise_probability'])}. This is not reassurance."
    )
