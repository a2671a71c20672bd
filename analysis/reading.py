"""Files read, and what their samples tell worked out where they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import pandas as pd

from analysis import importers, metrics
from analysis.importers import Content, Hints, Imported
from analysis.importers.base import concatenate
from analysis.importers.containers import Source
from analysis.tables import ACTIVITIES, EXPOSURES, RECORDS, RUN_SPORT, empty

# Takes RECORDS of one file and keeps them; gives the name each activity's samples are kept under.
Store: TypeAlias = Callable[[pd.DataFrame], Mapping[str, str]]


def read(files: Source | Iterable[Source], *, hints: Hints | None = None, workers: int = 1) -> Imported:
    """What do these files hold, what do their samples tell, and what became of each?

    Parameters
    ----------
    files
        Paths of files, folders, zip and gz archives, `File` objects, or open binary files and uploads; one or many.
    hints
        What the runner says that the files do not.
    workers
        Processes that read; worth it from a few dozen files on.

    Returns
    -------
    Imported
        ACTIVITIES, RECORDS, EXPOSURES and PAIN of everything that could be read, each activity and pain entry once,
        and one outcome per file. A file that cannot be read never stops the others and never raises.
    """
    return importers.read(files, hints=hints, workers=workers, finish=with_exposures)


def with_exposures(contents: Iterable[Content]) -> list[Content]:
    """The contents of a few files with what their samples tell: to be used as `finish` of `read_each`.

    What the file itself or a map says of an activity and dimension counts before what is worked out. Every recording is
    looked into: that it was a run may turn out later, from another file or from the runner. All are looked into at
    once, because half of what one short run costs is the call.
    """
    told = []
    for some in _each_once(contents):
        told += [_with(content, recorded) for content, recorded in zip(some, _recorded(some), strict=True)]
    return told


def without_records(contents: Iterable[Content]) -> list[Content]:
    """The same, for those who need no samples any more."""
    return [replace(content, records=empty(RECORDS)) for content in with_exposures(contents)]


def stored(store: Store, contents: Sequence[Content]) -> list[Content]:
    """The same, with the samples given to `store` and `Content.stored` saying where they are."""
    return [
        replace(left, stored=store(content.records)) if len(content.records) else left
        for content, left in zip(contents, without_records(contents), strict=True)
    ]


def _each_once(contents: Iterable[Content]) -> Iterator[list[Content]]:
    """The contents in their order, parted where an activity would come again: its samples would run into each other."""
    some: list[Content] = []
    seen: set[str] = set()
    for content in contents:
        ids = set(content.activities["activity_id"])
        if ids & seen:
            yield some
            some, seen = [], set()
        some.append(content)
        seen |= ids
    if some:
        yield some


def _recorded(contents: Sequence[Content]) -> list[pd.DataFrame]:
    """What the samples of each content tell."""
    recordings = [content for content in contents if len(content.records)]
    activities = concatenate((content.activities for content in recordings), ACTIVITIES).assign(sport=RUN_SPORT)
    rows = metrics.of_recordings(activities, concatenate((content.records for content in recordings), RECORDS))
    if len(recordings) == 1:
        return [rows if len(content.records) else empty(EXPOSURES) for content in contents]
    whose = {name: place for place, content in enumerate(contents) for name in content.activities["activity_id"]}
    places = np.array([whose[name] for name in rows["activity_id"].to_numpy(object)], dtype=int)
    rows = rows.take(np.argsort(places, kind="stable"))
    ends = np.cumsum(np.bincount(places, minlength=len(contents)))
    return [rows.iloc[begin:end] for begin, end in pairwise((0, *ends))]


def _with(content: Content, recorded: pd.DataFrame) -> Content:
    if len(content.exposures):
        key = ["activity_id", "dimension"]
        said = content.exposures.set_index(key).index
        recorded = recorded[~recorded.set_index(key).index.isin(said)]
    return replace(content, exposures=concatenate((content.exposures, recorded), EXPOSURES))
