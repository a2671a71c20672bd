"""What the kilometres were made of, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables import RUNS, conform
from dashboard.components.legend import grade_keys, training_keys
from dashboard.components.made_of import (
    coverage_seen,
    hills_seen,
    spikes_table,
    surfaces_known,
    surfaces_seen,
    week_facts,
)
from tests.charts.frames import flags, weeks
from tests.components.test_week_strip import days


def shares(**of: float) -> pd.DataFrame:
    total = sum(of.values())
    rows = [{"band": band, "source": "file", "distance_m": m, "share": m / total} for band, m in of.items()]
    return pd.DataFrame(rows, columns=["band", "source", "distance_m", "share"])


def test_what_has_no_surface_is_said_with_its_share() -> None:
    some = shares(asphalt=3800, unknown=6200)
    assert surfaces_known(some, may_set=True) == "62 % of your kilometres have no surface. Set them below."
    assert surfaces_known(some, may_set=False) == "62 % of your kilometres have no surface."
    assert surfaces_known(shares(asphalt=3800), may_set=True) == "All of these kilometres have a surface."


def test_where_nothing_was_run_nobody_says_that_all_of_it_has_a_surface() -> None:
    assert surfaces_known(shares(), may_set=True) == "No run is known in this time."


def test_hard_ground_is_a_share_of_what_is_known() -> None:
    made = weeks(
        {"distance_m": 20_000, "asphalt_m": 10_000, "unknown_m": 10_000},
        {"distance_m": 20_000, "concrete_m": 5000, "trail_m": 15_000, "unknown_m": 0},
        {"distance_m": 9000, "asphalt_m": 9000, "unknown_m": 0, "is_complete": False},
    )
    assert surfaces_seen(made, "km") == (
        "Of 39.0 km whose surface is known, 62 % were on concrete or asphalt. In the week of 11 Mar 2024 it was 25 %."
    )
    assert surfaces_seen(weeks({"distance_m": 5000, "unknown_m": 5000}), "km") == "No surface is known in these weeks."


def test_hills_say_what_is_unknown_and_drift() -> None:
    made = weeks({"distance_m": 10_000, "ascent_m": 500, "descent_m": 380, "steep_downhill_m": 1200,
                  "grade_unknown_m": 2500})  # fmt: skip
    said = hills_seen(made, 0.24, "km")
    assert said[0] == "These weeks hold 500 m of ascent and 380 m of descent, and 1.2 km of steep downhill."
    assert said[1].startswith("25 % of the distance has no grade")
    assert said[2].startswith("Ascent and descent differ by 24 %.")
    assert len(hills_seen(made, None, "km")) == 2
    (climb, unknown) = hills_seen(made.assign(grade_unknown_m=made["distance_m"]), None, "km")
    assert "steep" not in climb and unknown.startswith("100 % of the distance has no grade")


def test_unknown_climb_is_not_said_to_be_zero() -> None:
    said = hills_seen(weeks({"distance_m": 10_000}), None, "km")
    assert said == ["No climb is known in these weeks. Upload the recordings of your runs, or a list with ascent."]


def test_spikes_are_listed_newest_first() -> None:
    frame = pd.DataFrame({
        "activity_id": ["a", "b", "c", "d"], "local_date": ["2024-03-03", "2024-03-04", "2024-03-05", "2024-03-20"],
        "distance_m": [19_000, 12_000, 11_000, 18_000], "longest_30_days_m": [10_000, 10_000, 10_000, 12_000],
        "spike_ratio": [1.9, 1.2, 1.1, 1.5],
    })  # fmt: skip
    runs, first = conform(frame, RUNS), pd.Timestamp("2024-03-04")
    table = spikes_table(runs, first, 1.1, "km")
    assert "more than 10 % longer than any of the 30 days before" in table
    assert "19.0 km" not in table
    assert "11.0 km" not in table
    assert spikes_table(runs, first, 1.5, "km") == ""
    newest = "20 Mar 2024</th><td>18.0 km</td><td>12.0 km</td><td>+50 %</td>"
    assert table.index(newest) < table.index("4 Mar 2024</th><td>12.0 km</td><td>10.0 km</td><td>+20 %</td>")


def test_the_last_whole_week_is_told_beside_what_is_usual() -> None:
    week = {"run_days": 4, "usual_run_days": 4.5, "back_to_back_days": 1, "longest_run_m": 9000,
            "cross_training_s": 5400, "replacing_s": 3600}  # fmt: skip
    said = week_facts(weeks(week, {"run_days": 1, "is_complete": False}), "km")
    for fact in (
        "4 Mar 2024",
        "<b>4 days (usual 4.5)</b>",
        "<b>1 day</b>",
        "<b>9.0 km</b>",
        "<b>1:30 h</b>",
        "<b>1:00 h</b>",
    ):
        assert fact in said
    assert week_facts(weeks({"is_complete": False}), "km") == ""


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (7, None),
        (6, "In these weeks, 1 day has no known training. Twinge does not take that for rest."),
        (0, "In these weeks, 7 days have no known training. Twinge does not take that for rest."),
    ],
)
def test_days_without_known_training_are_counted(known: int, said: str | None) -> None:
    assert coverage_seen(weeks({"known_days": known})) == said


def test_the_legend_names_the_grades_that_are_there() -> None:
    assert grade_keys(weeks({"steep_downhill_m": 100, "grade_unknown_m": 0, "level_m": 5000})) == [
        ("grade:steep_downhill", "Steep downhill (5 % or more)"), ("grade:level", "Level"),
    ]  # fmt: skip


def test_the_rolling_line_is_in_the_legend_while_it_is_drawn() -> None:
    for number, there in ((60, True), (61, False)):
        keys = training_keys(weeks(*[{}] * number), days(*[{"rolling_7_m": 9000.0}] * 9), flags(), ())
        assert ("rolling" in [mark for mark, _ in keys]) is there
