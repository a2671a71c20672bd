"""Twinge's own export: CSV tables whose first column names the table, and one JSON file per recorded activity.

Field                      how
everything                 parsed, as it was when it was exported; `source_format` and `source_file` too
samples, exposures         parsed, from the JSON file of their activity
what the runner told       parsed as text (`Content.told`): whoever keeps it knows those tables
positions                  not in the export
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis import plain
from analysis.errors import Issue, UnreadableFile
from analysis.importers.base import Content, File, Hints
from analysis.importers.jsondata import inner, read_json
from analysis.tables import (
    ACTIVITIES,
    CARE,
    CORRECTIONS,
    DEFAULTS,
    EXPOSURES,
    PAIN,
    RECORDS,
    SHOES,
    Table,
    conform,
    of_rows,
    same_text,
)
from analysis.told import Told

FORMAT = "twinge"
LABEL = "Twinge export"
RECORDING = "recording"
ENTRIES = "entries"  # pain logged by hand: both pain, and told
TOLD = {"corrections": CORRECTIONS, "defaults": DEFAULTS, "shoes": SHOES, "care": CARE}

_BEGINS = f'{{"{plain.MARK}": "{RECORDING}"'.encode()
_ADVICE = "Export your data again from Twinge."
_NOT_AS_WRITTEN = "The row was left out. A spreadsheet may have changed it: import the file as Twinge wrote it."


def looks_like(file: File) -> bool:
    """Whether it is a table or a recording of Twinge's own export."""
    return file.data.startswith(_BEGINS) or plain.is_csv(file.data)


def read(file: File, hints: Hints) -> Content:
    """What does this part of the export hold?"""
    return _recording(file) if file.data.startswith(_BEGINS) else _table(file)


def recording(activity: Mapping[str, Any], records: pd.DataFrame, exposures: pd.DataFrame) -> bytes:
    """One activity, its samples and what they told, as `read` takes them; `activity` holds plain values."""
    tables = {"records": (records, RECORDS), "exposures": (exposures, EXPOSURES)}
    columns = {
        name: {c.name: plain.values(frame[c.name], c.kind) for c in table.columns if c.name != "activity_id"}
        for name, (frame, table) in tables.items()
    }
    made = {plain.MARK: RECORDING, "activity": activity, **columns}
    return json.dumps(made, ensure_ascii=False, allow_nan=False).encode()


def told(contents: Iterable[Content]) -> Told:
    """What the runner told in these files, the last word of each key; rows that are none are left out."""
    rows: dict[str, list[Mapping[str, str | None]]] = {}
    for content in contents:
        for name, some in content.told.items():
            rows.setdefault(name, []).extend(some)
    return Told(**{name: plain.last_of_each(rows.get(name, ()), table) for name, table in TOLD.items()})


def _table(file: File) -> Content:
    try:
        name, rows = plain.rows_of(file.data)
    except ValueError:
        raise UnreadableFile("This table of a Twinge export is damaged.", _ADVICE) from None
    told = {name: tuple(rows)} if rows else {}
    if name == ENTRIES:
        told_pain = [row for row in rows if row.get("score") or row.get("signs")]  # others take away what a file says
        numbered = [{**row, "entry": str(number), "source": "entered"} for number, row in enumerate(told_pain, start=1)]
        return Content(pain=plain.sound_rows(numbered, PAIN)[0], told=told)
    if name not in ("activities", "pain"):
        return Content(told=told)
    table = ACTIVITIES if name == "activities" else PAIN
    frame, wrong = plain.sound_rows(rows, table)
    issues = tuple(Issue(file.name, f"{what}.", _NOT_AS_WRITTEN, place + 2) for place, what in wrong.items())
    return Content(**{name: frame}, issues=issues, is_partial=bool(issues))


def _recording(file: File) -> Content:
    made = inner(read_json(file.data, _ADVICE))
    try:
        activity = conform(of_rows([inner(made, "activity")], ACTIVITIES), ACTIVITIES)
        name = activity["activity_id"].iloc[0]
        records, exposures = _of(name, made, "records", RECORDS), _of(name, made, "exposures", EXPOSURES)
    except (ValueError, TypeError, OverflowError):  # a ContractError is a ValueError
        raise UnreadableFile("This recording of a Twinge export is damaged.", _ADVICE) from None
    return Content(activity, records=records, exposures=exposures)


def _of(activity_id: str, made: Mapping[str, Any], key: str, table: Table) -> pd.DataFrame:
    """The rows of one table of a recording, which stand there by column."""
    columns = {name: values for name, values in inner(made, key).items() if isinstance(values, list)}
    rows = max(map(len, columns.values()), default=0)
    return conform(pd.DataFrame({**columns, "activity_id": same_text(activity_id, rows)}), table)
