"""The same activity twice? Which pain belongs to which run and day?

complete.py fills in what was not given, routes.py tells recordings without sport which workout
they are of, same.py finds the rows that are one activity, parts.py puts together what the
runner called parts of one run, ties.py ties pain to runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import pandas as pd

from analysis.errors import Issue
from analysis.join.complete import complete_activities, complete_pain
from analysis.join.parts import added_up, in_one
from analysis.join.routes import with_workouts
from analysis.join.same import ORDER, each_once, lookalikes
from analysis.join.ties import numbered, renamed, tied
from analysis.tables import ACTIVITIES, PAIN, RUN_SPORT, check_key

__all__ = ["Became", "Joined", "join", "lookalikes"]

Became: TypeAlias = "tuple[Mapping[str, str], Mapping[str, str]]"  # what `Joined` calls `merged` and `parts`


@dataclass(frozen=True)
class Joined:
    """One athlete's data, each activity once, nothing after `today`.

    Parameters
    ----------
    today
        The day of the analysis; NaT where there is neither data nor a day asked for.
    merged
        Id of an activity that was another's duplicate -> id of the activity that was kept.
    parts
        Id of a recording that goes on an earlier one -> id of the run they are.
    """

    activities: pd.DataFrame
    pain: pd.DataFrame
    today: pd.Timestamp
    issues: tuple[Issue, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)

    def follow(self, exposures: pd.DataFrame | None) -> pd.DataFrame | None:
        """The exposures with the ids of merged activities replaced by those kept: of a duplicate the kept one's own
        rows win, those of parts are added up."""
        if exposures is None or not (self.merged or self.parts) or "activity_id" not in exposures:
            return exposures
        ids = exposures["activity_id"].astype("str")
        kept = renamed(ids, self.merged)
        # "" comes before every id: the kept one's own rows, else those of one other and never the sum of several.
        source = ids.where(ids != kept, "")
        is_best = source == source.groupby([kept, exposures["dimension"]]).transform("min")
        followed = exposures.assign(activity_id=kept)[is_best]
        return added_up(followed.assign(activity_id=renamed(followed["activity_id"], self.parts)))

    def log(self, pain: pd.DataFrame | None) -> pd.DataFrame:
        """PAIN of part of it, as `join` makes it of a log beside these activities."""
        return _tied_log(complete_pain(pain), self.activities, (self.merged, self.parts))

    def under_own_id(self, ids: pd.Series) -> pd.DataFrame:
        """The activity that each recording became, under the id of the recording."""
        own = pd.Series(ids.unique(), dtype="str")
        became = renamed(renamed(own, self.merged), self.parts)
        rows = self.activities.set_index("activity_id").reindex(became)
        return rows.reset_index(drop=True).assign(activity_id=own)


def _as_they_are(activities: pd.DataFrame, _: Became) -> pd.DataFrame:
    return activities


def join(
    activities: pd.DataFrame | None,
    pain: pd.DataFrame | None,
    as_of: date | str | None = None,
    amend: Callable[[pd.DataFrame, Became], pd.DataFrame] = _as_they_are,
) -> Joined:
    """Which activities and pain entries are there, each once, up to the evening of `as_of`?

    Parameters
    ----------
    activities
        ACTIVITIES or part of it: at least `local_date` and `distance_m`. The same activity may come from several
        sources: the richest is kept, what it lacks is taken from the others, and `also_in` names them.
    pain
        PAIN or part of it: at least `local_date` and `score`.
    as_of
        Nothing after this day is used; the last day of the data if not given.
    amend
        Sets right what each activity was, once each is there once and before pain is tied to runs: what a duplicate was
        is decided by the files, what a run is by the runner.

    Returns
    -------
    Joined
        Frames that keep their contracts, in order of time. Entries of the moments before, during and after carry the
        id of the run they belong to, where that day has one. Missing values stay missing.

    Raises
    ------
    ContractError
        A frame lacks a required column or holds impossible values.
    """
    completed, entries = complete_activities(activities), complete_pain(pain)
    if as_of is not None:
        today = pd.Timestamp(as_of).tz_localize(None).normalize()
        completed = completed[completed["local_date"] <= today]
        entries = entries[entries["local_date"] <= today]
    else:
        today = pd.concat([completed["local_date"], entries["local_date"]]).max()
    once, merged = each_once(with_workouts(completed).sort_values(ORDER, ignore_index=True))
    once, parts = in_one(once, merged)
    once = amend(check_key(once, ACTIVITIES), (merged, parts))
    return Joined(
        activities=once,
        pain=_tied_log(entries, once, (merged, parts)),
        today=today,
        issues=tuple(_overlaps(once)),
        merged=merged,
        parts=parts,
    )


def _tied_log(entries: pd.DataFrame, activities: pd.DataFrame, became: Became) -> pd.DataFrame:
    entries = numbered(entries).sort_values(list(PAIN.key), ignore_index=True)
    return check_key(tied(entries, activities, became), PAIN)


def _overlaps(activities: pd.DataFrame) -> Iterable[Issue]:
    """Runs that overlap in time and yet differ too much to be one: a runner cannot run twice at once."""
    runs = activities[(activities["sport"] == RUN_SPORT) & activities["local_start_time"].notna()]
    lasted = pd.to_timedelta(runs["elapsed_time_s"].fillna(runs["moving_time_s"]).fillna(0), unit="s")
    before = runs["local_start_time"].shift()
    overlaps = runs["local_start_time"] < (runs["local_start_time"] + lasted).shift()
    files = runs["source_file"].fillna(runs["source_format"])
    for file, start, other in zip(*(c[overlaps] for c in (files, runs["local_start_time"], before)), strict=True):
        yield Issue(
            file=file,
            found=f"The run of {start:%Y-%m-%d %H:%M} overlaps the one that started at {other:%H:%M}. Both count.",
            advice="If they are the same run, remove one of them.",
        )
