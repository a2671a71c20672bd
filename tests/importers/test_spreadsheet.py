"""Spreadsheets as the tables they hold."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import File, columns, garmin_csv, read, spreadsheet
from analysis.importers.spreadsheet import sheets

from .columns_table import answer


def book(**tabs: list[list[object]]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in tabs.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def texts(data: bytes) -> dict[str, str]:
    """Name of each entry -> its CSV, or why there is none."""
    found = {}
    for entry in sheets("book.xlsx", data):
        try:
            found[entry.name] = entry.load().decode()
        except UnreadableFile as refusal:
            found[entry.name] = str(refusal)
    return found


def one(*rows: list[object]) -> list[str]:
    return texts(saved(book(Runs=list(rows))))["book.xlsx/Runs"].splitlines()


def with_part(data: bytes, name: str, change) -> bytes:
    """The archive with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


# cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2024, 3, 12), "2024-03-12"),
        (dt.datetime.fromisoformat("2024-03-12 07:30"), "2024-03-12 07:30:00"),
        (dt.time(0, 45, 30), "00:45:30"),
        (dt.timedelta(hours=30, minutes=48), "30:48:00"),
        (dt.datetime.fromisoformat("1900-01-01 06:48"), "30:48:00"),
        (8, "8"),
        (8.2, "8.2"),
        (0.1 + 0.2, "0.3"),
        (1.234, "1.2340"),
        (0, "0"),
        (True, "TRUE"),
        ("3/10", "3/10"),
        ("a,b", '"a,b"'),
    ],
)
def test_a_cell_is_written_so_that_nobody_can_misread_it(value, text):
    assert one(["head"], [value])[1] == text


@pytest.mark.parametrize("value", ["#N/A", "#DIV/0!", None])
def test_an_error_or_an_empty_cell_is_missing(value):
    assert one(["a", "b", "c"], [1, value, 2])[1] == "1,,2"


def test_a_date_merged_over_several_rows_holds_for_all_of_them():
    made = book(Runs=[["date", "moment", "pain"], [dt.date(2024, 3, 12), "before", 1], [None, "after", 3]])
    made["Runs"].merge_cells("A2:A3")
    assert texts(saved(made))["book.xlsx/Runs"].splitlines()[1:] == ["2024-03-12,before,1", "2024-03-12,after,3"]


def test_a_formula_with_its_result_is_the_result_and_one_without_is_refused():
    data = saved(book(Runs=[["date", "km"], [dt.date(2024, 3, 12), "=4+4"]]))
    assert texts(data)["book.xlsx/Runs"] == (
        "This sheet has formulas whose results are not saved in it."
        " Open it in your spreadsheet program, save it and upload it again."
    )
    solved = with_part(
        data,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v></v>", b"<v>8</v>").replace(b"<v />", b"<v>8</v>"),
    )
    assert texts(solved)["book.xlsx/Runs"].splitlines()[1] == "2024-03-12,8"


# sheets


def test_hidden_and_empty_sheets_are_told_and_left_out():
    made = book(Runs=[["a"]], Empty=[], Lists=[["b"]])
    made["Lists"].sheet_state = "hidden"
    assert texts(saved(made)) == {
        "book.xlsx/Runs": "a\n",
        "book.xlsx/Lists": "This sheet is hidden. Show it in your spreadsheet program if it should be imported.",
    }


def test_a_sheet_that_is_named_many_times_is_read_once():
    data = with_part(
        saved(book(Pain=[["a"]])), "xl/workbook.xml", lambda xml: re.sub(rb"<sheet .*?/>", rb"\g<0>" * 9, xml)
    )
    assert list(texts(data)) == ["book.xlsx/Pain"]


def test_an_empty_spreadsheet_says_so():
    assert texts(saved(book(Empty=[]))) == {"book.xlsx": "The spreadsheet is empty. Check that it is the right file."}


def test_a_sheet_is_read_by_the_reader_of_its_table():
    header = ["Activity Type", "Date", "Title", "Distance", "Calories", "Time", "Avg HR"]
    row = ["Running", dt.datetime.fromisoformat("2024-03-12 07:30"), "Easy", 10.0, 600, dt.time(0, 50), 150]
    imported = read(File("Activities.xlsx", saved(book(Sheet1=[header, row]))))
    run = imported.activities.iloc[0]
    assert (run["source_format"], run["source_file"]) == (garmin_csv.FORMAT, "Activities.xlsx/Sheet1")
    assert (run["distance_m"], run["moving_time_s"], str(run["local_start_time"])) == (
        10000,
        3000,
        "2024-03-12 07:30:00",
    )


def test_a_diary_of_ones_own_is_asked_about_and_read():
    diary = [["Date", "km", "Time"], [dt.date(2024, 3, 12), 8.2, dt.time(0, 45)], [dt.date(2024, 3, 13), 5, None]]
    (text,) = texts(saved(book(Diary=diary))).values()
    file = File("log.xlsx/Diary", text.encode())
    content = columns.read(file, answer(file, sport="running"))
    assert content.activities["distance_m"].tolist() == [8200, 5000]
    assert content.activities["moving_time_s"].iloc[0] == 2700


def test_a_macro_workbook_is_read_like_any_other():
    data = saved(book(Runs=[["a"], [1]]))
    macro = with_part(
        data,
        "[Content_Types].xml",
        lambda xml: xml.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    assert texts(macro)["book.xlsx/Runs"] == "a\n1\n"


# what is refused


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "This is a spreadsheet in OpenDocument (.ods) format, which Twinge cannot read."
            " In your spreadsheet program, save it as Excel (.xlsx) or as CSV.",
        ),
        (
            zipped(**{"Index__Document.iwa": b""}),
            "This is a spreadsheet in Apple Numbers format, which Twinge cannot read."
            " In Numbers, choose File, Export To, Excel.",
        ),
        (
            zipped(**{"xl__workbook.bin": b"", "[Content_Types].xml": b""}),
            "This is a spreadsheet in Excel Binary (.xlsb) format, which Twinge cannot read."
            " In Excel, save it as .xlsx or as CSV.",
        ),
        (
            zipped(**{"[Content_Types].xml": b"<Types/>"}),
            "The spreadsheet is cut off or damaged."
            " Open it in your spreadsheet program, save it again and upload that.",
        ),
    ],
)
def test_other_spreadsheets_are_refused_with_what_to_do(data, sentence):
    assert texts(data) == {"book.xlsx": sentence}


def test_a_bomb_is_refused_before_anything_is_unpacked():
    data = saved(book(Runs=[["a"]]))
    bomb = with_part(data, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * (spreadsheet.MAX_XML_BYTES + 1))
    assert len(bomb) < 100_000
    assert texts(bomb) == {
        "book.xlsx": "The spreadsheet is too large: it unpacks to more than 25 MB."
        " Save the sheet you need as CSV and upload that."
    }


@pytest.mark.parametrize("reference", [b"XFD1048576", b"A99999999999", b"ZZZ1"])
def test_a_sheet_that_claims_to_be_huge_is_read_or_refused_in_time(reference):
    data = saved(book(Runs=[["a"], [1]]))
    huge = with_part(
        data,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<row r="2"', b'<row r="' + (reference.lstrip(b"ABCDEFXZ") or b"2") + b'"').replace(
            b'r="A2"', b'r="' + reference + b'"'
        ),
    )
    (text,) = texts(huge).values()
    assert text.startswith("a\n") or text.startswith("The spreadsheet is too large: it has too many cells.")


def test_wide_rows_by_the_thousand_are_refused():
    rows = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 100))
    data = with_part(
        saved(book(Runs=[["a"]])), "xl/worksheets/sheet1.xml",
        lambda xml: xml[: xml.index(b"<sheetData>") + 11] + rows + xml[xml.index(b"</sheetData>") :],
    )  # fmt: skip
    assert texts(data)["book.xlsx/Runs"].startswith("The spreadsheet is too large: it has too many cells.")


def test_an_entity_bomb_is_refused():
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    data = with_part(
        saved(book(Runs=[["a"]])), "xl/worksheets/sheet1.xml",
        lambda xml: bomb + xml.replace(b"</sheetData>", b"<row><c t='str'><v>&c;</v></c></row></sheetData>"),
    )  # fmt: skip
    (text,) = texts(data).values()
    assert text.startswith("The spreadsheet is cut off or damaged.")


def test_a_workbook_cut_anywhere_yields_tables_or_a_refusal():
    data = saved(book(Runs=[["date", "km"], [dt.date(2024, 3, 12), 8.2]]))
    for length in range(0, len(data), 397):
        for outcome in read(File("book.xlsx", data[:length])).outcomes:
            assert outcome.status in ("refused", "asks")
