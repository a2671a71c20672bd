from __future__ import annotations

from analysis.errors import Issue
from analysis.importers.telling import MOST_OF_A_KIND, bounded


def bad_score(row: int) -> Issue:
    return Issue("pain.csv", f"“{row}x” in the column “morning” is not a score.", "Write 0 to 10.", row)


def test_of_many_rows_with_the_same_fault_the_first_are_told_and_the_rest_counted():
    told = bounded(bad_score(row) for row in range(2, 334))  # 332 rows
    assert told[:20] == tuple(bad_score(row) for row in range(2, 22))
    assert [issue.sentence for issue in told[20:]] == [
        "pain.csv: And 312 more like the last one, in rows 22 to 333. Write 0 to 10."
    ]


def test_as_many_as_may_be_told_are_told():
    issues = tuple(bad_score(row) for row in range(MOST_OF_A_KIND))
    assert bounded(issues) == issues


def test_one_more_than_may_be_told_is_counted():
    told = bounded(bad_score(row) for row in range(MOST_OF_A_KIND + 1))
    assert told[-1].found == "And 1 more like the last one."


def test_another_fault_is_another_kind():
    other = Issue("pain.csv", "There is no date.", "Write one.", 900)
    told = bounded([*(bad_score(row) for row in range(50)), other])
    assert told[-1] == other
    assert len(told) == MOST_OF_A_KIND + 2
