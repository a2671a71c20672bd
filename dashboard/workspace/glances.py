"""What the light says, kept beside the data: one glance of an athlete, of one state of the data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from dashboard.workspace import schema
from dashboard.workspace.visible import data_version

_KEPT = schema.glances.c


def load(connection: Connection, athlete_id: str, seen_with: str) -> dict[str, Any] | None:
    """What was kept of the data as they are now, under these words."""
    query = select(_KEPT.packed).join(schema.athletes, schema.athletes.c.athlete_id == _KEPT.athlete_id)
    query = query.where(_KEPT.athlete_id == athlete_id, _KEPT.seen_with == seen_with)
    packed = connection.scalar(query.where(_KEPT.data_version == schema.athletes.c.data_version))
    return None if packed is None else json.loads(packed)


def keep(connection: Connection, athlete_id: str, made_of: tuple[str, str], made: Mapping[str, Any]) -> None:
    """Keep it in place of what was there, unless the data are in another state by now."""
    version, seen_with = made_of
    if data_version(connection, athlete_id) != version:
        return
    connection.execute(delete(schema.glances).where(_KEPT.athlete_id == athlete_id))
    row = {"athlete_id": athlete_id, "data_version": version, "seen_with": seen_with}
    connection.execute(insert(schema.glances).values(**row, packed=json.dumps(made).encode()))
