"""What every importer takes and gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, Protocol

import pandas as pd

from analysis.errors import Issue
from analysis.tables import ACTIVITIES, PAIN, RECORDS, Table, empty

Status = Literal["imported", "partly_imported", "already_there", "nothing_in_it", "refused"]


@dataclass(frozen=True)
class File:
    """One file's name (with the archive it lies in: ``export.zip/a.fit``) and its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Content:
    """What one file holds, as tables that keep their contracts, and what its reader has to say about it.

    `is_partial` says that something in the file could not be imported: a bad row, samples behind a cut.
    """

    activities: pd.DataFrame = field(default_factory=lambda: empty(ACTIVITIES))
    records: pd.DataFrame = field(default_factory=lambda: empty(RECORDS))
    pain: pd.DataFrame = field(default_factory=lambda: empty(PAIN))
    issues: tuple[Issue, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the line a runner reads after an upload."""

    file: str
    status: Status
    format: str = ""
    activities: int = 0
    pain_entries: int = 0
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Imported:
    """Everything a set of files holds. `outcomes` has one line per file, in the order read."""

    activities: pd.DataFrame
    records: pd.DataFrame
    pain: pd.DataFrame
    outcomes: tuple[Outcome, ...] = ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        return tuple(issue for outcome in self.outcomes for issue in outcome.issues)


class Reader(Protocol):
    """An importer: a module with these names, listed in `READERS`."""

    FORMAT: str  # stable id, stands in ACTIVITIES.source_format
    LABEL: str  # what a runner calls it

    def looks_like(self, file: File) -> bool:
        """Whether the content (never the name alone) is of this format. Cheap: a look at the first bytes."""

    def read(self, file: File, time_zone: str | None) -> Content:
        """Read the whole file.

        `time_zone` (IANA name) is where the athlete lives: used only where the file knows UTC alone.
        A bad row becomes an Issue and the rest goes on; a file without anything usable raises UnreadableFile.
        """


def concatenate(frames: Iterable[pd.DataFrame], table: Table) -> pd.DataFrame:
    """One frame of many of the same table."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty(table)
