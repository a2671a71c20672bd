"""Many athletes, as whoever studies them relies on it: everybody's tables, a summary, and nobody stops the rest."""

from __future__ import annotations

import csv
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from analysis import analyse, read
from analysis.__main__ import main
from analysis.cohort import Job, Row, spread
from analysis.report.document import DOCUMENT_TABLES

from .loopback import cluster

ROOT = Path(__file__).parents[2]
PAIN = "date,score\n2026-03-02,{}\n2026-03-03,2\n2026-03-04,0\n"
SLOW = 60  # seconds until a cluster that does not start is given up


@pytest.fixture
def club(tmp_path: Path) -> Path:
    """Three athletes: two folders and a zip. A loose file and a hidden folder are nobody."""
    folder = tmp_path / "club"
    for name, score in (("ann", 3), ("bo", 5)):
        (folder / name).mkdir(parents=True)
        (folder / name / "pain.csv").write_text(PAIN.format(score))
    with zipfile.ZipFile(folder / "cy.zip", "w") as archive:
        archive.writestr("pain.csv", PAIN.format(7))
    (folder / "notes.txt").write_text("for the coach")
    (folder / ".cache").mkdir()
    return folder


def run(folder: Path, *more: object) -> tuple[int, dict[str, dict[str, str]]]:
    """The exit status, and the summary by athlete."""
    out = folder.parent / "out"
    status = main(["cohort", str(folder), "--out", str(out), "--workers", "1", *map(str, more)])
    rows = csv.DictReader((out / "summary.csv").open(encoding="utf-8", newline=""))
    return status, {row["athlete"]: row for row in rows}


def when_written(folder: Path) -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in (folder.parent / "out" / "pain").iterdir()}


def test_every_athlete_has_every_table_and_a_row_in_the_summary(club: Path, capsys) -> None:
    status, rows = run(club)
    assert (status, list(rows)) == (0, ["ann", "bo", "cy.zip"])
    assert {row["status"] for row in rows.values()} == {"analysed"}
    assert (rows["bo"]["pain_entries"], rows["bo"]["first_day"], rows["bo"]["last_day"]) == (
        "3", "2026-03-02", "2026-03-04",
    )  # fmt: skip
    for table in DOCUMENT_TABLES:
        files = {path.name for path in (club.parent / "out" / table.name.lower()).iterdir()}
        assert files == {"ann.parquet", "bo.parquet", "cy.zip.parquet"}
    assert "3 athletes: 3 analysed" in capsys.readouterr().out


def test_the_tables_of_all_are_read_as_one_and_say_what_an_analysis_says(club: Path) -> None:
    run(club)
    days = pd.read_parquet(club.parent / "out" / "days")
    assert days.groupby("athlete")["day_score"].first().to_dict() == {"ann": 3, "bo": 5, "cy.zip": 7}
    alone = analyse(None, read(club / "bo").pain).days
    kept = days[days["athlete"] == "bo"].drop(columns="athlete").reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, alone.reset_index(drop=True), check_dtype=False)


def test_what_is_done_is_not_done_again_unless_files_or_options_changed(club: Path) -> None:
    run(club)
    first = when_written(club)
    run(club)
    assert when_written(club) == first
    (club / "bo" / "pain.csv").write_text(PAIN.format(6))
    run(club)
    changed = when_written(club)
    assert {name for name in first if changed[name] != first[name]} == {"bo"}
    run(club, "--as-of", "2026-03-03")
    assert all(when_written(club)[name] != changed[name] for name in first)


def test_an_athlete_without_readable_files_is_told_and_stops_nobody(club: Path, capsys) -> None:
    (club / "di").mkdir()
    (club / "di" / "photo.fit").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    status, rows = run(club)
    assert (status, rows["di"]["status"], rows["di"]["refused"]) == (0, "nothing_in_it", "1")
    assert "photo.fit" in rows["di"]["error"]
    assert "3 analysed, 1 nothing in it" in capsys.readouterr().out


def test_an_error_is_in_the_athletes_row_without_its_words_and_exits_3(club: Path, monkeypatch) -> None:
    def broken(activities: pd.DataFrame, pain: pd.DataFrame, **more: object) -> object:
        if pain["score"].max() == 5:
            raise KeyError("what the runner wrote")
        return analyse(activities, pain, **more)

    run(club)
    (club / "bo" / "more.csv").write_text(PAIN.format(5))
    monkeypatch.setattr("analysis.cohort.athlete.analyse", broken)
    status, rows = run(club)
    assert (status, rows["bo"]["status"], rows["ann"]["status"]) == (3, "failed", "analysed")
    assert rows["bo"]["error"].startswith("KeyError in broken, line ")
    assert "wrote" not in rows["bo"]["error"]
    assert set(when_written(club)) == {"ann", "cy.zip"}  # none of bo's results of the first time is left
    monkeypatch.undo()
    assert run(club)[1]["bo"]["status"] == "analysed"  # a failure is tried again


def test_a_name_is_not_calculated_by_a_spreadsheet(club: Path) -> None:
    (club / "ann").rename(club / "=1+1")
    assert "'=1+1" in run(club)[1]


def test_nobody_there_exits_1_and_no_folder_exits_2(tmp_path: Path, capsys) -> None:
    assert main(["cohort", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "give each athlete a folder or a zip" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["cohort", str(tmp_path / "nowhere")])
    assert ended.value.code == 2


def test_ctrl_c_says_how_far_it_came_and_keeps_that(club: Path, monkeypatch, capsys) -> None:
    def stopped(*given: object, **more: object) -> Iterator[Row]:
        yield next(spread(*given, **more))
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.cohort.command.spread", stopped)
    out = club.parent / "out"
    assert main(["cohort", str(club), "--out", str(out), "--workers", "1"]) == 130
    assert capsys.readouterr().err == "Stopped after 1 athlete. The same command goes on from here.\n"
    assert (out / "athletes" / "ann.json").exists()


def deadly() -> Callable[[Path, Job], Row]:
    """Takes its process down over one athlete, as a kernel does that runs out of memory. A process cannot import it."""
    return lambda athlete, _: os._exit(9) if athlete.name == "bo" else Row(athlete.name, "analysed")


def test_an_athlete_who_kills_the_process_is_told_and_stops_nobody(club: Path, monkeypatch) -> None:
    monkeypatch.setattr("analysis.cohort.machines.worked_off", deadly())
    athletes = [club / "ann", club / "bo"]
    rows = {row.athlete: row for row in spread(athletes, Job(club.parent / "out"), workers=2)}
    assert len(rows) == len(athletes)
    assert {name for name, row in rows.items() if row.status == "failed"} == {"bo"}
    assert "took more memory than there is" in rows["bo"].error


def test_a_cluster_of_two_workers_does_the_same_by_one_setting(club: Path, tmp_path: Path, monkeypatch) -> None:
    pytest.importorskip("distributed")
    (club / "di").mkdir()
    with cluster(tmp_path, workers=2) as address:
        monkeypatch.setenv("TWINGE_CLUSTER", address)
        status, rows = run(club)
    assert (status, {name: row["status"] for name, row in rows.items()}) == (
        0, {"ann": "analysed", "bo": "analysed", "cy.zip": "analysed", "di": "nothing_in_it"},
    )  # fmt: skip
    days = pd.read_parquet(club.parent / "out" / "days")
    assert days.groupby("athlete")["day_score"].first().to_dict() == {"ann": 3, "bo": 5, "cy.zip": 7}


def test_a_cluster_that_does_not_answer_is_named(club: Path, capsys) -> None:
    pytest.importorskip("distributed")
    out = str(club.parent / "out")
    assert main(["cohort", str(club), "--out", out, "--cluster", "tcp://127.0.0.1:9"]) == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
