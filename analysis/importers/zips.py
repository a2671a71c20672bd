"""Zip archives: their directory is held to bounds before anything is unpacked; a cut one gives what it can."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

from analysis.errors import UnreadableFile
from analysis.importers.unpacking import DAMAGE, MEGABYTE, PIECE_BYTES, Bounds, Packed, bomb, is_bomb

MAX_DIRECTORY_BYTES = 32 * MEGABYTE  # 100,000 files with names of 200 letters
LONGEST_NAME = 200
IN_MEMORY_BYTES = 16 * MEGABYTE  # a copy that grows larger goes to a temporary file without a name

_LOCAL, _LISTED, _END, _END_64 = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"
_END_BYTES, _LONGEST_COMMENT, _BETWEEN = 22, 65_535, 128
_LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")
_ENCRYPTED, _SIZES_FOLLOW, _UTF_8 = 0x1, 0x8, 0x800
_LONGEST_DESCRIPTOR = 24


def opened(stream: IO[bytes], bounds: Bounds) -> zipfile.ZipFile | None:
    """The archive, or None where it is cut off or damaged.

    Raises
    ------
    UnreadableFile
        Where its directory alone would fill the memory.
    """
    if problem := bounds.take(_listed_files(stream), 0):
        raise problem
    try:
        return zipfile.ZipFile(stream)
    except DAMAGE:
        return None


def _listed_files(stream: IO[bytes]) -> int:
    """How many files the directory lists, counted without making anything of them."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
    tail = stream.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + _END_BYTES:
        return 0
    (listed_bytes,) = struct.unpack_from("<I", tail, end + 12)
    end_64 = tail.rfind(_END_64, 0, end)
    if listed_bytes == 0xFFFFFFFF and 0 <= end_64 <= len(tail) - 48:
        (listed_bytes,) = struct.unpack_from("<Q", tail, end_64 + 40)
    if min(listed_bytes, size) > MAX_DIRECTORY_BYTES:
        raise UnreadableFile("The archive lists more files than Twinge opens at once.", "Upload it in parts.")
    stream.seek(max(0, size - len(tail) + end - listed_bytes - _BETWEEN))
    return stream.read(listed_bytes + _BETWEEN).count(_LISTED)


def is_document(archive: zipfile.ZipFile) -> bool:
    """Whether it is an office document, which is a zip with insides of its own."""
    names = archive.namelist()
    return "[Content_Types].xml" in names or "mimetype" in names or "Index/Document.iwa" in names


def is_text(archive: zipfile.ZipFile) -> bool:
    """Whether that document is a text."""
    return any(name.startswith("word/") for name in archive.namelist())


def beyond_bounds(members: Sequence[zipfile.ZipInfo], archive_bytes: int, bounds: Bounds) -> UnreadableFile | None:
    """Why this archive must not be unpacked, judged by what its directory claims."""
    if sum(member.compress_size for member in members) > archive_bytes:
        found = "The files in this archive lie on top of one another, as only harmful archives have them."
        return UnreadableFile(found, "It is not an export; leave it out.")
    unpacked = sum(member.file_size for member in members if not _is_bomb(member))
    return bomb() if is_bomb(unpacked, archive_bytes) else bounds.take(0, unpacked)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return is_bomb(member.file_size, member.compress_size)


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Whether the file needs a password."""
    return bool(member.flag_bits & _ENCRYPTED)


def about_locked(locked: int, members: int) -> UnreadableFile:
    """What to say of files that need a password."""
    what = "The archive is" if locked == members else f"{locked} of {members} files in the archive are"
    advice = "Unpack it on your computer with the password, then upload the files."
    return UnreadableFile(f"{what} protected with a password.", advice)


def packed(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Packed:
    """A file of the archive, ready to be unpacked."""
    return Packed(name, lambda: archive.open(member), member.compress_size, member.file_size)


def shown(member_name: str) -> str:
    """The member's name without what would read like another place on the disk, break a line or fill a page."""
    parts = PurePosixPath(member_name.replace("\\", "/")).parts
    name = "/".join(part for part in parts if part not in ("..", "/", "."))
    name = "".join(character if character.isprintable() else "�" for character in name)
    return name if len(name) <= LONGEST_NAME else f"…{name[-LONGEST_NAME:]}"


# --- archives without a directory, because the download ended before it


class _Local(NamedTuple):
    """The small header that stands before each file."""

    name: str
    flags: int
    method: int
    crc: int
    packed_size: int
    begins: int

    @property
    def can_be_unpacked(self) -> bool:
        if self.flags & _ENCRYPTED:
            return False
        has_size = not self.flags & _SIZES_FOLLOW and self.packed_size != 0xFFFFFFFF
        return self.method == zipfile.ZIP_DEFLATED or (self.method == zipfile.ZIP_STORED and has_size)


def members_before_cut(stream: IO[bytes], bounds: Bounds) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of each file that stands whole before the cut. They are read until the next is asked for."""
    place = 0
    while (local := _local(stream, place)) and local.can_be_unpacked:
        with SpooledTemporaryFile(IN_MEMORY_BYTES) as content:
            stream.seek(local.begins)
            unpack = _inflate if local.method == zipfile.ZIP_DEFLATED else _copy
            end = unpack(stream, local, content, bounds.archive_bytes)
            if end is None or bounds.take(1, content.tell()):
                return
            place, is_sound = _next(stream, local, end, _crc(content))
            if is_sound and local.name and not local.name.endswith("/"):
                yield local.name, content


def _local(stream: IO[bytes], place: int) -> _Local | None:
    stream.seek(place)
    header = stream.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL):
        return None
    _, _, flags, method, _, _, crc, packed_size, _, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
    name = stream.read(name_bytes).decode("utf-8" if flags & _UTF_8 else "cp437", errors="replace")
    begins = place + _LOCAL_HEADER.size + name_bytes + extra_bytes
    return _Local(name.split("\0")[0], flags, method, crc, packed_size, begins)


def _inflate(stream: IO[bytes], local: _Local, content: IO[bytes], limit: int) -> int | None:
    """Unpack what tells its own end. Gives the place behind it, or None where that is cut off or too much."""
    inflater, taken, given = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0
    waiting = b""
    while not inflater.eof:
        waiting = waiting or stream.read(PIECE_BYTES)
        taken += 0 if inflater.unconsumed_tail else len(waiting)
        try:
            piece = inflater.decompress(waiting, PIECE_BYTES)
        except zlib.error:
            return None
        given += len(piece)
        if not waiting or given > limit or is_bomb(given, taken):
            return None
        content.write(piece)
        waiting = inflater.unconsumed_tail
    return local.begins + taken - len(inflater.unused_data)


def _copy(stream: IO[bytes], local: _Local, content: IO[bytes], limit: int) -> int | None:
    """Copy what was not packed. Gives the place behind it, or None where that is cut off or too much."""
    missing = local.packed_size
    while 0 < missing <= limit and (piece := stream.read(min(missing, PIECE_BYTES))):
        content.write(piece)
        missing -= len(piece)
    return local.begins + local.packed_size if missing == 0 else None


def _crc(content: IO[bytes]) -> int:
    content.seek(0)
    crc = 0
    while piece := content.read(PIECE_BYTES):
        crc = zlib.crc32(piece, crc)
    return crc


def _next(stream: IO[bytes], local: _Local, end: int, crc: int) -> tuple[int, bool]:
    """Where the next file begins, and whether the sum that was written down for this one is right."""
    if not local.flags & _SIZES_FOLLOW:
        return end, crc == local.crc
    stream.seek(end)
    behind = stream.read(_LONGEST_DESCRIPTOR + len(_LOCAL))
    begins = behind.find(_LOCAL, 8)
    return end + max(begins, 0), struct.pack("<I", crc) in behind[:8]
