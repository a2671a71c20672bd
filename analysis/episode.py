"""Pain that is going on: when it began, what was usual before, and whether the running was cut since."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.baseline import usual_of, usual_weeks
from analysis.thresholds import (
    BACKOFF_KEPT,
    EPISODE_CALM,
    EPISODE_DAYS,
    EPISODE_LOGS,
    EPISODE_LOOK_BACK_DAYS,
    EPISODE_SCORE,
    PAIN_KNOWN_DAYS,
    USUAL_FREEZE_DAYS,
    USUAL_WEEKS,
)
from analysis.wording import day

# What a rule says where `pain_state` is unknown.
PAIN_UNKNOWN = (
    f"Your log does not say whether pain is going on: this needs pain logged on at least {EPISODE_DAYS.whole} days, the"
    " latest within two weeks. Log once a day; 0 counts."
)
USUAL_REACH = 7 * USUAL_WEEKS.whole + 7  # no usual week looks back further
HALF_WINDOW = 2  # days on either side of the middle of the 5-day mean


@dataclass(frozen=True)
class Episode:
    """An episode of pain that is going on, and the running around it.

    Parameters
    ----------
    onset
        First day with pain since the last calm days.
    usual_m
        The usual week before the onset, frozen there; NaN where too little is known.
    last_7_days_m
        Distance of the last seven days; NaN where one of them is unknown.
    backed_off_since
        First day of the first week in a row that was cut, leaving out days that were still as before; NaT while the
        last seven days are not cut.
    is_older
        Whether the pain began before `onset`: no more than `EPISODE_LOOK_BACK_DAYS` are looked at.
    """

    onset: pd.Timestamp
    usual_m: float
    last_7_days_m: float
    backed_off_since: pd.Timestamp
    is_older: bool = False

    @property
    def since(self) -> str:
        """'since 29 Aug 2026', 'for more than 120 days'."""
        return f"for more than {EPISODE_LOOK_BACK_DAYS.whole} days" if self.is_older else f"since {day(self.onset)}"

    @property
    def first_week_ends(self) -> pd.Timestamp:
        """Last day of the week that a back-off is held against: that of its first day, but none from before the pain.

        NaT where nothing was cut.
        """
        return max(self.backed_off_since, self.onset + pd.Timedelta(days=6))

    @property
    def share(self) -> float:
        """Distance of the last seven days as a share of the usual week; NaN where either is unknown."""
        return self.last_7_days_m / self.usual_m if self.usual_m > 0 else np.nan


def trailing(values: np.ndarray, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Sum and count of the known values of the last `days` days, for each day.

    Cumulative sums keep whole numbers exact, so a total on a limit stays on it.
    """
    known = np.isfinite(values)
    sums = np.concatenate([[0.0], np.cumsum(np.where(known, values, 0.0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    end = np.arange(1, len(values) + 1)
    start = np.maximum(end - days, 0)
    return sums[end] - sums[start], counts[end] - counts[start]


def onset_positions(scores: np.ndarray) -> np.ndarray:
    """As seen on each day: at which position did the pain that is going on begin?

    The day after the last centred 5-day mean below `EPISODE_CALM`, at most `EPISODE_LOOK_BACK_DAYS` back and not before
    the first score. Uses nothing after the day itself. Missing scores are left out of the means.

    Returns
    -------
    numpy.ndarray
        Positions in `scores`; the day after itself where no pain is going on or none was ever logged.
    """
    here = np.arange(len(scores))
    sums, counts = trailing(scores, 2 * HALF_WINDOW + 1)  # the window that ends on a day is centred two days earlier
    with np.errstate(invalid="ignore"):
        calm = (counts > 0) & (sums < EPISODE_CALM.value * counts)
    last_calm = np.maximum.accumulate(np.where(calm, here - HALF_WINDOW, -1))
    logged = np.flatnonzero(np.isfinite(scores))
    first = logged[0] if len(logged) else len(scores)
    began = np.maximum(last_calm + 1, here - EPISODE_LOOK_BACK_DAYS.whole)
    return np.minimum(np.maximum(began, first), here + 1)


def recent_scores(days: pd.DataFrame) -> pd.DataFrame:
    """The last seven logged days: `local_date`, `worst_score`; fewer where fewer were logged."""
    logged = np.flatnonzero(np.isfinite(days["worst_score"].to_numpy(float)))[-EPISODE_LOGS.whole :]
    columns = {name: days[name].to_numpy()[logged] for name in ("local_date", "worst_score")}
    return pd.DataFrame(columns, index=days.index[logged])


def pain_state(days: pd.DataFrame) -> str:
    """Is an episode of pain going on at the end of `days`?

    Returns
    -------
    str
        `episode`: pain on at least three of the last seven logged days. `quiet`: not so. `unknown`: fewer than three
        scores, or none in the last two weeks.
    """
    logged = recent_scores(days)
    if len(logged) < EPISODE_DAYS.value:
        return "unknown"
    age = days["local_date"].iloc[-1] - logged["local_date"].iloc[-1]
    if age.days >= PAIN_KNOWN_DAYS.value:
        return "unknown"
    return "episode" if (logged["worst_score"] >= EPISODE_SCORE.value).sum() >= EPISODE_DAYS.value else "quiet"


def usual_weeks_before_pain(days: pd.DataFrame) -> pd.DataFrame:
    """How much is the usual week before each day, leaving out what was run while it hurt?

    While pain is going on the usual week stays the one before its onset, for at most `USUAL_FREEZE_DAYS`: else a
    back-off would become the usual it is held against. Uses nothing after the day itself.

    Returns
    -------
    pandas.DataFrame
        `usual_m`, `usual_low_m`, `usual_high_m` by `local_date`, see `baseline.usual_weeks`.
    """
    usual = usual_weeks(days.set_index("local_date")["distance_m"])
    return usual.iloc[_usual_positions(days)].set_axis(usual.index)


def usual_before_pain(days: pd.DataFrame, weekly: pd.Series) -> pd.Series:
    """What else is usual in those weeks? See `baseline.usual_of`.

    Parameters
    ----------
    weekly
        By `local_date`: something of the 7 days that end on each day.
    """
    usual = usual_of(days.set_index("local_date")["distance_m"], weekly)
    return usual.iloc[_usual_positions(days)].set_axis(usual.index)


def _usual_positions(days: pd.DataFrame) -> np.ndarray:
    """The day whose usual week holds for each day: the day itself, or the onset of the pain that is going on."""
    here = np.arange(len(days))
    onset = onset_positions(days["worst_score"].to_numpy(dtype=float))
    frozen = (onset < here) & (here - onset <= USUAL_FREEZE_DAYS.value)
    return np.where(frozen, onset, here)


def current_episode(days: pd.DataFrame) -> Episode | None:
    """Which episode of pain is going on at the end of `days`, and what was run before and since?

    Returns
    -------
    Episode or None
        None where no episode is going on or the log does not say.
    """
    if pain_state(days) != "episode":
        return None
    dates = days["local_date"]
    distance = pd.Series(days["distance_m"].to_numpy(), index=dates)
    onset = _first_pain(days["worst_score"].to_numpy(dtype=float))
    usual = float(usual_weeks(distance.iloc[max(onset - USUAL_REACH, 0) : onset + 1])["usual_m"].iloc[-1])
    weeks = week_totals(days)
    since = _backed_off_since(dates, weeks, usual, onset)
    return Episode(dates.iloc[onset], usual, float(weeks[-1]), since, _is_older(days["worst_score"].to_numpy(float)))


def _first_pain(scores: np.ndarray) -> int:
    """Position of the first painful day since the last calm ones, or of the logged days that make the episode."""
    painful = np.flatnonzero(scores >= EPISODE_SCORE.value)
    recent = np.flatnonzero(np.isfinite(scores))[-EPISODE_LOGS.whole :]
    return int(painful[painful >= min(onset_positions(scores)[-1], recent[0])][0])


def _is_older(scores: np.ndarray) -> bool:
    """Did it hurt before the days that are looked at, without calm days since? Those show `HALF_WINDOW` days later."""
    begun = onset_positions(scores)
    first = int(begun[-1])
    if first != len(scores) - 1 - EPISODE_LOOK_BACK_DAYS.whole:
        return False
    return bool((scores[begun[first + HALF_WINDOW] : first] >= EPISODE_SCORE.value).any())


def _backed_off_since(dates: pd.Series, weeks: np.ndarray, usual: float, onset: int) -> pd.Timestamp:
    """The first day of the first of the 7-day totals in a row, up to the last day, that keep the back-off.

    Its first days may still have been as before: the 7-day totals begin to fall with the first shorter day.
    """
    missed = np.flatnonzero(~(weeks <= BACKOFF_KEPT.value * usual))
    first_kept = int(missed[-1]) + 1 if len(missed) else 0
    return pd.NaT if first_kept == len(weeks) else dates.iloc[first_cut(weeks, first_kept, onset)]


def first_cut(weeks: np.ndarray, first_kept: int, onset: int) -> int:
    """At which position did the cut begin whose first kept 7-day total is that one? Not before the pain."""
    before = weeks[max(first_kept - 7, 0) : first_kept].round()[::-1]  # the latest first
    falling = int(np.nanargmax(before)) if np.isfinite(before).any() else 6
    return min(max(first_kept - falling, onset), len(weeks) - 1)


def week_totals(days: pd.DataFrame) -> np.ndarray:
    """Distance of the seven days that end on each day, in m; missing where one of them is."""
    sums, counts = trailing(days["distance_m"].to_numpy(dtype=float), 7)
    return np.where(counts == 7, sums, np.nan)
