"""How did the runner step at each speed on level ground?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.metrics import of_recordings
from tests.metrics.recordings import over, recorded, run


def form(records: pd.DataFrame) -> pd.DataFrame:
    found = of_recordings(run(), records)
    return found[found["dimension"] == "form"].set_index("band")[["distance_m", "time_s", "cadence_spm"]]


def test_cadence_is_the_mean_over_time_and_not_over_samples() -> None:
    # 20 s at 160 and 5 s at 180 make 164, not 170.
    clock = np.array([0, 20, 25.0])
    found = form(recorded(clock, altitude_m=[9, 9, 9], cadence_spm=[150, 160, 180]))
    assert found.to_dict("index") == {"3.0": {"distance_m": 75, "time_s": 25, "cadence_spm": 164}}


def test_the_length_of_a_step_follows() -> None:
    row = form(recorded(601, altitude_m=[9] * 601, cadence_spm=[180] * 601)).loc["3.0"]
    assert row["distance_m"] / (row["cadence_spm"] * row["time_s"] / 60) == pytest.approx(1.0)


@pytest.mark.parametrize(("grade", "counts"), [(0.0099, True), (0.0101, False), (-0.0101, False)])
def test_only_ground_of_up_to_1_percent_is_compared(grade: float, counts: bool) -> None:
    records = over(lambda distance: 100 + grade * distance, np.arange(601.0)).assign(cadence_spm=170.0)
    assert (len(form(records)) > 0) == counts


def test_ground_of_unknown_grade_and_time_without_steps_are_left_out() -> None:
    assert form(recorded(601, cadence_spm=[170] * 601)).empty
    steps = [170] * 300 + [0] * 200 + [np.nan] * 101
    found = form(recorded(601, altitude_m=[9] * 601, cadence_spm=steps))
    assert found.loc["3.0", ["time_s", "cadence_spm"]].tolist() == [299, 170]


def test_walking_breaks_stay_apart_from_running() -> None:
    clock = np.arange(1201.0)
    walks = clock % 240 >= 180
    distance = np.cumsum(np.where(walks, 1.5, 3.05))
    found = form(recorded(clock, distance_m=distance, altitude_m=[9] * 1201, cadence_spm=np.where(walks, 110, 172)))
    assert found.loc["3.0", "cadence_spm"] == pytest.approx(172, abs=0.1)
    assert found.loc["1.5", "cadence_spm"] == pytest.approx(110, abs=0.1)
