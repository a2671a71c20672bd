"""What would the activities of files change?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.join import Joined, join
from analysis.metrics.base import recordings
from analysis.preview.doubts import alike, doubts
from analysis.preview.words import TOLD, Row, differences, files_of, rows_of
from analysis.settings import Units
from analysis.wording import count

SAME_START_S = 60  # an entry that was corrected keeps its start
RECORDINGS = ("fit", "gpx", "tcx", "entered")  # one file is one activity: what is not in it says nothing
MOST_GONE = 0.5  # a list that lacks more than this share of what was there was filtered before it was saved
_SHOWN = ("local_date", "local_start_time", "sport", "distance_m", "moving_time_s", "source_file")


def changes(
    kept: pd.DataFrame, found: pd.DataFrame, today: pd.Timestamp, units: Units, *, is_own: bool = False
) -> tuple[list[Row], tuple[str, ...]]:
    """Rows of CHANGES, and sentences on the lists as a whole. Nothing is doubtful where all of it was Twinge's."""
    if found.empty:
        return [], ()
    import_ = _Import(kept, found)
    notes = import_.look_for_gone()
    rows = [*import_.of_known(units), *import_.of_unknown(units), *import_.of_gone(), *import_.of_splits()]
    if not is_own:
        _doubt(rows, import_, today, units)
    return rows, notes


@dataclass
class _Import:
    """What is kept and what was found, side by side.

    `after` is every source as it would be, `joined` the same with each activity once. `replaced` holds kept ids of
    which the list has another version under another id, `gone` those it lacks.
    """

    kept: pd.DataFrame
    found: pd.DataFrame
    replaced: dict[str, str] = field(default_factory=dict)  # kept -> found
    gone: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        told = self.kept.set_index("activity_id")["part_of"]
        self.latest = self.found.drop_duplicates("activity_id", keep="last").reset_index(drop=True)
        self.latest["part_of"] = self.latest["activity_id"].map(told).astype("str")
        self.known = set(self.kept["activity_id"])
        others = self.kept[~self.kept["activity_id"].isin(self.latest["activity_id"])]
        self.after = pd.concat([others, self.latest], ignore_index=True)

    @cached_property
    def joined(self) -> Joined:
        """Each activity once, as it would be; asked for only when `replaced` is known."""
        return join(self.after[~self.after["activity_id"].isin(list(self.replaced))], None)

    @cached_property
    def kept_rows(self) -> dict[str, Row]:
        return {row["activity_id"]: row for row in rows_of(self.kept)}

    def once(self, activity_id: str) -> str:
        """The id under which an activity stands after joining."""
        name = self.joined.merged.get(activity_id, activity_id)
        return self.joined.parts.get(name, name)

    @property
    def is_older(self) -> dict[str, bool]:
        """Whether the lists of each format end before what is known of that format: an export from earlier."""
        ends, known = (frame.groupby("source_format")["local_date"].max() for frame in (self.found, self.kept))
        return {name: name in known and end < known[name] and name not in RECORDINGS for name, end in ends.items()}

    # What is not in a list any more

    def look_for_gone(self) -> tuple[str, ...]:
        """Fill `gone` and `replaced`; sentences on lists that lack too much."""
        notes = []
        for source_format, lists in self.found.groupby("source_format"):
            if source_format in RECORDINGS or self.is_older[str(source_format)]:
                continue
            covered, lacking = self._covered(str(source_format), lists)
            self._find_replaced(lacking, lists)
            gone = [name for name in lacking["activity_id"] if name not in self.replaced]
            if len(gone) > max(1, MOST_GONE * covered):
                notes.append(_filtered(covered - len(gone), covered, lists))
            else:
                self.gone += gone
        return tuple(notes)

    def _covered(self, source_format: str, lists: pd.DataFrame) -> tuple[int, pd.DataFrame]:
        """How many kept activities lie in the days that the lists cover, and those of them the lists lack."""
        same = (self.kept["source_format"] == source_format) & self.kept["sport"].isin(lists["sport"].unique())
        kept = self.kept[same]
        when, inside = _when(kept), np.zeros(len(kept), dtype=bool)
        for _, file in lists.groupby(lists["source_file"].fillna("")):
            span = _when(file)
            inside |= ((when >= span.min()) & (when <= span.max())).to_numpy()
        covered = kept[inside]
        return len(covered), covered[~covered["activity_id"].isin(lists["activity_id"])]

    def _find_replaced(self, lacking: pd.DataFrame, lists: pd.DataFrame) -> None:
        """A row that lacks and a new one with its start and sport are one row, corrected."""
        new = lists[~lists["activity_id"].isin(self.known) & lists["local_start_time"].notna()]
        new = new.drop_duplicates("activity_id", keep="last").sort_values("local_start_time")
        old = lacking[lacking["local_start_time"].notna()].sort_values("local_start_time")
        if new.empty or old.empty:
            return
        columns = ["activity_id", "local_start_time", "sport"]
        near = pd.merge_asof(
            old[columns], new[columns], on="local_start_time", by="sport", direction="nearest",
            tolerance=pd.Timedelta(SAME_START_S, "s"), suffixes=("", "_new"),
        ).dropna(subset=["activity_id_new"]).drop_duplicates("activity_id_new")  # fmt: skip
        self.replaced.update(zip(near["activity_id"], near["activity_id_new"], strict=True))

    # Rows of CHANGES

    def of_known(self, units: Units) -> Iterable[Row]:
        """Activities whose id is kept: the same, or changed."""
        names = [column.name for column in TOLD]
        found = self.latest[self.latest["activity_id"].isin(self.known)]
        kept = self.kept.set_index("activity_id", drop=False).loc[found["activity_id"]]
        old, new = kept[names].reset_index(drop=True), found[names].reset_index(drop=True)
        differs = ~((old == new) | (old.isna() & new.isna())).all(axis=1).to_numpy()
        for row in rows_of(found[~differs]):
            yield _change("same", row, row, ids=[row["activity_id"]])
        for before, after in zip(rows_of(kept[differs]), rows_of(found[differs]), strict=True):
            told = differences(before, after, units)
            yield _change("changed", after, after, ids=[after["activity_id"]], sentence=told)

    def of_unknown(self, units: Units) -> Iterable[Row]:
        """Activities whose id is not kept: new, corrected, or the same as one from another source."""
        versions = {found: kept for kept, found in self.replaced.items()}
        unknown = self.latest[~self.latest["activity_id"].isin(self.known)]
        is_version = unknown["activity_id"].isin(versions)
        for row in rows_of(unknown[is_version]):
            old = versions[row["activity_id"]]
            told = differences(self.kept_rows[old], row, units)
            yield _change("changed", row, row, ids=[row["activity_id"]], other_ids=[old], sentence=told)
        yield from self._of_others(unknown[~is_version])

    def _of_others(self, unknown: pd.DataFrame) -> Iterable[Row]:
        whole = {row["activity_id"]: row for row in rows_of(self.joined.activities)}
        of_kept = _by_name(self.kept_rows.values(), self.once)
        for name, sources in _by_name(rows_of(unknown), self.once).items():
            ids = [row["activity_id"] for row in sources]
            if others := of_kept.get(name):
                told = f"The same as in {files_of(others)}."
                yield _change("other_source", sources[0], whole[name], ids=ids, sentence=told)
            else:
                also = files_of(sources[1:]) if len(sources) > 1 else ""
                yield _change("new", sources[0], whole[name], ids=ids, sentence=f"Also in {also}." if also else "")

    def of_gone(self) -> Iterable[Row]:
        """Kept activities that a list lacks, with every source of them."""
        kept = self.kept_rows
        sources = _by_name(kept.values(), self.once)
        for name in self.gone:
            others = [row for row in sources[self.once(name)] if row["activity_id"] != name]
            told = f"It stands in {files_of(others)} too, and would be removed there as well." if others else ""
            yield _change("gone", kept[name], kept[name], other_ids=[name, *_ids(others)], sentence=told)

    def of_splits(self) -> Iterable[Row]:
        """Runs that begin where another recording ends, where one of the two is new."""
        runs = recordings(self.joined.activities)
        new = set(self.latest["activity_id"]) - self.known
        new = {self.once(name) for name in new}
        first = runs.set_index("activity_id", drop=False)
        for row in rows_of(runs[runs["run_id"] != runs["activity_id"]]):
            before = first.loc[row["run_id"]]
            if {row["activity_id"], row["run_id"]} & new:
                told = f"It goes on soon after the run of {before['local_start_time']:%H:%M} ended."
                yield _change("split", row, row, ids=[row["activity_id"]], other_ids=[row["run_id"]], sentence=told)


def _doubt(rows: list[Row], import_: _Import, today: pd.Timestamp, units: Units) -> None:
    """Make doubtful, in place, what should be looked at."""
    once = import_.joined.activities
    wrong, twins = doubts(once, today, units), alike(once, import_.after, import_.joined.merged, units)
    older = {name for name, is_older in import_.is_older.items() if is_older}
    from_older = set(import_.latest.loc[import_.latest["source_format"].isin(older), "activity_id"])
    for row in rows:
        if row["kind"] not in ("new", "changed"):
            continue
        name = import_.once(row["first_id"])
        said = [*filter(None, [wrong.get(name)]), *sorted(twins.get(name, ()) if row["kind"] == "new" else ())]
        if row["kind"] == "changed" and row["first_id"] in from_older:
            said.append("This list is older than the one you have.")
        if said:
            _make_doubtful(row, " ".join(said))


def doubt(rows: Iterable[Row], why: Mapping[str, str]) -> None:
    """Make doubtful, in place, what is new or changed in files of which something is doubtful as a whole."""
    for row in rows:
        if row["kind"] in ("new", "changed", "doubtful") and row["source_file"] in why:
            _make_doubtful(row, why[row["source_file"]])


def _make_doubtful(row: Row, says: str) -> None:
    row.update(kind="doubtful", is_ticked=False, sentence=f"{says} {row['sentence']}".strip())


def _change(kind: str, row: Row, shown: Row, **more: Any) -> Row:
    """One row of CHANGES about `row`, with the numbers of `shown`."""
    ids, other_ids = more.get("ids", []), more.get("other_ids", [])
    return {
        "change": f"{kind}:{row['activity_id']}",
        "first_id": row["activity_id"],
        "kind": kind,
        "about": "activity",
        "is_ticked": kind not in ("gone", "split"),
        "ids": "; ".join(ids) or None,
        "other_ids": "; ".join(other_ids) or None,
        "sentence": more.get("sentence", ""),
        **{name: shown[name] for name in _SHOWN},
    }


def _ids(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [row["activity_id"] for row in rows]


def _by_name(rows: Iterable[Row], name: Any) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(name(row["activity_id"]), []).append(row)
    return found


def _when(frame: pd.DataFrame) -> pd.Series:
    return frame["local_start_time"].fillna(frame["local_date"])


def _filtered(left: int, covered: int, lists: pd.DataFrame) -> str:
    name = files_of(rows_of(lists.drop_duplicates("source_file")))
    return (
        f"{name} holds {left} of the {count(covered, 'activity')} you have from its days: a part of the list."
        " Nothing was taken to be deleted."
    )
