"""What a runner reads after an upload."""

from __future__ import annotations

from analysis.errors import Issue
from analysis.importers import Outcome
from dashboard.components.outcomes import MOST_SHOWN, outcome_list, summary

RUN = Outcome("a.fit", "imported", "FIT", 1, 0)
BROKEN = Outcome("b.fit", "refused", issues=(Issue("b.fit", "The file is empty.", "Copy it from the watch again."),))
PARTLY = Outcome("c.csv", "partly_imported", "Garmin", 180, 2,
                 (Issue("c.csv", "The distance is −3 km.", "Correct the line.", row=14),))  # fmt: skip


def test_the_summary_counts_each_kind_of_outcome():
    assert summary([RUN, RUN, BROKEN]) == "3 files: 2 imported, 1 refused."


def test_a_refused_file_says_why_and_what_to_do_and_stands_first():
    made = outcome_list([RUN, BROKEN])
    assert "The file is empty. Copy it from the watch again." in made
    assert made.index("b.fit") < made.index("a.fit")


def test_a_partly_imported_file_says_which_row():
    assert (
        "Garmin: 180 activities and 2 pain entries. Row 14: The distance is −3 km. Correct the line."
        in outcome_list([PARTLY])
    )


def test_a_file_name_cannot_bring_markup_into_the_page():
    assert "<img" not in outcome_list([Outcome("<img src=x>.fit", "imported")])


def test_of_many_notes_the_first_five_are_shown_and_the_rest_counted():
    many = tuple(Issue("d.csv", f"Note {n}.", "Look.") for n in range(8))
    made = outcome_list([Outcome("d.csv", "partly_imported", issues=many)])
    assert "Note 4." in made and "Note 5." not in made
    assert "… and 3 more notes." in made


def test_a_very_long_list_is_cut_and_says_so():
    made = outcome_list([RUN] * (MOST_SHOWN + 3))
    assert made.count('class="tw-file"') == MOST_SHOWN + 1
    assert "… and 3 more files." in made
