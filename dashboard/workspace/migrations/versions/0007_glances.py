"""What the light says, kept beside the data it was worked out of."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "glances",
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), primary_key=True),
        sa.Column("data_version", TEXT, nullable=False),
        sa.Column("seen_with", TEXT, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
