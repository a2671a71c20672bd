"""Which colour has each run on the traffic light of pain? Limits borrowed from Achilles care."""

from __future__ import annotations

from itertools import compress

import numpy as np
import pandas as pd

from analysis.settings import Settings
from analysis.thresholds import (
    LIGHT_AMBER_WORST,
    LIGHT_GREEN_WORST,
    LIGHT_LATE_HOURS,
    LIGHT_LATE_SCORE,
    LIGHT_MORNING,
    LIGHT_WORSE,
)

DAY = pd.Timedelta(days=1)


def of_runs(runs: pd.DataFrame, recordings: pd.DataFrame, pain: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Was each run green, amber or red by the pain during it, after it and on the next morning?

    Red outranks amber, amber outranks green. What was not logged never makes a run green. The next morning belongs to
    the last run of a day; each site and side is compared with itself.

    Parameters
    ----------
    runs
        RUNS with `before_score`.
    recordings
        Running activities with their `run_id`.
    pain
        PAIN, tied to activities.
    settings
        Up to which score a run may be green or amber may be the runner's own.

    Returns
    -------
    pandas.DataFrame
        On the index of `runs`: `start_score`, `end_score` (worst of the run, 0-10), `light`, `light_because` (what made
        it amber or red, or what is missing to call it green).
        Source: the limits are those of Silbernagel et al. 2007, Am J Sports Med 35:897-906, for Achilles tendons.
    """
    seen = _around(runs, recordings, pain)
    rise = seen["rise"]
    red = {
        "sharp": seen["sharp"],
        "limp": seen["limp"],
        "got_worse": seen["worse"],
        "high": seen["worst"] > settings.own(LIGHT_AMBER_WORST).value,
        "lingered": (seen["late"] >= LIGHT_LATE_SCORE.value) | (seen["late"] >= seen["from"] + LIGHT_WORSE.value),
        "throbbed_on": seen["throb"] & (rise >= LIGHT_MORNING.value),
    }
    amber = {
        "raised": seen["worst"] > settings.own(LIGHT_GREEN_WORST).value,
        "ended_higher": seen["higher"],
        "next_morning": rise >= LIGHT_MORNING.value,
        "ached_on": seen["aches"],
    }
    missing = {
        "during": seen["worst"].isna(),
        "start_and_end": seen["unknown_course"],
        "quality": seen["unknown_quality"],
        "hours_after": seen["unknown_hours"],
        "mornings": rise.isna() & ~runs["local_date"].duplicated(keep="last"),
    }
    return _lights(red, amber, missing).set_axis(runs.index).join(seen[["start_score", "end_score"]])


def _around(runs: pd.DataFrame, recordings: pd.DataFrame, pain: pd.DataFrame) -> pd.DataFrame:
    """What the log says of each run, one row a run."""
    row_of_run = pd.Series(runs.index, index=runs["activity_id"])
    row_of = pd.Series(recordings["run_id"].map(row_of_run).to_numpy("float64"), index=recordings["activity_id"])
    tied = pain[pain["moment"].isin(("during", "after"))]
    tied = tied.assign(row=tied["activity_id"].map(row_of))
    tied = tied[tied["row"].notna()]
    during, after = _during(tied), _after(tied)
    by_run = _Seen(len(runs), tied["row"].to_numpy("int64"))
    start = by_run.worst(during["start_score"])
    is_last = ~runs["local_date"].duplicated(keep="last")
    columns = {
        "worst": by_run.worst(during["worst"]),
        "start_score": start,
        "end_score": by_run.worst(during["end_score"]),
        "from": np.where(np.isnan(start), runs["before_score"].to_numpy(), start),
        "worse": by_run.any(during["worse"]),
        "higher": by_run.any(during["end_score"] > during["start_score"]),
        "unknown_course": by_run.any(during["worst"].notna() & ~during["is_flat"]),
        "unknown_quality": by_run.any((during["worst"] > 0) & tied["quality"].isna()),
        "late": by_run.worst(after["late"]),
        "aches": by_run.any(after["aches"]),
        "unknown_hours": by_run.any((after["score"] >= 1) & tied["hours_after"].isna()),
        **{word: by_run.any(tied["quality"].str.contains(word, na=False)) for word in ("sharp", "throb")},
        "limp": by_run.any(tied["signs"].str.contains("limp", na=False)),
        "rise": runs["local_date"].map(_rise_by_next_morning(pain)).where(is_last).to_numpy("float64"),
    }
    return pd.DataFrame(columns, index=runs.index)


class _Seen:
    """Entries gathered by the row of their run."""

    def __init__(self, rows: int, row_of_entry: np.ndarray) -> None:
        self.rows, self.at = rows, row_of_entry

    def any(self, holds: pd.Series) -> np.ndarray:
        return np.bincount(self.at[holds.to_numpy("bool")], minlength=self.rows) > 0

    def worst(self, scores: pd.Series) -> np.ndarray:
        """The highest score of each run; missing where it has none."""
        values, worst = scores.to_numpy("float64"), np.full(self.rows, -1.0)
        known = ~np.isnan(values)
        np.maximum.at(worst, self.at[known], values[known])
        return np.where(worst < 0, np.nan, worst)


def _during(tied: pd.DataFrame) -> pd.DataFrame:
    """Of the entries about pain during a run: its worst, whether it got worse, whether it is known not to have."""
    is_during = tied["moment"] == "during"
    scores = tied[["score", "start_score", "end_score"]].where(is_during)
    start, end, worst = scores["start_score"], scores["end_score"], scores.max(axis=1)
    warm_up = tied["warm_up"].where(is_during)
    return scores.assign(
        worst=worst,
        worse=warm_up.eq("worse").fillna(False).astype(bool) | (end >= start + LIGHT_WORSE.value),
        is_flat=(end <= start) | warm_up.isin(("eased", "same")) | (worst == 0),
    )


def _after(tied: pd.DataFrame) -> pd.DataFrame:
    """Of the entries about pain after a run: the score, and what of it is known to have come late."""
    score, hours = tied["score"].where(tied["moment"] == "after"), tied["hours_after"]
    return pd.DataFrame(
        {
            "score": score,
            "late": score.where(hours >= LIGHT_LATE_HOURS.value),
            "aches": (score >= 1) & (hours > LIGHT_LATE_HOURS.value),
        }
    )


def _rise_by_next_morning(pain: pd.DataFrame) -> pd.Series:
    """By local_date: the largest rise of first-step pain to the next morning, each site and side with itself."""
    mornings = pain[(pain["moment"] == "first_steps") & pain["score"].notna()]
    scores = mornings.groupby(["local_date", "site", "side"], as_index=False)["score"].max()
    before = scores.assign(local_date=scores["local_date"] + DAY)
    pairs = scores.merge(before, on=["local_date", "site", "side"], suffixes=("_next", ""))
    return (pairs["score_next"] - pairs["score"]).groupby(pairs["local_date"] - DAY).max()


def _lights(red: dict[str, pd.Series], amber: dict[str, pd.Series], missing: dict[str, pd.Series]) -> pd.DataFrame:
    is_red, is_amber, lacks = (np.any(list(reasons.values()), axis=0) for reasons in (red, amber, missing))
    kinds = [is_red, is_amber, lacks]
    because = np.select(kinds, [_joined(red), _joined(amber), _joined(missing)], default="")
    light = np.select(kinds, ["red", "amber", ""], default="green")
    made = pd.DataFrame({"light": light, "light_because": because}).astype("str")
    return made.mask(made == "")


def _joined(reasons: dict[str, pd.Series]) -> np.ndarray:
    """The names of the reasons that hold, `;` between."""
    patterns, which = np.unique(np.column_stack(list(reasons.values())), axis=0, return_inverse=True)
    texts = [";".join(compress(reasons, pattern)) for pattern in patterns] or [""]
    return np.array(texts)[which.ravel()]
