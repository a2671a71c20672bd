"""What the body was exposed to and how it answered: EXPOSURES, RUNS, DAYS and WEEKS. One topic per file."""

from __future__ import annotations

import pandas as pd

from analysis.metrics import (
    coverage,
    cross_training,
    elevation,
    form,
    grade,
    intensity,
    light,
    pain,
    session_type,
    shoes,
    spike,
    surface,
    volume,
)
from analysis.metrics.base import History, among, recordings
from analysis.metrics.recorded import of_recordings
from analysis.settings import Settings
from analysis.tables import DAYS, EXPOSURES, RUN_SPORT, RUNS, WEEKS, conform, empty

__all__ = ["TOPICS", "days", "exposures", "of_recordings", "runs", "shoes", "weeks"]

TOPICS = (coverage, volume, spike, surface, elevation, grade, intensity, session_type, form,
          cross_training, shoes, pain)  # fmt: skip


def exposures(
    activities: pd.DataFrame, given: pd.DataFrame | None = None, recorded: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How much of each run fell in which band?

    Parameters
    ----------
    activities
        ACTIVITIES, each once.
    given
        EXPOSURES known from elsewhere: at least `activity_id`, `dimension`, `band`. Where they speak of an activity
        and dimension, nothing is computed for it.
    recorded
        EXPOSURES made from the recordings, see `of_recordings`; they win over what the summaries tell.

    Returns
    -------
    pandas.DataFrame
        EXPOSURES of the runs: distance in m, time in s, missing where the recording has none.
    """
    of_runs = activities[activities["sport"] == RUN_SPORT]
    computed = [surface.exposures(of_runs), grade.exposures(of_runs), shoes.exposures(of_runs)]
    told = [surface.completed(frame) for frame in (given, recorded) if frame is not None and len(frame)]
    known = _first_told([*told, pd.concat(computed)], of_runs)
    efforts = intensity.exposures(of_runs, known)
    is_told = among(efforts["activity_id"], known.loc[known["dimension"] == "intensity", "activity_id"])
    return conform(pd.concat([known, efforts[~is_told]]).sort_values(list(EXPOSURES.key)), EXPOSURES)


def _first_told(frames: list[pd.DataFrame], of_runs: pd.DataFrame) -> pd.DataFrame:
    """Of each run and dimension the rows of the first frame that has any."""
    if len(frames) == 1:
        return frames[0]
    frame = pd.concat([frame.assign(rank=rank) for rank, frame in enumerate(frames)], ignore_index=True)
    frame = frame[among(frame["activity_id"], of_runs["activity_id"])]
    best = frame.groupby(["activity_id", "dimension"])["rank"].transform("min")
    return frame[frame["rank"] == best].drop(columns="rank")


def runs(
    activities: pd.DataFrame, pain_log: pd.DataFrame, exposures: pd.DataFrame, settings: Settings | None = None
) -> pd.DataFrame:
    """What was each run, as one run, and what pain was around it?

    Recordings less than 15 minutes apart are one run with their summed distance and the id of the first.

    Parameters
    ----------
    activities
        ACTIVITIES, each once.
    pain_log
        PAIN, tied to activities.
    exposures
        EXPOSURES, see `exposures`.
    settings
        Limits of the lights that the runner set.

    Returns
    -------
    pandas.DataFrame
        RUNS in order of time. See `spike.against_longest`, `session_type.of_runs`, `pain.around_runs` and
        `light.of_runs` for what is missing when.
    """
    parts = recordings(activities)
    by_run = parts.groupby("run_id", sort=False)
    totals = by_run[["distance_m", "moving_time_s"]].sum(min_count=1)
    whole = by_run[["activity_id", "local_date"]].first().join(totals)
    whole = whole.reset_index(drop=True)
    around = pain.around_runs(whole, parts, pain_log)
    lights = light.of_runs(whole.join(around), parts, pain_log, settings or Settings())
    kinds = session_type.of_runs(whole, parts, exposures)
    parted = [whole, spike.against_longest(whole, activities), kinds, around, lights]
    return conform(pd.concat(parted, axis=1), RUNS)


def days(
    activities: pd.DataFrame,
    exposures: pd.DataFrame,
    pain_log: pd.DataFrame,
    runs: pd.DataFrame,
    today: pd.Timestamp,
) -> pd.DataFrame:
    """What was trained and felt on each day from the first of the data to `today`?

    Returns
    -------
    pandas.DataFrame
        DAYS, no day skipped. Training is 0 on a rest day and missing on a day of which nothing is known; pain is
        missing where not logged. Empty where there are no data.
    """
    first = pd.concat([activities["local_date"], pain_log["local_date"]]).min()
    if pd.isna(first):
        return empty(DAYS)
    parts = recordings(activities)
    date_of = parts.set_index("activity_id")["local_date"]
    history = History(
        coverage=coverage.of_days(pd.date_range(first, today, name="local_date"), activities),
        activities=activities,
        recordings=parts,
        exposures=exposures.assign(local_date=date_of.reindex(exposures["activity_id"]).to_numpy()),
        pain=pain_log,
        runs=runs,
    )
    return conform(pd.concat([topic.per_day(history) for topic in TOPICS], axis=1).reset_index(), DAYS)


def weeks(days: pd.DataFrame, week_start: int = 0) -> pd.DataFrame:
    """What was trained and felt in each calendar week?

    Parameters
    ----------
    days
        DAYS.
    week_start
        First day of the week, 0 = Monday … 6 = Sunday.

    Returns
    -------
    pandas.DataFrame
        WEEKS, no week skipped. Totals are those of the week's known days, missing where there are none.
    """
    if days.empty:
        return empty(WEEKS)
    since = (days["local_date"].dt.day_of_week - week_start) % 7
    week = (days["local_date"] - pd.to_timedelta(since, unit="D")).rename("week_start")
    own = [topic.per_week(days, week) for topic in TOPICS if hasattr(topic, "per_week")]
    return conform(pd.concat([_combined(days, week), *own], axis=1).reset_index(), WEEKS)


def _combined(days: pd.DataFrame, week: pd.Series) -> pd.DataFrame:
    """The columns of DAYS that combine into weeks as they are declared to.

    A week in which some known day has no value is missing rather than 0: the zeros of its rest days say nothing about
    a run that recorded no climb.
    """
    how = {
        "sum": lambda by_week: by_week.sum(min_count=1),
        "max": lambda by_week: by_week.max(),
        "mean": lambda by_week: by_week.mean(),
    }
    kind_of = {column.name: column.weekly for column in DAYS.columns if column.weekly}
    values = days[list(kind_of)].astype("float64")
    by_week = values.groupby(week)
    frames = [
        combine(by_week[[n for n in kind_of if kind_of[n] == kind]])
        for kind, combine in how.items()
        if kind in kind_of.values()
    ]
    combined = pd.concat(frames, axis=1)
    known = (days["coverage"] != "unknown").groupby(week).sum()
    has_gaps = by_week.count()[combined.columns].lt(known, axis=0)
    return combined.mask((combined == 0) & has_gaps)
