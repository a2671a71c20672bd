"""Pain entered by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "entries",
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), primary_key=True),
        sa.Column("said", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("entry_id", TEXT, primary_key=True),
        sa.Column("local_date", sa.Date),
        *(sa.Column(name, TEXT) for name in ("moment", "site", "side")),
        sa.Column("score", sa.Double),
        sa.Column("warm_up", TEXT),
        *(sa.Column(name, sa.Double) for name in ("start_score", "end_score", "hours_after")),
        *(sa.Column(name, TEXT) for name in ("quality", "activity_id", "signs", "note")),
        sa.Column("is_dropped", sa.Boolean, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.Column("removal", sa.Integer),
    )
