"""How something packed is unpacked: piece by piece, within bounds, and every kind of damage said in one way."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, TypeAlias

from analysis.errors import UnreadableFile

try:
    from lzma import LZMAError
except ImportError:  # a Python built without xz cannot open such members at all
    LZMAError = zipfile.BadZipFile  # type: ignore[misc,assignment]

Unpacked: TypeAlias = "IO[bytes] | gzip.GzipFile"

MEGABYTE = 1_000_000
PIECE_BYTES = 1 << 20
MAX_RATIO = 200  # text shrinks to a tenth; only bombs shrink to a two-hundredth
RATIO_FREE_BYTES = 10 * MEGABYTE
DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError,
    ValueError, LookupError, OverflowError, LZMAError,
)  # fmt: skip
DAMAGED_ADVICE = "Download it again, or unpack it yourself and upload what comes out."


@dataclass
class Bounds:
    """What one walk may take. `members` and `unpacked_bytes` go down with each archive, however they are nested."""

    members: int = 100_000
    unpacked_bytes: int = 20_000 * MEGABYTE
    file_bytes: int = 200 * MEGABYTE  # is held in memory; a day of FIT at 1 Hz is about 5 MB
    archive_bytes: int = 1_000 * MEGABYTE  # an archive in an archive has to be copied
    depth: int = 3  # account export > part > activity.fit.gz

    def take(self, members: int, unpacked_bytes: int) -> UnreadableFile | None:
        """Count an archive in, or say why it is too much."""
        if members > self.members:
            found = f"The archive holds {members:,} files, more than the {self.members:,} Twinge opens at once."
            return UnreadableFile(found, "Upload it in parts.")
        if unpacked_bytes > self.unpacked_bytes:
            found = f"The archive would unpack to more than {self.unpacked_bytes / 10**9:.0f} GB."
            return UnreadableFile(found, "Upload only the activity files in it.")
        self.members -= members
        self.unpacked_bytes -= unpacked_bytes
        return None


@dataclass(frozen=True)
class Packed:
    """A file as it lies in an archive. `size` is what the archive says it unpacks to; a gz does not say."""

    name: str
    open: Callable[[], Unpacked]
    packed_size: int
    size: int | None = None

    @property
    def is_bomb(self) -> bool:
        return self.size is not None and is_bomb(self.size, self.packed_size)

    def pieces(self, limit: int) -> Iterator[bytes]:
        """What it unpacks to; UnreadableFile where that is damaged, more than `limit`, or far more than was packed."""
        total = 0
        try:
            with self.open() as unpacked:
                while piece := unpacked.read(PIECE_BYTES):
                    total += len(piece)
                    if is_bomb(total, self.packed_size):
                        raise bomb()
                    if total > limit:
                        raise too_large(limit)
                    yield piece
        except NotImplementedError as error:
            found = "This file is packed in a way Twinge cannot unpack."
            raise UnreadableFile(found, "Unpack the archive yourself and upload the files.") from error
        except DAMAGE as error:
            raise UnreadableFile("This file in the archive is cut off or damaged.", DAMAGED_ADVICE) from error

    def load(self, limit: int) -> bytes:
        """All of it."""
        if self.size is not None and self.size > limit:
            raise too_large(limit)
        held = io.BytesIO()
        for piece in self.pieces(limit):
            held.write(piece)
        return held.getvalue()


def is_bomb(size: int, packed_size: int) -> bool:
    """Whether so much in so little can only be meant to harm."""
    return size > RATIO_FREE_BYTES and size > MAX_RATIO * max(packed_size, 1)


def bomb() -> UnreadableFile:
    """What to say of it."""
    found = "This file would unpack to far more than it takes up now."
    return UnreadableFile(found, "It is not an export; leave it out.")


def too_large(limit: int) -> UnreadableFile:
    """What to say of a file of more than `limit` bytes."""
    found = f"The file is larger than {limit / MEGABYTE:,.0f} MB."
    return UnreadableFile(found, "No watch or log writes such files; check what it is.")
