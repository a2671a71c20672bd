"""One athlete of many: files in, one Parquet file per table and one row of the summary out.

The row is written last and names everything the results depend on, so that work that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

import analysis
from analysis.errors import ContractError
from analysis.flags.status import overall
from analysis.importers import Hints, Imported, gather, read_each
from analysis.pipeline import Analysis, analyse
from analysis.reading import without_records
from analysis.report.document import DOCUMENT_TABLES
from analysis.settings import Settings

ROWS = "athletes"  # folder of the summary rows, one file each

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """What is done for every athlete, and the folder the results go to."""

    out: Path
    time_zone: str | None = None
    as_of: date | None = None
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True)
class Row:
    """One athlete in the summary.

    Parameters
    ----------
    status
        `analysed`, `nothing_in_it`, or `failed`: then `error` says why and there are no results.
    light
        How things stood on the last day: `steady`, `watch`, `act`, `see_someone`, `cannot_tell`.
    refused
        How many of the `files` could not be read.
    cpu_s
        What reading and analysing took.
    digest
        SHA-256 of the files, the job and Twinge's own code: the same again would give the same results.
    """

    athlete: str
    status: str
    error: str = ""
    light: str = ""
    files: int = 0
    refused: int = 0
    activities: int = 0
    pain_entries: int = 0
    first_day: str = ""
    last_day: str = ""
    cpu_s: float = 0.0
    digest: str = ""


def worked_off(athlete: Path, job: Job) -> Row:
    """The athlete's row: of an earlier time where nothing changed since, else after their files were analysed.

    What goes wrong with one athlete is told in their row and stops nobody else's.
    """
    began = time.process_time()
    try:
        digest = _digest(athlete, job)
        if (row := _kept_row(athlete.name, job.out)) and row.digest == digest:
            return row
        row = replace(_analysed(athlete, job), digest=digest)
    except (OSError, ContractError, MemoryError) as error:
        row = failed(athlete.name, f"{type(error).__name__}: {error}")
    except Exception as error:
        # No message: it may tell about the athlete.
        where = traceback.extract_tb(error.__traceback__)[-1]
        row = failed(athlete.name, f"{type(error).__name__} in {where.name}, line {where.lineno}: please report it.")
        _log.error("An athlete failed: %s", row.error)
    row = replace(row, cpu_s=round(time.process_time() - began, 3))
    if row.status != "analysed":
        for table in DOCUMENT_TABLES:  # what an earlier time left would be taken for this one's
            _place(job.out, table.name, athlete.name).unlink(missing_ok=True)
    _write(_row_place(job.out, athlete.name), json.dumps(asdict(row)).encode())
    return row


def failed(athlete: str, error: str) -> Row:
    """The row of an athlete nothing could be told of. It has no digest: the next time tries again."""
    return Row(athlete, "failed", error)


def _analysed(athlete: Path, job: Job) -> Row:
    """Read and analyse the files of one athlete, keep every table, and sum it up."""
    imported = gather(read_each([athlete], hints=Hints(time_zone=job.time_zone), finish=without_records))
    row = _counted(athlete.name, imported)
    if imported.activities.empty and imported.pain.empty:
        return row
    found = analyse(
        imported.activities,
        imported.pain,
        exposures=imported.exposures,
        settings=job.settings,
        as_of=job.as_of,
    )
    _keep(found, athlete.name, job.out)
    days = found.days["local_date"].dt.strftime("%Y-%m-%d")
    return replace(
        row,
        status="analysed",
        light=overall(found.flags).state,
        activities=len(found.activities),
        pain_entries=len(found.pain),
        first_day=days.iloc[0] if len(days) else "",
        last_day=days.iloc[-1] if len(days) else "",
    )


def _counted(athlete: str, imported: Imported) -> Row:
    refused = [issue.sentence for one in imported.outcomes if one.status == "refused" for issue in one.issues]
    error = refused[0] if refused and imported.activities.empty and imported.pain.empty else ""
    return Row(athlete, "nothing_in_it", error, files=len(imported.outcomes), refused=len(refused))


def _keep(found: Analysis, athlete: str, out: Path) -> None:
    for table in DOCUMENT_TABLES:
        frame: pd.DataFrame = getattr(found, table.name.lower())
        named = frame.reset_index(drop=True)
        named.insert(0, "athlete", athlete)
        _write(_place(out, table.name, athlete), named.to_parquet(index=False))


def _place(out: Path, table: str, athlete: str) -> Path:
    return out / table.lower() / f"{athlete}.parquet"


def _row_place(out: Path, athlete: str) -> Path:
    return out / ROWS / f"{athlete}.json"


def _write(place: Path, data: bytes) -> None:
    """All of it or nothing, whenever the work is stopped."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(place)


def _kept_row(athlete: str, out: Path) -> Row | None:
    try:
        return Row(**json.loads(_row_place(out, athlete).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # none, or of another Twinge
        return None


def _digest(athlete: Path, job: Job) -> str:
    """A word for everything the results depend on."""
    seen = hashlib.sha256(repr((_code_digest(), job.time_zone, job.as_of, job.settings)).encode())
    for path in _files(athlete):
        seen.update(str(path.relative_to(athlete.parent)).encode(errors="surrogateescape"))
        with path.open("rb") as file:
            seen.update(hashlib.file_digest(file, "sha256").digest())
    return seen.hexdigest()


def _files(athlete: Path) -> Iterator[Path]:
    yield from sorted(path for path in athlete.rglob("*") if path.is_file()) if athlete.is_dir() else [athlete]


@cache
def _code_digest() -> str:
    """A word for this very Twinge, so that a newer one does not pass off the results of an older one."""
    seen = hashlib.sha256()
    for path in sorted(Path(analysis.__file__).parent.rglob("*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()
