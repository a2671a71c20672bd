"""Writing one file, and finding out what of it is new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from analysis.tables import ACTIVITIES, PAIN, RECORDS, empty
from dashboard.workspace import records, schema, visible
from dashboard.workspace.frames import Row, to_rows
from dashboard.workspace.packing import pack
from dashboard.workspace.records import Place

# A run is not another one because its file was renamed, because the runner put it together with another, or because
# Twinge knows by now where it was: whether that is worth keeping a file for, proposals.py asks.
_ASIDE = ("source_file", "also_in", "source", "part_of", "entry", "place", "route")


@dataclass(frozen=True)
class Decision:
    """What the runner says of one activity: `gone`, or `part_of` the activity `other`."""

    activity_id: str
    kind: str
    other: str | None = None


@dataclass(frozen=True)
class Import:
    """One file, as it is to be kept. `sentences` is what Twinge had to say about it.

    Records come as such, or as the names under which they were stored already. `exposures` are None where nobody has
    worked them out. Without a `digest` the file is read again when it comes again.
    """

    file: str
    format: str
    status: str
    sentences: tuple[str, ...] = ()
    activities: pd.DataFrame = field(default_factory=lambda: empty(ACTIVITIES))
    records: pd.DataFrame = field(default_factory=lambda: empty(RECORDS))
    exposures: pd.DataFrame | None = None
    pain: pd.DataFrame = field(default_factory=lambda: empty(PAIN))
    stored: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    questions: str = ""
    decisions: tuple[Decision, ...] = ()


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


def save(connection: Connection, athlete_id: str, place: Place, file: Import) -> Saved:
    """Keep `file`, its records at `place`, unless everything in it is there already."""
    activities, pain = to_rows(file.activities, ACTIVITIES), to_rows(file.pain, PAIN)
    runs = Counts(**Counter(kinds(connection, athlete_id, schema.activities, activities)))
    entries = Counts(**Counter(kinds(connection, athlete_id, schema.pain, pain)))
    counts = {"added": runs.new + entries.new, "changed": runs.changed + entries.changed}
    if (activities or pain) and not any(counts.values()):
        return Saved(None, runs, entries)
    batch = next_batch(connection, athlete_id)
    return Saved(write(connection, athlete_id, place, file, batch=batch, **counts), runs, entries)


def next_batch(connection: Connection, athlete_id: str) -> int:
    """The number of the imports that are kept now."""
    highest = select(func.max(schema.imports.c.batch)).where(schema.imports.c.athlete_id == athlete_id)
    return int(connection.scalar(highest) or 0) + 1


def write(connection: Connection, athlete_id: str, place: Place, file: Import, **more: int | None) -> int:
    """Write `file` as it is, and `more` columns of its import; gives the import's number."""
    files = (records.write(place, file.records) if len(file.records) else {}) | records.there(place, file.stored)
    lost = len(file.stored) > 0 and not set(file.stored) <= set(files)
    import_id = _insert_import(connection, athlete_id, file, {**more, "digest": None if lost else file.digest or None})
    owner = {"import_id": import_id, "athlete_id": athlete_id}
    _insert(connection, schema.pain, [{**row, **owner} for row in to_rows(file.pain, PAIN)])
    _insert(connection, schema.activities, [{**row, **owner} for row in _with_samples(file, files)])
    _insert(connection, schema.decisions, [{**vars(decision), **owner} for decision in file.decisions])
    return import_id


def _with_samples(file: Import, files: Mapping[str, str]) -> list[Row]:
    """The activities of a file with where their records lie and what those tell."""
    packed = {} if file.exposures is None else pack(file.exposures)
    rows = to_rows(file.activities, ACTIVITIES)
    for row in rows:
        name = row["activity_id"]
        is_known = file.exposures is not None and name in files
        row |= {"records_file": files.get(name), "exposures": packed.get(name, b"" if is_known else None)}
    return rows


def keep_exposures(
    connection: Connection, athlete_id: str, activity_ids: Sequence[str], exposures: pd.DataFrame
) -> None:
    """Keep what was worked out of the records of these activities, with every import that has those records."""
    held, packed = schema.activities, pack(exposures)
    query = select(held.c.import_id, held.c.activity_id)
    query = query.where(held.c.athlete_id == athlete_id, held.c.records_file.is_not(None), held.c.exposures.is_(None))
    rows = [
        {"one_import": import_id, "one": name, "exposures": packed.get(name, b"")}
        for import_id, name in connection.execute(query.where(held.c.activity_id.in_(activity_ids)))
    ]
    which = (held.c.import_id == bindparam("one_import"), held.c.activity_id == bindparam("one"))
    if rows:
        connection.execute(update(held).where(*which), rows)


def read_again(connection: Connection, athlete_id: str, lost: Sequence[str]) -> None:
    """Have the files read again, when they come again, whose records these were."""
    held, imports = schema.activities.c, schema.imports
    had_them = select(held.import_id).where(held.athlete_id == athlete_id, held.records_file.in_(lost))
    connection.execute(update(imports).where(imports.c.import_id.in_(had_them)).values(digest=None))


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _insert_import(connection: Connection, athlete_id: str, file: Import, more: Mapping[str, object]) -> int:
    days = [*file.activities["local_date"].tolist(), *file.pain["local_date"].tolist()]
    values = {
        "athlete_id": athlete_id,
        "imported_at": datetime.now(UTC),
        "file": file.file,
        "format": file.format,
        "status": file.status,
        "activities": len(file.activities),
        "pain_entries": len(file.pain),
        "added": 0,
        "changed": 0,
        "sentences": "\n".join(file.sentences),
        "questions": file.questions or None,
        "last_day": max(days).date() if days else None,
        **more,
    }
    result = connection.execute(insert(schema.imports), values)
    return int(result.inserted_primary_key[0])


def kinds(connection: Connection, athlete_id: str, table: Table, rows: list[Row]) -> list[str]:
    """For each of `rows`: is it new, changed or the same, held against what the athlete sees now?

    Rows of one thing are taken together, whatever file they come from.
    """
    new = _things(table, rows)
    old = _things(table, visible.rows_of(connection, table, athlete_id, list(new)))
    kind = {key: "new" if key not in old else "same" if told == old[key] else "changed" for key, told in new.items()}
    return [kind[_key(table, row)] for row in rows]


def _things(table: Table, rows: Iterable[Row]) -> dict[tuple, list[tuple]]:
    """Key -> what is told about it."""
    told = [name for name in visible.DECLARED[table].names if name not in _ASIDE]
    things = defaultdict(set)
    for row in rows:
        things[_key(table, row)].add(tuple(_comparable(row[name]) for name in told))
    return {key: sorted(values, key=repr) for key, values in things.items()}


def _key(table: Table, row: Row) -> tuple:
    return tuple(row[name] for name in visible.GROUPS[table])


def _comparable(value: object) -> object:
    """Instants are UTC; SQLite gives them back without saying so."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
