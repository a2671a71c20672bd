"""Records as Parquet, one file per activity, named after its own content.

A file is complete before it has its name and before the database speaks of it. Two imports of the same recording share
one file. A file the database does not know is harmless, and goes with the next `sweep`.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from analysis.tables import RECORDS, conform, empty

_TEXTS = [column.name for column in RECORDS.columns if column.kind == "text"]  # samples hardly repeat
LONGEST_IMPORT_S = 24 * 3600  # from writing a file to the database speaking of it


def write(folder: Path, records: pd.DataFrame) -> dict[str, str]:
    """Keep `records`; gives activity_id -> file name."""
    return {name: _write_one(folder, data) for name, data in packed(records).items()}


def packed(records: pd.DataFrame) -> dict[str, bytes]:
    """activity_id -> its records as a Parquet file."""
    names = records["activity_id"].unique()
    if len(names) == 1:  # as of most files
        return {str(names[0]): _as_parquet(records)}
    return {str(activity_id): _as_parquet(part) for activity_id, part in records.groupby("activity_id")}


def _as_parquet(part: pd.DataFrame) -> bytes:
    """In half the time that pandas takes, which looks for what is declared already."""
    columns = {
        column.name: pa.array(part[column.name].to_numpy(), from_pandas=True)
        if column.kind == "number"
        else pa.array(part[column.name].array).cast(pa.string())
        for column in RECORDS.columns
    }
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(columns), sink, compression="zstd", compression_level=1, write_statistics=False,
                        use_dictionary=_TEXTS)  # fmt: skip
    return sink.getvalue().to_pybytes()


def _write_one(folder: Path, data: bytes) -> str:
    name = f"{hashlib.sha256(data).hexdigest()[:40]}.parquet"
    if not (folder / name).exists():
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")  # readable by this user only
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(folder / name)
    return name


def read(folder: Path, names: Iterable[str]) -> pd.DataFrame:
    """RECORDS of those of the files named that are there."""
    parts = [pd.read_parquet(folder / name) for name in names if (folder / name).exists()]
    return conform(pd.concat(parts, ignore_index=True), RECORDS) if parts else empty(RECORDS)


def delete(folder: Path, names: Iterable[str]) -> None:
    """Delete these files."""
    for name in names:
        (folder / name).unlink(missing_ok=True)


def sweep(folder: Path, keep: Collection[str]) -> None:
    """Delete what an interrupted import left: files that are not in `keep`, and too old to be of one that goes on."""
    for path in folder.iterdir():
        if path.name not in keep and path.stat().st_mtime < time.time() - LONGEST_IMPORT_S:
            path.unlink(missing_ok=True)
