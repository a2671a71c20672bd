"""An analysis as one JSON document, and the JSON Schema that describes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import tables
from analysis.tables import Column, Kind, Table

SCHEMA_VERSION = 1
DOCUMENT_TABLES = (
    tables.ACTIVITIES,
    tables.PAIN,
    tables.RUNS,
    tables.EXPOSURES,
    tables.DAYS,
    tables.WEEKS,
    tables.SHOES,
    tables.ASSOCIATIONS,
    tables.CONTRASTS,
    tables.PAIN_WEEKS,
    tables.TRENDS,
    tables.PAIN_CHANGES,
    tables.FLAGS,
    tables.PLAN,
)
_JSON_TYPES: Mapping[Kind, dict[str, str]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "count": {"type": "integer"},
    "truth": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "instant": {"type": "string", "format": "date-time"},
    "clock": {"type": "string"},
}


def document(frames: Mapping[str, pd.DataFrame], **about: object) -> dict[str, Any]:
    """The JSON document of an analysis: `schema`, what it is about, and one key per table.

    Parameters
    ----------
    frames
        Lower-case table name -> frame that keeps the table's contract.
    about
        `athlete`, `as_of`, `units`, `files`: see `schema()`.

    Returns
    -------
    dict
        Plain JSON values. Missing is null, days are YYYY-MM-DD, instants ISO 8601 in UTC.
    """
    made: dict[str, Any] = {"schema": SCHEMA_VERSION, **about}
    for table in DOCUMENT_TABLES:
        made[table.name.lower()] = _rows(frames[table.name.lower()], table)
    return made


def _rows(frame: pd.DataFrame, table: Table) -> list[dict[str, Any]]:
    columns = {column.name: _plain(frame[column.name], column.kind) for column in table.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(values: pd.Series, kind: Kind) -> list[Any]:
    if kind == "day":
        values = values.dt.strftime("%Y-%m-%d")
    elif kind == "clock":
        values = values.dt.strftime("%Y-%m-%dT%H:%M:%S")
    elif kind == "instant":
        values = values.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return values.astype(object).where(values.notna(), None).tolist()


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `document()`, made from the declarations in `tables.py`."""
    text, date_or_none = {"type": "string"}, {"type": ["string", "null"], "format": "date"}
    about = {
        "schema": {"const": SCHEMA_VERSION},
        "athlete": {"type": ["string", "null"], "description": "Name given on the command line."},
        "as_of": {**date_or_none, "description": "Day the analysis speaks of; nothing later was used."},
        "units": {"enum": ["km", "mi"], "description": "Unit of distance in sentences; numbers are SI."},
        "status": {"type": "string", "description": "steady, watch, act, see_someone or cannot_tell."},
        "files": {
            "type": "array",
            "description": "What became of each file that was given.",
            "items": {
                "type": "object",
                "properties": {
                    "file": text,
                    "status": text,
                    "format": text,
                    "activities": {"type": "integer"},
                    "pain_entries": {"type": "integer"},
                    "issues": {"type": "array", "items": text},
                },
            },
        },
    }
    arrays = {table.name.lower(): _table_schema(table) for table in DOCUMENT_TABLES}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Twinge analysis",
        "type": "object",
        "required": [*about, *arrays],
        "properties": {**about, **arrays},
        "additionalProperties": False,
    }


def _table_schema(table: Table) -> dict[str, Any]:
    return {
        "type": "array",
        "description": f"One row per {table.grain}.",
        "items": {
            "type": "object",
            "required": table.names,
            "properties": {column.name: _column_schema(column) for column in table.columns},
            "additionalProperties": False,
        },
    }


def _column_schema(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = dict(_JSON_TYPES[column.kind])
    if not column.required:
        made["type"] = [made["type"], "null"]
    if column.values:
        made["enum"] = [*column.values, *([] if column.required else [None])]
    if column.low is not None:
        made["minimum"] = column.low
    if column.high is not None:
        made["maximum"] = column.high
    unit = f" [{column.unit}]" if column.unit else ""
    return made | {"description": column.meaning + unit}
