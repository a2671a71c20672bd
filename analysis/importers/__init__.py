"""Files in, ACTIVITIES, RECORDS and PAIN out, and one outcome per file."""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias, TypeVar

from analysis.errors import Issue, UnreadableFile
from analysis.importers import (
    apple_csv,
    apple_health,
    columns,
    containers,
    fit,
    foreign,
    garmin_account,
    garmin_csv,
    garmin_splits,
    gpx,
    hrv4training,
    intervals_icu,
    mapmyrun,
    pain_bearable,
    pain_csv,
    pain_daylio,
    polar_csv,
    polar_hrm,
    polar_json,
    polar_xml,
    runkeeper,
    strava_csv,
    suunto,
    tcx,
    titles,
    trainingpeaks,
    twinge,
    wahoo_csv,
)
from analysis.importers.base import Content, File, Hints, Imported, Outcome, Question, Reader, Status, concatenate
from analysis.importers.containers import Entry, Source
from analysis.importers.once import Seen, number_entries
from analysis.importers.telling import bounded
from analysis.importers.workers import in_order
from analysis.tables import ACTIVITIES, EXPOSURES, PAIN, RECORDS

__all__ = [
    "READERS", "Content", "File", "Finish", "Hints", "Imported", "Outcome", "Question", "count_files", "gather",
    "number_entries", "read", "read_each",
]  # fmt: skip

READERS: tuple[Reader, ...] = (
    twinge,
    fit,
    gpx,
    tcx,
    apple_health,
    garmin_account,
    garmin_csv,
    strava_csv,
    runkeeper,
    trainingpeaks,
    intervals_icu,
    mapmyrun,
    apple_csv,
    hrv4training,
    garmin_splits,
    polar_hrm,
    polar_xml,
    polar_csv,
    polar_json,
    suunto,
    wahoo_csv,
    pain_bearable,
    pain_daylio,
    pain_csv,
    columns,
)

# What is done with files that were read together, in the process that read them: see `read_each`.
Finish: TypeAlias = Callable[[Sequence[Content]], Sequence[Content]]

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


def read(
    files: Source | Iterable[Source], *, hints: Hints | None = None, workers: int = 1, finish: Finish | None = None
) -> Imported:
    """What do these files hold, and what became of each?

    Parameters
    ----------
    files
        Paths of files, folders, zip and gz archives, `File` objects, or open binary files and uploads; one or many.
    hints
        What the runner says that the files do not.
    workers
        Processes that read; worth it from a few dozen files on.
    finish
        See `read_each`.

    Returns
    -------
    Imported
        ACTIVITIES, RECORDS, EXPOSURES and PAIN of everything that could be read, each activity and pain entry once,
        and one outcome per file. A file that cannot be read never stops the others and never raises.
    """
    return gather(read_each(files, hints=hints, workers=workers, finish=finish))


def gather(each: Iterable[tuple[Outcome, Content]]) -> Imported:
    """What do files that were read one by one hold together? Each activity and pain entry once, the first one."""
    seen = Seen()
    outcomes, contents = [], []
    for outcome, content in each:
        outcome, content = seen.only_new(outcome, content)
        outcomes.append(outcome)
        contents.append(content)
    return Imported(
        concatenate((content.activities for content in contents), ACTIVITIES),
        concatenate((content.records for content in contents), RECORDS),
        concatenate((content.exposures for content in contents), EXPOSURES),
        number_entries(concatenate((content.pain for content in contents), PAIN)),
        tuple(outcomes),
        twinge.told(contents),
    )


def read_each(
    files: Source | Iterable[Source],
    *,
    hints: Hints | None = None,
    workers: int = 1,
    finish: Finish | None = None,
    skip: Collection[str] = frozenset(),
) -> Iterator[tuple[Outcome, Content]]:
    """What does each file hold? One at a time in their order, so that progress can be shown and the work stopped.

    To stop, close the generator: what was not given is forgotten, and the processes end.

    Parameters
    ----------
    workers
        Processes that read. The first few files are read here, because starting the others takes a second; of the
        rest a few are on their way at any time. A file that kills its process is refused, and the rest goes on.
    finish
        Called with the contents of a few files where they are read, and what it gives for each is given on: it can keep
        the samples (`Content.stored`) and work out what they tell, so that they neither cross processes nor pile up.
        What it raises is raised here.
    skip
        Digests (`Outcome.digest`) of files that need not be read again: they are `already_there`.
    """
    step = partial(_read_files, hints=hints or Hints(), finish=finish)
    return in_order(_to_read(files, skip, step), step, _lost, workers)


def count_files(files: Source | Iterable[Source]) -> int:
    """How many files will `read_each` report on? Looks into folders and archives without reading the files."""
    return sum(1 for _ in _each_entry(files))


def _each_entry(files: Source | Iterable[Source]) -> Iterator[Entry]:
    """Every file in `files`. What breaks while an archive is walked ends that archive only."""
    for source in containers.sources(files):
        walk, name = containers.walk(source), containers.source_name(source)
        while (entry := _guarded(partial(next, walk, None), name)) is not None:
            if isinstance(entry, Issue):
                yield containers.refused(entry.file, entry.found, entry.advice)
                break
            yield entry


def _to_read(
    files: Source | Iterable[Source],
    skip: Collection[str],
    step: Callable[[Sequence[File]], list[tuple[Outcome, Content]]],
) -> Iterator[File | tuple[Outcome, Content]]:
    """Each file with its bytes, or what became of it where it need not be read, cannot be, or must be read here."""
    for entry in _each_entry(files):
        file = _guarded(entry.file, entry.name)
        if isinstance(file, Issue):
            yield Outcome(entry.name, "refused", issues=(file,)), Content()
        elif file.stream:  # too large to be handed to a process
            yield step([file])[0]
        elif skip and (digest := _digest(file.data)) in skip:
            yield Outcome(entry.name, "already_there", digest=digest), Content()
        else:
            yield file


def _read_files(files: Sequence[File], hints: Hints, finish: Finish | None) -> list[tuple[Outcome, Content]]:
    """What became of a few files, and what is left of them."""
    read = [_read_file(file, hints) for file in files]
    if not finish:
        return read
    left = finish([content for _, content in read])
    return [(outcome, content) for (outcome, _), content in zip(read, left, strict=True)]


def _read_file(file: File, hints: Hints) -> tuple[Outcome, Content]:
    """What became of one file, and what it holds."""
    digest = "" if file.stream else _digest(file.data)
    result = _guarded(partial(_content, file, hints), file.name)
    if isinstance(result, Issue):
        return Outcome(file.name, "refused", issues=(result,), digest=digest), Content()
    label, content = result
    return replace(_outcome(file.name, label, content), digest=digest), content


def _content(file: File, hints: Hints) -> tuple[str, Content]:
    """The label of the format of one file, and what the file holds."""
    if foreign.is_side_table(file.name):
        return foreign.SIDE_FILE, Content()
    readers = READERS if file.stream is None else [reader for reader in READERS if getattr(reader, "STREAMS", False)]
    reader = next((reader for reader in readers if reader.looks_like(file)), None)
    if reader is None and foreign.is_side_file(file.name):
        return foreign.SIDE_FILE, Content()
    if reader is None:
        raise foreign.explain(file)
    return reader.LABEL, titles.told(reader.read(file, hints))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _lost(file: File) -> tuple[Outcome, Content]:
    """What became of a file whose process died."""
    found = "Reading this file took more memory than there is, or was stopped from outside."
    issue = Issue(file.name, found, "Nothing was taken from it. Import it again by itself.")
    return Outcome(file.name, "refused", issues=(issue,), digest=_digest(file.data)), Content()


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


def _outcome(name: str, label: str, content: Content) -> Outcome:
    status, issues = _status(content), bounded(content.issues)
    if status == "nothing_in_it" and not issues and label != foreign.SIDE_FILE:
        issues = (
            Issue(name, "There are no activities and no pain entries in it.", "Check that it is the right file."),
        )
    return Outcome(name, status, label, len(content.activities), len(content.pain), issues, content.questions)


def _status(content: Content) -> Status:
    if content.activities.empty and content.pain.empty and not content.told:
        return "asks" if content.questions else "nothing_in_it"
    return "partly_imported" if content.is_partial else "imported"
