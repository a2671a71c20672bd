"""Numbers as a runner reads them."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis import wording


@pytest.mark.parametrize(
    ("metres", "units", "text"),
    [
        (12_400, "km", "12.4 km"),
        (12_400, "mi", "7.7 mi"),
        (1609.344, "mi", "1.0 mi"),
        (0, "km", "0.0 km"),
        (math.nan, "km", "—"),
    ],
)
def test_a_distance_has_its_unit(metres: float, units: str, text: str) -> None:
    assert wording.distance(metres, units) == text


@pytest.mark.parametrize(
    ("ratio", "text"),
    [(1.32, "+32 %"), (0.65, "−35 %"), (0, "−100 %"), (1, "0 %"), (0.999, "under 1 %"), (1.004, "under 1 %"),
     (1.006, "+1 %"), (math.nan, "—")],
)  # fmt: skip
def test_a_change_has_its_sign(ratio: float, text: str) -> None:
    assert wording.percent_change(ratio) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.004, "under 1 %"), (0.005, "under 1 %"), (0.006, "1 %"), (0.62, "62 %"), (0.994, "99 %"),
     (0.997, "over 99 %"), (1, "100 %"), (0.1 + 0.2 + 0.7, "100 %")],
)  # fmt: skip
def test_a_share_never_says_nothing_or_all_of_what_is_a_little_or_nearly_all(share: float, text: str) -> None:
    assert wording.percent(share) == text


def test_a_day_is_written_out() -> None:
    assert wording.day(pd.Timestamp("2024-03-02")) == "2 Mar 2024"


@pytest.mark.parametrize(
    ("n", "noun", "text"),
    [
        (1, "run", "1 run"),
        (3, "run", "3 runs"),
        (0, "day", "0 days"),
        (2, "entry", "2 entries"),
        (1, "entry", "1 entry"),
        (1132, "file", "1,132 files"),
    ],
)
def test_a_count_agrees_with_its_noun(n: int, noun: str, text: str) -> None:
    assert wording.count(n, noun) == text
