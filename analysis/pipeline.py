"""The stages in order, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

import pandas as pd

from analysis import association, corrections, flags, join, metrics, plan, trend
from analysis.errors import Issue
from analysis.settings import Settings
from analysis.tables import RECORDS, conform
from analysis.told import Told


@dataclass(frozen=True)
class Analysis:
    """Every table of one athlete, as Twinge sees it on the evening of `as_of` (NaT where there are no data at all).

    Tables that no flag needs are worked out when they are first looked at: they are a quarter of the work.
    """

    as_of: pd.Timestamp
    settings: Settings
    activities: pd.DataFrame
    pain: pd.DataFrame
    runs: pd.DataFrame
    exposures: pd.DataFrame
    days: pd.DataFrame
    weeks: pd.DataFrame
    shoes: pd.DataFrame
    associations: pd.DataFrame
    flags: pd.DataFrame
    plan: pd.DataFrame
    issues: tuple[Issue, ...] = ()

    def tables(self) -> dict[str, pd.DataFrame]:
        """Name -> table, all of them."""
        later = [name for name, made in vars(type(self)).items() if isinstance(made, cached_property)]
        return {
            **{name: made for name, made in vars(self).items() if isinstance(made, pd.DataFrame)},
            **{name: getattr(self, name) for name in later},
        }

    @cached_property
    def contrasts(self) -> pd.DataFrame:
        """CONTRASTS: pain after days of a kind beside pain after the others."""
        return association.contrasts(self.days)

    @cached_property
    def pain_weeks(self) -> pd.DataFrame:
        """PAIN_WEEKS: the weekly means of each site and moment."""
        return trend.pain_weeks(self.pain, self.settings.week_start)

    @cached_property
    def trends(self) -> pd.DataFrame:
        """TRENDS: whether each pain rises, falls or neither."""
        return trend.trends(self.pain, self.as_of)

    @cached_property
    def pain_changes(self) -> pd.DataFrame:
        """PAIN_CHANGES: the days on which a level of pain moved."""
        return trend.pain_changes(self.pain, self.as_of)


def analyse(
    activities: pd.DataFrame | None,
    pain: pd.DataFrame | None,
    records: pd.DataFrame | None = None,
    exposures: pd.DataFrame | None = None,
    *,
    told: Told | None = None,
    settings: Settings | None = None,
    as_of: date | str | None = None,
) -> Analysis:
    """What is the training doing to the pain, seen on the evening of `as_of`?

    Parameters
    ----------
    activities
        ACTIVITIES; at least `local_date` and `distance_m`. Sport defaults to running, a row with sport `rest` confirms
        a day without training. None or empty where there are none.
    pain
        PAIN; at least `local_date` and `score`. The moment defaults to `day`.
    records
        RECORDS of those activities, where known. What they tell may also be given as `exposures`, see
        `metrics.of_recordings`: then no samples need be in memory.
    exposures
        EXPOSURES known from elsewhere; they win over computed ones.
    told
        What the runner told beside them: corrections, rules, shoes, recovery.
    as_of
        Use nothing after this day; the last day of the data if not given.

    Returns
    -------
    Analysis
        Every table keeps its contract in `tables.py`. The inputs are not changed.

    Raises
    ------
    ContractError
        A frame lacks a required column or holds impossible values.
    """
    settings, told = _known_by(as_of, settings or Settings()), told or Told()
    joined = join.join(activities, pain, as_of, partial(_corrected, told))
    told = corrections.following(told, (joined.merged, joined.parts))
    given, recorded = (joined.follow(frame) for frame in (exposures, _recorded(joined, records)))
    given, recorded = (corrections.heard(frame, joined.activities, told) for frame in (given, recorded))
    exposures = metrics.exposures(joined.activities, given, recorded)
    runs = metrics.runs(joined.activities, joined.pain, exposures, settings)
    days = metrics.days(joined.activities, exposures, joined.pain, runs, joined.today)
    weeks = metrics.weeks(days, settings.week_start)
    shoes = metrics.shoes.counted(joined.activities, told.shoes, joined.today)
    told = replace(told, shoes=shoes)
    associations = association.associations(days, settings)
    seen = flags.Inputs(
        joined.activities, runs, days, weeks, joined.pain, exposures, told, settings, joined.today, associations
    )
    judged = flags.judge(seen)
    return Analysis(
        as_of=joined.today,
        settings=settings,
        activities=joined.activities,
        pain=joined.pain,
        runs=runs,
        exposures=exposures,
        days=days,
        weeks=weeks,
        shoes=shoes,
        associations=associations,
        flags=judged,
        plan=plan.steps(judged, days, settings, joined.today),
        issues=joined.issues,
    )


def _known_by(as_of: date | str | None, settings: Settings) -> Settings:
    """The settings without what was settled after that evening."""
    if as_of is None:
        return settings
    evening = pd.Timestamp(as_of).tz_localize(None)
    settled = {flag_id: day for flag_id, day in settings.resolved.items() if pd.Timestamp(day) <= evening}
    return replace(settings, resolved=settled)


def _corrected(told: Told, activities: pd.DataFrame, became: join.Became) -> pd.DataFrame:
    """ACTIVITIES as the runner says they were."""
    return corrections.corrected(activities, corrections.following(told, became))


def _recorded(joined: join.Joined, records: pd.DataFrame | None) -> pd.DataFrame | None:
    """EXPOSURES of the recordings, under their own ids."""
    if records is None:
        return None
    samples = conform(records, RECORDS)
    return metrics.of_recordings(joined.under_own_id(samples["activity_id"]), samples)
