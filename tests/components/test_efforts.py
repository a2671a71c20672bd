"""Efforts, kinds of session and steps, in words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.metrics.form import judged
from analysis.tables import RUNS, conform
from dashboard.components.efforts import (
    balance_seen,
    efforts_seen,
    form_seen,
    gaps_seen,
    limits_seen,
    pace,
    recent_sessions,
)
from tests.charts.frames import weeks
from tests.charts.test_form import stepping


def test_efforts_are_told_as_shares_of_what_is_known():
    made = weeks(
        {"easy_m": 15_000, "moderate_m": 3_000, "fast_m": 2_000, "effort_unknown_m": 5_000, "hard_sessions": 1},
        {"easy_m": 20_000, "hard_sessions": 1},
    )
    assert efforts_seen(made, "km") == (
        "Of 40.0 km whose effort is known: 88 % easy, 8 % moderate, 5 % fast. These weeks hold 2 hard sessions (tempo,"
        " intervals, hill repeats, race)."
    )
    assert efforts_seen(weeks({"effort_unknown_m": 9000}), "km") == "No effort is known in these weeks."


@pytest.mark.parametrize(
    ("speed", "units", "shown"),
    [
        (3.45, "km", "4:50 min/km"),
        (3.0, "km", "5:33 min/km"),
        (3.0, "mi", "8:56 min/mi"),
        (1000 / 359.6, "km", "6:00 min/km"),
    ],
)
def test_a_pace_is_read_in_minutes_and_seconds(speed, units, shown):
    assert pace(speed, units) == shown


LAST_RUN = pd.Timestamp("2026-03-01")


def test_what_is_easy_and_fast_for_the_runner_is_told():
    assert limits_seen((3.105, 3.45), LAST_RUN, "km").startswith(
        "For you, as of your run on 1 Mar 2026: easy is slower than 5:22 min/km, fast is 4:50 min/km or quicker, on"
        " level ground. Both come from your own runs of the 90 days up to then"
    )
    assert limits_seen((np.nan, np.nan), LAST_RUN, "km") == (
        "What is fast for you is not known yet: that takes five runs with distance and time in 90 days."
    )


def test_how_much_is_unknown_and_why_is_told():
    made = weeks({"distance_m": 20_000, "effort_unknown_m": 5_000})
    assert gaps_seen(made, pd.Series({"few_runs": 4, "uneven": 1})) == (
        "How hard you ran is not known for 25 % of these kilometres: 4 runs with fewer than five runs of 90 days to"
        " compare with; 1 run without a recording whose summary is that of an uneven, hilly or hard run."
    )
    assert gaps_seen(weeks({"distance_m": 20_000, "effort_unknown_m": 0}), pd.Series(dtype="int64")) == ""


def test_recent_sessions_name_the_kind_and_who_says_so_newest_first():
    kinds = [("easy", "recognised")] * 12 + [("race", "entered"), ("unknown", "unknown")]
    rows = [
        {"activity_id": f"r{n}", "local_date": f"2026-03-{n + 1:02}", "distance_m": 1000.0 * n, "session_type": kind,
         "session_type_source": source}
        for n, (kind, source) in enumerate(kinds)
    ]  # fmt: skip
    table = recent_sessions(conform(pd.DataFrame(rows), RUNS), "km")
    assert table.index("14 Mar 2026") < table.index("13 Mar 2026")
    assert "<td><b>Race</b></td><td>you</td>" in table
    assert "<td>Not known</td><td>nobody</td>" in table
    assert "7 Mar 2026</th>" in table
    assert "6 Mar 2026</th>" not in table
    assert table.count("<tr>") == 9


def steps_seen(*columns: list[float]) -> str:
    days = stepping(*columns)
    return form_seen(days, judged(days))


def test_steps_are_told_with_the_weeks_they_are_held_against():
    assert steps_seen([160.0] * 28 + [168.0] * 14, [1.1] * 28 + [1.05] * 14) == (
        "168 steps a minute in the last two weeks, 160 in the four before. 1.05 m a step in the last two weeks, 1.10 in"
        " the four before."
    )
    assert steps_seen([np.nan] * 42).startswith("No cadence near your usual speed is known in this time.")
    assert steps_seen([np.nan] * 10 + [160.0] * 14).startswith("Too few days with steps a minute to compare.")
    assert steps_seen([160.0] * 14) == "There are no weeks before to compare your steps with."


def test_the_share_of_the_left_foot_is_told_where_it_is_measured():
    made = stepping([160.0] * 3).assign(ground_contact_left_pct=[49.0, np.nan, 50.5])
    assert balance_seen(made) == (
        "Your left foot had 49.8 % of the time on the ground, median of the last 2 days with a value."
    )
    assert balance_seen(stepping([160.0] * 3)) == ""
