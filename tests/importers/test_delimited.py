"""Bytes to rows, numbers and durations."""

import pytest

from analysis.errors import UnreadableFile
from analysis.importers.delimited import (
    decimal_sign,
    decode,
    duration_s,
    has_extra_cells,
    has_header,
    head,
    number,
    plain,
    read_sheet,
)


def is_header(cells):
    return "date" in [plain(cell) for cell in cells]


def rows(text):
    return [(row.line, row.cells) for row in read_sheet(text.encode(), is_header).rows]


@pytest.mark.parametrize(
    "data",
    [
        "date,näme\n".encode(),
        b"\xef\xbb\xbfdate,n\xc3\xa4me\n",
        "date,näme\n".encode("utf-16"),
        "date,näme\n".encode("cp1252"),
        b"date,n\xc3\xa4me\r\n",
        b"date,n\xc3\xa4me\r",
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "cp1252", "crlf", "cr"],
)
def test_text_is_the_same_in_every_encoding_and_line_end(data):
    assert decode(data) == "date,näme\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Fecha,Mañana,Después\n2024-01-01,3,3\n", "cp1252"),
        ("date,score,note\n2024-01-01,3,don’t know\n", "cp1252"),
        ("Data,Tytuł,Średnie tętno,Całkowity wznios\nBieganie na bieżni\n", "cp1250"),
        ("Дата,Название,Расстояние\nБег на стадионе\n", "cp1251"),
        ("アクティビティタイプ,日付,お気に入り,タイトル\nラン\n", "shift_jis"),
        ("活动类型,日期,我的最爱,标题,距离,热量消耗\n跑步,2024-01-01\n", "gb18030"),
    ],
)
def test_old_encodings_are_recognised(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_bytes_of_a_watch_are_no_text():
    with pytest.raises(UnreadableFile, match=r"This is not a text file\. Export the data as CSV"):
        decode(b"\x0e\x10\x00\x00.FIT\x00\x00")
    assert not has_header(b"\x0e\x10\x00\x00.FIT\x00\x00date", is_header)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_the_one_with_which_the_header_is_known(delimiter):
    sheet = read_sheet(f"date{delimiter}score\n2024-03-12{delimiter}3\n".encode(), is_header)
    assert sheet.header == ("date", "score")
    assert sheet.rows[0].cells == ("2024-03-12", "3")


def test_rows_keep_the_line_an_editor_shows():
    text = (
        'Log of a runner\n\ndate,note\n2024-03-12,"two\nlines"\n\n# a comment\n2024-03-13,x\ndate,note\n2024-03-14,y\n'
    )
    assert rows(text) == [
        (4, ("2024-03-12", "two\nlines")),
        (8, ("2024-03-13", "x")),
        (10, ("2024-03-14", "y")),
    ]


def test_leading_spaces_belong_to_no_cell():
    assert rows('date, note\n 2024-03-12, "a, b"\n') == [(2, ("2024-03-12", "a, b"))]


def test_a_quotation_mark_never_closed_does_not_swallow_the_rows_below():
    assert [line for line, _ in rows('date,note\n2024-03-12,"open\n2024-03-13,x\n2024-03-14,y\n')] == [2, 3, 4]


def test_rows_of_separators_only_are_no_rows():
    assert rows("date,note\n,,\n2024-03-12,x\n") == [(3, ("2024-03-12", "x"))]


def test_extra_cells_are_seen_and_trailing_separators_are_not():
    extra, trailing = read_sheet(b"date,score\n2024-03-12,3,5\n2024-03-12,3,,\n", is_header).rows
    assert has_extra_cells(extra, ("date", "score"))
    assert not has_extra_cells(trailing, ("date", "score"))


def test_a_cell_without_end_is_refused_with_what_to_look_for():
    endless = b'date,note\n2024-03-12,"' + b"x" * 200_000
    with pytest.raises(UnreadableFile, match=r"A cell in this file never ends\. Look for a quotation mark"):
        read_sheet(endless, is_header)


def test_a_header_far_down_or_absent_is_none():
    assert read_sheet(b"x\n" * 40 + b"date\n", is_header) is None
    assert read_sheet(b"", is_header) is None


def test_head_is_cut_at_a_line_end():
    data = b"0123456789\n" * 10_000
    assert head(data).endswith(b"\n")
    assert 65_000 < len(head(data)) <= 65_536


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("  Aktivitätstyp ", "aktivitatstyp"),
        ("Løpning", "lopning"),
        ("Średnia długość", "srednia dlugosc"),
        ("first_steps-pain", "first steps pain"),
        ("Training Stress Score®", "training stress score"),
        ("Ø Herzfrequenz", "o herzfrequenz"),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(text, same):
    assert plain(text) == same


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("5.02", ".", 5.02),
        ("5.02", ",", 5.02),
        ("4,14", ".", 4.14),
        ("1,437", ".", 1437.0),
        ("1,437", ",", 1.437),
        ("1.437", ",", 1437.0),
        ("0,500", ".", 0.5),
        ("12,345.6", ".", 12345.6),
        ("12.345,6", ",", 12345.6),
        ("1 437", ".", 1437.0),
        ("-3", ".", -3.0),
        ("−3", ".", -3.0),
        ("'-12", ".", -12.0),
        ("0", ".", 0.0),
        ("7.", ".", 7.0),
    ],
)
def test_numbers_are_read_as_written(text, decimal, value):
    assert number(text, decimal) == value


@pytest.mark.parametrize("text", ["", "--", "five", "1,43,7", "12:30", "5 km", "nan", "1e5"])
def test_what_is_no_number_is_none(text):
    assert number(text) is None


def test_decimal_sign_comes_from_values_without_doubt():
    assert decimal_sign(["4,14", "10,20", "1,214"]) == ","
    assert decimal_sign(["4.14", "1,214"]) == "."
    assert decimal_sign(["1,214", "850"]) == "."


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("01:04:33", 3873.0),
        ("00:08:02.2", 482.2),
        ("32:11", 1931.0),
        ("00:39,3", 39.3),
        ("0 days 00:30:00", 1800.0),
        ("1 day 01:00:00", 90000.0),
        ("00:00:00", 0.0),
    ],
)
def test_durations_are_seconds(text, seconds):
    assert duration_s(text) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["--:--:--", "", "14.1", "01:00:19.49.7", "-00:10:00"])
def test_what_is_no_duration_is_none(text):
    assert duration_s(text) is None
