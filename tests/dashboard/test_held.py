"""Files held on the disk until their question is answered."""

from __future__ import annotations

from analysis.importers import File
from dashboard.session.held import HeldFiles


def test_files_come_back_as_they_were_given():
    held = HeldFiles()
    files = [File("a.gpx", b"<gpx/>"), File("empty.csv", b""), File("b.gpx", bytes(range(256)) * 100)]
    for file in files:
        held.add(file)
    assert list(held) == ["a.gpx", "empty.csv", "b.gpx"]
    assert [held[file.name] for file in reversed(files)] == list(reversed(files))
    assert "c.gpx" not in held


def test_a_file_given_again_counts_as_it_was_given_last():
    held = HeldFiles()
    held.add(File("log.csv", b"first and long"))
    held.add(File("log.csv", b"second"))
    assert (len(held), held["log.csv"].data) == (1, b"second")
