"""The one word at the top: the most severe current flag decides, and silence is not steadiness."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.flags.status import most_severe_first, overall
from analysis.tables import FLAGS, conform, empty


def flags(*rows: tuple[str, str, str, bool]) -> pd.DataFrame:
    """FLAGS of (flag_id, status, severity, is_current); later rows are newer."""
    days = pd.date_range("2024-03-01", periods=len(rows))
    made = pd.DataFrame(rows, columns=["flag_id", "status", "severity", "is_current"])
    return conform(
        made.assign(rule="X1", site="all", period_start=days, period_end=days, evidence="e", sentence="s.", hint="h.",
                    validity="weak"), FLAGS)  # fmt: skip


@pytest.mark.parametrize(
    ("severity", "state", "word"),
    [
        ("info", "steady", "Steady"),
        ("watch", "watch", "Watch"),
        ("act", "act", "Act"),
        ("clinician", "see_someone", "See someone"),
    ],
)
def test_each_severity_has_its_state(severity: str, state: str, word: str) -> None:
    status = overall(flags(("quiet", "clear", "watch", True), ("loud", "raised", severity, True)))
    assert (status.state, status.word) == (state, word)


def test_the_most_severe_raised_flag_decides_whatever_the_order() -> None:
    status = overall(
        flags(("a", "raised", "watch", True), ("b", "raised", "clinician", True), ("c", "raised", "act", True))
    )
    assert status.flag["flag_id"] == "b"


def test_a_flag_of_the_past_does_not_decide() -> None:
    status = overall(flags(("old", "raised", "clinician", False), ("now", "clear", "watch", True)))
    assert (status.state, status.flag) == ("steady", None)


def test_nothing_that_could_be_judged_is_not_steady() -> None:
    assert overall(flags(("a", "not_enough_data", "watch", True))).state == "cannot_tell"
    assert overall(flags(("a", "clear", "info", True))).state == "cannot_tell"
    assert overall(empty(FLAGS)).word == "Cannot tell yet"


def test_flags_are_sorted_by_severity_then_newest() -> None:
    made = flags(("a", "raised", "watch", True), ("b", "raised", "clinician", True), ("c", "raised", "watch", True))
    assert most_severe_first(made)["flag_id"].tolist() == ["b", "c", "a"]


def test_runs_that_raise_nothing_are_not_steady_while_nobody_knows_of_pain() -> None:
    rows = [("spike", "clear", "watch", True), ("pain_going_on", "not_enough_data", "watch", True)]
    assert overall(flags(*rows)).state == "cannot_tell"
    rows[1] = ("pain_going_on", "clear", "watch", True)
    assert overall(flags(*rows)).state == "steady"
