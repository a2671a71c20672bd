"""The data of an athlete as a share link shows them: only the days and the kinds of things the athlete ticked.

The tables are cut before anything is worked out of them, so no chart, sentence, download or message can tell more.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date
from functools import cached_property

import pandas as pd

from analysis.tables import ACTIVITIES, EXPOSURES, PAIN, Table, conform
from dashboard.session.lent import Lent
from dashboard.session.visitor import Visitor
from dashboard.workspace import TOLD, Snapshot, Workspace

Tables = Mapping[str, pd.DataFrame]
# What is written in words is shared by a tick of its own; `Lent` knows one scope for all of it.
_WORDS = {"notes", "titles", "name"}


class Linked(Lent):
    """What of a workspace a link shows, read once; like `Lent` it has no way to write."""

    def __init__(self, workspace: Workspace, visitor: Visitor) -> None:
        super().__init__(workspace, visitor.scopes | {"notes"} if visitor.scopes & _WORDS else visitor.scopes)
        self._visitor = visitor

    def load(self) -> Snapshot:
        return self._seen[0]

    def told(self) -> dict[str, pd.DataFrame]:
        return dict(self._seen[1])

    def choices(self) -> dict[str, str]:
        why = {f"settled_why:{name}" for name in self.resolved()}
        hidden = ("settled_why:",) if "name" in self._visitor.scopes else ("settled_why:", "site_name:")
        return {name: said for name, said in super().choices().items() if name in why or not name.startswith(hidden)}

    def resolved(self) -> dict[str, date]:
        first, last = self._visitor.span
        return {
            name: day
            for name, day in super().resolved().items()
            if (first is None or day >= first) and (last is None or day <= last)
        }

    @cached_property
    def _seen(self) -> tuple[Snapshot, Tables]:
        return cut(super().load(), super().told(), self._visitor.scopes, self._visitor.span)


def cut(
    seen: Snapshot, told: Tables, scopes: Set[str], span: tuple[date | None, date | None]
) -> tuple[Snapshot, Tables]:
    """The days from `span[0]` to `span[1]`, both of them in it, and of what is written only what is in `scopes`."""
    activities, pain = (_within(frame, "local_date", span) for frame in (seen.activities, seen.pain))
    known = activities["activity_id"]
    exposures = seen.exposures[seen.exposures["activity_id"].isin(known)]
    pain = pain.assign(activity_id=pain["activity_id"].where(pain["activity_id"].isin(known)))
    activities = activities.assign(also_in=None)
    told = {name: _told_within(frame, TOLD[name], span) for name, frame in told.items()}
    told["corrections"] = told["corrections"][told["corrections"]["activity_id"].isin(known)]
    worn = {*activities["shoe"].dropna(), *_shoes_named(told["corrections"]), *_shoes_named(told["defaults"])}
    told["shoes"] = told["shoes"][told["shoes"]["shoe"].isin(worn)]
    if "titles" not in scopes:
        activities = activities.assign(title=None)
    if "notes" not in scopes:
        pain = pain.assign(note=None)
        told = {name: frame.assign(note=None) if "note" in frame else frame for name, frame in told.items()}
    made = replace(seen, activities=activities, exposures=exposures, pain=pain)
    if "name" not in scopes:
        made, told = _without_names(made, told)
    return _conformed(made), {name: conform(frame.reset_index(drop=True), TOLD[name]) for name, frame in told.items()}


def _within(frame: pd.DataFrame, column: str, span: tuple[date | None, date | None]) -> pd.DataFrame:
    first, last = (pd.Timestamp(day) if day else None for day in span)
    there = frame[column].notna()
    if first is not None:
        there &= frame[column] >= first
    if last is not None:
        there &= frame[column] <= last
    return frame[there]


def _told_within(frame: pd.DataFrame, declared: Table, span: tuple[date | None, date | None]) -> pd.DataFrame:
    """Rows of other days are left out, and days beside them are not told."""
    days = [column.name for column in declared.columns if column.kind == "day"]
    for name in days:
        if name in declared.key:
            frame = _within(frame, name, span)
        else:
            frame = frame.assign(**{name: _within(frame, name, span)[name].reindex(frame.index)})
    return frame


def _shoes_named(rows: pd.DataFrame) -> pd.Series:
    return rows.loc[rows["field"] == "shoe", "value"]


def _without_names(seen: Snapshot, told: Tables) -> tuple[Snapshot, Tables]:
    """Pairs of shoes by number, in the order they were first worn; places and routes without what they are called."""
    said = (_shoes_named(told[name]) for name in ("corrections", "defaults"))
    order = pd.concat([seen.activities.sort_values("local_date")["shoe"], *said, told["shoes"]["shoe"]])
    names = {name: f"Pair {number}" for number, name in enumerate(order.dropna().unique(), 1)}
    is_shoe = seen.exposures["dimension"] == "shoe"
    bands = seen.exposures["band"].mask(is_shoe, seen.exposures["band"].map(names))
    seen = replace(
        seen,
        activities=seen.activities.assign(shoe=seen.activities["shoe"].map(names)),
        exposures=seen.exposures.assign(band=bands)[~is_shoe | bands.notna()],
    )
    renamed = {
        name: told[name].assign(
            value=told[name]["value"].mask(told[name]["field"] == "shoe", told[name]["value"].map(names))
        )
        for name in ("corrections", "defaults")
    }
    renamed["defaults"] = renamed["defaults"].assign(name=None)
    renamed["shoes"] = told["shoes"].assign(shoe=told["shoes"]["shoe"].map(names))
    return seen, {**told, **renamed, "names": told["names"].iloc[:0]}


def _conformed(seen: Snapshot) -> Snapshot:
    frames = {"activities": ACTIVITIES, "exposures": EXPOSURES, "pain": PAIN}
    return replace(seen, **{
        name: conform(getattr(seen, name).reset_index(drop=True), table) for name, table in frames.items()
    })  # fmt: skip
