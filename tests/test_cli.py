"""The command line, run as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from analysis.__main__ import main

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "sample_data" / "worsening"


def run(capsys: pytest.CaptureFixture, *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_folder_is_summarised_with_status_flags_next_step_and_files(capsys) -> None:
    status, out, _ = run(capsys, DEMO, "--athlete", "Mara")
    assert status == 0
    assert out.startswith("Mara, as of ")
    assert "See someone" in out.splitlines()[0]
    assert "although" in out
    assert "Next\n  1. " in out
    assert "Files: " in out
    assert "not a diagnosis" in out


def test_the_json_document_keeps_its_schema(capsys, tmp_path) -> None:
    status, _, _ = run(capsys, DEMO, "--json", tmp_path / "out.json", "--units", "mi")
    made = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert status == 0
    jsonschema.validate(made, json.loads((ROOT / "docs" / "analysis.schema.json").read_text(encoding="utf-8")))
    assert made["schema"] == 1
    assert made["status"] == "see_someone"
    assert made["units"] == "mi"
    assert "worsening_despite_backoff" in {flag["flag_id"] for flag in made["flags"] if flag["status"] == "raised"}
    assert {file["status"] for file in made["files"]} == {"imported"}


def test_as_of_uses_nothing_later(capsys, tmp_path) -> None:
    first_day = json.loads(_document(capsys, tmp_path / "all.json"))["days"][0]["local_date"]
    document = json.loads(_document(capsys, tmp_path / "cut.json", "--as-of", first_day))
    assert [day["local_date"] for day in document["days"]] == [first_day]
    assert document["as_of"] == first_day


def _document(capsys, out: Path, *more: str) -> str:
    assert run(capsys, DEMO, "--json", out, *more)[0] == 0
    return out.read_text(encoding="utf-8")


def test_nothing_readable_exits_1_and_says_what_was_found(capsys, tmp_path) -> None:
    (tmp_path / "photo.fit").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "empty.csv").write_bytes(b"")
    status, out, err = run(capsys, tmp_path)
    assert (status, out) == (1, "")
    assert "photo.fit" in err
    assert "empty.csv" in err
    assert "Nothing could be read." in err


def test_a_bad_file_does_not_stop_the_others(capsys, tmp_path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    status, out, _ = run(capsys, DEMO / "pain.csv", tmp_path / "empty.csv")
    assert status == 0
    assert "1 imported, 1 refused" in out


def test_a_file_that_is_not_there_is_named(capsys, tmp_path) -> None:
    status, _, err = run(capsys, tmp_path / "nowhere.csv")
    assert status == 1
    assert "nowhere.csv" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: FILE"),
        (["a.csv", "--as-of", "12.3.24"], "'12.3.24' is not a day; write it as 2024-03-12"),
        (["a.csv", "--units", "leagues"], "invalid choice: 'leagues'"),
        (["a.csv", "--pdf", "out.pdf"], "--pdf is not available yet"),
        (["a.csv", "--html", "out.html"], "--html is not available yet"),
    ],
)
def test_wrong_usage_exits_2_with_a_sentence(capsys, arguments: list[str], message: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_it_starts_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "What is my training doing to my pain?" in done.stdout
