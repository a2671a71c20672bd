"""Many people: accounts, coaching, share links, who saw what, and summaries that are ready to be shown."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("account_id", TEXT, primary_key=True),
        sa.Column("issuer", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("name", TEXT),
        sa.Column("is_administrator", sa.Boolean, nullable=False),
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), index=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.UniqueConstraint("issuer", "subject", name="accounts_identity"),
    )
    op.create_table(
        "invitations",
        sa.Column("token_hash", TEXT, primary_key=True),
        _coach(),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
    )
    op.create_table(
        "grants",
        _number("grant_id"),
        _athlete(),
        _coach(),
        sa.Column("scopes", TEXT, nullable=False),
        sa.Column("consent_version", TEXT, nullable=False),
        sa.Column("granted_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "coach_notes",
        _number("note_id"),
        _coach(),
        _athlete(),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("removed_at", INSTANT),
        sqlite_autoincrement=True,
    )
    _shares()
    op.create_table(
        "audit",
        _number("audit_id"),
        _athlete(),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "summaries",
        sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), primary_key=True),
        sa.Column("data_version", TEXT, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    # Twinges before this revision look for a number here, and refuse one that is not theirs.
    op.execute("UPDATE workspace SET schema_version = 4")


def _shares() -> None:
    op.create_table(
        "shares",
        _number("share_id"),
        _athlete(),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("token_hash", TEXT, nullable=False, unique=True),
        sa.Column("scopes", TEXT, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT),
        sa.Column("seen_count", sa.Integer, nullable=False),
        sa.Column("last_seen_at", INSTANT),
        sqlite_autoincrement=True,
    )


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer, primary_key=True)


def _athlete() -> sa.Column:
    return sa.Column("athlete_id", TEXT, sa.ForeignKey("athletes.athlete_id"), nullable=False, index=True)


def _coach() -> sa.Column:
    return sa.Column("coach_id", TEXT, sa.ForeignKey("accounts.account_id"), nullable=False, index=True)
