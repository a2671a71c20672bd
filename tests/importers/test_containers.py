from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from analysis.importers import containers
from analysis.importers.base import File

from .zip_bytes import found, locked, zipped


def archive(data: bytes, name: str = "export.zip") -> File:
    return File(name, data)


# --- plain files and folders


def test_a_file_is_itself():
    assert found(File("a.fit", b"abc")) == {"a.fit": b"abc"}


def test_an_empty_file_is_a_file():
    assert found(File("a.fit", b"")) == {"a.fit": b""}


def test_a_path_is_named_without_its_place_on_the_disk(tmp_path: Path):
    (tmp_path / "a.fit").write_bytes(b"abc")
    assert found(tmp_path / "a.fit") == {"a.fit": b"abc"}
    assert found(str(tmp_path / "a.fit")) == {"a.fit": b"abc"}


def test_an_open_file_is_named_without_its_place_on_the_disk(tmp_path: Path):
    (tmp_path / "a.fit").write_bytes(b"abc")
    with (tmp_path / "a.fit").open("rb") as stream:
        assert found(stream) == {"a.fit": b"abc"}


def test_an_upload_is_read_from_its_beginning_and_stays_open():
    upload = io.BytesIO(b"abc")
    upload.name = "a.fit"  # type: ignore[attr-defined]
    upload.read()
    assert found(upload) == {"a.fit": b"abc"}
    assert not upload.closed


def test_an_upload_of_a_folder_keeps_its_place_in_it():
    upload = io.BytesIO(b"abc")
    upload.name = "2024/may/a.fit"  # type: ignore[attr-defined]
    assert list(found(upload)) == ["2024/may/a.fit"]


def test_a_pipe_is_read_though_it_cannot_be_rewound():
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as end:
        end.write(zipped({"a.fit": b"abc"}))
    with os.fdopen(reading, "rb") as stream:
        assert found(stream) == {"file/a.fit": b"abc"}


def test_a_folder_is_read_in_order_with_all_its_folders(tmp_path: Path):
    for name in ("b/2.fit", "b/1.fit", "a/3.fit", "z.fit"):
        path = tmp_path / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    names = ["export/z.fit", "export/a/3.fit", "export/b/1.fit", "export/b/2.fit"]
    assert list(found(tmp_path / "export")) == names


def test_a_link_back_to_its_own_folder_does_not_loop(tmp_path: Path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "a.fit").write_bytes(b"abc")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    assert found(folder) == {"export/a.fit": b"abc"}


def test_a_file_that_is_not_there_is_said():
    assert found("nowhere/a.fit") == {"a.fit": "There is no such file. Check the name, or whether the file was moved."}


def test_a_link_to_nothing_is_said_and_the_rest_goes_on(tmp_path: Path):
    (tmp_path / "a.fit").symlink_to(tmp_path / "gone")
    (tmp_path / "b.fit").write_bytes(b"abc")
    said = found(tmp_path)
    assert "There is no such file." in str(said[f"{tmp_path.name}/a.fit"])
    assert said[f"{tmp_path.name}/b.fit"] == b"abc"


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/a.fit", "__MACOSX/._a.fit", "._a.fit"]
)
def test_what_a_computer_adds_for_itself_is_left_out_silently(name: str, tmp_path: Path):
    path = tmp_path / "export" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"abc")
    assert found(tmp_path / "export") == {}
    assert found(archive(zipped({name: b"abc"}))) == {}
    assert found(File(name, b"abc")) == {}


def test_bytes_without_a_name_are_the_callers_mistake():
    with pytest.raises(TypeError, match=r"give them as File\(name, data\)"):
        list(containers.sources(b"abc"))  # type: ignore[arg-type]


def test_one_source_or_many_make_no_difference():
    one = File("a.fit", b"abc")
    assert list(containers.sources(one)) == list(containers.sources([one])) == [one]


# --- archives


def test_a_zip_is_the_files_in_it():
    data = zipped({"runs/": b"", "runs/a.fit": b"abc", "pain.csv": b"def"})
    assert found(archive(data)) == {"export.zip/runs/a.fit": b"abc", "export.zip/pain.csv": b"def"}


def test_a_zip_is_known_by_its_content_not_its_name():
    assert found(File("export.dat", zipped({"a.fit": b"abc"}))) == {"export.dat/a.fit": b"abc"}


def test_a_file_named_zip_that_is_none_is_a_file():
    assert found(archive(b"date,score")) == {"export.zip": b"date,score"}


def test_a_zip_upload_is_opened_in_place():
    class Upload(io.BytesIO):
        name = "export.zip"
        largest = 0

        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            self.largest = max(self.largest, len(data))
            return data

    upload = Upload(zipped({f"{n}.fit": os.urandom(50_000) for n in range(20)}))
    assert len(found(upload)) == 20
    assert upload.largest < 100_000  # never the whole million bytes


def test_one_file_is_unpacked_at_a_time():
    walk = containers.walk(archive(zipped({"a.fit": b"abc", "b.fit": b"def"})))
    assert next(walk).load() == b"abc"
    assert next(walk).load() == b"def"


def test_a_gz_is_the_file_in_it():
    assert found(File("a.fit.gz", gzip.compress(b"abc"))) == {"a.fit.gz": b"abc"}


def test_archives_in_archives_are_opened():
    part = zipped({"a.fit": b"abc", "b.fit.gz": gzip.compress(b"def")})
    assert found(archive(zipped({"part1.zip": part}))) == {
        "export.zip/part1.zip/a.fit": b"abc",
        "export.zip/part1.zip/b.fit.gz": b"def",
    }


def test_archives_nested_too_deep_are_refused_and_the_rest_goes_on():
    data = b"abc"
    for _ in range(5):
        data = zipped({"deeper.zip": data, "a.fit": b"abc"})
    said = found(archive(data))
    assert said["export.zip/a.fit"] == b"abc"
    assert said["export.zip/deeper.zip/deeper.zip/deeper.zip"] == (
        "This is an archive in an archive in an archive. Unpack the outer ones first."
    )


def test_an_empty_zip_holds_nothing():
    assert found(archive(zipped({}))) == {}


@pytest.mark.parametrize("name", ["../../etc/a.fit", "/etc/a.fit", "..\\..\\etc\\a.fit"])
def test_a_name_that_points_elsewhere_leads_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert found(archive(zipped({name: b"abc"}))) == {"export.zip/etc/a.fit": b"abc"}
    assert list(tmp_path.iterdir()) == []


# --- archives that cannot be opened


def test_a_zip_with_a_password_says_what_to_do():
    data = locked(zipped({"a.fit": b"abc", "b.fit": b"def"}), "a.fit", "b.fit")
    assert found(archive(data)) == {
        "export.zip": "The archive is protected with a password."
        " Unpack it on your computer with the password, then upload the files."
    }


def test_files_without_password_in_a_zip_are_read():
    data = locked(zipped({"a.fit": b"abc", "b.fit": b"def", "c.fit": b"ghi"}), "b.fit")
    said = found(archive(data))
    assert said["export.zip"] == (
        "1 of 3 files in the archive are protected with a password."
        " Unpack it on your computer with the password, then upload the files."
    )
    assert (said["export.zip/a.fit"], said["export.zip/c.fit"]) == (b"abc", b"ghi")


def test_a_zip_cut_before_its_first_file_ends_says_what_to_do():
    data = zipped({"a.fit": os.urandom(1000)})
    assert found(archive(data[:500])) == {
        "export.zip": "The zip archive is cut off or damaged."
        " Download it again, or unpack it yourself and upload what comes out."
    }


def test_a_damaged_file_in_a_zip_does_not_take_the_others_down():
    data = zipped({"a.fit": b"abc", "b.fit": b"def", "c.fit": b"ghi"}, zipfile.ZIP_STORED).replace(b"def", b"dEf")
    said = found(archive(data))
    assert (said["export.zip/a.fit"], said["export.zip/c.fit"]) == (b"abc", b"ghi")
    assert "This file in the archive is cut off or damaged." in str(said["export.zip/b.fit"])


def test_a_gz_cut_in_half_says_what_to_do():
    assert found(File("a.fit.gz", gzip.compress(os.urandom(1000))[:500])) == {
        "a.fit.gz": "This file in the archive is cut off or damaged."
        " Download it again, or unpack it yourself and upload what comes out."
    }


def test_an_unknown_packing_says_what_to_do():
    data = bytearray(zipped({"a.fit": b"abc"}))
    directory = data.find(b"PK\x01\x02")
    data[8:10] = data[directory + 10 : directory + 12] = b"\x09\x00"  # Deflate64, which Windows uses for large files
    assert "packed in a way Twinge cannot unpack. Unpack the archive yourself" in str(
        found(archive(bytes(data)))["export.zip/a.fit"]
    )


def test_a_spreadsheet_is_a_zip_whose_sheets_are_the_files():
    book = openpyxl.Workbook()
    book.active.title = "Pain"
    book.active.append(["date", "score"])
    book.active.append(["2024-05-01", 3])
    stream = io.BytesIO()
    book.save(stream)
    assert found(archive(zipped({"pain.xlsx": stream.getvalue()}))) == {
        "export.zip/pain.xlsx/Pain": b"date,score\n2024-05-01,3\n"
    }


def test_a_text_document_is_a_zip_that_is_not_opened():
    data = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert "This is a text document." in str(found(File("pain.docx", data))["pain.docx"])
