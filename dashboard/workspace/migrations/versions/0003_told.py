"""Schema version 3: what the runner tells beside files, exposures, words for places, more about runs and pain."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("athletes", sa.Column("place_key", sa.LargeBinary))
    for column in (
        sa.Column("session_type", TEXT),
        sa.Column("session_type_source", TEXT),
        sa.Column("ground_contact_left_pct", sa.Double),
        sa.Column("place", TEXT),
        sa.Column("route", TEXT),
        sa.Column("exposures", sa.LargeBinary),
    ):
        op.add_column("activities", column)
    for column in (
        sa.Column("start_score", sa.Double),
        sa.Column("end_score", sa.Double),
        sa.Column("hours_after", sa.Double),
        sa.Column("quality", TEXT),
    ):
        op.add_column("pain", column)
    _told("corrections", _key("activity_id"), _key("field"), sa.Column("value", TEXT))
    more = (sa.Column("value", TEXT), sa.Column("name", TEXT))
    _told("defaults", _key("kind"), _key("key"), _key("field"), *more)
    _told("shoes", _key("shoe"), *_of_a_pair())
    day = sa.Column("local_date", sa.Date, primary_key=True)
    _told("care", day, _key("item"), sa.Column("dose", TEXT), sa.Column("felt", TEXT))
    _told("names", _key("key"), sa.Column("name", TEXT))
    # Files are read again when they come again: they tell more now than this database could hold.
    op.execute("UPDATE imports SET digest = NULL WHERE batch IS NOT NULL")
    op.execute("UPDATE workspace SET schema_version = 3")


def _key(name: str) -> sa.Column:
    return sa.Column(name, TEXT, primary_key=True)


def _told(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), primary_key=True),
        sa.Column("said", sa.Integer, primary_key=True, autoincrement=False),
        *columns,
        sa.Column("is_dropped", sa.Boolean, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
    )


def _of_a_pair() -> tuple[sa.Column, ...]:
    return (
        sa.Column("first_use", sa.Date),
        sa.Column("last_use", sa.Date),
        sa.Column("starting_distance_m", sa.Double),
        sa.Column("distance_m", sa.Double),
        sa.Column("n_runs", sa.BigInteger),
        sa.Column("n_unmeasured", sa.BigInteger),
        sa.Column("category", TEXT),
        sa.Column("drop_mm", sa.Double),
        sa.Column("retired", sa.Date),
        sa.Column("thumb_test", TEXT),
        sa.Column("thumb_test_day", sa.Date),
    )
