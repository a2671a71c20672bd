"""Files in, ACTIVITIES, RECORDS and PAIN out, and one outcome per file."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import pandas as pd

from analysis.errors import Issue, UnreadableFile
from analysis.importers import (
    containers,
    fit,
    foreign,
    garmin_account,
    garmin_csv,
    gpx,
    pain_csv,
    runkeeper,
    strava_csv,
    tcx,
)
from analysis.importers.base import Content, File, Hints, Imported, Outcome, Question, Reader, Status, concatenate
from analysis.importers.containers import Entry, Source
from analysis.tables import ACTIVITIES, PAIN, RECORDS

__all__ = [
    "READERS", "Content", "File", "Hints", "Imported", "Known", "Outcome", "Question", "count_files", "read",
    "read_each",
]  # fmt: skip

READERS: tuple[Reader, ...] = (fit, gpx, tcx, garmin_account, garmin_csv, strava_csv, runkeeper, pain_csv)

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")
# What makes two pain entries the same one, whatever file they stand in.
_ENTRY = ["local_date", "moment", "site", "side", "score", "warm_up", "signs", "note"]
_ENTRY_KEY = ["local_date", "moment", "site", "side"]


@dataclass(frozen=True)
class Known:
    """What the caller already has: files that bring nothing else are `already_there`."""

    activity_ids: frozenset[str] = frozenset()
    pain_entries: frozenset[tuple[object, ...]] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, activities: pd.DataFrame, pain: pd.DataFrame) -> Known:
        """What is known of frames of ACTIVITIES and PAIN."""
        return cls(frozenset(activities["activity_id"]), frozenset(_pain_entries(pain)))


def read(files: Source | Iterable[Source], *, hints: Hints | None = None) -> Imported:
    """What do these files hold, and what became of each?

    Parameters
    ----------
    files
        Paths of files, folders, zip and gz archives, `File` objects, or open binary files and uploads; one or many.
    hints
        What the runner says that the files do not.

    Returns
    -------
    Imported
        ACTIVITIES, RECORDS and PAIN of everything that could be read, each activity and pain entry once, and one
        outcome per file. A file that cannot be read never stops the others and never raises.
    """
    outcomes, contents = [], []
    for outcome, content in read_each(files, hints=hints):
        outcomes.append(outcome)
        contents.append(content)
    return Imported(
        concatenate((content.activities for content in contents), ACTIVITIES),
        concatenate((content.records for content in contents), RECORDS),
        number_entries(concatenate((content.pain for content in contents), PAIN)),
        tuple(outcomes),
    )


def read_each(
    files: Source | Iterable[Source], *, known: Known | None = None, hints: Hints | None = None
) -> Iterator[tuple[Outcome, Content]]:
    """What does each file hold? One at a time, so that progress can be shown and the work stopped in between.

    `Content` holds only what is new: neither in `known` nor in a file before.
    """
    seen_ids = set(known.activity_ids) if known else set()
    seen_entries = set(known.pain_entries) if known else set()
    for entry in _each_entry(files):
        result = _guarded(partial(_read_entry, entry, hints or Hints()), entry.name)
        if isinstance(result, Issue):
            yield Outcome(entry.name, "refused", issues=(result,)), Content()
            continue
        label, content = result
        new = _only_new(content, seen_ids, seen_entries)
        yield _outcome(entry.name, label, content, new), new


def count_files(files: Source | Iterable[Source]) -> int:
    """How many files will `read_each` report on? Looks into folders and archives without reading the files."""
    return sum(1 for _ in _each_entry(files))


def number_entries(pain: pd.DataFrame) -> pd.DataFrame:
    """PAIN of several files with `entry` counted through, so that entries that disagree stand side by side."""
    order = pain.groupby(_ENTRY_KEY, sort=False).cumcount() + 1
    return pain.assign(entry=order.astype("Int64"))


def _each_entry(files: Source | Iterable[Source]) -> Iterator[Entry]:
    """Every file in `files`. What breaks while an archive is walked ends that archive only."""
    for source in containers.sources(files):
        walk, name = containers.walk(source), containers.source_name(source)
        while (entry := _guarded(partial(next, walk, None), name)) is not None:
            if isinstance(entry, Issue):
                yield containers.refused(entry.file, entry.found, entry.advice)
                break
            yield entry


def _read_entry(entry: Entry, hints: Hints) -> tuple[str, Content]:
    """The label of the format of one file, and what the file holds."""
    file = File(entry.name, entry.load())
    reader = next((reader for reader in READERS if reader.looks_like(file)), None)
    if reader is None:
        raise foreign.explain(file)
    return reader.LABEL, reader.read(file, hints)


def _guarded(step: Callable[[], _Result], name: str) -> _Result | Issue:
    """Take one step with one file. The only place where any error becomes something a runner can read."""
    try:
        return step()
    except UnreadableFile as error:
        return Issue(name, error.found, error.advice)
    except MemoryError:
        raise
    except Exception as error:
        # No message and no file name: both may tell about the runner.
        where = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("An importer failed: %s in %s, line %s", type(error).__name__, where.name, where.lineno)
        return Issue(name, "Twinge could not read this file.", "Nothing was taken from it. Please report it to us.")


def _only_new(content: Content, seen_ids: set[str], seen_entries: set[tuple[object, ...]]) -> Content:
    """The content without what was seen before; what is new counts as seen from here on."""
    activities, pain = content.activities, content.pain
    activities = activities[~activities["activity_id"].isin(seen_ids)].reset_index(drop=True)
    records = content.records[content.records["activity_id"].isin(activities["activity_id"])].reset_index(drop=True)
    entries = _pain_entries(pain)
    pain = pain[pd.Series([entry not in seen_entries for entry in entries], dtype=bool)].reset_index(drop=True)
    seen_ids.update(activities["activity_id"])
    seen_entries.update(entries)
    return replace(content, activities=activities, records=records, pain=pain)


def _pain_entries(pain: pd.DataFrame) -> list[tuple[object, ...]]:
    """One comparable value per entry; missing is None, because NaN is not equal to itself."""
    entry = pain[_ENTRY].astype(object)
    return list(entry.where(entry.notna(), None).itertuples(index=False, name=None))


def _outcome(name: str, label: str, content: Content, new: Content) -> Outcome:
    status, issues = _status(content, new), content.issues
    if status == "nothing_in_it" and not issues:
        issues = (
            Issue(name, "There are no activities and no pain entries in it.", "Check that it is the right file."),
        )
    if status == "already_there":
        issues = ()  # they were told when it was imported
    return Outcome(name, status, label, len(new.activities), len(new.pain), issues, content.questions)


def _status(content: Content, new: Content) -> Status:
    if content.activities.empty and content.pain.empty:
        return "asks" if content.questions else "nothing_in_it"
    if new.activities.empty and new.pain.empty:
        return "already_there"
    return "partly_imported" if content.is_partial else "imported"
