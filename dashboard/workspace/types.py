"""Column types that mean the same on SQLite and PostgreSQL: text in bytewise order, instants that say they are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import TEXT, BigInteger, Boolean, Date, DateTime, Dialect, Double, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from analysis.tables import Kind


class Words(TypeDecorator):
    """Text, sorted by its bytes as SQLite does it, without half characters, and without NUL where it is not taken."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine:
        return TEXT(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not value.isascii():
            value = value.encode(errors="replace").decode()
        return value.replace("\0", "") if dialect.name == "postgresql" else value


class Instant(TypeDecorator):
    """A moment: SQLite forgets the zone, PostgreSQL answers in its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return _in_utc(value)


def _in_utc(value: datetime | None) -> datetime | None:
    if value is None or value.tzinfo is UTC:
        return value
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


TYPES: Mapping[Kind, type[TypeEngine[Any]]] = {
    "text": Words,
    "number": Double,
    "count": BigInteger,
    "truth": Boolean,
    "day": Date,
    "instant": Instant,
    "clock": DateTime,
}
