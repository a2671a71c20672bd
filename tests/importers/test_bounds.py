"""Tables longer than any log: the first rows are read, and the runner is told."""

from __future__ import annotations

import pytest

from analysis.importers import Content, bounds, pain_csv
from analysis.importers.base import Hints

from .columns_table import read, sentences, table
from .pain_log import file_of

LOG = "date,morning,during\n2024-05-01,3,1\n2024-05-02,0,\n2024-05-03,2,2"
RUNS = table("Date;Strecke (km);Dauer (min)", "2024-03-12;8,2;45", "2024-03-13;7,5;40", "2024-03-14;10,1;60")
THE_REST = "Put the rows below those into a file of their own and import it too."


def pain_log() -> Content:
    return pain_csv.read(file_of(LOG), Hints())


def test_a_pain_log_just_within_the_bound_is_read_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bounds, "MAX_ROWS", 3)
    content = pain_log()
    assert content.pain["score"].tolist() == [3, 1, 0, 2, 2]
    assert (content.issues, content.is_partial) == ((), False)


def test_of_a_longer_pain_log_the_first_rows_are_read_and_it_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bounds, "MAX_ROWS", 2)
    content = pain_log()
    assert content.pain["score"].tolist() == [3, 1, 0]
    assert content.is_partial
    assert [issue.sentence for issue in content.issues] == [
        f"log.csv: The table has 3 rows; the first 2 were read. {THE_REST}"
    ]


def test_of_a_longer_table_of_ones_own_the_first_rows_are_read_and_it_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bounds, "MAX_ROWS", 2)
    content = read(RUNS)
    assert content.activities["distance_m"].tolist() == [8200, 7500]
    assert content.is_partial
    assert f"diary.csv: The table has 3 rows; the first 2 were read. {THE_REST}" in sentences(content)
