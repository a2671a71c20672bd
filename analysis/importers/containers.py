"""What lies in the folders, archives and uploads a runner gives: one `Entry` per file, its bytes read only when asked.

Nothing is unpacked under its own name, so names with `..` or a leading `/` are harmless. Bounds are checked before
unpacking. What has to be unpacked to be walked, an archive in an archive, is held in memory only while it is small;
then in a temporary file without a name.
"""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, TypeAlias
from zipfile import ZipFile

from analysis.errors import UnreadableFile
from analysis.importers import zips
from analysis.importers.base import Entry, File
from analysis.importers.unpacking import DAMAGE, DAMAGED_ADVICE, PIECE_BYTES, Bounds, Packed, bomb, too_large
from analysis.wording import count

Source: TypeAlias = "str | os.PathLike[str] | File | BinaryIO"

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
_NOISE_FOLDERS = ("__MACOSX", ".git", ".Spotlight-V100", ".Trashes", "@eaDir")
_NOISE_FILES = (".DS_Store", "Thumbs.db", "desktop.ini", "ehthumbs.db")


def sources(files: Source | Iterable[Source]) -> Iterator[Source]:
    """Give the things in `files`; a single one counts as a list of one."""
    if isinstance(files, bytes | bytearray):
        raise TypeError("bytes have no name: give them as File(name, data)")
    if isinstance(files, str | os.PathLike | File) or hasattr(files, "read"):
        yield files  # type: ignore[misc]
    else:
        yield from files


def source_name(source: Source) -> str:
    """Say what a person calls `source`."""
    if isinstance(source, File):
        return source.name
    name = source if isinstance(source, str | os.PathLike) else getattr(source, "name", None)
    if not isinstance(name, str | os.PathLike):  # a pipe's name is a number
        return "file"
    # An upload of a folder is named by its place in it, which is worth showing; a place on the disk is not.
    path = Path(name)
    return path.name if path.is_absolute() or not hasattr(source, "read") else str(name)


def walk(source: Source, bounds: Bounds | None = None) -> Iterator[Entry]:
    """Walk one file, folder, archive or upload, in a stable order, archives opened; one entry at a time.

    An entry can be read until the next one is asked for. What cannot be opened is an entry too: its `load` raises
    UnreadableFile with the reason. `bounds` hold for each file of a folder anew.
    """
    bounds = bounds or Bounds()
    if isinstance(source, File):
        yield from _stream_entries(source.name, io.BytesIO(source.data), bounds)
    elif isinstance(source, str | os.PathLike):
        path = Path(source)
        yield from _folder_entries(path, bounds) if path.is_dir() else _path_entries(path, path.name, bounds)
    elif source.seekable():
        yield from _stream_entries(source_name(source), source, bounds)
    else:  # a pipe: archives are read from their end
        yield from _copy_entries(source_name(source), lambda: _pieces(source, bounds.archive_bytes), bounds, 0)


def refused(name: str, found: str, advice: str) -> Entry:
    """An entry that says why there is nothing to load."""
    return _refusing(name, UnreadableFile(found, advice))


def _refusing(name: str, problem: UnreadableFile) -> Entry:
    return Entry(name, partial(_raise, problem))


def _raise(problem: UnreadableFile) -> bytes:
    raise problem


# --- folders and files


def _folder_entries(folder: Path, bounds: Bounds) -> Iterator[Entry]:
    # Linked folders are not followed, so a link to a parent cannot loop.
    for where, folders, names in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(names):
            path = Path(where, name)
            shown = (folder.name or folder.resolve().name) / path.relative_to(folder)
            if path.is_file() or not path.exists():
                yield from _path_entries(path, shown.as_posix(), replace(bounds))


def _path_entries(path: Path, name: str, bounds: Bounds) -> Iterator[Entry]:
    if _is_noise(name):
        return
    try:
        with path.open("rb") as stream:
            yield from _stream_entries(name, stream, bounds)
    except FileNotFoundError:
        yield refused(name, "There is no such file.", "Check the name, or whether the file was moved.")
    except OSError as error:
        yield refused(name, f"The file cannot be opened ({error.strerror}).", "Check that you may read it.")


def _is_noise(name: str) -> bool:
    """Files a computer adds for itself: nobody wants to hear about them."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.name in _NOISE_FILES or path.name.startswith("._") or any(p in _NOISE_FOLDERS for p in path.parts)


def _stream_entries(name: str, stream: IO[bytes], bounds: Bounds, depth: int = 0) -> Iterator[Entry]:
    """The files in `stream`: itself, or what an archive holds. Loaders work while the generator is where it is."""
    if _is_noise(name):
        return
    size = stream.seek(0, os.SEEK_END)
    head = _rewound(stream).read(4)
    if head.startswith((*_ZIP, _GZIP)) and depth >= bounds.depth:
        yield refused(name, "This is an archive in an archive in an archive.", "Unpack the outer ones first.")
    elif head.startswith(_ZIP):
        yield from _zip_entries(name, stream, bounds, depth)
    elif head.startswith(_GZIP):
        packed = Packed(name, lambda: gzip.GzipFile(fileobj=_rewound(stream), mode="rb"), size)
        yield from _packed_entries(packed, bounds, depth)
    elif size > bounds.file_bytes:
        yield _large(name, bounds, lambda: _pieces(_rewound(stream), size))
    else:
        yield Entry(name, lambda: _rewound(stream).read())


def _rewound(stream: IO[bytes]) -> IO[bytes]:
    stream.seek(0)
    return stream


def _pieces(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    while piece := stream.read(PIECE_BYTES):
        total += len(piece)
        if total > limit:
            raise too_large(limit)
        yield piece


def _large(name: str, bounds: Bounds, pieces: Callable[[], Iterator[bytes]]) -> Entry:
    """A file that can only be streamed."""
    return Entry(name, partial(_raise, too_large(bounds.file_bytes)), pieces)


# --- archives


def _zip_entries(name: str, stream: IO[bytes], bounds: Bounds, depth: int) -> Iterator[Entry]:
    """What a zip holds. An office document is a zip too; its insides are no files."""
    try:
        archive = zips.opened(stream, bounds)
    except UnreadableFile as refusal:
        yield _refusing(name, refusal)
        return
    if archive is None:
        yield from _cut_zip_entries(name, stream, bounds, depth)
        return
    with archive:
        if zips.is_document(archive):
            yield from _document_entries(name, stream, archive, bounds)
            return
        members = [m for m in archive.infolist() if m.filename and not m.is_dir() and not _is_noise(m.filename)]
        if problem := zips.beyond_bounds(members, stream.seek(0, os.SEEK_END), bounds):
            yield _refusing(name, problem)
            return
        locked = sum(zips.is_locked(member) for member in members)
        if locked:
            yield _refusing(name, zips.about_locked(locked, len(members)))
        for member in members:
            if not zips.is_locked(member):
                packed = zips.packed(f"{name}/{zips.shown(member.filename) or 'file'}", archive, member)
                yield from _packed_entries(packed, bounds, depth)


def _document_entries(name: str, stream: IO[bytes], archive: ZipFile, bounds: Bounds) -> Iterator[Entry]:
    if zips.is_text(archive):
        yield refused(name, "This is a text document.", "Twinge reads FIT files and CSV tables.")
    elif stream.seek(0, os.SEEK_END) > bounds.file_bytes:
        yield _refusing(name, too_large(bounds.file_bytes))
    else:
        from analysis.importers import spreadsheet  # it brings openpyxl, which processes that read FIT can do without

        yield from spreadsheet.sheets(name, _rewound(stream).read())


def _cut_zip_entries(name: str, stream: IO[bytes], bounds: Bounds, depth: int) -> Iterator[Entry]:
    """What stands before the cut: each file in a zip has a small header of its own."""
    whole = 0
    for member, content in zips.members_before_cut(stream, bounds):
        whole += 1
        yield from _stream_entries(f"{name}/{zips.shown(member) or 'file'}", content, bounds, depth + 1)
    rest = f"; {count(whole, 'file')} before that could be unpacked." if whole else "."
    yield refused(name, f"The zip archive is cut off or damaged{rest}", DAMAGED_ADVICE)


def _packed_entries(packed: Packed, bounds: Bounds, depth: int) -> Iterator[Entry]:
    """One packed file: itself, or what it holds where it is an archive in its turn."""
    if packed.is_bomb:
        yield _refusing(packed.name, bomb())
    elif _begins_like_an_archive(packed):
        yield from _copy_entries(packed.name, lambda: packed.pieces(bounds.archive_bytes), bounds, depth + 1)
    elif packed.size is not None and packed.size > bounds.file_bytes:
        yield _large(packed.name, bounds, lambda: packed.pieces(bounds.unpacked_bytes + bounds.file_bytes))
    else:
        yield Entry(packed.name, lambda: packed.load(bounds.file_bytes))


def _begins_like_an_archive(packed: Packed) -> bool:
    """Whether the unpacked content is itself an archive. Damage is left for `load` to find and explain."""
    try:
        with packed.open() as unpacked:
            return unpacked.read(4).startswith((*_ZIP, _GZIP))
    except DAMAGE:
        return False


def _copy_entries(name: str, pieces: Callable[[], Iterator[bytes]], bounds: Bounds, depth: int) -> Iterator[Entry]:
    """The files in what can be read once only, walked in a copy of it."""
    with SpooledTemporaryFile(zips.IN_MEMORY_BYTES) as copy:
        try:
            for piece in pieces():  # writelines would hold them all
                copy.write(piece)
        except UnreadableFile as problem:
            yield _refusing(name, problem)
            return
        except OSError:
            yield refused(name, "There is no room here to unpack this archive.", "Unpack it and upload the files.")
            return
        yield from _stream_entries(name, copy, bounds, depth)
