"""What the page Pain says of trends."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables import TRENDS, conform
from dashboard.components.pain_pattern import trend_sentences


def window(days: int, verdict: str = "no_clear_change", low: float | None = None) -> dict:
    return {"site": "plantar_heel", "moment": "after", "window_days": days, "n": days, "ci_low": low,
            "verdict": verdict, "sentence": f"{verdict} {days}"}  # fmt: skip


@pytest.mark.parametrize(
    ("windows", "told"),
    [
        ([window(14), window(28), window(90)], ["no_clear_change 90"]),
        ([window(28), window(14), window(90, low=-0.1)], ["no_clear_change 28", "no_clear_change 90"]),
        ([window(90, "falling", -2.0), window(14), window(28, low=-0.4)],
         ["no_clear_change 14", "no_clear_change 28", "falling 90"]),
        ([window(14, "not_enough_data"), window(28)], ["not_enough_data 14", "no_clear_change 28"]),
        ([window(14, "not_enough_data"), window(28, "not_enough_data"), window(90, "rising", 0.1)],
         ["not_enough_data 28", "rising 90"]),
    ],
)  # fmt: skip
def test_windows_that_say_the_same_are_told_once_the_shortest_first(windows: list[dict], told: list[str]) -> None:
    items = "".join(f"<li>{words}</li>" for words in told)
    said = trend_sentences(conform(pd.DataFrame(windows), TRENDS), "after")
    assert said == f'<ul class="tw-facts">{items}</ul>'
