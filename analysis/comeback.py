"""Coming back to running after pain: from which pain, what has to hold first, the dials, and flares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.settings import Units
from analysis.thresholds import (
    DIAL_DAYS,
    DIAL_DISTANCE_M,
    DIAL_FAST_M,
    DIAL_HILL_M,
    DIAL_SHARE,
    EPISODE_DAYS,
    EPISODE_LOGS,
    EPISODE_SCORE,
    FLARE_BASE_LOGS,
    FLARE_LOGS,
    FLARE_RISE,
    FLARE_SHOWN_DAYS,
    MEANINGFUL_WEEK,
    PAIN_KNOWN_DAYS,
    RETURN_DAYS,
    RETURN_DURING,
    RETURN_FIRST_STEPS,
    RETURN_QUIET_DAYS,
    USUAL_WEEKS,
    Threshold,
)
from analysis.wording import distance

NOT_GREEN = ("amber", "red")
DIAL_WEEKS_DAYS = 21  # the last seven days and the two weeks before
LEAST_BASE_LOGS = 5


@dataclass(frozen=True)
class Recovery:
    """The latest spell of pain of the last eight weeks.

    Parameters
    ----------
    began
        First painful day of the spell.
    ended
        First logged day on which it no longer went on; NaT while it does.
    is_returning
        Whether it has ended, or is mild enough (7 logs averaging 2 or less) to begin coming back.
    """

    began: pd.Timestamp
    ended: pd.Timestamp
    is_returning: bool

    @property
    def since(self) -> pd.Timestamp:
        """From when coming back is counted."""
        return self.began if pd.isna(self.ended) else self.ended


def recovery(days: pd.DataFrame) -> Recovery | None:
    """From which pain is the runner coming back at the end of `days`? None where none went on in eight weeks."""
    spells, dates = spells_of(days), days["local_date"]
    if not spells or spells[-1].last <= len(days) - 1 - RETURN_DAYS.value:
        return None
    spell = spells[-1]
    began = dates.iloc[spell.first]
    if spell.ended is None:
        scores = days["worst_score"].dropna().tail(EPISODE_LOGS.whole)
        return Recovery(began, pd.NaT, bool(scores.mean() <= RETURN_FIRST_STEPS.value))
    return Recovery(began, dates.iloc[spell.ended], True)


@dataclass(frozen=True)
class Spell:
    """Days on which pain went on, as positions: the first painful one, the last logged one on which it did, and the
    first logged one on which it no longer did; None while it does.

    An `Episode` begins later where it was calm in between: its onset is after the last calm days, however few.
    """

    first: int
    last: int
    ended: int | None


def spells_of(days: pd.DataFrame) -> list[Spell]:
    """Every spell of pain in DAYS, the earliest first; what is calm for less than two weeks belongs to it."""
    scores = days["worst_score"].to_numpy(dtype=float)
    logged = np.flatnonzero(np.isfinite(scores))
    hurt = pd.Series(scores[logged] >= EPISODE_SCORE.value)
    in_spell = np.flatnonzero(hurt.rolling(EPISODE_LOGS.whole, min_periods=1).sum() >= EPISODE_DAYS.value)
    if not len(in_spell):
        return []
    apart = np.flatnonzero(np.diff(logged[in_spell]) > PAIN_KNOWN_DAYS.value) + 1
    painful = np.flatnonzero(scores >= EPISODE_SCORE.value)
    spells = []
    for group in np.split(in_spell, apart):
        since = logged[max(group[0] - EPISODE_LOGS.whole + 1, 0)]
        ended = int(logged[group[-1] + 1]) if group[-1] + 1 < len(logged) else None
        spells.append(Spell(int(painful[painful >= since][0]), int(logged[group[-1]]), ended))
    return spells


# What has to hold before it begins


def entry_conditions(
    days: pd.DataFrame, runs: pd.DataFrame, today: pd.Timestamp, *, has_sign: bool
) -> dict[str, bool | None]:
    """Each condition in words, and whether it holds; None where the log does not say.

    Parameters
    ----------
    has_sign
        Whether a flag for a clinician is raised.
    """
    week = days.tail(7)
    before = days.tail(14).head(7)["first_steps_score"].mean()
    during, first = week["during_score"].mean(), week["first_steps_score"].mean()
    level = _at_most(first, RETURN_FIRST_STEPS.value)
    steady = _at_most(first - before, MEANINGFUL_WEEK.value, is_below=True)
    return {
        "pain during runs of 1 or less on average": _at_most(during, RETURN_DURING.value),
        "no amber or red run for 7 days": is_quiet_week(runs, today),
        "first steps of 2 or less on average, and not rising": _both(level, steady),
        "no warning sign open": not has_sign,
    }


def is_quiet_week(runs: pd.DataFrame, today: pd.Timestamp) -> bool | None:
    """Whether no run of the last seven days was amber or red; None where none has a light."""
    lights = runs.loc[runs["local_date"] > today - pd.Timedelta(days=RETURN_QUIET_DAYS.value), "light"]
    return not lights.isin(NOT_GREEN).any() if lights.notna().any() else None


def _at_most(value: float, limit: float, *, is_below: bool = False) -> bool | None:
    if np.isnan(value):
        return None
    return bool(value < limit if is_below else value <= limit)


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


# Dials


@dataclass(frozen=True)
class Dial:
    """One thing that can be raised: in which column of DAYS it stands, how a week of it counts, the least step."""

    name: str
    column: str
    how: str
    step: Threshold
    unit: str

    def of_week(self, days: pd.DataFrame) -> float:
        """Its amount in these seven days; missing where one of them is."""
        values = days[self.column].to_numpy("float64", na_value=np.nan)
        if self.how == "days":
            return float(np.where(np.isnan(values), np.nan, values > 0).sum())
        return float(values.max() if self.how == "max" else values.sum())

    def words(self, amount: float, units: Units) -> str:
        if self.unit == "days":
            return f"{amount:.0f}"
        if self.unit == "m":
            return f"{amount:.0f} m"
        return distance(amount, units)


LONG_RUN = Dial("long run", "longest_run_m", "max", DIAL_DISTANCE_M, "km")
WEEK = Dial("week", "distance_m", "sum", DIAL_DISTANCE_M, "km")
FAST = Dial("fast running", "fast_m", "sum", DIAL_FAST_M, "km")
DESCENT = Dial("descent", "descent_m", "sum", DIAL_HILL_M, "m")
ASCENT = Dial("climb", "ascent_m", "sum", DIAL_HILL_M, "m")
RUN_DAYS = Dial("run days", "n_runs", "days", DIAL_DAYS, "days")
DIALS = (LONG_RUN, WEEK, RUN_DAYS, FAST, DESCENT, ASCENT)


@dataclass(frozen=True)
class Turn:
    """A dial in the last seven days against the two weeks before; `before` and `now` missing where not known."""

    dial: Dial
    before: float
    now: float

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.before) and np.isfinite(self.now))

    @property
    def is_turned(self) -> bool:
        """More than a tenth and more than the least step above; from nothing, any amount is a turn."""
        if self.before == 0:
            return self.now > 0
        return self.now - self.before > max(DIAL_SHARE.value * self.before, self.dial.step.value)


def turns_of(days: pd.DataFrame, dials: Sequence[Dial] = DIALS) -> list[Turn]:
    """Each dial against the median of the two weeks before; `days` holds 21 days or more."""
    turns = []
    for dial in dials:
        two_ago, ago, now = (dial.of_week(days.iloc[len(days) - back : len(days) - back + 7]) for back in (21, 14, 7))
        turns.append(Turn(dial, (two_ago + ago) / 2, now))
    return turns


def turned(turns: Sequence[Turn]) -> list[Turn]:
    """The dials that were raised. A week that grew only by its long run, and climb beside descent, count as one."""
    raised = {turn.dial: turn for turn in turns if turn.is_known and turn.is_turned}
    if LONG_RUN in raised and WEEK in raised:
        grown = raised[LONG_RUN].now - raised[LONG_RUN].before
        rest = Turn(WEEK, raised[WEEK].before, raised[WEEK].now - grown)
        if not rest.is_turned:
            del raised[WEEK]
    if DESCENT in raised:
        raised.pop(ASCENT, None)
    return list(raised.values())


def raced(runs: pd.DataFrame, today: pd.Timestamp) -> bool:
    """Whether there was a race in the last seven days: such a week says nothing about dials."""
    return bool((runs.loc[runs["local_date"] > today - pd.Timedelta(days=7), "session_type"] == "race").any())


def new_pair(shoes: pd.DataFrame, today: pd.Timestamp) -> bool:
    """Whether a pair of SHOES came into use in the last seven days."""
    first = shoes["first_use"]
    return bool(((first > today - pd.Timedelta(days=7)) & (first <= today)).any())


def long_run_before(weeks: pd.DataFrame, day: pd.Timestamp) -> float:
    """Median of the longest run of each of up to eight weeks with runs before `day`; missing where there is none.

    Odd weeks count too, unlike in `backoff.usual_long_run`: after a break, or long ago, there may be few others.
    """
    before = weeks[weeks["week_start"] <= day - pd.Timedelta(days=7)]
    longest = before.loc[before["longest_run_m"] > 0, "longest_run_m"].tail(USUAL_WEEKS.whole)
    return float(longest.median())


# Flares


def flares(days: pd.DataFrame, runs: pd.DataFrame, since: pd.Timestamp) -> pd.Series:
    """The last day of each flare after `since`; days closer than a week are one flare."""
    scores = base_scores(days)
    base = scores.rolling(FLARE_BASE_LOGS.whole, min_periods=LEAST_BASE_LOGS).median().shift(3)
    high = sum((scores.shift(back) >= base + FLARE_RISE.value).astype(int) for back in range(3))
    red = runs.loc[runs["light"] == "red", "local_date"]
    found = pd.concat([pd.Series(scores.index[high >= FLARE_LOGS.value]), red]).drop_duplicates().sort_values()
    found = found[found > since]
    spell = (found.diff() > pd.Timedelta(days=FLARE_SHOWN_DAYS.value)).cumsum()
    return found.groupby(spell).max()


def base_scores(days: pd.DataFrame) -> pd.Series:
    """The worst score of each logged day that a flare may be seen in, by its date."""
    scores = days.set_index("local_date")["worst_score"].dropna()
    return scores.tail(RETURN_DAYS.whole + FLARE_BASE_LOGS.whole)
