"""The command line, run as a person runs it."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import jsonschema
import pytest
from pypdf import PdfReader

from analysis.__main__ import main
from analysis.importers import read_each

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


def test_rules_that_say_the_same_share_a_line_and_what_is_raised_and_to_do_comes_first(capsys) -> None:
    _, out, _ = run(capsys, DEMO)
    lines = out.splitlines()
    headings = ["Raised", "Next", "Not enough data", "Clear"]
    assert sorted(headings, key=lines.index) == headings
    (shoes,) = [line for line in lines if "names its pair of shoes" in line]
    assert "Distance on the shoes; Thumb test of the midsole; " in shoes
    assert sum(line.startswith("  [") for line in lines) == lines.index("Next") - lines.index("Raised") - 2


def test_what_is_said_of_many_files_stands_once_and_a_question_is_no_silence(capsys, tmp_path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("nothing of use\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text("when,what,far\n2026-03-01,run,5\n2026-03-02,run,6\n", encoding="utf-8")
    _, out, _ = run(capsys, DEMO, *sorted(tmp_path.iterdir()))
    (same,) = [line for line in out.splitlines() if "0.txt" in line]
    assert "0.txt, 1.txt, 2.txt and 2 more: " in same
    (asked,) = [line for line in out.splitlines() if "mine.csv" in line]
    assert "What do its columns hold? Nothing of it was read." in asked


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


def test_the_page_for_a_clinician_is_written_as_html_and_pdf_of_the_same_words(capsys, tmp_path) -> None:
    html, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    status, _, _ = run(capsys, DEMO, "--html", html, "--pdf", pdf, "--units", "mi", "--athlete", "Mara", "--as-of",
                       "2026-10-12")  # fmt: skip
    assert status == 0
    printed = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    for text in (html.read_text(encoding="utf-8"), printed):
        assert "Mara" in text
        assert "12 Oct 2026" in text
        assert "13 Oct 2026" not in text
        assert re.search(r"\d\s?mi\b", text)
        assert not re.search(r"\d\s?km\b", text)


def test_what_was_done_to_recover_is_on_the_page_where_an_export_tells_it(capsys, tmp_path) -> None:
    care = tmp_path / "twinge-care.csv"
    care.write_text("twinge,local_date,item,dose,felt\r\ncare,2026-10-01,ice,10 min,better\r\n", encoding="utf-8")
    assert run(capsys, DEMO, "--html", tmp_path / "without.html")[0] == 0
    assert run(capsys, DEMO, care, "--html", tmp_path / "with.html", "--pdf", tmp_path / "with.pdf")[0] == 0
    assert "Nothing was logged as done" in (tmp_path / "without.html").read_text(encoding="utf-8")
    printed = "".join(page.extract_text() for page in PdfReader(tmp_path / "with.pdf").pages)
    for text in ((tmp_path / "with.html").read_text(encoding="utf-8"), printed):
        assert "Ice" in text and "1 Oct 2026" in text and "Nothing was logged as done" not in text


def test_without_a_name_the_page_names_nobody(capsys, tmp_path) -> None:
    assert run(capsys, DEMO / "pain.csv", "--html", tmp_path / "page.html")[0] == 0
    assert "Runner <b>" not in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--html", "--pdf", "--json"])
def test_a_folder_that_is_not_there_exits_1_and_is_named(capsys, tmp_path, option: str) -> None:
    status, out, err = run(capsys, DEMO / "pain.csv", option, tmp_path / "nowhere" / "page")
    assert (status, out) == (1, "")
    assert str(tmp_path / "nowhere" / "page") in err
    assert "No such file or directory" in err


def test_a_reader_that_hangs_up_early_is_no_error(tmp_path) -> None:
    command = [sys.executable, "-m", "analysis", str(DEMO), "--json", str(tmp_path / "out.json")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        process.stdout = None
        said = process.stderr.read().decode()
    assert (process.returncode, said) == (0, "")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["schema"] == 1


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


class Terminal(io.StringIO):
    """What a person sees who looks at the terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_one_line_of_progress_and_takes_it_back(monkeypatch, capsys, tmp_path) -> None:
    (tmp_path / "odd\x1b[31m name.csv").write_bytes(b"")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main([str(DEMO / "pain.csv"), str(tmp_path)]) == 0
    lines = terminal.getvalue().split("\r\x1b[K")
    assert lines[1].startswith("1/2  ")
    assert lines[1].endswith(" files/s  pain.csv")
    assert lines[2].endswith("/odd?[31m name.csv")
    assert lines[-1] == ""


def test_without_a_terminal_nothing_is_shown_on_the_way(capsys) -> None:
    assert run(capsys, DEMO / "pain.csv")[2] == ""


def test_ctrl_c_says_how_far_it_came_and_exits_130(monkeypatch, capsys) -> None:
    def stopped(*_: object, **__: object):
        yield from islice(read_each(DEMO), 1)
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.__main__.read_each", stopped)
    status, out, err = run(capsys, DEMO)
    assert (status, out) == (130, "")
    assert err == "Stopped after 1 file. Nothing was kept.\n"


@pytest.mark.parametrize("workers", ["0", "-1", "many"])
def test_workers_is_a_number_from_one_on(capsys, workers: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(capsys, DEMO, "--workers", workers)
    assert ended.value.code == 2
    assert "write 1 or more" in capsys.readouterr().err


NIGHT = """<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><trk>
<type>running</type><trkseg>
<trkpt lat="0.0" lon="0.0"><time>2026-03-02T23:30:00Z</time></trkpt>
<trkpt lat="0.002" lon="0.0"><time>2026-03-02T23:31:20Z</time></trkpt>
</trkseg></trk></gpx>
"""


def test_the_time_zone_decides_the_day_of_a_file_that_knows_utc_alone(capsys, tmp_path) -> None:
    (tmp_path / "night.gpx").write_text(NIGHT, encoding="utf-8")
    status, out, _ = run(capsys, tmp_path, "--time-zone", "Europe/Stockholm")
    assert (status, out.splitlines()[0]) == (0, "as of 3 Mar 2026: Cannot tell yet")
    status, out, _ = run(capsys, tmp_path, "--time-zone", "America/New_York")
    assert (status, out.splitlines()[0]) == (0, "as of 2 Mar 2026: Cannot tell yet")


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../etc/passwd"])
def test_what_is_no_time_zone_is_refused_with_an_example(capsys, zone: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(capsys, DEMO, "--time-zone", zone)
    assert ended.value.code == 2
    assert f"{zone!r} is not a time zone; write it as Europe/Stockholm" in capsys.readouterr().err


def test_the_summary_of_recordings_knows_their_hills(capsys, tmp_path) -> None:
    runs = ROOT / "sample_data" / "healthy" / "runs"
    assert run(capsys, runs, "--json", tmp_path / "out.json")[0] == 0
    made = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert sum(week["uphill_m"] or 0 for week in made["weeks"]) > 0
