"""Is pain rising or falling? Weekly means, slopes and change points of each site and moment, with what is not known.

Neighbouring days resemble each other, so that two weeks of pain hold far fewer than fourteen days of news: the usual
tests of a trend find one in every fifth log that has none. What is done instead, and how often it errs, stands in
docs/methods.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.typing import SeriesGroupBy
from scipy.special import stdtr, stdtrit

from analysis import diary
from analysis.tables import MOMENTS, PAIN_CHANGES, PAIN_WEEKS, TRENDS, conform, empty, of_rows
from analysis.thresholds import (
    CHANGE_LOGS,
    CHANGE_P,
    CHANGE_SIDE_LOGS,
    MEANINGFUL_WEEK,
    TREND_ALPHA,
    TREND_FLOOR,
    TREND_LOGS,
    WEEK_LOGS,
)
from analysis.wording import count, day, pain_at, points, sentence

WINDOWS = (14, 28, 90)  # days
# Expected before a log is seen, since two weeks of it hardly tell: pain that persists, and more swing than noise.
PRIOR = (diary.SWINGS[:, 0] * diary.SWINGS[:, 1]) ** 2
USUAL_SPREAD = 1.0  # points within a week; of a log that says too little
REPORTING_NOISE = 0.5  # points
CONFIDENCE = 0.95
SHUFFLES = 499
SEED = 20_240_301  # any fixed number: the same log gives the same answer
MOST_CHANGES = 3
CHANGE_LOOK_BACK_DAYS = 365
AT = {
    "first_steps": " at the first steps",
    "rest": " at rest",
    "before": " before runs",
    "during": " during runs",
    "after": " after runs",
    "night": " at night",
    "day": "",
}


@dataclass(frozen=True)
class Series:
    """One score a day of one site and moment, the worst of the day; days not logged are left out."""

    site: str
    moment: str
    scores: pd.Series

    @property
    def key(self) -> dict[str, object]:
        return {"site": self.site, "moment": self.moment}

    @property
    def name(self) -> str:
        return f"{pain_at(self.site)}{AT[self.moment]}"

    def since(self, first: pd.Timestamp) -> Series:
        return Series(self.site, self.moment, self.scores[self.scores.index >= first])


def series_of(pain: pd.DataFrame) -> Iterator[Series]:
    """Each site and moment that has a score, first steps first."""
    daily = pain[pain["score"].notna()].groupby(["site", "moment", "local_date"])["score"].max()
    places = daily.index.droplevel("local_date").unique()
    for site, moment in sorted(places, key=lambda place: (place[0], MOMENTS.index(place[1]))):
        yield Series(site, moment, daily.loc[site, moment])


def numbers(scores: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Day number of each score, counted from the first, and the score."""
    dates = scores.index.to_numpy()
    return (dates - dates[0]) // np.timedelta64(1, "D"), scores.to_numpy(dtype=float)


# Weekly means


def pain_weeks(pain: pd.DataFrame, week_start: int = 0) -> pd.DataFrame:
    """How bad was each week at each site and moment, and how sure is that?

    Returns
    -------
    pandas.DataFrame
        PAIN_WEEKS: mean of the logged days, with a 95 % interval for the mean of all seven: what the days not logged
        may have been, and the noise of saying a number. Missing below two logged days. Weeks without a score
        have no row.
    """
    rows = [row for series in series_of(pain) for row in _weeks(series, week_start)]
    return conform(of_rows(rows, PAIN_WEEKS), PAIN_WEEKS) if rows else empty(PAIN_WEEKS)


def _weeks(series: Series, week_start: int) -> Iterator[dict[str, object]]:
    dates = series.scores.index
    week = dates - pd.to_timedelta((dates.day_of_week - week_start) % 7, unit="D")
    by_week = series.scores.groupby(week)
    spread, free = _spread_within(by_week)
    critical = stdtrit(free, (1 + CONFIDENCE) / 2)
    for start, n, mean in by_week.agg(["size", "mean"]).itertuples():
        row = {**series.key, "week_start": start, "n": n, "mean": mean}
        if n >= WEEK_LOGS.value:
            reach = critical * np.sqrt(spread**2 / n * (1 - n / 7) + REPORTING_NOISE**2 / n)
            row |= {"ci_low": max(mean - reach, 0.0), "ci_high": min(mean + reach, 10.0)}
        yield row


def _spread_within(by_week: SeriesGroupBy) -> tuple[float, int]:
    """Standard deviation of days around the mean of their week, and its degrees of freedom."""
    squares = float((by_week.var() * (by_week.count() - 1)).sum())
    free = int((by_week.count() - 1).sum())
    prior = 7  # a log counts as much as what is usual after a week
    return float(np.sqrt((squares + prior * USUAL_SPREAD**2) / (free + prior))), free + prior


# Slopes


@dataclass(frozen=True)
class Slope:
    """Points a week with the interval that leaves out `TREND_ALPHA` on each side, and the chance of a fall."""

    per_week: float
    low: float
    high: float
    p_rising: float


def slope(days: np.ndarray, scores: np.ndarray) -> Slope:
    """How fast is pain rising, given that days resemble their neighbours by an amount nobody knows?

    Parameters
    ----------
    days
        Day number of each score, rising; days not logged are left out.

    Returns
    -------
    Slope
        Generalised least squares under each of the swings tried, weighted by how likely each makes the log. `p_rising`
        is the one-sided p of a rise. All are missing for fewer than four scores or scores that never change.
        Source: error rates in docs/methods.md.
    """
    if len(days) < 4 or np.ptp(scores) == 0:
        return Slope(0.0 if len(days) else np.nan, np.nan, np.nan, np.nan)
    weeks = (days - days.mean()) / 7
    innovations, log_determinant = diary.whiten(
        np.column_stack([np.ones(len(days)), weeks, scores]), days, diary.SWINGS
    )
    products = innovations.transpose(0, 2, 1) @ innovations
    likelihood = diary.likelihood(products, log_determinant, len(days))
    weight = np.exp(likelihood - likelihood.max()) * PRIOR
    inverse = np.linalg.inv(products[:, :2, :2])
    effects = inverse @ products[:, :2, 2:]
    squares = products[:, 2, 2] - (products[:, :2, 2] * effects[:, :, 0]).sum(axis=1)
    free = len(days) - 2
    error = np.sqrt(inverse[:, 1, 1] * np.maximum(squares, diary.LEAST_SQUARES) / free)
    return _mixture(effects[:, 1, 0], error, weight / weight.sum(), free)


def _mixture(slopes: np.ndarray, errors: np.ndarray, weights: np.ndarray, free: int) -> Slope:
    def below(value: float) -> float:
        return float(weights @ stdtr(free, (value - slopes) / errors))

    alpha = TREND_ALPHA.value
    return Slope(float(weights @ slopes), _solve(below, alpha), _solve(below, 1 - alpha), below(0.0))


def _solve(below: Callable[[float], float], wanted: float) -> float:
    """Where a share of `wanted` lies below, by halving."""
    low, high = -100.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < wanted else (low, middle)
    return (low + high) / 2


def trends(pain: pd.DataFrame, today: pd.Timestamp, windows: Sequence[int] = WINDOWS) -> pd.DataFrame:
    """Was pain rising or falling over the last two, four and thirteen weeks, at each site and moment?

    Parameters
    ----------
    windows
        Days up to `today`.

    Returns
    -------
    pandas.DataFrame
        TRENDS. `rising` and `falling` need an interval of the slope that leaves out 0 and a 7-day mean that moved by a
        point that matters. A slope near the floor of the scale is flatter than the pain; `floor_share` says how much of
        the log lies there.
    """
    rows = [
        _trend(series.since(today - pd.Timedelta(days=window - 1)), window, today)
        for series in series_of(pain)
        for window in windows
    ]
    return conform(of_rows(rows, TRENDS), TRENDS) if rows else empty(TRENDS)


def _trend(series: Series, window: int, today: pd.Timestamp) -> dict[str, object]:
    scores = series.scores
    first_week = scores[scores.index < today - pd.Timedelta(days=window - 8)]
    last_week = scores[scores.index > today - pd.Timedelta(days=7)]
    row = {**series.key, "window_days": window, "n": len(scores)}
    if len(scores) < TREND_LOGS.value or first_week.empty or last_week.empty:
        ends = {"first": first_week.empty, "last": last_week.empty}
        lacking = [week for week, is_empty in ends.items() if is_empty]
        return row | {"verdict": "not_enough_data", "sentence": _too_few(series, window, lacking)}
    found = slope(*numbers(scores))
    change = float(last_week.mean() - first_week.mean())
    floor = float((scores == 0).mean())
    verdict = _verdict(found, change)
    return row | {
        "slope_per_week": found.per_week,
        "ci_low": found.low,
        "ci_high": found.high,
        "p_rising": found.p_rising,
        "change": change,
        "floor_share": floor,
        "verdict": verdict,
        "sentence": _told(series, window, found, (verdict, change)),
    }


def _verdict(found: Slope, change: float) -> str:
    if found.low > 0 and change >= MEANINGFUL_WEEK.value:
        return "rising"
    if found.high < 0 and change <= -MEANINGFUL_WEEK.value:
        return "falling"
    return "no_clear_change"


def _too_few(series: Series, window: int, lacking: list[str]) -> str:
    """What is missing: scores at all, or one in the first or last week of the window."""
    scores, needs = count(len(series.scores), "score"), f"A trend needs {TREND_LOGS.whole}"
    if len(series.scores) < TREND_LOGS.value:
        return f"Not enough data: {series.name} has {scores} in the last {window} days. {needs}."
    week = " or the ".join(lacking)
    return f"Not enough data: {series.name} has no score in the {week} week of the last {window} days."


def _told(series: Series, window: int, found: Slope, judged: tuple[str, float]) -> str:
    """The slope in words. One that is clear, and too small to matter, is no want of data and is told as what it is."""
    name = sentence(series.name)
    if np.isnan(found.low):
        return f"{name} was {series.scores.iloc[0]:g} on every logged day of the last {window} days."
    floor = _at_floor(series.scores.eq(0).mean())
    interval = f"(90 % interval {points(found.low)} to {points(found.high)})"
    verdict, change = judged
    words = {"rising": "rose", "falling": "fell", "no_clear_change": "shows no clear change"}[verdict]
    if verdict == "no_clear_change" and (found.low > 0 <= change or found.high < 0 >= change):
        words = f"{'rose' if found.low > 0 else 'fell'} by less than a point"
    return f"{name} {words} over the last {window} days: {points(found.per_week)} points a week {interval}.{floor}"


def _at_floor(share: float) -> str:
    if share < TREND_FLOOR.value:
        return ""
    return f" {share * 100:.0f} % of the scores are 0, where the scale ends, so a change may be larger than it looks."


# Change points


def pain_changes(pain: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """On which days of the last year did pain move to another level, at each site and moment?

    Returns
    -------
    pandas.DataFrame
        PAIN_CHANGES, at most three per site and moment. A day is named if the step there is stronger than the strongest
        step anywhere in the log with its days shuffled. A slow climb shows as a step near its middle.
    """
    first = today - pd.Timedelta(days=CHANGE_LOOK_BACK_DAYS - 1)
    rows = [row for series in series_of(pain) for row in _changes(series.since(first))]
    return conform(of_rows(rows, PAIN_CHANGES), PAIN_CHANGES) if rows else empty(PAIN_CHANGES)


def _changes(series: Series) -> Iterator[dict[str, object]]:
    if len(series.scores) < CHANGE_LOGS.value or np.ptp(series.scores.to_numpy()) == 0:
        return
    days, scores = numbers(series.scores)
    for place, p_adjusted, (low, estimate, high) in sorted(steps(days, scores)):
        when = series.scores.index[place]
        moved = "rose" if estimate > 0 else "fell"
        yield {
            **series.key,
            "local_date": when,
            "change": estimate,
            "ci_low": low,
            "ci_high": high,
            "p_adjusted": p_adjusted,
            "sentence": f"{sentence(series.name)} {moved} by about {abs(estimate):.1f} points around {day(when)}.",
        }


def steps(days: np.ndarray, scores: np.ndarray) -> list[tuple[int, float, tuple[float, float, float]]]:
    """Where did the level move? Place of the first score of each new level, adjusted p, step with interval."""
    places = np.arange(CHANGE_SIDE_LOGS.whole, len(days) - CHANGE_SIDE_LOGS.whole + 1)
    columns = (np.arange(len(days))[:, None] >= places).astype(float)
    constant, weekdays = np.ones((len(days), 1)), diary.weekday_columns(days)
    errors = diary.fit(scores, constant, days, weekdays)
    whitened = diary.apply(errors, np.column_stack([scores, constant, columns]), days, weekdays)
    score, known, features = whitened[:, 0], whitened[:, 1:2], whitened[:, 2:]
    orders = np.argsort(np.random.default_rng(SEED).random((SHUFFLES, len(days))), axis=1)
    found: dict[int, float] = {}
    while len(found) < MOST_CHANGES:
        scan = diary.scan(score, np.column_stack([known, features[:, list(found)]]), features, orders)
        best = int(np.argmax(np.abs(scan.t)))
        stronger = (np.abs(scan.shuffled).max(axis=1) >= abs(scan.t[best])).sum()
        p_adjusted = max(float(1 + stronger) / (1 + SHUFFLES), *found.values(), 0.0)
        if p_adjusted > CHANGE_P.value:
            break
        found[best] = p_adjusted
    intervals = _step_sizes(score, np.column_stack([known, features[:, list(found)]]))
    return [(int(places[at]), p, size) for (at, p), size in zip(found.items(), intervals, strict=True)]


def _step_sizes(score: np.ndarray, columns: np.ndarray) -> list[tuple[float, float, float]]:
    """Effects of all columns but the first, each with its 95 % interval, low, estimate, high."""
    inverse = np.linalg.pinv(columns.T @ columns)
    effects = inverse @ columns.T @ score
    free = len(score) - columns.shape[1]
    variance = ((score - columns @ effects) ** 2).sum() / free
    reach = stdtrit(free, (1 + CONFIDENCE) / 2) * np.sqrt(variance * np.diagonal(inverse))
    return list(zip(effects - reach, effects, effects + reach, strict=True))[1:]
