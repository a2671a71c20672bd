"""From rows on the screen to the tables of metrics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import metrics
from analysis.join import join


@dataclass(frozen=True)
class Tables:
    exposures: pd.DataFrame
    runs: pd.DataFrame
    days: pd.DataFrame
    weeks: pd.DataFrame

    def day(self, when: str) -> pd.Series:
        return self.days.set_index("local_date").loc[pd.Timestamp(when)]

    def week(self, when: str) -> pd.Series:
        return self.weeks.set_index("week_start").loc[pd.Timestamp(when)]


def tables(
    activities: pd.DataFrame | None = None,
    pain: pd.DataFrame | None = None,
    *,
    as_of: date | str | None = None,
    exposures: pd.DataFrame | None = None,
    week_start: int = 0,
) -> Tables:
    joined = join(activities, pain, as_of)
    exposed = metrics.exposures(joined.activities, joined.follow(exposures))
    runs = metrics.runs(joined.activities, joined.pain, exposed)
    days = metrics.days(joined.activities, exposed, joined.pain, runs, joined.today)
    return Tables(exposed, runs, days, metrics.weeks(days, week_start))


def ran(*runs: tuple[str, float], **more: object) -> pd.DataFrame:
    """Runs as (day or start, km)."""
    starts = [pd.Timestamp(start) for start, _ in runs]
    clock = [start if ":" in text else pd.NaT for start, (text, _) in zip(starts, runs, strict=True)]
    frame = {"local_date": [start.normalize() for start in starts], "local_start_time": clock}
    return pd.DataFrame(frame | {"distance_m": [1000 * km for _, km in runs]} | more)


def daily(first: str, *km: float) -> pd.DataFrame:
    """A run on each day from `first`; 0 km is a confirmed rest day."""
    days = pd.date_range(first, periods=len(km))
    sport = ["running" if distance else "rest" for distance in km]
    return pd.DataFrame({"local_date": days, "distance_m": [1000.0 * d for d in km], "sport": sport})


def felt(*entries: tuple[str, str, float | None], **more: object) -> pd.DataFrame:
    """Pain as (day, moment, score)."""
    return pd.DataFrame(list(entries), columns=["local_date", "moment", "score"]).assign(**more)
