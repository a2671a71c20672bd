"""Archives made in memory, sound and broken, and what is found in them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from analysis.errors import UnreadableFile
from analysis.importers import containers
from analysis.importers.unpacking import Bounds


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return stream.getvalue()


def locked(archive: bytes, *names: str) -> bytes:
    """The archive with those members marked as encrypted, as far as a reader sees before it knows the password."""
    data = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for member in opened.infolist():
            if member.filename in names:
                data[member.header_offset + 6] |= 1
    position = data.find(b"PK\x01\x02")
    while position >= 0:
        length = struct.unpack_from("<H", data, position + 28)[0]
        if data[position + 46 : position + 46 + length].decode() in names:
            data[position + 8] |= 1
        position = data.find(b"PK\x01\x02", position + 1)
    return bytes(data)


def found(source: object, bounds: Bounds | None = None) -> dict[str, bytes | str]:
    """Name -> bytes, or the sentence that says why there are none."""
    result: dict[str, bytes | str] = {}
    for entry in containers.walk(source, bounds):  # type: ignore[arg-type]
        assert entry.name not in result
        try:
            result[entry.name] = entry.load()
        except UnreadableFile as error:
            result[entry.name] = str(error)
    return result
