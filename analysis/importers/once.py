"""Each activity and each pain entry once, in however many files it stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.importers.base import Content, Outcome

# What makes two pain entries the same one, whatever file they stand in.
_ENTRY = ["local_date", "moment", "site", "side", "score", "warm_up", "start_score", "end_score",
          "hours_after", "quality", "signs", "note"]  # fmt: skip
_ENTRY_KEY = ["local_date", "moment", "site", "side"]


@dataclass
class Seen:
    """What earlier files held."""

    activity_ids: set[str] = field(default_factory=set)
    pain_entries: set[tuple[object, ...]] = field(default_factory=set)

    def only_new(self, outcome: Outcome, content: Content) -> tuple[Outcome, Content]:
        """The file without what an earlier one held; what is new counts as seen from here on."""
        activities = content.activities[~content.activities["activity_id"].isin(self.activity_ids)]
        held = activities["activity_id"]
        records, exposures = (frame[frame["activity_id"].isin(held)] for frame in (content.records, content.exposures))
        entries = _entries(content.pain)
        pain = content.pain[pd.Series([entry not in self.pain_entries for entry in entries], dtype=bool)]
        self.activity_ids.update(activities["activity_id"])
        self.pain_entries.update(entries)
        new = replace(content, activities=activities, records=records, exposures=exposures, pain=pain)
        if outcome.activities + outcome.pain_entries > 0 and activities.empty and pain.empty:
            outcome = replace(outcome, status="already_there", issues=())  # they were told with the earlier file
        return replace(outcome, activities=len(activities), pain_entries=len(pain)), new


def number_entries(pain: pd.DataFrame) -> pd.DataFrame:
    """PAIN of several files with `entry` counted through, so that entries that disagree stand side by side."""
    order = pain.groupby(_ENTRY_KEY, sort=False).cumcount() + 1
    return pain.assign(entry=order.astype("Int64"))


def _entries(pain: pd.DataFrame) -> list[tuple[object, ...]]:
    """One comparable value per entry; missing is None, because NaN is not equal to itself."""
    entry = pain[_ENTRY].astype(object)
    return list(entry.where(entry.notna(), None).itertuples(index=False, name=None))
