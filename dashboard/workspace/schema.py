"""The tables of the database, made from the declarations in `analysis/tables.py`.

Every row belongs to an athlete. An import keeps the rows of its file as they were; what a runner sees is, for each key,
the row of the newest import that has not been removed. So removing an import gives back what it replaced, and undoing
is forgetting a date. What was read but not agreed to is an import without a batch: nobody sees it.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from analysis.tables import ACTIVITIES, CARE, CORRECTIONS, DEFAULTS, PAIN, SHOES, Kind
from analysis.tables import Column as Declared
from analysis.tables import Table as Declaration

SCHEMA_VERSION = 3
LOCAL_ATHLETE = "local"

TYPES: Mapping[Kind, TypeEngine] = {
    "text": Text(),
    "number": Double(),
    "count": BigInteger(),
    "truth": Boolean(),
    "day": Date(),
    "instant": DateTime(timezone=True),
    "clock": DateTime(),
}

metadata = MetaData()

workspace = Table("workspace", metadata, Column("schema_version", Integer, primary_key=True, autoincrement=False))

athletes = Table(
    "athletes",
    metadata,
    Column("athlete_id", Text, primary_key=True),
    Column("data_version", Text, nullable=False),  # another word after every change of what the athlete sees
    Column("place_key", LargeBinary),  # the secret that words for places are made with; none before the first import
)

imports = Table(
    "imports",
    metadata,
    Column("import_id", Integer, primary_key=True),
    Column("athlete_id", Text, ForeignKey(athletes.c.athlete_id), nullable=False, index=True),
    Column("imported_at", DateTime(timezone=True), nullable=False),
    Column("file", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("activities", Integer, nullable=False),
    Column("pain_entries", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("sentences", Text, nullable=False),  # one a line
    Column("removed_at", DateTime(timezone=True)),
    Column("batch", Integer),  # imports kept together have one number, later ones a higher; none while only proposed
    Column("digest", Text),  # of the file's bytes; none where they should be read again when they come again
    Column("last_day", Date),  # newest day in the file: of two lists the one that reaches farther is the newer
    Column("questions", Text),  # what the file leaves open, as JSON
    sqlite_autoincrement=True,  # a number that was deleted for good is never given again
)

settings = Table(
    "settings",
    metadata,
    Column("athlete_id", Text, ForeignKey(athletes.c.athlete_id), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

resolved = Table(
    "resolved",
    metadata,
    Column("athlete_id", Text, ForeignKey(athletes.c.athlete_id), primary_key=True),
    Column("flag_id", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("removed_at", DateTime(timezone=True)),
)

answers = Table(
    "answers",
    metadata,
    Column("athlete_id", Text, ForeignKey(athletes.c.athlete_id), primary_key=True),
    Column("shape", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("answer", Text, nullable=False),
)

# What the runner said of an activity when an import was kept. It stands and falls with the import.
decisions = Table(
    "decisions",
    metadata,
    Column("import_id", Integer, ForeignKey(imports.c.import_id), primary_key=True),
    Column("athlete_id", Text, ForeignKey(athletes.c.athlete_id), nullable=False),
    Column("activity_id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),  # gone: not to be seen; part_of: goes on the activity `other`
    Column("other", Text),
)


def _held(declaration: Declaration, *more: Column) -> Table:
    """The rows of one declared table, as each import holds them."""
    return Table(
        declaration.name.lower(),
        metadata,
        Column("import_id", Integer, ForeignKey(imports.c.import_id), primary_key=True),
        Column("athlete_id", Text, ForeignKey(athletes.c.athlete_id), nullable=False),
        *(
            Column(c.name, TYPES[c.kind], primary_key=c.name in declaration.key, nullable=not c.required)
            for c in declaration.columns
        ),
        *more,
    )


# Exposures lie packed beside their activity: three thousand runs load in a fraction of the time their rows would take.
activities = _held(ACTIVITIES, Column("records_file", Text), Column("exposures", LargeBinary))
pain = _held(PAIN)


def _told(declaration: Declaration) -> Table:
    """What the runner told, action by action: of each key the row that was said last counts, unless it is dropped."""
    return Table(
        declaration.name.lower(),
        metadata,
        Column("athlete_id", Text, ForeignKey(athletes.c.athlete_id), primary_key=True),
        Column("said", Integer, primary_key=True, autoincrement=False),  # one number for all rows of one action
        *(Column(c.name, TYPES[c.kind], primary_key=c.name in declaration.key) for c in declaration.columns),
        Column("is_dropped", Boolean, nullable=False),  # the runner took back what was said of this key
        Column("removed_at", DateTime(timezone=True)),
    )


NAMES = Declaration("NAMES", "one place or route", ("key",), (
    Declared("key", "text", "Its key, see analysis/whereabouts.py.", required=True),
    Declared("name", "text", "What the runner calls it.", required=True),
))  # fmt: skip
TOLD: Mapping[str, Declaration] = {
    "corrections": CORRECTIONS,
    "defaults": DEFAULTS,
    "shoes": SHOES,
    "care": CARE,
    "names": NAMES,
}
told: Mapping[str, Table] = {name: _told(declaration) for name, declaration in TOLD.items()}
