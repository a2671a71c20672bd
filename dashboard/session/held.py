"""Files held for a while on the disk, in a temporary file without a name, so that a thousand of them fill no memory."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from tempfile import TemporaryFile

from analysis.importers import File


class HeldFiles(Mapping[str, File]):
    """Files by their names; gone with the last reference to this."""

    def __init__(self) -> None:
        self._disk = TemporaryFile()
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, file: File) -> None:
        place = self._disk.seek(0, os.SEEK_END)
        self._disk.write(file.data)
        self._places[file.name] = (place, len(file.data))

    def __getitem__(self, name: str) -> File:
        place, size = self._places[name]
        self._disk.seek(place)
        return File(name, self._disk.read(size))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places
