"""Removals are numbered, so that undo does not depend on a clock that may jump."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = ("imports", "resolved", "corrections", "defaults", "shoes", "care", "names")


def upgrade() -> None:
    moments = " UNION ".join(f"SELECT athlete_id, removed_at FROM {name}" for name in TABLES)
    for name in TABLES:
        op.add_column(name, sa.Column("removal", sa.Integer))
    op.execute(f"CREATE TEMPORARY TABLE numbered AS SELECT athlete_id, removed_at, rank() OVER ("
               f" PARTITION BY athlete_id ORDER BY removed_at) AS removal FROM ({moments}) AS moments"
               f" WHERE removed_at IS NOT NULL")  # fmt: skip
    for name in TABLES:
        op.execute(f"UPDATE {name} SET removal = (SELECT removal FROM numbered WHERE numbered.athlete_id ="
                   f" {name}.athlete_id AND numbered.removed_at = {name}.removed_at)")  # fmt: skip
        # Nothing told the runner then that the trash keeps things for 30 days: they begin now.
        op.execute(f"UPDATE {name} SET removed_at = CURRENT_TIMESTAMP WHERE removed_at IS NOT NULL")
    op.execute("DROP TABLE numbered")
