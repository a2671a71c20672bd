"""Records as Parquet, one file per activity, named after its athlete and its own content, in any store fsspec knows.

A file is complete before it has its name and before the database speaks of it. Two imports of the same recording share
one file, two athletes never do. A file the database does not know is harmless, and goes with the next `sweep`.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem
from pyarrow import parquet

from analysis.tables import RECORDS, conform, empty
from dashboard.workspace.home import RECORDS as FOLDER
from dashboard.workspace.home import WorkspaceError
from dashboard.workspace.schema import LOCAL_ATHLETE

SETTING = "TWINGE_RECORDS_URL"

_TEXTS = [column.name for column in RECORDS.columns if column.kind == "text"]  # samples hardly repeat
LONGEST_IMPORT = timedelta(days=1)  # from writing a file to the database speaking of it


@dataclass(frozen=True)
class Place:
    """Where an athlete's records lie: a folder here or elsewhere, and the word their names begin with."""

    url: str
    owner: str
    has_unnamed: bool = False  # names of an earlier Twinge, which knew one athlete, begin with no word

    def opened(self) -> tuple[AbstractFileSystem, str]:
        files, folder = url_to_fs(self.url, use_listings_cache=False)
        return files, str(folder).rstrip("/")

    def owns(self, name: str) -> bool:
        """Is this a file of the athlete, or what is left of writing one?"""
        return name.startswith(f"{self.owner}-") or (self.has_unnamed and "-" not in name)


def place_of(home: Path, athlete_id: str) -> Place:
    """In the folder of `home`, or where TWINGE_RECORDS_URL says.

    Raises
    ------
    WorkspaceError
        Nothing can be kept there.
    """
    url = os.environ.get(SETTING) or str(home / FOLDER)
    place = Place(url, hashlib.sha256(athlete_id.encode()).hexdigest()[:16], athlete_id == LOCAL_ATHLETE)
    try:
        files, folder = place.opened()
        files.makedirs(folder, exist_ok=True)
    except (ValueError, ImportError, OSError) as error:
        raise WorkspaceError(f"Recordings cannot be kept at {url} ({error}). Correct {SETTING}.") from error
    return place


def write(place: Place, records: pd.DataFrame) -> dict[str, str]:
    """Keep `records`; gives activity_id -> file name."""
    return {name: _write_one(place, data) for name, data in packed(records).items()}


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


def _write_one(place: Place, data: bytes) -> str:
    name = f"{place.owner}-{hashlib.sha256(data).hexdigest()[:40]}.parquet"
    files, folder = place.opened()
    if files.exists(f"{folder}/{name}"):
        return name
    if isinstance(files, LocalFileSystem):
        _write_whole(Path(folder), name, data)
    else:  # elsewhere a file is there once it is whole
        files.pipe_file(f"{folder}/{name}", data)
    return name


def _write_whole(folder: Path, name: str, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")  # readable by this user only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(folder / name)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def there(place: Place, stored: Mapping[str, str]) -> dict[str, str]:
    """Those of activity_id -> file that are this athlete's and still there: another visit may have deleted some."""
    if not stored:
        return {}
    files, folder = place.opened()
    own = {activity_id: name for activity_id, name in stored.items() if place.owns(name)}
    return {activity_id: name for activity_id, name in own.items() if files.exists(f"{folder}/{name}")}


def read(place: Place, names: Iterable[str]) -> tuple[pd.DataFrame, list[str]]:
    """RECORDS of the files named, and the names of those that are not there or not whole."""
    parts = {name: _read_one(place, name) for name in names}
    found = [part for part in parts.values() if part is not None]
    lost = [name for name, part in parts.items() if part is None]
    return conform(pd.concat(found, ignore_index=True), RECORDS) if found else empty(RECORDS), lost


def _read_one(place: Place, name: str) -> pd.DataFrame | None:
    files, folder = place.opened()
    try:
        return pd.read_parquet(io.BytesIO(files.cat_file(f"{folder}/{name}")))
    except (FileNotFoundError, pa.ArrowInvalid):
        return None


def delete(place: Place, names: Iterable[str]) -> None:
    """Delete these files."""
    files, folder = place.opened()
    for name in names:
        with suppress(FileNotFoundError):
            files.rm_file(f"{folder}/{name}")


def delete_all(place: Place, names: Iterable[str]) -> None:
    """Delete these files, and every other that begins with the athlete's word."""
    files, folder = place.opened()
    delete(place, [*names, *(str(path).rsplit("/", 1)[-1] for path in files.glob(f"{folder}/{place.owner}-*"))])


def sweep(place: Place, keep: Collection[str]) -> None:
    """Delete what an interrupted import left: files that are not in `keep`, and too old to be of one that goes on."""
    files, folder = place.opened()
    for path in files.ls(folder, detail=False):
        name = str(path).rsplit("/", 1)[-1]
        if name not in keep and place.owns(name) and _is_old(files, path):
            delete(place, [name])


def _is_old(files: AbstractFileSystem, path: str) -> bool:
    try:
        return files.modified(path) < datetime.now(UTC) - LONGEST_IMPORT
    except FileNotFoundError:  # another process was quicker
        return False
