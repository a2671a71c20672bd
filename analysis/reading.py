"""Files read, and what their samples tell worked out where they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

import pandas as pd

from analysis import importers, metrics
from analysis.importers import Content, Hints, Imported
from analysis.importers.base import concatenate
from analysis.importers.containers import Source
from analysis.tables import EXPOSURES, RECORDS, RUN_SPORT, empty

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


def with_exposures(content: Content) -> Content:
    """The content of one file with what its samples tell: to be used as `finish` of `read_each`.

    What the file itself or a map says of an activity and dimension counts before what is worked out. Every recording is
    looked into: that it was a run may turn out later, from another file or from the runner.
    """
    if content.records.empty:
        return content
    recorded = metrics.of_recordings(content.activities.assign(sport=RUN_SPORT), content.records)
    if len(content.exposures):
        key = ["activity_id", "dimension"]
        said = content.exposures.set_index(key).index
        recorded = recorded[~recorded.set_index(key).index.isin(said)]
    return replace(content, exposures=concatenate((content.exposures, recorded), EXPOSURES))


def without_records(content: Content) -> Content:
    """The same, for those who need no samples any more."""
    return replace(with_exposures(content), records=empty(RECORDS))


def stored(store: Store, content: Content) -> Content:
    """The same, with the samples given to `store` and `Content.stored` saying where they are."""
    if content.records.empty:
        return content
    return replace(without_records(content), stored=store(content.records))
