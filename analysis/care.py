"""What was done for recovery and strength, and how pain was before and after it was begun."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.thresholds import (
    CARE_AFTER_LOGS,
    CARE_APART_DAYS,
    CARE_BEFORE_DAYS,
    CARE_BEFORE_LOGS,
    CARE_CHANGE,
    CARE_FIRST_DAY,
    CARE_LAST_DAY,
    CARE_LATEST_DAY,
    CARE_LITTLE,
    CARE_LOAD_CHANGE,
    CARE_NEW_DAYS,
    CARE_SHOWN_DAYS,
    CARE_WORSE_TICKS,
)
from analysis.wording import day, sentence

# What a look at an item is decided by, as its rule documents it.
REVIEWED_BY = (
    CARE_BEFORE_DAYS, CARE_BEFORE_LOGS, CARE_FIRST_DAY, CARE_LAST_DAY, CARE_LATEST_DAY, CARE_AFTER_LOGS, CARE_CHANGE,
    CARE_LITTLE, CARE_WORSE_TICKS, CARE_NEW_DAYS, CARE_SHOWN_DAYS, CARE_APART_DAYS, CARE_LOAD_CHANGE,
)  # fmt: skip
DAY = pd.Timedelta(days=1)
WORSE = ("worse", "worse_next_day")
STRENGTH_WORDS = "raise|toe yoga|scrunch|balance|strength|squat|lunge|hop|plank"
SAID = {
    "worse": "worse. Stop it; noise alone looks like this in 8 of 100",
    "helped": "helped. Keep it; noise alone looks like this in 9 of 100",
    "a_little": "a little better. Keep it; it may be chance, as noise alone looks like this in 30 of 100",
    "no_change": "no clear change. Keep it if you like it, and look again at day 14",
    "unknown": "cannot tell yet. It needs three logged days in the week before, and two from the second day on",
}


@dataclass(frozen=True)
class Trial:
    """One item since it was begun: pain before and after, on the same measure.

    `before` and `after` are medians of the days that count, missing where too few were logged.
    """

    item: str
    start: pd.Timestamp
    before: float
    after: float
    worse_ticks: int

    @property
    def verdict(self) -> str:
        change = self.after - self.before
        if self.worse_ticks >= CARE_WORSE_TICKS.value or change >= CARE_CHANGE.value:
            return "worse"
        if np.isnan(change):
            return "unknown"
        if change <= -CARE_CHANGE.value:
            return "helped"
        return "a_little" if change <= -CARE_LITTLE.value else "no_change"


def is_strength(care: pd.DataFrame) -> pd.Series:
    """Entries of CARE that are strength work, by their words."""
    return care["item"].str.contains(STRENGTH_WORDS, case=False, na=False)


def trials(
    days: pd.DataFrame, care: pd.DataFrame, today: pd.Timestamp, shown_days: int = CARE_SHOWN_DAYS.whole
) -> list[Trial]:
    """Each item begun in the last `shown_days`, the first begun first."""
    care = care[care["local_date"] <= today].sort_values("local_date", kind="stable")
    since = today - pd.Timedelta(days=shown_days)
    found = []
    for item, entries in care.groupby("item"):
        begun = entries["local_date"].diff().dt.days.fillna(np.inf) > CARE_NEW_DAYS.value
        start = entries.loc[begun, "local_date"].iloc[-1]
        if start > since:
            felt = entries.loc[entries["local_date"] >= start, "felt"]
            found.append(Trial(str(item), start, *_before_after(days, start), int(felt.isin(WORSE).sum())))
    return sorted(found, key=lambda trial: (trial.start, trial.item))


def _before_after(days: pd.DataFrame, start: pd.Timestamp) -> tuple[float, float]:
    """Median pain before and after, on first-step pain where that was logged enough, else on the worst of the day."""
    scores = days.set_index("local_date")[["first_steps_score", "worst_score"]]
    for measure in scores:
        before = scores.loc[start - CARE_BEFORE_DAYS.value * DAY : start - DAY, measure].dropna()
        first = start + CARE_FIRST_DAY.value * DAY
        after = scores.loc[first : start + CARE_LAST_DAY.value * DAY, measure].dropna()
        if len(after) < CARE_AFTER_LOGS.value:
            after = scores.loc[first : start + CARE_LATEST_DAY.value * DAY, measure].dropna()
        if len(before) >= CARE_BEFORE_LOGS.value and len(after) >= CARE_AFTER_LOGS.value:
            return float(before.median()), float(after.median())
    return np.nan, np.nan


def told(trial: Trial) -> str:
    """The trial in a sentence, with its numbers and what chance alone does."""
    numbers = "" if np.isnan(trial.after) else f" from {trial.before:.1f} to {trial.after:.1f},"
    return f"{sentence(trial.item)}, since {day(trial.start)}:{numbers} {SAID[trial.verdict]}."


def confounds(found: list[Trial], days: pd.DataFrame) -> list[str]:
    """What else changed at the same time."""
    said = []
    starts = pd.Series([trial.start for trial in found])
    if (starts.diff().dropna() <= CARE_APART_DAYS.value * DAY).any():
        said.append(f"Items begun within {CARE_APART_DAYS.whole} days of each other cannot be told apart.")
    distances = days.set_index("local_date")["distance_m"]
    if any(_load_changed(distances, trial.start) for trial in found):
        said.append("Your running changed by more than a fifth at the same time, which pain may answer to as well.")
    return said


def _load_changed(distances: pd.Series, start: pd.Timestamp) -> bool:
    before = distances.loc[start - 7 * DAY : start - DAY]
    after = distances.loc[start : start + 6 * DAY]
    usual, now = before.mean(), after.mean()
    return bool(usual > 0 and abs(now / usual - 1) > CARE_LOAD_CHANGE.value)
