"""Mean pain after each kind of day."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import diary
from analysis.association import contrasts
from analysis.tables import CONTRASTS, MOMENTS, check
from tests.association.athlete import days

NAN = np.nan
DISTANCE = [10_000, 0, 10_000, 0, 20_000, 0, 10_000, 0.0]
SCORES = [1, 5, 1, 4, 2, 6, 2, 3.0]  # the morning after each run is worse
HARD = [9000, 0, 1000, 0, 18_000, 0, 8000, 0.0]


def table(**more: object) -> pd.DataFrame:
    frame = days(DISTANCE, SCORES, "first_steps", hard_surface_m=HARD, descent_m=NAN, **more)
    for moment in MOMENTS:
        frame[f"{moment}_score"] = frame.get(f"{moment}_score", NAN)
    return contrasts(frame).set_index("kind")


def test_each_kind_of_day_has_the_mean_of_the_mornings_after() -> None:
    made = table()
    assert made["n"].to_dict() == {"hard_surface": 3, "soft_surface": 1, "long": 1, "rest": 3}
    assert made.loc["hard_surface", "mean"] == pytest.approx((5 + 6 + 3) / 3)
    assert made.loc["soft_surface", "mean"] == 4
    assert made.loc["long", "mean"] == 6  # 20 km, the median run is 10 km
    assert made.loc["rest", "mean"] == pytest.approx((1 + 2 + 2) / 3)


def test_the_interval_widens_for_days_that_resemble_each_other() -> None:
    from scipy.stats import t

    row = table().loc["rest"]
    effective = diary.effective_days(diary.USUAL, np.array([1, 3, 5]))
    reach = t.ppf(0.975, 1) * np.std([1, 2, 2], ddof=1) / np.sqrt(effective)
    assert effective < 3
    assert row["ci_high"] == pytest.approx(min(5 / 3 + reach, 10))
    assert row["ci_low"] == pytest.approx(max(5 / 3 - reach, 0))


def test_fewer_than_three_days_give_no_interval() -> None:
    assert table().loc["soft_surface", ["ci_low", "ci_high"]].isna().all()


def test_fast_days_appear_once_the_column_exists() -> None:
    assert "fast" not in table().index
    assert table(fast_m=[0, 0, 3000, 0, 0, 0, 0, 0.0]).loc["fast", "mean"] == 4


def test_a_log_without_a_score_gives_an_empty_table() -> None:
    frame = days(DISTANCE, [NAN] * 8).assign(**{f"{moment}_score": NAN for moment in MOMENTS})
    assert check(contrasts(frame), CONTRASTS).empty
