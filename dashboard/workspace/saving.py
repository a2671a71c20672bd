"""Keeping one file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Table, insert

from analysis.tables import ACTIVITIES, PAIN, RECORDS, empty
from dashboard.workspace import records, schema, visible
from dashboard.workspace.frames import Row, to_rows

_PROVENANCE = ("source_file", "also_in", "source")  # a run is not another one because its file was renamed


@dataclass(frozen=True)
class Import:
    """One file, as it is to be kept. `sentences` is what Twinge had to say about it."""

    file: str
    format: str
    status: str
    sentences: tuple[str, ...] = ()
    activities: pd.DataFrame = field(default_factory=lambda: empty(ACTIVITIES))
    records: pd.DataFrame = field(default_factory=lambda: empty(RECORDS))
    pain: pd.DataFrame = field(default_factory=lambda: empty(PAIN))


@dataclass(frozen=True)
class Counts:
    """How many rows of a file were new, changed, or just as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True)
class Saved:
    """What an import did. Entries of one day, moment, site and side change together.

    `import_id` is None where everything in the file was there already: such a file is not kept.
    """

    import_id: int | None
    activities: Counts
    pain: Counts


def save(connection: Connection, athlete_id: str, folder: Path, file: Import) -> Saved:
    """Keep `file`, its records in `folder`, unless everything in it is there already."""
    activities, pain = to_rows(file.activities, ACTIVITIES), to_rows(file.pain, PAIN)
    runs = _compare(connection, athlete_id, schema.activities, activities)
    entries = _compare(connection, athlete_id, schema.pain, pain)
    counts = {"added": runs.new + entries.new, "changed": runs.changed + entries.changed}
    if (activities or pain) and not any(counts.values()):
        return Saved(None, runs, entries)
    owner = {"import_id": _insert_import(connection, athlete_id, file, counts), "athlete_id": athlete_id}
    files = records.write(folder, file.records)
    _insert(connection, schema.pain, [{**row, **owner} for row in pain])
    _insert(
        connection,
        schema.activities,
        [{**row, **owner, "records_file": files.get(row["activity_id"])} for row in activities],
    )
    return Saved(owner["import_id"], runs, entries)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _insert_import(connection: Connection, athlete_id: str, file: Import, counts: dict[str, int]) -> int:
    result = connection.execute(
        insert(schema.imports).values(
            athlete_id=athlete_id,
            imported_at=datetime.now(UTC),
            file=file.file,
            format=file.format,
            status=file.status,
            activities=len(file.activities),
            pain_entries=len(file.pain),
            sentences="\n".join(file.sentences),
            **counts,
        )
    )
    return int(result.inserted_primary_key[0])


def _compare(connection: Connection, athlete_id: str, table: Table, rows: list[Row]) -> Counts:
    """How do `rows` differ from what the athlete sees now?"""
    new = _things(table, rows)
    old = _things(table, visible.rows_of(connection, table, athlete_id, list(new)))
    counts = {"new": 0, "changed": 0, "same": 0}
    for key, told in new.items():
        kind = "new" if key not in old else "same" if told == old[key] else "changed"
        counts[kind] += len(told)
    return Counts(**counts)


def _things(table: Table, rows: list[Row]) -> dict[tuple, list[tuple]]:
    """Key -> what is told about it."""
    told = [name for name in visible.DECLARED[table].names if name not in _PROVENANCE]
    things = defaultdict(list)
    for row in rows:
        key = tuple(row[name] for name in visible.GROUPS[table])
        things[key].append(tuple(_comparable(row[name]) for name in told))
    return {key: sorted(values, key=repr) for key, values in things.items()}


def _comparable(value: object) -> object:
    """Instants are UTC; SQLite gives them back without saying so."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
