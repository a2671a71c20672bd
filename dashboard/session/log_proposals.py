"""What the Log page proposes, so that a usual morning needs a score and one more tap."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analysis.tables import RUN_SPORT

NIGHT_ENDS, MORNING_ENDS = 4, 11  # o'clock
PLACE_DAYS = 28  # a place that hurt within them is spoken of by "no pain today"
NOWHERE = ("unknown", "unknown")

Place = tuple[str, str]


def moment(pain: pd.DataFrame, runs: pd.DataFrame, day: pd.Timestamp, now: datetime) -> str:
    """When does the next score of `day` probably apply? `runs` are those of that day, `now` is the runner's clock."""
    if day.date() != now.date():
        return _usual_moment(pain)
    logged = set(pain.loc[pain["local_date"] == day, "moment"])
    if now.hour < NIGHT_ENDS:
        return "night"
    if now.hour < MORNING_ENDS and "first_steps" not in logged:
        return "first_steps"
    around = [moment for moment in ("during", "after") if moment not in logged]
    return around[0] if around and len(runs) else "day"


def _usual_moment(pain: pd.DataFrame) -> str:
    """What is logged most; of a day that is past the clock tells nothing."""
    counts = pain["moment"].value_counts()
    return "day" if counts.empty else str(counts.index[0])


def place(pain: pd.DataFrame, entries: pd.DataFrame) -> Place:
    """Site and side of the last entry that names a site; unknown where there is none."""
    own = entries[entries["site"] != "unknown"].sort_values(["local_date", "entry_id"])
    files = pain[pain["site"] != "unknown"].sort_values(["local_date", "score"], na_position="first")
    newest = max((frame for frame in (files, own) if len(frame)), key=lambda frame: frame["local_date"].iloc[-1],
                 default=None)  # fmt: skip
    if len(own) and newest is files and own["local_date"].iloc[-1] == files["local_date"].iloc[-1]:
        newest = own
    return NOWHERE if newest is None else (str(newest["site"].iloc[-1]), str(newest["side"].iloc[-1]))


def painless_places(pain: pd.DataFrame, last: Place, day: pd.Timestamp) -> list[Place]:
    """Of which places "no pain" speaks: those that hurt lately, and the last one named at the end."""
    since = day - pd.Timedelta(days=PLACE_DAYS - 1)
    hurt = pain[(pain["score"] > 0) & pain["local_date"].between(since, day)]
    found = dict.fromkeys(zip(hurt["site"], hurt["side"], strict=True))
    found.pop(last, None)
    return [*found, last]


def hours_since(run: pd.Series, now: datetime) -> float | None:
    """How long ago the run ended, in half hours; None where the clock does not tell."""
    lasted = run["elapsed_time_s"] if pd.notna(run["elapsed_time_s"]) else run["moving_time_s"]
    if pd.isna(run["local_start_time"]) or pd.isna(lasted):
        return None
    ended = run["local_start_time"] + pd.Timedelta(seconds=float(lasted))
    hours = (pd.Timestamp(now.replace(tzinfo=None)) - ended) / pd.Timedelta(hours=1)
    return round(hours * 2) / 2 if 0 <= hours <= 48 else None


def run_of(moment: str, runs: pd.DataFrame) -> str | None:
    """The run an entry probably belongs to, as `join.ties` would say: before the first of the day, else the last."""
    if moment not in ("before", "during", "after") or runs.empty:
        return None
    return str(runs["activity_id"].iloc[0 if moment == "before" else -1])


def runs_on(activities: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The runs of a day in the order they were run."""
    return activities[(activities["local_date"] == day) & (activities["sport"] == RUN_SPORT)]
