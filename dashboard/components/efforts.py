"""Efforts, kinds of session and steps, in words and tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from analysis.settings import Units
from analysis.tables import HARD_SESSIONS
from analysis.wording import METRES, count, day, distance, percent
from dashboard.components.words import SESSION_WORDS, SOURCE_WORDS

RECENT_RUNS = 8
WHY = {
    "few_runs": "{} with fewer than five runs of 90 days to compare with",
    "uneven": "{} without a recording whose summary is that of an uneven, hilly or hard run",
    "no_speed": "{} without distance, time or heart rate",
}
STEP_UNITS = {"matched_cadence_spm": (".0f", "steps a minute"), "matched_stride_m": (".2f", "m a step")}
RECENT_DAYS = 14
SAID_BY = {**SOURCE_WORDS, "recognised": "recognised"}


def efforts_seen(weeks: pd.DataFrame, units: Units) -> str:
    """How much of these weeks was easy, moderate and fast, and how many hard sessions they hold."""
    parts = {name: weeks[f"{name}_m"].sum() for name in ("easy", "moderate", "fast")}
    known = sum(parts.values())
    if not known > 0:
        return "No effort is known in these weeks."
    said = ", ".join(f"{percent(metres / known)} {name}" for name, metres in parts.items())
    hard = int(weeks["hard_sessions"].sum())
    sessions = f"{count(hard, 'hard session')} (tempo, intervals, hill repeats, race)"
    return f"Of {distance(known, units)} whose effort is known: {said}. These weeks hold {sessions}."


def limits_seen(limits: tuple[float, float], last_run: pd.Timestamp, units: Units) -> str:
    """What easy and fast meant for this runner at the last run; what is missing while that is not known."""
    easy, fast = limits
    if pd.isna(fast):
        return "What is fast for you is not known yet: that takes five runs with distance and time in 90 days."
    return (
        f"For you, as of your run on {day(last_run)}: easy is slower than {pace(easy, units)}, fast is"
        f" {pace(fast, units)} or quicker, on level ground. Both come from your own runs of the 90 days up to then and"
        " move with them."
    )


def pace(speed_m_s: float, units: Units) -> str:
    """'5:12 min/km'."""
    seconds = round(METRES[units] / speed_m_s)
    return f"{seconds // 60}:{seconds % 60:02d} min/{units}"


def gaps_seen(weeks: pd.DataFrame, gaps: pd.Series) -> str:
    """How much of the distance is at an effort nobody knows, and why; empty where all is known."""
    unknown, far = weeks["effort_unknown_m"].sum(), weeks["distance_m"].sum()
    if not unknown > 0 or not far > 0:
        return ""
    why = "; ".join(WHY[reason].format(count(int(n), "run")) for reason, n in gaps.items())
    said = f"How hard you ran is not known for {percent(unknown / far)} of these kilometres"
    return f"{said}: {why}." if why else f"{said}."


def recent_sessions(runs: pd.DataFrame, units: Units) -> str:
    """The last runs with their kind and who says so, as a table."""
    rows = "".join(
        f'<tr><th scope="row">{day(run.local_date)}</th><td>{escape(distance(run.distance_m, units))}</td>'
        f"<td>{_kind(run.session_type)}</td><td>{escape(SAID_BY.get(str(run.session_type_source), 'nobody'))}</td></tr>"
        for run in runs.tail(RECENT_RUNS).iloc[::-1].itertuples()
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Run", "Distance", "Kind", "Who says so"))
    return (
        '<div class="tw-scroll" role="region" tabindex="0" aria-label="Kinds of session of the last runs">'
        f'<table class="tw-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _kind(kind: object) -> str:
    words = escape(SESSION_WORDS.get(str(kind), SESSION_WORDS["unknown"]))
    return f"<b>{words}</b>" if kind in HARD_SESSIONS else words


def has_cadence(days: pd.DataFrame) -> bool:
    """Is any cadence near the usual speed known?"""
    return bool(days["matched_cadence_spm"].notna().any())


def form_seen(days: pd.DataFrame, judged: Sequence) -> str:
    """How cadence and step length at the usual speed stand against the weeks before."""
    if not has_cadence(days):
        return (
            "No cadence near your usual speed is known in this time. It takes runs with cadence, on level ground and"
            " outdoors."
        )
    if not judged:
        return "There are no weeks before to compare your steps with."
    return " ".join(_moved(one) for one in judged)


def _moved(judged) -> str:
    digits, unit = STEP_UNITS[judged.column]
    now, before = judged.now.median, judged.before.median
    if pd.isna(now) or pd.isna(before):
        return f"Too few days with {unit} to compare."
    return f"{now:{digits}} {unit} in the last two weeks, {before:{digits}} in the four before."


def balance_seen(days: pd.DataFrame) -> str:
    """The share of the left foot, where a watch measures it; empty where none does."""
    share = days["ground_contact_left_pct"].dropna()
    if share.empty:
        return ""
    left, known = share.tail(RECENT_DAYS).median(), min(len(share), RECENT_DAYS)
    return (
        f"Your left foot had {left:.1f} % of the time on the ground, median of the last {count(known, 'day')} with a"
        " value."
    )
