"""What an athlete sees: for each key the rows that were kept last and have not been removed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Column, Connection, Select, Subquery, Table, case, func, or_, select, tuple_

from analysis.tables import ACTIVITIES, PAIN
from dashboard.workspace import conflicts, schema, told
from dashboard.workspace.entries import renumbered, with_entries
from dashboard.workspace.frames import AT_ONCE, Row, batched, to_frame
from dashboard.workspace.packing import unpack
from dashboard.workspace.schema_steps import REVISION, check

# Table -> the columns that name one thing in it. A thing's rows stand or fall together: what is kept later of a day,
# moment, site and side replaces all that was kept of it before.
GROUPS = {schema.activities: ("activity_id",), schema.pain: ("local_date", "moment", "site", "side")}
DECLARED = {schema.activities: ACTIVITIES, schema.pain: PAIN}
_SAID = ["score", "warm_up", "activity_id", "signs", "note"]


@dataclass(frozen=True)
class Snapshot:
    """What the athlete sees, read at one moment, and the word for it."""

    data_version: str
    activities: pd.DataFrame
    exposures: pd.DataFrame
    pain: pd.DataFrame


@dataclass(frozen=True)
class LatelyInFiles:
    """The last days of what the files hold that the athlete sees."""

    activities: pd.DataFrame
    pain: pd.DataFrame


def snapshot(connection: Connection, athlete_id: str) -> Snapshot:
    activities = _activities(connection, athlete_id)
    return Snapshot(
        data_version(connection, athlete_id),
        activities,
        _exposures(connection, athlete_id, activities["activity_id"]),
        with_entries(_pain(connection, athlete_id), told.load_one(connection, athlete_id, "entries")),
    )


def lately(connection: Connection, athlete_id: str, since: date) -> LatelyInFiles:
    return LatelyInFiles(_activities(connection, athlete_id, since), _pain(connection, athlete_id, since))


def data_version(connection: Connection, athlete_id: str) -> str:
    """The athlete's word for their data, refused where a newer Twinge has changed the tables meanwhile."""
    revision = select(REVISION.c.version_num).scalar_subquery().label("version_num")
    own = schema.athletes.c.athlete_id == athlete_id
    found = connection.execute(select(schema.athletes.c.data_version, revision).where(own)).one_or_none()
    if found is not None:
        check(found.version_num)
    return str(found and found.data_version)


def new_version(before: str = "") -> str:
    """Another word for the data; after a change of nothing but entries, made of the one `before`.

    Random, because a number that counts would repeat after the folder was deleted, and caches would believe it.
    """
    return f"{without_entries(before) or secrets.token_hex(8)}.{secrets.token_hex(8)}"


def without_entries(version: str) -> str:
    """The part of the word that stays the same while nothing but pain is logged by hand."""
    return version.partition(".")[0]


def _activities(connection: Connection, athlete_id: str, since: date = date.min) -> pd.DataFrame:
    query = _visible(schema.activities, athlete_id, since=since).order_by("local_date", "activity_id")
    frame = to_frame((row[1:] for row in connection.execute(query)), ACTIVITIES)
    told = _part_of(connection, athlete_id)
    if not told:
        return frame
    part_of = frame["activity_id"].map(told).astype("str")
    return frame.assign(part_of=part_of.fillna(frame["part_of"]))


def _pain(connection: Connection, athlete_id: str, since: date = date.min) -> pd.DataFrame:
    """Files that were kept together are of equal standing: where they disagree, all their entries stand."""
    key = list(GROUPS[schema.pain])
    query = _visible(schema.pain, athlete_id, since=since).order_by(*key, "import_id", "entry")
    rows = [tuple(row) for row in connection.execute(query)]
    imports = [row[0] for row in rows]
    frame = to_frame((row[1:] for row in rows), replace(PAIN, key=()))
    if len(set(imports)) > 1:
        # What one file says twice was said twice; what two files say is the same entry.
        again = frame.groupby([*key, *_SAID, pd.Series(imports)], dropna=False).cumcount()
        frame = frame[~frame.assign(again=again).duplicated([*key, *_SAID, "again"])].reset_index(drop=True)
    return renumbered(frame)


def check_pain(connection: Connection, athlete_id: str, edited: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Raise Conflict where the pain that `edited` is about is not as `expected`, the pain as the editor saw it."""
    conflicts.check(expected, _pain(connection, athlete_id), edited, GROUPS[schema.pain])


def rows_of(connection: Connection, table: Table, athlete_id: str, keys: Sequence[tuple]) -> list[Row]:
    """The rows the athlete sees of the things named by `keys`."""
    found: list[Row] = []
    for some in batched(keys, AT_ONCE):
        found += [dict(row) for row in connection.execute(_visible(table, athlete_id, some)).mappings()]
    return found


def records_files(connection: Connection, athlete_id: str) -> dict[str, str]:
    """activity_id -> file of its records, of the newest import that had records."""
    return _newest(connection, athlete_id, schema.activities.c.records_file)


def packed_exposures(connection: Connection, athlete_id: str) -> dict[str, bytes]:
    """activity_id -> its packed exposures, of the newest import that had any."""
    return _newest(connection, athlete_id, schema.activities.c.exposures)


def _exposures(connection: Connection, athlete_id: str, activity_ids: pd.Series) -> pd.DataFrame:
    """EXPOSURES of these activities, each of the newest import that had any."""
    packed = packed_exposures(connection, athlete_id)
    return unpack(packed[name] for name in activity_ids if packed.get(name))


def _newest(connection: Connection, athlete_id: str, column: Column) -> dict[str, Any]:
    """activity_id -> what the newest import says that says anything."""
    held, imports = schema.activities.c, schema.imports.c
    query = select(held.activity_id, column).join(schema.imports)
    query = query.where(*kept(athlete_id), column.is_not(None), func.length(column) > 0)
    query = query.order_by(imports.batch, imports.last_day.nulls_first(), held.import_id)
    return {activity_id: said for activity_id, said in connection.execute(query)}


def unmeasured(connection: Connection, athlete_id: str) -> list[str]:
    """Activities with records whose exposures nobody has worked out."""
    held = schema.activities.c
    is_measured = held.exposures.is_not(None)
    query = select(held.activity_id, func.max(case((is_measured, 1), else_=0))).join(schema.imports)
    query = query.where(*kept(athlete_id), or_(held.records_file.is_not(None), is_measured))
    found = connection.execute(query.group_by(held.activity_id).order_by(held.activity_id))
    return [activity_id for activity_id, known in found if not known]


def kept(athlete_id: str) -> tuple:
    """What holds of every import whose rows are seen."""
    imports = schema.imports.c
    return imports.athlete_id == athlete_id, imports.removed_at.is_(None), imports.batch.is_not(None)


def _visible(table: Table, athlete_id: str, keys: Sequence[tuple] | None = None, since: date = date.min) -> Select:
    """`import_id` and the declared columns of what is seen."""
    placed = _placed(table, athlete_id, keys, since)
    columns = [placed.c[name] for name in ("import_id", *DECLARED[table].names)]
    query = select(*columns).where(placed.c.rank == 1)
    if since > date.min:
        query = query.where(placed.c.local_date >= since)
    if table is not schema.activities:
        return query
    gone = _gone(athlete_id)
    query = query.outerjoin(gone, gone.c.activity_id == placed.c.activity_id)
    return query.where(or_(gone.c.batch.is_(None), gone.c.batch < placed.c.batch))


def _placed(table: Table, athlete_id: str, keys: Sequence[tuple] | None, since: date) -> Subquery:
    """Kept rows with their `rank`: 1 for those that count; of lists kept together, those of the one that ends last."""
    imports = schema.imports.c
    group = [table.c[name] for name in GROUPS[table]]
    if table is schema.activities:
        newest = [imports.batch.desc(), imports.last_day.desc().nulls_last(), imports.import_id.desc()]
        rank = func.row_number().over(partition_by=group, order_by=newest)
    else:
        rank = func.dense_rank().over(partition_by=group, order_by=imports.batch.desc())
    columns = [table.c[name] for name in ("import_id", *DECLARED[table].names)]
    query = select(*columns, imports.batch, rank.label("rank")).join(schema.imports).where(*kept(athlete_id))
    if keys is not None:
        query = query.where(tuple_(*group).in_(keys))
    if since > date.min and "local_date" in GROUPS[table]:  # a day ranks by itself: the other days need no rank
        query = query.where(table.c.local_date >= since)
    return query.subquery()


def _gone(athlete_id: str) -> Subquery:
    """When each activity was last said to be gone."""
    said = schema.decisions
    query = select(said.c.activity_id, func.max(schema.imports.c.batch).label("batch")).join(schema.imports)
    return query.where(*kept(athlete_id), said.c.kind == "gone").group_by(said.c.activity_id).subquery()


def _part_of(connection: Connection, athlete_id: str) -> dict[str, str]:
    """Recording -> the one it goes on, as last said."""
    said = schema.decisions
    query = select(said.c.activity_id, said.c.other).join(schema.imports).where(*kept(athlete_id))
    query = query.where(said.c.kind == "part_of").order_by(schema.imports.c.batch)
    return {activity_id: other for activity_id, other in connection.execute(query)}
