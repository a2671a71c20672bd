"""How much was run lately against the usual week before the pain, and whether the load was really cut."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.baseline import usual_of
from analysis.episode import Episode, current_episode
from analysis.report.content import Grid, Section, Seen
from analysis.report.words import MISSING
from analysis.settings import Units
from analysis.thresholds import SPIKE_SMALL, SPIKE_WINDOW_DAYS
from analysis.wording import day, distance, percent_change

SPIKE_BEFORE = pd.Timedelta(days=SPIKE_WINDOW_DAYS.value)
# What is held against the usual week: its name, the column of DAYS, and how days make a week.
MEASURES = (
    ("Distance", "distance_m", "sum"),
    ("Days with a run", "n_runs", "days"),
    ("Longest run", "longest_run_m", "max"),
    ("Descent", "descent_m", "sum"),
    ("Fast running", "fast_m", "sum"),
    ("Concrete, asphalt", "hard_surface_m", "sum"),
)


def load_section(seen: Seen) -> Section:
    """The last seven days against the usual week, and what the rules of backing off say."""
    if seen.activities.empty:
        return Section("Running against the usual week", ("No training is known.",), side="right")
    episode = current_episode(seen.days)
    weeks = [(name, column, *_week(seen.days, (column, how), episode)) for name, column, how in MEASURES]
    units = seen.settings.units
    rows = tuple(_row(week, units) for week in weeks if not (np.isnan(week[2]) and np.isnan(week[3])))
    lines = (*_backed_off(seen, episode), *_spike(seen, episode))
    grid = Grid(("In 7 days", "Last", "Usual", "Change"), rows) if rows else None
    title = f"Running against the usual week{' before the pain' if episode else ''}"
    return Section(title, lines, grid, side="right")


def _week(days: pd.DataFrame, measure: tuple[str, str], episode: Episode | None) -> tuple[float, float]:
    """The last seven days and the usual week before the pain, or before those days where none is going on."""
    column, how = measure
    dates = days["local_date"]
    daily = days[column].astype("float64").set_axis(dates)
    if how == "days":
        daily = (daily > 0).astype("float64").where(daily.notna())
    weekly = daily.rolling(7).max() if how == "max" else daily.rolling(7).sum()
    usual = usual_of(days["distance_m"].set_axis(dates), weekly)
    at = episode.onset if episode else dates.iloc[max(len(dates) - 7, 0)]
    return float(weekly.iloc[-1]), float(usual.loc[at])


def _row(week: tuple[str, str, float, float], units: Units) -> tuple[str, ...]:
    name, column, last, usual = week
    change = percent_change(last / usual) if usual > 0 and not np.isnan(last) else MISSING
    return name, _amount(last, column, units), _amount(usual, column, units), change


def _amount(value: float, column: str, units: Units) -> str:
    if np.isnan(value):
        return MISSING
    if column == "n_runs":
        return f"{value:g}"
    return f"{value:.0f} m" if column == "descent_m" else distance(value, units)


def _backed_off(seen: Seen, episode: Episode | None) -> list[str]:
    """What the rules say of the cut; nothing where no pain is going on."""
    if episode is None:
        return ["No pain is going on, so there is no cut to judge."]
    since = episode.backed_off_since
    dated = [] if pd.isna(since) else [f"Running has been cut since {day(since)}."]
    current = seen.flags[seen.flags["is_current"]]
    said = [current.loc[current["flag_id"] == rule, "sentence"] for rule in ("backoff_compliance", "backoff_review")]
    return [*dated, *(text for sentences in said for text in sentences)]


def _spike(seen: Seen, episode: Episode | None) -> list[str]:
    """The longest step up of a single run in the month before the pain."""
    if episode is None or episode.is_older:
        return []
    dates = seen.days["local_date"]
    month = seen.days[(dates > episode.onset - SPIKE_BEFORE) & (dates <= episode.onset)]
    if not month["spike_ratio"].notna().any():
        return []
    most = month.loc[month["spike_ratio"].idxmax()]
    if most["spike_ratio"] <= SPIKE_SMALL.value:
        return ["In the 30 days before the pain no run was over 10 % longer than the longest of the 30 days before it."]
    length, times = distance(most["longest_run_m"], seen.settings.units), most["spike_ratio"]
    return [
        f"In the 30 days before the pain the longest step up was {length} on {day(most['local_date'])}: {times:.2f} ×"
        " the longest run of the 30 days before it."
    ]
