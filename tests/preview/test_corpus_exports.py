"""Successive exports of one runner, as they really came. They lie outside the project."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from analysis.importers import read_each
from analysis.preview import Held, Preview, preview
from analysis.tables import PAIN, empty

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "garmin_activities"
TODAY = pd.Timestamp("2026-11-01")
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the real exports do not lie beside this checkout"),
]


@cache
def exports() -> tuple[pd.DataFrame, ...]:
    """The lists that share hundreds of activities with two others: one runner's, oldest first."""
    lists = [content.activities for path in sorted(CORPUS.glob("*.csv")) for _, content in read_each(path)]
    ids = [set(found["activity_id"]) for found in lists]
    shared = [sum(len(one & other) >= 400 for other in ids) - (len(one) >= 400) for one in ids]
    return tuple(sorted((found for found, others in zip(lists, shared, strict=True) if others >= 2), key=len))


def then(before: pd.DataFrame, after: pd.DataFrame) -> Preview:
    return preview(Held(before, empty(PAIN)), Held(after, empty(PAIN)), TODAY)


def counted(made: Preview) -> dict[str, int]:
    return {kind: n for kind, n in made.changes["kind"].value_counts().items() if kind != "split"}


def test_each_export_upserts_the_one_before_and_asks_about_what_was_deleted_upstream() -> None:
    """As counted in the files by start time, type and duration."""
    assert [counted(then(before, after)) for before, after in pairwise(exports())] == [
        {"same": 411, "new": 358},
        {"same": 769, "new": 59},
        {"same": 808, "new": 324, "gone": 20},
    ]


def test_nothing_that_was_deleted_upstream_is_ticked() -> None:
    changes = then(*exports()[-2:]).changes
    assert not changes.loc[changes["kind"] == "gone", "is_ticked"].any()


def test_an_older_export_after_a_newer_one_takes_nothing_away() -> None:
    newest, oldest = exports()[-1], exports()[0]
    assert counted(then(newest, oldest)) == {"same": 411}


def test_every_list_of_the_corpus_again_is_no_change() -> None:
    for path in sorted(CORPUS.glob("*.csv")):
        for _, content in read_each(path):
            if len(content.activities):
                assert set(then(content.activities, content.activities[::-1]).changes["kind"]) == {"same"}
