from __future__ import annotations

import hashlib
import io
import logging
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import importers
from analysis.importers import (
    Content,
    File,
    Hints,
    Imported,
    Outcome,
    count_files,
    gather,
    number_entries,
    read,
    read_each,
)
from analysis.tables import ACTIVITIES, PAIN, RECORDS, check, conform, empty

from .fit_bytes import START, file_id, fit_file, record, run, session
from .zip_bytes import locked, zipped

RUN = File("run.fit", run())
OTHER = File("other.fit", run(start=START + 86_400))


def outcome(data: bytes, name: str = "file") -> Outcome:
    imported = read(File(name, data))
    assert len(imported.outcomes) == 1
    return imported.outcomes[0]


def entries(*scores: float, source: str = "pain.csv", **more: object) -> pd.DataFrame:
    """One entry of first-step heel pain per score, on 1 May 2024 and the days after."""
    days = pd.date_range("2024-05-01", periods=len(scores))
    frame = pd.DataFrame({"local_date": days, "score": scores, "moment": "first_steps", "site": "plantar_heel",
                          "side": "left", "entry": 1, "source": source, **more})  # fmt: skip
    return conform(frame, PAIN)


@pytest.fixture
def pain_reader(monkeypatch: pytest.MonkeyPatch):
    """A reader of files that begin with `pain`, whose content the test sets."""
    reader = SimpleNamespace(
        FORMAT="test", LABEL="test log", content=Content(), looks_like=lambda file: file.data.startswith(b"pain")
    )
    reader.read = lambda file, time_zone: reader.content
    monkeypatch.setattr(importers, "READERS", (*importers.READERS, reader))
    return reader


# --- what becomes of a file


def test_a_run_is_imported():
    imported = read(RUN)
    digest = hashlib.sha256(RUN.data).hexdigest()
    assert imported.outcomes == (Outcome("run.fit", "imported", "FIT file from a watch", activities=1, digest=digest),)
    assert len(check(imported.activities, ACTIVITIES)) == 1
    assert len(check(imported.records, RECORDS)) == 3
    assert check(imported.pain, PAIN).empty


def test_no_files_are_empty_tables():
    imported = read([])
    assert (len(imported.activities), len(imported.records), len(imported.pain)) == (0, 0, 0)
    assert imported.outcomes == ()


def test_each_file_has_its_outcome_in_the_order_given():
    imported = read([OTHER, File("empty.fit", b""), RUN])
    assert [(o.file, o.status) for o in imported.outcomes] == [
        ("other.fit", "imported"), ("empty.fit", "refused"), ("run.fit", "imported"),
    ]  # fmt: skip
    assert len(imported.activities) == 2


def test_the_format_is_decided_by_content_not_by_name():
    assert outcome(run(), "pain.csv").format == "FIT file from a watch"


def test_a_file_with_a_damaged_end_is_partly_imported():
    said = outcome(run() + b"rubbish behind the end")
    assert (said.status, said.activities) == ("partly_imported", 1)


def test_a_remark_alone_does_not_make_an_import_partial():
    said = outcome(fit_file(file_id(), session()))
    assert said.status == "imported"
    assert "UTC" in said.issues[0].found


def test_a_file_with_nothing_to_import_says_what_it_is():
    said = outcome(fit_file(file_id(2)), "settings.fit")
    assert said.status == "nothing_in_it"
    assert [issue.sentence for issue in said.issues] == [
        "settings.fit: This is the settings of a watch, not a recorded activity. There is nothing in it to import."
    ]


def test_a_silent_reader_that_finds_nothing_is_given_a_sentence(pain_reader: SimpleNamespace):
    said = outcome(b"pain", "pain.csv")
    assert said.status == "nothing_in_it"
    assert said.issues[0].sentence == (
        "pain.csv: There are no activities and no pain entries in it. Check that it is the right file."
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty. Export or download it again."),
        (bytes(100), "The file holds nothing but zeros. Copy it from the watch again."),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "This is a picture. Export your activities as FIT files"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "This is a picture."),
        (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF document. Export your activities as FIT files"),
        (b"\n<!DOCTYPE html><html><body>Sign in", "This is a web page, not an export: the download link"),
        (b"<html>", "Log in to the service and download the file again."),
        (zipped({"[Content_Types].xml": b"", "xl/a.xml": b""}), "The spreadsheet is cut off or damaged."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "Save it as .xlsx without a password, or as CSV, and"),
        (b'{"activities": []}', "This is a JSON file of a kind Twinge does not know. In a Garmin export, activ"),
        (b'<?xml version="1.0"?><gpx version="1.1">', "The file is cut off or damaged before any activity in it is"),
        (b"<?xml?><kml></kml>", "This is a file in KML format. Twinge cannot read KML yet."),
        (b"\xef\xbb\xbf<?xml?><TrainingCenterDatabase>", "The file is cut off or damaged before any activity in it is"),
        (b"<?xml?><!DOCTYPE HealthData []><HealthData>", "The file is cut off or damaged. Export from the"),
        (b"<?xml?><svg/>", "This is an XML file of a kind Twinge does not know."),
        (b"Rar!\x1a\x07" + bytes(20), "This is a rar archive. Unpack it and upload the files, or make it a zip."),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "This is a 7z archive."),
        (b"a.fit".ljust(257, b"\0") + b"ustar" + bytes(20), "This is a tar archive."),
        (bytes(range(256)), "This is no kind of file Twinge knows."),
        ("Dear diary, my heel hurts".encode("utf-16"), "This text is no table of activities or pain"),
        (b"Dear diary, my heel hurts", "A pain log needs a column named date and one with scores from 0 to 10."),
        (zipped({"a.fit": run()})[:100], "The zip archive is cut off or damaged."),
        (locked(zipped({"a.fit": run()}), "a.fit"), "protected with a password. Unpack it on your computer with the"),
        (run()[:70], "The file is cut off or damaged before any activity in it is complete. Copy it from the watch"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_imported_says_why_and_what_to_do(data: bytes, sentence: str):
    said = outcome(data)
    assert (said.status, said.activities, said.pain_entries) == ("refused", 0, 0)
    assert sentence in said.issues[0].sentence


# --- the same again


def test_the_same_run_given_twice_counts_once():
    imported = read([RUN, File("copy.fit", run())])
    assert [o.status for o in imported.outcomes] == ["imported", "already_there"]
    assert len(imported.activities) == 1
    assert len(imported.records) == 3


def test_each_file_alone_tells_all_it_holds():
    each = list(read_each([RUN, File("copy.fit", run())]))
    assert [(outcome.status, outcome.activities, len(content.records)) for outcome, content in each] == [
        ("imported", 1, 3), ("imported", 1, 3),
    ]  # fmt: skip


def test_only_the_new_activities_of_a_file_come_in():
    later = fit_file(file_id(), record(86_400, 0), record(86_401, 4), session(START + 86_400))
    imported = read([RUN, File("both.fit", RUN.data + later)])
    assert [(o.status, o.activities) for o in imported.outcomes] == [("imported", 1), ("imported", 1)]
    assert imported.activities["source_file"].tolist() == ["run.fit", "both.fit"]
    assert imported.activities["start_time"].iloc[1] == pd.Timestamp("2021-09-09 01:46:40", tz="UTC")
    assert imported.records["distance_m"].tolist()[3:] == [0, 4]


def logs(*pain: pd.DataFrame) -> Imported:
    """What several pain logs, read one after the other, hold together."""
    return gather((Outcome(f"{n}.csv", "imported", pain_entries=len(log)), Content(pain=log))
                  for n, log in enumerate(pain))  # fmt: skip


def test_a_pain_log_given_again_is_already_there():
    log = entries(3, 0, float("nan"), signs="limp", source="old name.csv")
    imported = logs(log, entries(3, 0, float("nan"), signs="limp"))
    assert [(o.status, o.pain_entries) for o in imported.outcomes] == [("imported", 3), ("already_there", 0)]
    assert imported.pain["source"].tolist() == ["old name.csv"] * 3


def test_a_longer_pain_log_brings_its_new_entries():
    imported = logs(entries(3, 0), entries(3, 0, 4))
    assert [(o.status, o.pain_entries) for o in imported.outcomes] == [("imported", 2), ("imported", 1)]
    assert imported.pain["score"].tolist() == [3, 0, 4]


def test_another_score_for_the_same_moment_stands_beside_the_first(pain_reader: SimpleNamespace):
    log, correction = Content(pain=entries(3)), Content(pain=entries(5))
    reading = iter([log, correction])
    pain_reader.read = lambda file, time_zone: next(reading)
    imported = read([File("log.csv", b"pain"), File("correction.csv", b"pain")])
    assert check(imported.pain, PAIN)[["score", "entry"]].to_numpy().tolist() == [[3, 1], [5, 2]]


def test_no_pain_and_no_answer_are_not_the_same_entry():
    imported = logs(entries(0, signs="limp"), entries(float("nan"), signs="limp"))
    assert [o.status for o in imported.outcomes] == ["imported", "imported"]
    assert imported.pain["entry"].tolist() == [1, 2]


def test_numbering_no_entries_is_no_entries():
    assert check(number_entries(empty(PAIN)), PAIN).empty


# --- one file at a time


def test_files_are_read_only_when_asked_for_and_a_few_at_a_time():
    opened = []

    def sources():
        for file in (RUN, *[OTHER] * 40):
            opened.append(file.name)
            yield file

    reading = read_each(sources())
    assert opened == []
    assert next(reading)[0].file == "run.fit"
    assert len(opened) == 16


def test_files_are_counted_before_they_are_read(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(
        zipped({"1.fit": run(), "2.csv": b"x", ".DS_Store": b"x", "part.zip": zipped({"3": b""})})
    )
    (tmp_path / "b.fit").write_bytes(run())
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    (tmp_path / "locked.zip").write_bytes(locked(zipped({"4.fit": run()}), "4.fit"))
    assert count_files(tmp_path) == len(read(tmp_path).outcomes) == 5


def test_counting_leaves_an_upload_readable():
    upload = io.BytesIO(zipped({"a.fit": run(), "b.fit": OTHER.data}))
    upload.name = "export.zip"  # type: ignore[attr-defined]
    assert count_files([upload]) == 2
    assert [o.file for o in read([upload]).outcomes] == ["export.zip/a.fit", "export.zip/b.fit"]


def test_a_folder_of_files_and_archives_is_read_whole(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(zipped({"run.fit": RUN.data}))
    (tmp_path / "b.fit").write_bytes(OTHER.data)
    imported = read(tmp_path)
    assert [o.status for o in imported.outcomes] == ["imported", "imported"]
    assert imported.activities["source_file"].tolist() == [f"{tmp_path.name}/a.zip/run.fit", f"{tmp_path.name}/b.fit"]


# --- the time zone


def test_the_time_zone_reaches_the_readers():
    imported = read(File("run.fit", fit_file(file_id(), session())), hints=Hints(time_zone="Asia/Tokyo"))
    assert imported.activities["local_start_time"].tolist() == [pd.Timestamp("2021-09-08 10:46:40")]


def test_a_time_zone_that_does_not_exist_is_the_callers_mistake():
    with pytest.raises(KeyError, match="Mars"):
        read(RUN, hints=Hints(time_zone="Mars/Olympus_Mons"))


# --- whatever goes wrong in a reader


def test_a_broken_reader_spoils_one_file_and_logs_nothing_about_the_runner(
    pain_reader: SimpleNamespace, caplog: pytest.LogCaptureFixture
):
    def broken(file: File, time_zone: str | None) -> Content:
        raise KeyError(file.data.decode())

    pain_reader.read = broken
    with caplog.at_level(logging.DEBUG):
        imported = read([File("secret name.csv", b"pain in the left heel"), RUN])
    assert [o.status for o in imported.outcomes] == ["refused", "imported"]
    assert imported.outcomes[0].issues[0].sentence == (
        "secret name.csv: Twinge could not read this file. Nothing was taken from it. Please report it to us."
    )
    assert "KeyError in broken" in caplog.text
    assert "heel" not in caplog.text
    assert "secret" not in caplog.text


def test_a_source_that_is_no_file_spoils_nothing_else():
    imported = read([42, RUN])  # type: ignore[list-item]
    assert [o.status for o in imported.outcomes] == ["refused", "imported"]


def test_running_out_of_memory_is_not_hidden(pain_reader: SimpleNamespace):
    def greedy(file: File, time_zone: str | None) -> Content:
        raise MemoryError

    pain_reader.read = greedy
    with pytest.raises(MemoryError):
        read(File("pain.csv", b"pain"))


def test_samples_of_activities_that_were_there_do_not_come_in_again():
    longer = fit_file(file_id(), *(record(s, 3.0 * s) for s in range(9)), session())
    imported = read([RUN, File("again.fit", longer)])
    assert len(imported.records) == 3
