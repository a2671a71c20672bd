from __future__ import annotations

import pytest

from analysis.errors import LONGEST_FOUND, Issue


def test_a_sentence_says_file_row_finding_and_advice():
    issue = Issue("pain.csv", "“x” is not a score.", "Write a number from 0 to 10.", row=7)
    assert issue.sentence == "pain.csv, row 7: “x” is not a score. Write a number from 0 to 10."


@pytest.mark.parametrize(
    ("letters", "shown"), [(100, "x" * 100), (101, "x" * 100 + "…")], ids=["just_at", "just_above"]
)
def test_of_a_long_cell_the_beginning_is_quoted(letters: int, shown: str):
    issue = Issue("pain.csv", f"“{'x' * letters}” in “score” is not a score.", "Write a number.")
    assert issue.found == f"“{shown}” in “score” is not a score."


def test_a_sentence_of_pages_is_cut():
    columns = ", ".join(f"“column {n}”" for n in range(500))
    issue = Issue("pain.csv", f"Columns that were not read: {columns}.", "Name them.")
    assert issue.found.startswith("Columns that were not read: “column 0”")
    assert len(issue.found) == LONGEST_FOUND + 1
    assert issue.found.endswith("…")
