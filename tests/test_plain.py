"""Twinge's own CSV: every value comes back as it was, and no cell is a formula."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import plain
from analysis.tables import ACTIVITIES, CARE, DAYS, PAIN, SHOES, Table, conform
from tests.dashboard.test_workspace_round_trip import AWKWARD, frames

FORMULAS = ["=1+1", "+49 170", "-5", "@SUM(A1)", "\t=1", "\r=1", "'quoted", "", "'", "''="]


@pytest.mark.parametrize("table", [ACTIVITIES, PAIN, SHOES, CARE], ids=lambda table: table.name)
@settings(max_examples=40)
@given(chosen=st.data())
def test_every_value_comes_back_as_it_was(table: Table, chosen: st.DataObject) -> None:
    frame = chosen.draw(frames(table))
    name, rows = plain.rows_of(plain.as_csv("some", frame, table))
    made, wrong = plain.sound_rows(rows, table)
    assert (name, wrong) == ("some" if len(frame) else "", {})
    pd.testing.assert_frame_equal(made, frame)


@settings(max_examples=200)
@given(text=st.sampled_from(FORMULAS) | AWKWARD | st.text())
def test_no_cell_begins_like_a_formula_and_the_text_comes_back(text: str) -> None:
    frame = conform(pd.DataFrame({"local_date": ["2026-03-02"], "item": [text]}), CARE)
    data = plain.as_csv("care", frame, CARE)
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    assert not cells[2].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert plain.rows_of(data)[1][0]["item"] == text


def test_a_number_below_zero_stays_a_number() -> None:
    frame = conform(pd.DataFrame({"shoe": ["Blue"], "drop_mm": [-2.5]}), SHOES)
    assert b",-2.5," in plain.as_csv("shoes", frame, SHOES)


def test_missing_empty_and_zero_are_three_things() -> None:
    given = pd.DataFrame({"local_date": ["2026-03-02", "2026-03-03"], "item": ["ice", "heat"], "dose": ["", None]})
    data = plain.as_csv("care", conform(given, CARE), CARE)
    assert [row["dose"] for row in plain.rows_of(data)[1]] == ["", None]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_that_a_spreadsheet_saved_is_read(delimiter: str) -> None:
    text = delimiter.join(["twinge", "local_date", "item"]) + "\n" + delimiter.join(["care", "2026-03-02", "ice"])
    assert plain.is_csv(text.encode())
    assert plain.rows_of(text.encode()) == ("care", [{"local_date": "2026-03-02", "item": "ice"}])


def test_a_cell_that_is_no_value_says_which_and_the_other_rows_stay() -> None:
    rows = [{"local_date": "2/3/2026", "item": "ice"}, {"local_date": "2026-03-03", "item": "heat"},
            {"local_date": "2026-03-04", "item": None}, {"local_date": "2026-03-03", "item": "heat"}]  # fmt: skip
    made, wrong = plain.sound_rows(rows, CARE)
    assert made["item"].tolist() == ["heat"]
    assert wrong == {
        0: "“2/3/2026” is no local_date as Twinge writes it",
        2: "Item: value is missing",
        3: "It stands in the table already",
    }


def test_of_rows_about_the_same_thing_the_last_counts() -> None:
    rows = [{"shoe": "Blue", "drop_mm": "8"}, {"shoe": "Blue", "drop_mm": "4"}, {"shoe": "A", "drop_mm": None}]
    made = plain.last_of_each(rows, SHOES)
    assert made["shoe"].tolist() == ["A", "Blue"]
    assert made["drop_mm"].isna().tolist() == [True, False]
    assert made["drop_mm"].iloc[1] == 4


@pytest.mark.parametrize("text", ["", "date,score\n1,2\n", "twingel,a\n", "the twinge, then\n", '{"twinge": 1}'])
def test_other_files_are_not_taken_for_it(text: str) -> None:
    assert not plain.is_csv(text.encode())


def test_truth_is_written_so_that_it_is_read() -> None:
    frame = conform(pd.DataFrame({"local_date": ["2026-03-02"], "coverage": ["recorded"], "is_logged": [False]}), DAYS)
    made, wrong = plain.sound_rows(plain.rows_of(plain.as_csv("days", frame, DAYS))[1], DAYS)
    assert wrong == {}
    pd.testing.assert_frame_equal(made, frame)
