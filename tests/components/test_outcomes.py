"""What a runner reads of the files of an upload."""

from __future__ import annotations

import pandas as pd

from dashboard.components.outcomes import MOST_SHOWN, file_notes, summary

USELESS = "This is a list of gear. It holds no activities."


def files(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["file", "status", "sentences"])


def test_the_summary_counts_each_kind_of_outcome() -> None:
    assert summary(["imported", "imported", "refused", "asks"]) == "4 files: 2 read, 1 asks you, 1 refused."


def test_a_refused_file_says_why_and_what_to_do_and_stands_first() -> None:
    made = file_notes(files(("a.csv", "imported", "Read as miles."), ("b.fit", "refused", "The file is empty.")))
    assert "The file is empty." in made
    assert made.index("b.fit") < made.index("a.csv")


def test_files_with_nothing_to_say_are_not_listed() -> None:
    assert file_notes(files(("a.fit", "imported", ""), ("b.csv", "already_there", "Read as miles."))) == ""


def test_many_files_refused_alike_are_one_line_with_the_first_three_names() -> None:
    made = file_notes(files(*((f"{n}.json", "refused", USELESS) for n in range(37))))
    assert made.count('class="tw-file"') == 1
    assert "37 files: 0.json, 1.json, 2.json, …" in made
    assert made.count(USELESS) == 1


def test_a_file_name_cannot_bring_markup_into_the_page() -> None:
    assert "<img" not in file_notes(files(("<img src=x>.fit", "refused", "<img src=y>")))


def test_of_many_notes_the_first_five_are_shown_and_the_rest_counted() -> None:
    made = file_notes(files(("d.csv", "partly_imported", "\n".join(f"Row {n}: Look." for n in range(8)))))
    assert "Row 4:" in made and "Row 5:" not in made
    assert "… and 3 more notes." in made


def test_a_very_long_list_is_cut_and_says_so() -> None:
    made = file_notes(files(*((f"{n}.fit", "refused", f"Broken at byte {n}.") for n in range(MOST_SHOWN + 3))))
    assert made.count('class="tw-file"') == MOST_SHOWN + 1
    assert "… and 3 more files." in made
