"""What lies in the folders, archives and uploads a runner gives: one `Entry` per file, its bytes read only when asked.

Nothing is written to disk, so names with `..` or a leading `/` are harmless. Bounds are checked before unpacking.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, TypeAlias

from analysis.errors import UnreadableFile
from analysis.importers.base import Entry, File

try:
    from lzma import LZMAError
except ImportError:  # a Python built without xz cannot open such members at all
    LZMAError = zipfile.BadZipFile  # type: ignore[misc,assignment]

Source: TypeAlias = "str | os.PathLike[str] | File | BinaryIO"
Unpacked: TypeAlias = "IO[bytes] | gzip.GzipFile"

MEGABYTE = 1_000_000
MAX_FILE_BYTES = 200 * MEGABYTE  # a day of FIT at 1 Hz is about 5 MB
MAX_ARCHIVE_BYTES = 1_000 * MEGABYTE  # an archive inside an archive has to be held in memory
MAX_UNPACKED_BYTES = 20_000 * MEGABYTE
MAX_MEMBERS = 100_000
MAX_RATIO = 200  # text shrinks to a tenth; only bombs shrink to a two-hundredth
MAX_RATIO_FREE_BYTES = 10 * MEGABYTE
MAX_DEPTH = 3  # account export > part > activity.fit.gz

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError,
    ValueError, LookupError, OverflowError, LZMAError,
)  # fmt: skip
_NOISE_FOLDERS = ("__MACOSX", ".git", ".Spotlight-V100", ".Trashes", "@eaDir")
_NOISE_FILES = (".DS_Store", "Thumbs.db", "desktop.ini", "ehthumbs.db")
_DAMAGED_ADVICE = "Download it again, or unpack it yourself and upload what comes out."


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


def walk(source: Source) -> Iterator[Entry]:
    """Walk one file, folder, archive or upload, in a stable order, archives opened; one entry at a time.

    An entry can be loaded until the next one is asked for. What cannot be opened is an entry too: its `load` raises
    UnreadableFile with the reason.
    """
    if isinstance(source, File):
        yield from _stream_entries(source.name, io.BytesIO(source.data))
    elif isinstance(source, str | os.PathLike):
        path = Path(source)
        yield from _folder_entries(path) if path.is_dir() else _path_entries(path, path.name)
    else:
        yield from _stream_entries(source_name(source), _seekable(source))


def _seekable(stream: BinaryIO) -> BinaryIO:
    """An upload as it is; a pipe read into memory, because archives are read from their end."""
    if stream.seekable():
        return stream
    return io.BytesIO(stream.read(MAX_ARCHIVE_BYTES + 1))


def _folder_entries(folder: Path) -> Iterator[Entry]:
    # Linked folders are not followed, so a link to a parent cannot loop.
    for where, folders, names in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(names):
            path = Path(where, name)
            shown = (folder.name or folder.resolve().name) / path.relative_to(folder)
            if path.is_file() or not path.exists():
                yield from _path_entries(path, shown.as_posix())


def _path_entries(path: Path, name: str) -> Iterator[Entry]:
    if _is_noise(name):
        return
    try:
        with path.open("rb") as stream:
            yield from _stream_entries(name, stream)
    except FileNotFoundError:
        yield refused(name, "There is no such file.", "Check the name, or whether the file was moved.")
    except OSError as error:
        yield refused(name, f"The file cannot be opened ({error.strerror}).", "Check that you may read it.")


def _stream_entries(name: str, stream: BinaryIO, depth: int = 0) -> Iterator[Entry]:
    """The files in `stream`: itself, or what an archive holds. Loaders work while the generator is where it is."""
    if _is_noise(name):
        return
    stream.seek(0)
    head = stream.read(4)
    if head.startswith((*_ZIP, _GZIP)) and depth >= MAX_DEPTH:
        yield refused(name, "This is an archive in an archive in an archive.", "Unpack the outer ones first.")
    elif head.startswith(_ZIP):
        yield from _zip_entries(name, stream, depth)
    elif head.startswith(_GZIP):
        yield from _gzip_entries(name, stream, depth)
    else:
        yield Entry(name, lambda: _all_of(stream))


def _all_of(stream: BinaryIO) -> bytes:
    if stream.seek(0, os.SEEK_END) > MAX_FILE_BYTES:
        raise _too_large(MAX_FILE_BYTES)
    stream.seek(0)
    return stream.read()


def _gzip_entries(name: str, stream: BinaryIO, depth: int) -> Iterator[Entry]:
    def load(limit: int = MAX_FILE_BYTES) -> bytes:
        packed = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        try:
            with gzip.GzipFile(fileobj=stream) as unpacked:
                bound = max(MAX_RATIO_FREE_BYTES, MAX_RATIO * packed)
                return (
                    _at_most(unpacked, bound, _bomb())
                    if bound < limit
                    else _at_most(unpacked, limit, _too_large(limit))
                )
        except _DAMAGE as error:
            raise UnreadableFile("The gz archive is cut off or damaged.", _DAMAGED_ADVICE) from error

    stream.seek(0)
    if not _holds_an_archive(lambda: gzip.GzipFile(fileobj=stream)):
        yield Entry(name, load)
        return
    yield from _nested(name, lambda: load(MAX_ARCHIVE_BYTES), depth)


def _zip_entries(name: str, stream: BinaryIO, depth: int) -> Iterator[Entry]:
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGE:
        yield refused(name, "The zip archive is cut off or damaged.", _DAMAGED_ADVICE)
        return
    with archive:
        members = [m for m in archive.infolist() if m.filename and not m.is_dir() and not _is_noise(m.filename)]
        problem = _document(archive) or _beyond_bounds(members)
        if problem:
            yield Entry(name, _raising(problem))
            return
        locked = [member for member in members if member.flag_bits & _ENCRYPTED]
        if locked:
            yield _locked(name, len(locked), len(members))
        for member in members:
            if not member.flag_bits & _ENCRYPTED:
                yield from _member_entries(f"{name}/{_shown(member.filename)}", archive, member, depth)


def _member_entries(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> Iterator[Entry]:
    def load(limit: int = MAX_FILE_BYTES) -> bytes:
        if member.file_size > limit:
            raise _too_large(limit)
        if _is_bomb(member):
            raise _bomb()
        try:
            with archive.open(member) as unpacked:
                return _at_most(unpacked, limit, _too_large(limit))
        except NotImplementedError as error:
            raise UnreadableFile(
                "This file is packed in a way Twinge cannot unpack.",
                "Unpack the archive yourself and upload the files.",
            ) from error
        except _DAMAGE as error:
            raise UnreadableFile("This file in the archive is damaged.", _DAMAGED_ADVICE) from error

    if _is_bomb(member) or not _holds_an_archive(lambda: archive.open(member)):
        yield Entry(name, load)
        return
    yield from _nested(name, lambda: load(MAX_ARCHIVE_BYTES), depth)


def _nested(name: str, load: Callable[[], bytes], depth: int) -> Iterator[Entry]:
    try:
        data = load()
    except UnreadableFile as error:
        yield Entry(name, _raising(error))
        return
    yield from _stream_entries(name, io.BytesIO(data), depth + 1)


def _holds_an_archive(open_it: Callable[[], Unpacked]) -> bool:
    """Whether the unpacked content is itself an archive. Damage is left for `load` to find and explain."""
    try:
        with open_it() as unpacked:
            return unpacked.read(4).startswith((*_ZIP, _GZIP))
    except _DAMAGE:
        return False


def _at_most(unpacked: Unpacked, limit: int, problem: UnreadableFile) -> bytes:
    data = unpacked.read(limit + 1)
    if len(data) > limit:
        raise problem
    return data


def _document(archive: zipfile.ZipFile) -> UnreadableFile | None:
    """Office files are zips too: say what to do with them instead of importing their insides."""
    names = archive.namelist()
    if "[Content_Types].xml" not in names and "mimetype" not in names and "Index/Document.iwa" not in names:
        return None
    if any(name.startswith("word/") for name in names):
        return UnreadableFile("This is a text document.", "Twinge reads FIT files and CSV tables.")
    return UnreadableFile("This is a spreadsheet.", "Save it as CSV in your spreadsheet program and upload that.")


def _beyond_bounds(members: list[zipfile.ZipInfo]) -> UnreadableFile | None:
    if len(members) > MAX_MEMBERS:
        found = f"The archive holds {len(members):,} files, more than the {MAX_MEMBERS:,} Twinge opens at once."
        return UnreadableFile(found, "Upload it in parts.")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        found = f"The archive would unpack to more than {MAX_UNPACKED_BYTES // 10**9} GB."
        return UnreadableFile(found, "Upload only the activity files in it.")
    return None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > MAX_RATIO_FREE_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1)


def _is_noise(name: str) -> bool:
    """Files a computer adds for itself: nobody wants to hear about them."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.name in _NOISE_FILES or path.name.startswith("._") or any(p in _NOISE_FOLDERS for p in path.parts)


def _shown(member_name: str) -> str:
    """The member's name without what would read like another place on the disk."""
    parts = PurePosixPath(member_name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("..", "/", ".")) or "file"


def _locked(name: str, locked: int, members: int) -> Entry:
    what = "The archive is" if locked == members else f"{locked} of {members} files in the archive are"
    return refused(
        name,
        f"{what} protected with a password.",
        "Unpack it on your computer with the password, then upload the files.",
    )


def _too_large(limit: int) -> UnreadableFile:
    found = f"The file is larger than {limit // MEGABYTE:,} MB."
    if limit == MAX_ARCHIVE_BYTES:
        return UnreadableFile(found, "Unpack the archive it lies in and upload it by itself.")
    return UnreadableFile(found, "No watch or log writes such files; check what it is.")


def _bomb() -> UnreadableFile:
    return UnreadableFile(
        "This file would unpack to far more than it takes up now.", "It is not an export; leave it out."
    )


def refused(name: str, found: str, advice: str) -> Entry:
    """An entry that says why there is nothing to load."""
    return Entry(name, _raising(UnreadableFile(found, advice)))


def _raising(problem: UnreadableFile) -> Callable[[], bytes]:
    def load() -> bytes:
        raise problem

    return load
