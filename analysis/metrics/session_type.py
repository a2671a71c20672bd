"""What kind of session was each run?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics import yardstick
from analysis.metrics.base import History, of_dimension
from analysis.tables import DTYPES, HARD_SESSIONS, INTENSITIES
from analysis.thresholds import (
    EASY_SHARE,
    EFFORT_DAYS,
    LONG_RUN,
    RACE_LONG,
    RACE_SHARE,
    RACE_SHORT,
    REPEATS_TOTAL_S,
    TEMPO_HELD_S,
    TEMPO_S,
)

DAY_COLUMNS = ("hard_sessions",)
HALF_MARATHON_M = 21_097.5
_TOLD = ("activity_id", "band", "distance_m", "time_s", "repeats")
RACES_M = np.array([5_000, 10_000, 15_000, 16_093.44, HALF_MARATHON_M, 42_195])


def of_runs(runs: pd.DataFrame, recordings: pd.DataFrame, exposures: pd.DataFrame) -> pd.DataFrame:
    """What kind of session was each run, and who says so?

    What the runner, the file or the title says comes first. Else the first of these that fits: hills (one hill climbed
    three times or more), run_walk, intervals (three fast bouts or more, of three minutes in all), race (as long as
    races are, and fast to its end), tempo (ten fast minutes, five of them without a break), long, easy (at least half
    of it known to be no faster than moderate: nothing hard).

    Parameters
    ----------
    runs
        One row per run, with `activity_id`, `local_date`, `distance_m`.
    recordings
        The running activities with their `run_id`.
    exposures
        EXPOSURES of them.

    Returns
    -------
    pandas.DataFrame
        On the index of `runs`: `session_type`, `unknown` where nothing tells, and `session_type_source`.
    """
    seen = _seen(runs, recordings, exposures)
    kinds = {
        "hills": seen["hills"].notna(),
        "intervals": _is_intervals(seen),
        "run_walk": seen["run_walk"].notna(),
        "race": _is_race(seen),
        "tempo": _is_tempo(seen),
        "long": seen["distance_m"] >= LONG_RUN.value * seen["usual_m"],
        "easy": (seen["known_m"] > 0) & (seen["known_m"] - seen["fast_m"] >= EASY_SHARE.value * seen["any_m"]),
    }
    recognised = np.select(list(kinds.values()), list(kinds), "unknown").astype(object)
    first = recordings.dropna(subset="session_type").groupby("run_id")[["session_type", "session_type_source"]].first()
    told = first.reindex(runs["activity_id"]).to_numpy(object)
    is_told = pd.notna(told[:, 0])
    source = np.where(recognised == "unknown", "unknown", "recognised").astype(object)
    columns = {
        "session_type": np.where(is_told, told[:, 0], recognised),
        "session_type_source": np.where(is_told, told[:, 1], source),
    }
    return pd.DataFrame(columns, index=runs.index, dtype=DTYPES["text"])


def _seen(runs: pd.DataFrame, recordings: pd.DataFrame, exposures: pd.DataFrame) -> pd.DataFrame:
    """What tells the kind of each run, one row per run; NaN where not known."""
    ids = pd.Index(runs["activity_id"])
    run_of = recordings.set_index("activity_id")["run_id"]
    ran = yardstick.measured(recordings, exposures)
    own = ran.assign(distance_m=runs.set_index("activity_id")["distance_m"].reindex(ran.index))
    repeats, best, effort = (
        rows.assign(run_id=run_of.reindex(rows["activity_id"]).to_numpy())
        for rows in (of_dimension(exposures, name, *_TOLD) for name in ("repeats", "best", "intensity"))
    )
    often = repeats.groupby(["run_id", "band"])["repeats"].sum().unstack().reindex(ids)
    bouts = repeats[repeats["band"] == "fast"].groupby("run_id")[["time_s", "distance_m"]].sum().reindex(ids)
    best = best[best["band"] == str(TEMPO_HELD_S.whole)].groupby("run_id")["distance_m"].max().reindex(ids)
    totals = effort.groupby(["run_id", "band"])[["distance_m", "time_s"]].sum()
    metres, seconds = (
        totals[unit].unstack().reindex(index=ids, columns=list(INTENSITIES)).fillna(0.0)
        for unit in ("distance_m", "time_s")
    )
    columns = {
        "distance_m": runs["distance_m"].to_numpy(),
        "usual_m": yardstick.over_days(own, "distance_m", EFFORT_DAYS.whole, 0.5).reindex(ids),
        "hills": often.get("hills"),
        "run_walk": often.get("run_walk"),
        "bouts_s": bouts["time_s"],
        "bouts_m_s": bouts["distance_m"] / bouts["time_s"],
        "held_m_s": best / TEMPO_HELD_S.value,
        "easy_m": metres["easy"],
        "fast_m": metres["fast"],
        "fast_s": seconds["fast"],
        "any_m": metres.sum(axis=1),
        "known_m": metres.drop(columns="unknown").sum(axis=1),
        "from_m_s": yardstick.edges(ran)["fast_m_s"].reindex(ids),
    }
    return pd.DataFrame(columns, index=ids).set_axis(runs.index).astype("float64")


def _is_intervals(seen: pd.DataFrame) -> pd.Series:
    """Bouts that are fast for this athlete; where that is not known yet, bouts that are no run-walk."""
    is_fast = (seen["bouts_m_s"] >= seen["from_m_s"]) | (seen["from_m_s"].isna() & seen["run_walk"].isna())
    return (seen["bouts_s"] >= REPEATS_TOTAL_S.value) & is_fast


def _is_race(seen: pd.DataFrame) -> pd.Series:
    """As long as a race, and hard to its end: fast, or from a half marathon on at least not easy."""
    metres = seen["distance_m"].to_numpy()[:, None]
    fits = (metres >= (1 - RACE_SHORT.value) * RACES_M) & (metres <= (1 + RACE_LONG.value) * RACES_M)
    hard = seen["fast_m"].mask(fits[:, RACES_M >= HALF_MARATHON_M].any(axis=1), seen["known_m"] - seen["easy_m"])
    return fits.any(axis=1) & (seen["any_m"] > 0) & (hard >= RACE_SHARE.value * seen["any_m"])


def _is_tempo(seen: pd.DataFrame) -> pd.Series:
    held = seen["held_m_s"].isna() | (seen["held_m_s"] >= seen["from_m_s"])
    return (seen["fast_s"] >= TEMPO_S.value) & held


def per_day(history: History) -> pd.DataFrame:
    """How many runs of each day were hard sessions: tempo, intervals, hills or a race?

    Returns
    -------
    pandas.DataFrame
        `hard_sessions`: 0 on a rest day, missing where the day is unknown, or where nothing tells what one of its runs
        was and no other was hard.
    """
    dates, kind = history.runs["local_date"], history.runs["session_type"]
    hard = history.total(kind.isin(HARD_SESSIONS).astype("float64"), dates)
    untold = history.has(dates[kind == "unknown"]) & (hard == 0)
    return pd.DataFrame({"hard_sessions": np.where(untold, np.nan, hard)}, index=history.calendar)
