"""EXPOSURES of one activity as a few bytes (an Arrow stream, which names its own columns) and back.

No bytes at all say that the recording tells nothing; a missing value that nobody has looked yet.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pyarrow as pa

from analysis.tables import EXPOSURES, conform, empty

_TYPES = {"text": pa.large_string(), "number": pa.float64()}
_SCHEMA = pa.schema([(column.name, _TYPES[column.kind]) for column in EXPOSURES.columns])


def pack(exposures: pd.DataFrame) -> dict[str, bytes]:
    """activity_id -> its exposures."""
    if exposures.empty:
        return {}
    table = pa.Table.from_pandas(exposures, schema=_SCHEMA, preserve_index=False)
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
    """EXPOSURES of all of them, in the order given. Columns that were declared later are missing."""
    batches = [batch for data in packed for batch in pa.ipc.open_stream(data)]
    if not batches:
        return empty(EXPOSURES)
    by_schema: dict[pa.Schema, list[pa.RecordBatch]] = {}
    for batch in batches:
        by_schema.setdefault(batch.schema, []).append(batch)
    tables = [pa.Table.from_batches(same) for same in by_schema.values()]
    frame = pa.concat_tables(tables, promote_options="default").combine_chunks().to_pandas()
    return conform(frame, EXPOSURES)
