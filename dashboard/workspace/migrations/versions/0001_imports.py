"""Schema version 1: imports with their runs and pain, choices, settled flags."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table("workspace", sa.Column("schema_version", sa.Integer, primary_key=True, autoincrement=False))
    op.create_table(
        "athletes",
        sa.Column("athlete_id", TEXT, primary_key=True),
        sa.Column("data_version", TEXT, nullable=False),
    )
    op.create_table(
        "imports",
        sa.Column("import_id", sa.Integer, primary_key=True),
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), nullable=False, index=True),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.Column("file", TEXT, nullable=False),
        sa.Column("format", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("activities", sa.Integer, nullable=False),
        sa.Column("pain_entries", sa.Integer, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("sentences", TEXT, nullable=False),
        sa.Column("removed_at", INSTANT),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "settings",
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), primary_key=True),
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("value", TEXT, nullable=False),
    )
    op.create_table(
        "resolved",
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), primary_key=True),
        sa.Column("flag_id", TEXT, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("removed_at", INSTANT),
    )
    _activities()
    _pain()
    op.execute("INSERT INTO workspace VALUES (1)")


def _activities() -> None:
    numbers = ("distance_m", "moving_time_s", "elapsed_time_s", "ascent_m", "descent_m", "avg_heart_rate_bpm",
               "avg_cadence_spm", "avg_stride_m", "perceived_exertion")  # fmt: skip
    op.create_table(
        "activities",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.import_id"), primary_key=True),
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), nullable=False),
        sa.Column("activity_id", TEXT, primary_key=True),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("local_start_time", sa.DateTime),
        sa.Column("start_time", INSTANT),
        sa.Column("sport", TEXT, nullable=False),
        sa.Column("sub_sport", TEXT),
        *(sa.Column(name, sa.Double) for name in numbers),
        sa.Column("surface", TEXT, nullable=False),
        sa.Column("surface_source", TEXT, nullable=False),
        sa.Column("shoe", TEXT),
        sa.Column("title", TEXT),
        sa.Column("source_format", TEXT, nullable=False),
        sa.Column("source_file", TEXT),
        sa.Column("also_in", TEXT),
        sa.Column("records_file", TEXT),
    )


def _pain() -> None:
    op.create_table(
        "pain",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.import_id"), primary_key=True),
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), nullable=False),
        sa.Column("local_date", sa.Date, primary_key=True),
        sa.Column("moment", TEXT, primary_key=True),
        sa.Column("site", TEXT, primary_key=True),
        sa.Column("side", TEXT, primary_key=True),
        sa.Column("entry", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("score", sa.Double),
        sa.Column("warm_up", TEXT),
        sa.Column("activity_id", TEXT),
        sa.Column("signs", TEXT),
        sa.Column("note", TEXT),
        sa.Column("source", TEXT, nullable=False),
    )
