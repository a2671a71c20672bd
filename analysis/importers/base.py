"""What every importer takes and gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

import pandas as pd

from analysis.errors import Issue
from analysis.tables import ACTIVITIES, EXPOSURES, PAIN, RECORDS, Table, empty
from analysis.told import Told

Status = Literal["imported", "partly_imported", "already_there", "nothing_in_it", "asks", "refused"]
Topic = Literal["columns", "date_order", "distance_unit", "score_scale", "sport"]


@dataclass(frozen=True)
class File:
    """One file's name (with the archive it lies in: ``export.zip/a.fit``) and its bytes.

    Of a file too large to be held, `data` is the beginning only and `stream` gives all of it; it goes only to readers
    that say `STREAMS = True`, and they read `pieces`.
    """

    name: str
    data: bytes = field(repr=False)
    stream: Callable[[], Iterator[bytes]] | None = field(default=None, repr=False)

    def pieces(self) -> Iterator[bytes]:
        """All of the file, piece by piece; UnreadableFile where an archive turns out to be damaged."""
        return self.stream() if self.stream else iter((self.data,))


@dataclass(frozen=True)
class Entry:
    """One file to import. `load` gives its bytes or raises UnreadableFile; `stream` gives one too large for that."""

    name: str
    load: Callable[[], bytes]
    stream: Callable[[], Iterator[bytes]] | None = None

    def file(self) -> File:
        """The file with its bytes, or with its beginning and the stream."""
        if self.stream is None:
            return File(self.name, self.load())
        return File(self.name, next(self.stream(), b""), self.stream)


def shape_of(names: Iterable[str]) -> str:
    """A word for all files with these column names, in this order; it tells nothing about what is in them."""
    return hashlib.sha256("\x1f".join(names).encode(errors="replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Question:
    """Something a file does not say. The answer holds for every file of the same `shape`.

    `choices` are answers and how they read; there are none for `columns`, which has a screen of its own. `guess` is
    the answer the file was read with, None where nothing of it could be read without one.
    """

    topic: Topic
    shape: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    guess: str | None = None


@dataclass(frozen=True)
class Hints:
    """What the runner says that files do not.

    Parameters
    ----------
    time_zone
        IANA name of where the athlete lives: used only where a file knows UTC alone.
    answers
        (shape, topic) of a `Question` -> its answer.
    place_key
        Secret of the athlete that places and routes are told apart with; without it positions are not looked at.
    streets
        Folder of the map the runner provided; the way under each track is looked up there.
    """

    time_zone: str | None = None
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    place_key: bytes | None = field(default=None, repr=False)
    streets: Path | None = None

    def __post_init__(self) -> None:
        if self.time_zone is not None:
            ZoneInfo(self.time_zone)  # a wrong name is the caller's mistake, not the file's

    @property
    def looks_at_positions(self) -> bool:
        """Whether anything is made of positions; without, readers leave them where they are."""
        return self.place_key is not None or self.streets is not None

    def answer(self, shape: str, topic: Topic) -> str | None:
        return self.answers.get((shape, topic))


@dataclass(frozen=True)
class Content:
    """What one file holds, as tables that keep their contracts, and what its reader has to say about it.

    `exposures` are what the file or a map tells of bands: the surface under a track; of `analysis.read` also what the
    samples tell. `is_partial` says that something
    in the file could not be imported: a bad row, samples behind a cut. `stored` says under which name each activity's
    samples are kept where the caller keeps them itself (`read_each`). `told` is what the runner told Twinge beside
    files, in a Twinge export alone: by table, rows of cells as text.
    """

    activities: pd.DataFrame = field(default_factory=lambda: empty(ACTIVITIES))
    records: pd.DataFrame = field(default_factory=lambda: empty(RECORDS))
    exposures: pd.DataFrame = field(default_factory=lambda: empty(EXPOSURES))
    pain: pd.DataFrame = field(default_factory=lambda: empty(PAIN))
    issues: tuple[Issue, ...] = ()
    is_partial: bool = False
    questions: tuple[Question, ...] = ()
    stored: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, tuple[Mapping[str, str | None], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the line a runner reads after an upload.

    `digest` is the SHA-256 of its bytes; empty for what could not be opened.
    """

    file: str
    status: Status
    format: str = ""
    activities: int = 0
    pain_entries: int = 0
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Imported:
    """Everything a set of files holds. `outcomes` has one line per file, in the order read.

    `told` is what the runner told beside them, where a Twinge export is among them.
    """

    activities: pd.DataFrame
    records: pd.DataFrame
    exposures: pd.DataFrame
    pain: pd.DataFrame
    outcomes: tuple[Outcome, ...] = ()
    told: Told = field(default_factory=Told)

    @property
    def issues(self) -> tuple[Issue, ...]:
        return tuple(issue for outcome in self.outcomes for issue in outcome.issues)


class Reader(Protocol):
    """An importer: a module with these names, listed in `READERS`."""

    FORMAT: str  # stable id, stands in ACTIVITIES.source_format
    LABEL: str  # what a runner calls it

    def looks_like(self, file: File) -> bool:
        """Whether the content (never the name alone) is of this format. Cheap: a look at the first bytes."""

    def read(self, file: File, hints: Hints) -> Content:
        """Read the whole file.

        A bad row becomes an Issue and the rest goes on; a file without anything usable raises UnreadableFile. What the
        file leaves open becomes a Question: read with the answer in `hints`, else with a guess, else not at all.
        """


def concatenate(frames: Iterable[pd.DataFrame], table: Table) -> pd.DataFrame:
    """One frame of many of the same table."""
    filled = [frame for frame in frames if len(frame)]
    if len(filled) == 1:
        return filled[0].reset_index(drop=True)
    return pd.concat(filled, ignore_index=True) if filled else empty(table)
