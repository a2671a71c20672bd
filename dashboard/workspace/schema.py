"""The tables of the database, made from the declarations in `analysis/tables.py`.

Every row belongs to an athlete. An import keeps the rows of its file as they were; what a runner sees is, for each key,
the row of the newest import that has not been removed. So removing an import gives back what it replaced, and undoing
is forgetting a date. What was read but not agreed to is an import without a batch: nobody sees it.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from analysis.tables import ACTIVITIES, CARE, CORRECTIONS, DEFAULTS, PAIN, SHOES
from analysis.tables import Column as Declared
from analysis.tables import Table as Declaration
from dashboard.workspace.entries import ENTRIES
from dashboard.workspace.types import TYPES, Instant, Words

LOCAL_ATHLETE = "local"

metadata = MetaData()

# What Twinges before Alembic look at: they refuse a number that is not theirs. It stays as it is.
workspace = Table("workspace", metadata, Column("schema_version", Integer, primary_key=True, autoincrement=False))
SCHEMA_VERSION = 4

athletes = Table(
    "athletes",
    metadata,
    Column("athlete_id", Words, primary_key=True),
    Column("data_version", Words, nullable=False),  # another word after every change of what the athlete sees
    Column("place_key", LargeBinary),  # the secret that words for places are made with; none before the first import
)


def _removable() -> tuple[Column, Column]:
    """When it was put into the trash, and the number of that action: undo does not ask a clock that may jump."""
    return Column("removed_at", Instant), Column("removal", Integer)


imports = Table(
    "imports",
    metadata,
    Column("import_id", Integer, primary_key=True),
    Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), nullable=False, index=True),
    Column("imported_at", Instant, nullable=False),
    Column("file", Words, nullable=False),
    Column("format", Words, nullable=False),
    Column("status", Words, nullable=False),
    Column("activities", Integer, nullable=False),
    Column("pain_entries", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("sentences", Words, nullable=False),  # one a line
    *_removable(),
    Column("batch", Integer),  # imports kept together have one number, later ones a higher; none while only proposed
    Column("digest", Words),  # of the file's bytes; none where they should be read again when they come again
    Column("last_day", Date),  # newest day in the file: of two lists the one that reaches farther is the newer
    Column("questions", Words),  # what the file leaves open, as JSON
    sqlite_autoincrement=True,  # a number that was deleted for good is never given again
)

settings = Table(
    "settings",
    metadata,
    Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), primary_key=True),
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

resolved = Table(
    "resolved",
    metadata,
    Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), primary_key=True),
    Column("flag_id", Words, primary_key=True),
    Column("day", Date, nullable=False),
    *_removable(),
)

answers = Table(
    "answers",
    metadata,
    Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), primary_key=True),
    Column("shape", Words, primary_key=True),
    Column("topic", Words, primary_key=True),
    Column("answer", Words, nullable=False),
)

# What the runner said of an activity when an import was kept. It stands and falls with the import.
decisions = Table(
    "decisions",
    metadata,
    Column("import_id", Integer, ForeignKey(imports.c.import_id), primary_key=True),
    Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), nullable=False),
    Column("activity_id", Words, primary_key=True),
    Column("kind", Words, primary_key=True),  # gone: not to be seen; part_of: goes on the activity `other`
    Column("other", Words),
)


def _column(declared: Declared, of: Declaration, nullable: bool = True) -> Column:
    is_key = declared.name in of.key
    return Column(
        declared.name, TYPES[declared.kind], primary_key=is_key, autoincrement=False, nullable=nullable and not is_key
    )


def _held(declaration: Declaration, *more: Column) -> Table:
    """The rows of one declared table, as each import holds them."""
    return Table(
        declaration.name.lower(),
        metadata,
        Column("import_id", Integer, ForeignKey(imports.c.import_id), primary_key=True),
        Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), nullable=False),
        *(_column(c, declaration, nullable=not c.required) for c in declaration.columns),
        *more,
    )


# Exposures lie packed beside their activity: three thousand runs load in a fraction of the time their rows would take.
activities = _held(ACTIVITIES, Column("records_file", Words), Column("exposures", LargeBinary))
pain = _held(PAIN)


def _told(declaration: Declaration) -> Table:
    """What the runner told, action by action: of each key the row that was said last counts, unless it is dropped."""
    return Table(
        declaration.name.lower(),
        metadata,
        Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), primary_key=True),
        Column("said", Integer, primary_key=True, autoincrement=False),  # one number for all rows of one action
        *(_column(c, declaration) for c in declaration.columns),
        Column("is_dropped", Boolean, nullable=False),  # the runner took back what was said of this key
        *_removable(),
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
    "entries": ENTRIES,
}
told: Mapping[str, Table] = {name: _told(declaration) for name, declaration in TOLD.items()}


# People. Scopes are words with `;` between: training, pain, notes, routines; of share links also titles and name.


def _athlete() -> Column:
    return Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), nullable=False, index=True)


def _coach() -> Column:
    return Column("coach_id", Words, ForeignKey(accounts.c.account_id), nullable=False, index=True)


accounts = Table(
    "accounts",
    metadata,
    Column("account_id", Words, primary_key=True),
    Column("issuer", Words, nullable=False),  # who vouches for the login, and their word for the person
    Column("subject", Words, nullable=False),
    Column("name", Words),
    Column("is_administrator", Boolean, nullable=False),
    Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), index=True),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("issuer", "subject", name="accounts_identity"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Words, primary_key=True),
    _coach(),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

grants = Table(
    "grants",
    metadata,
    Column("grant_id", Integer, primary_key=True),
    _athlete(),
    _coach(),
    Column("scopes", Words, nullable=False),
    Column("consent_version", Words, nullable=False),  # the wording the athlete agreed to
    Column("granted_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    sqlite_autoincrement=True,
)

coach_notes = Table(
    "coach_notes",
    metadata,
    Column("note_id", Integer, primary_key=True),
    _coach(),
    _athlete(),
    Column("written_at", Instant, nullable=False),
    Column("text", Words, nullable=False),
    Column("removed_at", Instant),
    sqlite_autoincrement=True,
)

shares = Table(
    "shares",
    metadata,
    Column("share_id", Integer, primary_key=True),
    _athlete(),
    Column("label", Words, nullable=False),  # whose it is for, in the athlete's words
    Column("token_hash", Words, nullable=False, unique=True),
    Column("scopes", Words, nullable=False),
    Column("first_day", Date),  # missing: from the beginning, to the newest
    Column("last_day", Date),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("seen_count", Integer, nullable=False),
    Column("last_seen_at", Instant),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("audit_id", Integer, primary_key=True),
    _athlete(),
    Column("at", Instant, nullable=False),
    Column("who", Words, nullable=False),
    Column("what", Words, nullable=False),
    sqlite_autoincrement=True,
)

# What a roster shows of an athlete, worked out once for each state of the data and day.
summaries = Table(
    "summaries",
    metadata,
    Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), primary_key=True),
    Column("data_version", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

# What the light said of the data in that state, with certain choices and by a certain program.
glances = Table(
    "glances",
    metadata,
    Column("athlete_id", Words, ForeignKey(athletes.c.athlete_id), primary_key=True),
    Column("data_version", Words, nullable=False),
    Column("seen_with", Words, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
