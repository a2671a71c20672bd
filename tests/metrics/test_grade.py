"""How much was run uphill, downhill and on the level?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.metrics import grade, of_recordings
from tests.metrics.athlete import ran, tables
from tests.metrics.recordings import laid, recorded, run

DAY = "2024-03-04"
COLUMNS = ["steep_downhill_m", "downhill_m", "level_m", "uphill_m", "steep_uphill_m", "grade_unknown_m"]


def on(**metres: float) -> pd.DataFrame:
    """EXPOSURES of run `a` by grade."""
    return pd.DataFrame({"activity_id": "a", "dimension": "grade", "band": list(metres), "distance_m": metres.values()})


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (-5.0, "steep_downhill"), (-4.99, "downhill"), (-2.0, "downhill"), (-1.99, "level"), (0.0, "level"),
        (1.99, "level"), (2.0, "uphill"), (4.99, "uphill"), (5.0, "steep_uphill"), (np.nan, "unknown"),
    ],
)  # fmt: skip
def test_a_grade_falls_in_its_band(percent: float, band: str) -> None:
    found = grade.bands(laid(recorded(2)), np.array([np.nan, percent / 100]))
    assert found.band.tolist() == [band]
    assert (found.values["distance_m"].tolist(), found.values["time_s"].tolist()) == ([3], [1])


def test_a_kilometre_at_6_percent_down_is_a_kilometre_of_steep_downhill() -> None:
    clock = np.arange(1001.0)
    height = np.interp(3 * clock, [0, 1000, 2000, 3000], [160, 160, 100, 130])
    rows = of_recordings(run(), recorded(clock, altitude_m=height))
    metres = rows[rows["dimension"] == "grade"].set_index("band")["distance_m"]
    # Over 50 m a bend in the road is a curve.
    assert metres["steep_downhill"] == pytest.approx(1000, abs=40)
    assert metres["uphill"] == pytest.approx(1000, abs=40)
    assert metres.sum() == 3000


def test_a_day_adds_up_what_its_runs_ran_at_each_grade() -> None:
    given = on(steep_downhill=500, level=3000, unknown=1500)
    day = tables(ran((DAY, 5), (DAY, 2), activity_id=["a", "b"]), exposures=given).day(DAY)
    assert day[COLUMNS].tolist() == [500, 0, 3000, 0, 0, 3500]


def test_a_day_of_which_no_grade_is_known_says_so_instead_of_nothing_downhill() -> None:
    day = tables(ran((DAY, 5))).day(DAY)
    assert day[COLUMNS[:-1]].isna().all()
    assert day["grade_unknown_m"] == 5000


def test_a_rest_day_goes_nowhere_and_an_unknown_day_is_missing() -> None:
    days = tables(ran((DAY, 5), ("2024-04-04", 5))).days.set_index("local_date")
    assert tables(ran((DAY, 5)), as_of="2024-03-05").day("2024-03-05")[COLUMNS].tolist() == [0] * 6
    assert days.loc["2024-03-20", COLUMNS].isna().all()


@pytest.mark.parametrize(
    "indoors", [{"sub_sport": "treadmill"}, {"sub_sport": "indoor_running"}, {"surface": "treadmill"}]
)
def test_a_run_indoors_is_level_without_any_recording(indoors: dict[str, str]) -> None:
    day = tables(ran((DAY, 5)).assign(**indoors)).day(DAY)
    assert day[COLUMNS].tolist() == [0, 0, 5000, 0, 0, 0]


def test_a_week_adds_up_its_days() -> None:
    given = on(steep_downhill=500, level=3000)
    week = tables(ran((DAY, 3.5), activity_id=["a"]), exposures=given, as_of="2024-03-10").week(DAY)
    assert week[["steep_downhill_m", "level_m", "grade_unknown_m"]].tolist() == [500, 3000, 0]
