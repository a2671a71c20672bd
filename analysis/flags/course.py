"""The signature rule day by day, to be looked at: the cut, the pain since, and what was still missing on each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.baseline import usual_weeks
from analysis.episode import onset_positions, trailing
from analysis.flags.detector import evidence, frozen_at
from analysis.flags.worsening import MOMENT_WORDS, follow_site
from analysis.thresholds import (
    WORSENING_APART_DAYS,
    WORSENING_CUT,
    WORSENING_CUT_DAYS,
    WORSENING_DAYS,
    WORSENING_LEVEL,
    WORSENING_LOGS,
    WORSENING_PERSIST,
    WORSENING_PERSIST_DAYS,
    WORSENING_PROBABILITY,
    WORSENING_RISE,
    WORSENING_STILL_RISING,
)
from analysis.wording import count, day

BEFORE_DAYS, AFTER_DAYS = 42, 14  # shown before the cut, and after the day it was raised
# What must hold on a day, in the order it is told: column of the course -> words.
CONDITIONS: Mapping[str, str] = {
    "is_cut": f"Running cut by {WORSENING_CUT.value * 100:.0f} % or more for {WORSENING_CUT_DAYS.whole} days",
    "is_late_enough": f"At least {WORSENING_DAYS.whole} days since the cut",
    "is_logged_enough": f"At least {WORSENING_LOGS.whole} scores since the cut",
    "is_high": f"7-day mean at least {WORSENING_LEVEL.value:g}",
    "is_higher": "7-day mean above the week before",
    "has_risen": f"Rise of {WORSENING_RISE.value:g} point or more: {WORSENING_PROBABILITY.value * 100:.0f} % sure",
    "is_rising": f"Still rising: {WORSENING_STILL_RISING.value * 100:.0f} % sure",
}


@dataclass(frozen=True)
class Course:
    """What the rule saw of one site.

    Parameters
    ----------
    days
        One row per day: `local_date`, `score`, `level` (mean of 7 days), `last_7_days_m`, `rise` (points since cut),
        the columns of `CONDITIONS`, and `is_worsening`. Each as it was known on the evening of that day.
    moment
        The moment of the scores, in words; empty where the log names none.
    cut
        First day of the cut.
    raised
        Day the flag was raised; NaT where it was not.
    usual_m, usual_low_m, usual_high_m
        The usual week before the pain, and its quartiles.
    why_then
        Why it was not raised earlier, or not at all.
    """

    days: pd.DataFrame
    moment: str
    cut: pd.Timestamp
    raised: pd.Timestamp
    usual_m: float
    usual_low_m: float
    usual_high_m: float
    why_then: str


def course(days: pd.DataFrame, pain: pd.DataFrame, site: str) -> Course | None:
    """What did `worsening_despite_backoff` see of a site, and what was missing on each day?

    Parameters
    ----------
    days, pain
        DAYS and PAIN up to the day of the analysis.

    Returns
    -------
    Course or None
        Around the last time it was raised, else around the cut that lasts on the last day; None where there is no cut.
    """
    distances = days.set_index("local_date")["distance_m"]
    entries = pain[(pain["site"] == site) & pain["score"].notna()]
    if entries.empty:
        return None
    seen = follow_site(entries, distances)
    up = np.flatnonzero(seen.days["is_worsening"].to_numpy())
    fired = _first_of_last_spell(up) if len(up) else None
    at = len(seen.days) - 1 if fired is None else fired
    cut, moment = int(seen.days["cut_start"].iloc[at]), str(seen.days["moment"].iloc[at])
    if cut < 0:
        return None
    scores = seen.scores[moment]
    each = _conditions(evidence(distances, scores, full_from=max(cut - BEFORE_DAYS, 0)), cut)
    each = each.assign(score=scores, last_7_days_m=_last_seven(distances))
    shown = each.iloc[max(cut - BEFORE_DAYS, 0) : at + AFTER_DAYS + 1].rename_axis("local_date").reset_index()
    usual = usual_weeks(distances).iloc[_usual_at(cut, scores, at)]
    return Course(
        days=shown,
        moment=MOMENT_WORDS[moment].strip(" ()"),
        cut=distances.index[cut],
        raised=pd.NaT if fired is None else distances.index[fired],
        usual_m=float(usual["usual_m"]),
        usual_low_m=float(usual["usual_low_m"]),
        usual_high_m=float(usual["usual_high_m"]),
        why_then=_why_then(each, cut, fired),
    )


def _first_of_last_spell(up: np.ndarray) -> int:
    starts = up[np.diff(up, prepend=-len(up) - WORSENING_APART_DAYS.whole - up[0]) >= WORSENING_APART_DAYS.value]
    return int(starts[-1])


def _usual_at(cut: int, scores: pd.Series, at: int) -> int:
    """Where the usual week of the cut was taken from."""
    onset = onset_positions(scores.to_numpy(dtype=float))[at]
    return int(frozen_at(np.array([cut]), np.array([onset]))[0])


def _last_seven(distances: pd.Series) -> np.ndarray:
    sums, counts = trailing(distances.to_numpy(dtype=float), 7)
    return np.where(counts == 7, sums, np.nan)


def _conditions(each: pd.DataFrame, cut: int) -> pd.DataFrame:
    """Each condition of each day; before the cut was two weeks old there was none to be seen."""
    elapsed = np.arange(len(each)) - each["cut_start"] + 1
    is_cut = each["cut_start"] >= 0
    return each.assign(
        is_cut=is_cut,
        is_late_enough=is_cut & (elapsed >= WORSENING_DAYS.value),
        is_logged_enough=each["n"] >= WORSENING_LOGS.value,
        is_high=each["level"] >= WORSENING_LEVEL.value,
        is_higher=each["level"] > each["level"].shift(7),
        has_risen=each["rise_probability"] >= WORSENING_PROBABILITY.value,
        is_rising=each["rising_probability"] >= WORSENING_STILL_RISING.value,
    )


def _why_then(each: pd.DataFrame, cut: int, fired: int | None) -> str:
    """The condition that held it up the longest once the rule could speak."""
    first = cut + WORSENING_DAYS.whole - 1
    until = len(each) if fired is None else fired
    wait = (
        f"This rule does not speak before day {WORSENING_DAYS.whole} of a cut, here {_date(each, first)}: pain often"
        " climbs a little longer. "
    )
    after = each.iloc[first:until]
    missing = {words: int((~after[name]).sum()) for name, words in CONDITIONS.items()}
    longest = max(missing, key=lambda words: missing[words])
    if missing[longest] == 0:
        return wait + f"It then waits for {WORSENING_PERSIST.whole} days of {WORSENING_PERSIST_DAYS.whole}."
    when = "until today" if fired is None else f"before {_date(each, fired)}"
    return wait + f"After that, “{longest.lower()}” did not hold on {count(missing[longest], 'day')} {when}."


def _date(each: pd.DataFrame, at: int) -> str:
    return day(each.index[0] + pd.Timedelta(days=at))
