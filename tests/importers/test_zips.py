"""What archives may hold and take, what their names may be, and what a cut one still gives."""

from __future__ import annotations

import gzip
import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from analysis.errors import UnreadableFile
from analysis.importers import containers, zips
from analysis.importers.base import File
from analysis.importers.unpacking import Bounds

from .zip_bytes import found, zipped


def archive(data: bytes, name: str = "export.zip") -> File:
    return File(name, data)


# --- bounds


def test_a_zip_bomb_is_not_unpacked_and_the_rest_is():
    data = zipped({"bomb.csv": bytes(20_000_000), "a.fit": b"abc"})
    said = found(archive(data))
    assert "would unpack to far more than it takes up now" in str(said["export.zip/bomb.csv"])
    assert said["export.zip/a.fit"] == b"abc"


def test_a_gz_bomb_is_not_unpacked():
    said = found(File("a.gz", gzip.compress(bytes(20_000_000))))["a.gz"]
    assert "would unpack to far more than it takes up now" in str(said)


def test_a_bomb_in_a_gz_of_many_parts_is_not_unpacked():
    said = found(File("a.gz", gzip.compress(bytes(1_000_000)) * 30))["a.gz"]
    assert "would unpack to far more than it takes up now" in str(said)


def test_a_gz_of_many_parts_is_one_file():
    assert found(File("a.csv.gz", gzip.compress(b"abc") + gzip.compress(b"def"))) == {"a.csv.gz": b"abcdef"}


def test_a_table_that_shrinks_well_is_no_bomb():
    table = b"".join(b"2024-01-%02d,knee,3,first steps in the morning %d\n" % (n % 28 + 1, n) for n in range(260_000))
    assert len(table) > 10_000_000
    assert found(archive(zipped({"pain.csv": table}))) == {"export.zip/pain.csv": table}


@pytest.mark.parametrize(("size", "is_read"), [(10, True), (11, False)], ids=["just_at", "just_above"])
def test_a_file_too_large_to_be_held_is_refused(size: int, is_read: bool):
    data, packed = bytes(range(size)), gzip.compress(bytes(range(size)))
    sources = {
        "a.fit": File("a.fit", data),
        "a.gz": File("a.gz", packed),
        "z/a.fit": File("z", zipped({"a.fit": data})),
    }
    for name, source in sources.items():
        said = found(source, Bounds(file_bytes=10))[name]
        assert said == data if is_read else "The file is larger than" in str(said)


def test_a_file_too_large_to_be_held_can_be_streamed(tmp_path: Path):
    data = os.urandom(3_000_000)
    (tmp_path / "export.xml").write_bytes(data)
    for source in (tmp_path / "export.xml", archive(zipped({"export.xml": data}))):
        for entry in containers.walk(source, Bounds(file_bytes=2_000_000)):
            file = entry.file()
            assert 0 < len(file.data) < 2_000_000
            assert data.startswith(file.data)
            assert b"".join(file.pieces()) == data
            assert b"".join(file.pieces()) == data  # from its beginning, each time


def test_a_stream_that_turns_out_to_be_damaged_says_so():
    data = bytearray(zipped({"export.xml": os.urandom(100_000)}, zipfile.ZIP_STORED))
    data[5000] ^= 1
    entry = next(walk := containers.walk(archive(bytes(data)), Bounds(file_bytes=1000)))
    with pytest.raises(UnreadableFile, match="cut off or damaged"):
        b"".join(entry.file().pieces())
    walk.close()  # type: ignore[attr-defined]


def test_an_archive_in_an_archive_that_is_too_large_is_refused():
    said = found(archive(zipped({"part.zip": zipped({"a.fit": b"abc"}), "b.fit": b"def"})), Bounds(archive_bytes=50))
    assert said["export.zip/b.fit"] == b"def"
    assert "The file is larger than" in str(said["export.zip/part.zip"])


def test_an_archive_in_an_archive_is_not_held_in_memory():
    inner = zipped({f"{n}.fit": os.urandom(1_000_000) for n in range(60)}, zipfile.ZIP_STORED)
    data = zipped({"part.zip": inner}, zipfile.ZIP_STORED)
    del inner
    tracemalloc.start()
    sizes = [len(entry.load()) for entry in containers.walk(archive(data))]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sizes == [1_000_000] * 60
    assert peak < 40_000_000


@pytest.mark.parametrize(("members", "is_read"), [(3, True), (4, False)], ids=["just_at", "just_above"])
def test_a_zip_of_too_many_files_is_refused(members: int, is_read: bool):
    said = found(archive(zipped({f"{n}.fit": b"abc" for n in range(members)})), Bounds(members=3))
    if is_read:
        assert len(said) == 3
    else:
        assert said == {
            "export.zip": "The archive holds 4 files, more than the 3 Twinge opens at once. Upload it in parts."
        }


def test_files_count_together_however_the_archives_are_nested():
    part = zipped({f"{n}.fit": b"abc" for n in range(4)})
    said = found(archive(zipped({"1.zip": part, "2.zip": part})), Bounds(members=7))
    assert said["export.zip/1.zip/3.fit"] == b"abc"
    assert "holds 4 files, more than the 1 Twinge opens" in str(said["export.zip/2.zip"])


def test_a_zip_that_would_unpack_to_too_much_is_refused():
    said = found(archive(zipped({"a.fit": b"abc", "b.fit": b"def"})), Bounds(unpacked_bytes=5))
    assert list(said) == ["export.zip"]
    assert "Upload only the activity files in it." in str(said["export.zip"])


def test_a_directory_that_would_fill_the_memory_is_refused_before_it_is_read():
    data = bytearray(zipped({"a.fit": b"abc"}) + b"")
    end = data.rfind(b"PK\x05\x06")
    listed = struct.unpack_from("<I", data, end + 12)[0]
    entry = bytes(data[end - listed : end])
    directory = entry * (zips.MAX_DIRECTORY_BYTES // len(entry) + 1)
    data[end - listed : end] = directory
    end += len(directory) - listed
    struct.pack_into("<I", data, end + 12, len(directory))
    assert "lists more files than Twinge opens" in str(found(archive(bytes(data)))["export.zip"])


def test_files_counted_by_the_directory_itself_not_by_what_it_says_of_itself():
    data = bytearray(zipped({f"{n}.fit": b"abc" for n in range(4)}))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, end + 8, 1, 1)
    assert "The archive holds 4 files" in str(found(archive(bytes(data)), Bounds(members=3))["export.zip"])


def test_files_that_lie_on_top_of_one_another_are_refused():
    data = bytearray(zipped({f"{n}.fit": os.urandom(1000) for n in range(4)}, zipfile.ZIP_STORED))
    place = data.find(b"PK\x01\x02")
    while place >= 0:  # each member claims to begin with the first and to be as long as all
        struct.pack_into("<II", data, place + 20, 4000, 4000)
        struct.pack_into("<I", data, place + 42, 0)
        place = data.find(b"PK\x01\x02", place + 4)
    assert "lie on top of one another" in str(found(archive(bytes(data)))["export.zip"])


def test_a_claim_of_2_gigabytes_takes_no_memory():
    data = bytearray(zipped({"a.fit": b"abc"}, zipfile.ZIP_STORED))
    for place in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
        struct.pack_into("<I", data, place, 2_000_000_000)
    tracemalloc.start()
    said = found(archive(bytes(data)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "would unpack to far more than it takes up now" in str(said["export.zip/a.fit"])
    assert peak < 5_000_000


def test_large_numbers_in_zip64_fields_are_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened, opened.open("a.fit", "w", force_zip64=True) as member:
        member.write(b"abc")
    assert found(archive(stream.getvalue())) == {"export.zip/a.fit": b"abc"}


def test_an_archive_that_holds_itself_comes_to_an_end():
    inner = zipped({"again.zip": zipped({"again.zip": zipped({"again.zip": b"PK\x03\x04"})})})
    assert list(found(archive(inner))) == ["export.zip/again.zip/again.zip/again.zip"]


# --- names


def names(data: bytes) -> list[str]:
    return [entry.name for entry in containers.walk(archive(data))]


def test_two_files_of_one_name_are_two_files():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened, pytest.warns(UserWarning, match="Duplicate name"):
        for data in (b"abc", b"def"):
            opened.writestr("a.fit", data)
    walked = [(entry.name, entry.load()) for entry in containers.walk(archive(stream.getvalue()))]
    assert walked == [("export.zip/a.fit", b"abc"), ("export.zip/a.fit", b"def")]


def test_a_name_of_10_000_letters_is_shown_by_its_end():
    (name,) = names(zipped({f"{'x' * 9_996}.fit": b"abc"}))
    assert name == f"export.zip/…{'x' * (zips.LONGEST_NAME - 4)}.fit"


@pytest.mark.parametrize("name", ["a\nb.fit", "a\x1b[2Jb.fit", "a\u202eb.fit"])
def test_a_name_cannot_break_a_line_or_turn_the_text_around(name: str):
    (shown,) = names(zipped({name: b"abc"}))
    assert shown.isprintable()
    assert shown.endswith("b.fit")


def test_a_name_ends_at_its_first_zero():
    data = zipped({"a.fitXb.exe": b"abc"}).replace(b"a.fitXb.exe", b"a.fit\0b.exe")
    assert names(data) == ["export.zip/a.fit"]


# --- archives cut before their directory


FILES = {"a.fit": b"abc" * 1000, "b.fit": os.urandom(2000), "c.fit": b"def" * 1000}


def cut(data: bytes) -> bytes:
    """The archive without its directory and without the last of its files."""
    return data[: data.rindex(b"PK\x03\x04") + 34]


def streamed(members: dict[str, bytes]) -> bytes:
    """An archive written to a pipe: the sizes stand behind each file."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.data += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as opened:  # type: ignore[arg-type]
        for name, data in members.items():
            opened.writestr(name, data)
    return bytes(pipe.data)


@pytest.mark.parametrize(
    "data",
    [zipped(FILES), zipped(FILES, zipfile.ZIP_STORED), streamed(FILES)],
    ids=["packed", "not packed", "sizes behind"],
)
def test_what_stands_before_the_cut_is_read_and_said(data: bytes):
    said = found(archive(cut(data)))
    assert said.pop("export.zip") == (
        "The zip archive is cut off or damaged; 2 files before that could be unpacked."
        " Download it again, or unpack it yourself and upload what comes out."
    )
    assert said == {"export.zip/a.fit": FILES["a.fit"], "export.zip/b.fit": FILES["b.fit"]}


def test_archives_in_a_cut_archive_are_opened():
    data = zipped({"part.zip": zipped({"a.fit": b"abc"}), "b.fit": b"def"})
    assert found(archive(cut(data)))["export.zip/part.zip/a.fit"] == b"abc"


def test_a_damaged_file_before_the_cut_is_left_out():
    data = zipped(FILES, zipfile.ZIP_STORED).replace(b"abcabc", b"abcabd", 1)
    said = found(archive(cut(data)))
    assert list(said) == ["export.zip/b.fit", "export.zip"]


def test_a_bomb_before_the_cut_is_not_unpacked():
    data = zipped({"bomb.csv": bytes(20_000_000), "a.fit": b"abc"})
    assert list(found(archive(cut(data)))) == ["export.zip"]


@pytest.mark.parametrize("length", range(0, 400, 7))
def test_a_zip_cut_anywhere_ends_in_files_or_a_sentence(length: int):
    small = {"a.fit": b"abc" * 20, "b.fit": b"def" * 20}
    said = found(archive(zipped(small)[:length]))
    assert all(said[f"export.zip/{name}"] == data for name, data in small.items() if f"export.zip/{name}" in said)
    assert said
