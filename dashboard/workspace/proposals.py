"""What was read and not yet agreed to: imports without a batch, which no page shows as the runner's data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Connection, Table, delete, func, or_, select, tuple_, update

from analysis.tables import ACTIVITIES, PAIN
from dashboard.workspace import saving, schema, trash, visible
from dashboard.workspace.frames import AT_ONCE, batched, to_frame
from dashboard.workspace.records import Place
from dashboard.workspace.saving import Import

_FILE = ("import_id", "file", "format", "status", "activities", "pain_entries", "sentences", "questions", "digest")


@dataclass(frozen=True)
class Proposal:
    """Everything proposed. Of an activity that stands in several files, the last row is the one that would count.

    `files` has one row per file, in the order read: `import_id, file, format, status, activities, pain_entries,
    sentences` (one a line), `questions` (JSON), `digest`. `n_better_known` activities are there already and come with
    exposures or a place that are not known of them, as files do that are read again beside a map or after an upgrade.
    """

    files: pd.DataFrame
    activities: pd.DataFrame
    pain: pd.DataFrame
    n_better_known: int = 0


def propose(connection: Connection, athlete_id: str, place: Place, files: Iterable[Import]) -> list[str]:
    """Add what was read. Gives the records that nothing needs any more.

    A file that was proposed before under its name is replaced; the same bytes under another name bring nothing.
    """
    proposed = _digests(connection, athlete_id)
    lost: list[str] = []
    for file in files:
        import_id, name = proposed.get(file.digest, (0, ""))
        if import_id and file.status == "already_there":
            continue
        if import_id and name == file.file:
            lost += trash.forget(connection, [import_id])
        elif import_id:
            file = _repeated(file)
        written = saving.write(connection, athlete_id, place, file)
        if file.digest:
            proposed[file.digest] = written, file.file
    return lost


def _repeated(file: Import) -> Import:
    """A file whose bytes were read under another name."""
    if file.activities.empty and file.pain.empty:
        return replace(file, digest="")
    return Import(file=file.file, format=file.format, status="already_there")


def _digests(connection: Connection, athlete_id: str) -> dict[str, tuple[int, str]]:
    """Digest -> number and name of the import that is proposed."""
    imports = schema.imports.c
    query = select(imports.digest, imports.import_id, imports.file)
    query = query.where(*_proposed(athlete_id), imports.digest.is_not(None))
    return {digest: (import_id, name) for digest, import_id, name in connection.execute(query)}


def known_digests(connection: Connection, athlete_id: str) -> frozenset[str]:
    """Files that need not be read again: kept or proposed, and nothing asked about them."""
    imports = schema.imports.c
    there = (imports.athlete_id == athlete_id, imports.removed_at.is_(None))
    settled = (imports.digest.is_not(None), imports.questions.is_(None))
    return frozenset(connection.scalars(select(imports.digest).where(*there, *settled)))


def version(connection: Connection, athlete_id: str) -> str:
    """Empty where nothing is proposed, else a word that is another one after every change of the proposal."""
    imports = schema.imports.c
    number, newest = connection.execute(
        select(func.count(), func.max(imports.import_id)).where(*_proposed(athlete_id))
    ).one()
    return f"{number}:{newest}" if number else ""


def load(connection: Connection, athlete_id: str) -> Proposal:
    columns = [schema.imports.c[name] for name in _FILE]
    files = connection.execute(select(*columns).where(*_proposed(athlete_id)).order_by(schema.imports.c.import_id))
    return Proposal(
        pd.DataFrame.from_records([tuple(row) for row in files], columns=_FILE),
        _frame(connection, schema.activities, athlete_id),
        _frame(connection, schema.pain, athlete_id),
        len(_better_known(connection, athlete_id)),
    )


def _better_known(connection: Connection, athlete_id: str) -> set[tuple[int, str]]:
    """Import and id of proposed activities that are there, and bring other exposures or another place than is known."""
    held, known = schema.activities.c, visible.packed_exposures(connection, athlete_id)
    query = select(held.import_id, held.activity_id, held.exposures, held.place, held.route).join(schema.imports)
    tells = or_(func.length(held.exposures) > 0, held.place.is_not(None))
    query = query.where(*_proposed(athlete_id), tells).order_by(schema.imports.c.last_day.nulls_first(), held.import_id)
    counts = {row[1]: tuple(row) for row in connection.execute(query)}  # of a run in two files the last
    there = visible.rows_of(connection, schema.activities, athlete_id, [(name,) for name in counts])
    places = {row["activity_id"]: (row["place"], row["route"]) for row in there}
    return {
        (import_id, name)
        for import_id, name, packed, *place in counts.values()
        if name in places and ((packed and known.get(name) != packed) or (place[0] and places[name] != tuple(place)))
    }


def _frame(connection: Connection, table: Table, athlete_id: str) -> pd.DataFrame:
    """Rows of all proposed files, in the order in which they would count."""
    declared = ACTIVITIES if table is schema.activities else PAIN
    query = select(*(table.c[name] for name in declared.names)).join(schema.imports).where(*_proposed(athlete_id))
    query = query.order_by(schema.imports.c.last_day.nulls_first(), schema.imports.c.import_id)
    return to_frame(connection.execute(query), replace(declared, key=()))


def keep(
    connection: Connection,
    athlete_id: str,
    place: Place,
    *,
    without: Sequence[str] = (),
    without_pain: Sequence[tuple] = (),
    said: Iterable[Import] = (),
) -> list[str]:
    """Make the proposal part of the athlete's data, but for the activities and pain that are left out.

    `said` are decisions of the runner, kept together with the files. A file that brings nothing new is not kept.
    Gives the records that nothing needs any more.
    """
    _leave_out(connection, athlete_id, schema.activities, [(name,) for name in without], ("activity_id",))
    _leave_out(connection, athlete_id, schema.pain, without_pain, ("local_date", "moment", "site", "side"))
    counts = _counts(connection, athlete_id)
    ids = list(connection.scalars(select(schema.imports.c.import_id).where(*_proposed(athlete_id))))
    batch, now = saving.next_batch(connection, athlete_id), datetime.now(UTC)
    lost = trash.forget(connection, [import_id for import_id in ids if not counts[import_id]["brings"]])
    for import_id in ids:
        brings = counts[import_id].pop("brings")
        if brings:
            values = {"batch": batch, "imported_at": now, "questions": None, **counts[import_id]}
            connection.execute(update(schema.imports).where(schema.imports.c.import_id == import_id).values(values))
    for decisions in said:
        saving.write(connection, athlete_id, place, decisions, batch=batch, changed=len(decisions.decisions))
    return lost


def _counts(connection: Connection, athlete_id: str) -> dict[int, dict[str, int]]:
    """Import -> how many rows it has, how many are new or changed, and how many things it brings in all."""
    found: dict[int, dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("activities", "pain_entries", "added", "changed", "brings"), 0)
    )
    for import_id, _ in _better_known(connection, athlete_id):
        found[import_id]["brings"] += 1
    for table, name in ((schema.activities, "activities"), (schema.pain, "pain_entries")):
        query = select(table).join(schema.imports).where(*_proposed(athlete_id))
        rows = [dict(row) for row in connection.execute(query).mappings()]
        for row, kind in zip(rows, saving.kinds(connection, athlete_id, table, rows), strict=True):
            counted = found[row["import_id"]]
            counted[name] += 1
            counted["added"] += kind == "new"
            counted["changed"] += kind == "changed"
            counted["brings"] += kind != "same"
    return found


def _leave_out(
    connection: Connection, athlete_id: str, table: Table, keys: Sequence[tuple], names: tuple[str, ...]
) -> None:
    """Delete proposed rows. Their files are read again when they come again, so that the runner may think otherwise."""
    of_proposal = table.c.import_id.in_(select(schema.imports.c.import_id).where(*_proposed(athlete_id)))
    for some in batched(keys, AT_ONCE):
        which = (of_proposal, tuple_(*(table.c[name] for name in names)).in_(some))
        touched = select(table.c.import_id).where(*which)
        connection.execute(update(schema.imports).where(schema.imports.c.import_id.in_(touched)).values(digest=None))
        connection.execute(delete(table).where(*which))


def discard(connection: Connection, athlete_id: str, import_ids: Collection[int] | None = None) -> list[str]:
    """Delete the proposal, or these imports of it; gives the records that nothing needs any more."""
    ids = connection.scalars(select(schema.imports.c.import_id).where(*_proposed(athlete_id)))
    return trash.forget(connection, [name for name in ids if import_ids is None or name in import_ids])


def _proposed(athlete_id: str) -> tuple:
    imports = schema.imports.c
    return imports.athlete_id == athlete_id, imports.batch.is_(None), imports.removed_at.is_(None)
