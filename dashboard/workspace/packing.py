"""EXPOSURES of one activity as a few bytes (an Arrow stream, which names its own columns) and back.

No bytes at all say that the recording tells nothing; a missing value that nobody has looked yet.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pyarrow as pa

from analysis.tables import EXPOSURES, conform, empty

_TYPES = {"text": pa.large_string(), "number": pa.float64()}
_END = b"\xff\xff\xff\xff\0\0\0\0"  # of an Arrow stream
_SCHEMA = pa.schema([(column.name, _TYPES[column.kind]) for column in EXPOSURES.columns])


def pack(exposures: pd.DataFrame) -> dict[str, bytes]:
    """activity_id -> its exposures."""
    if exposures.empty:
        return {}
    # Not by `from_pandas`, which writes into each stream what pandas thinks of the columns: a sixth of its bytes.
    columns = [pa.array(exposures[field.name], type=field.type, from_pandas=True) for field in _SCHEMA]
    table = pa.table(columns, schema=_SCHEMA)
    names = exposures["activity_id"].unique()
    if len(names) == 1:  # as of most files: half the time
        return {str(names[0]): _written(table)}
    places = exposures.reset_index(drop=True).groupby("activity_id", sort=False).indices
    return {str(name): _written(table.take(rows)) for name, rows in places.items()}


def _written(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def unpack(packed: Iterable[bytes]) -> pd.DataFrame:
    """EXPOSURES of all of them, in the order given, but those of one schema together. Columns that were declared later
    are missing.

    A stream is its schema, its batches, and a mark that it ends: those of one schema are opened as one stream, because
    opening costs more than reading.
    """
    of_schema: dict[bytes, list[bytes]] = {}
    for stream in packed:
        begin = 8 + int.from_bytes(stream[4:8], "little")  # the schema comes after its length
        of_schema.setdefault(stream[:begin], []).append(stream[begin : -len(_END)])
    if not of_schema:
        return empty(EXPOSURES)
    tables = [pa.ipc.open_stream(b"".join((schema, *some, _END))).read_all() for schema, some in of_schema.items()]
    frame = pa.concat_tables(tables, promote_options="default").combine_chunks().to_pandas()
    return conform(frame, EXPOSURES)
