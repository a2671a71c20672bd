"""Schema version 2: what was kept together, what is only proposed, the runner's answers and decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("activities", sa.Column("part_of", TEXT))
    for column in (
        sa.Column("batch", sa.Integer),
        sa.Column("digest", TEXT),
        sa.Column("last_day", sa.Date),
        sa.Column("questions", TEXT),
    ):
        op.add_column("imports", column)
    op.create_table(
        "answers",
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), primary_key=True),
        sa.Column("shape", TEXT, primary_key=True),
        sa.Column("topic", TEXT, primary_key=True),
        sa.Column("answer", TEXT, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.import_id"), primary_key=True),
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), nullable=False),
        sa.Column("activity_id", TEXT, primary_key=True),
        sa.Column("kind", TEXT, primary_key=True),
        sa.Column("other", TEXT),
    )
    # Before, every import was kept by itself, when it was read.
    op.execute("UPDATE imports SET batch = import_id, last_day = (SELECT max(local_date) FROM ("
               " SELECT local_date FROM activities WHERE activities.import_id = imports.import_id"
               " UNION ALL SELECT local_date FROM pain WHERE pain.import_id = imports.import_id) AS days)")  # fmt: skip
    op.execute("UPDATE workspace SET schema_version = 2")
