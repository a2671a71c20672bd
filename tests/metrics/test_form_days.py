"""How did the runner step at the usual speed on each day?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import analyse
from tests.metrics.test_intensity import DAY, USUAL, rows, runs

COLUMNS = ["matched_cadence_spm", "matched_stride_m"]


def day(activities: pd.DataFrame, *known: pd.DataFrame, when: pd.Timestamp = DAY) -> pd.Series:
    exposures = pd.concat(known, ignore_index=True) if known else None
    return analyse(activities, None, exposures=exposures).days.set_index("local_date").loc[when]


def form(bands: dict[str, tuple[float, float]], activity_id: str = "r06") -> pd.DataFrame:
    """EXPOSURES of form: seconds and cadence by band; the run was at 3 m/s as well."""
    steps = rows(activity_id, "form", {band: seconds for band, (seconds, _) in bands.items()})
    speed = rows(activity_id, "speed", {"3.0": 2400.0})
    return pd.concat([steps.assign(cadence_spm=[cadence for _, cadence in bands.values()]), speed])


def test_cadence_is_that_at_the_usual_speed_weighed_by_time() -> None:
    # Six runs at 3 m/s and this one at 3.05: the median is 3. Bands from 2.85 to 3.15 lie within 5 % of it.
    told = day(runs(*USUAL, 3.0), form({"2.8": (300, 160), "2.9": (200, 170), "3.1": (200, 176), "3.2": (900, 190)}))
    assert told["matched_cadence_spm"] == pytest.approx((300 * 160 + 200 * 170 + 200 * 176) / 700)
    assert told["matched_stride_m"] == pytest.approx(60 * 3.0 / told["matched_cadence_spm"])


@pytest.mark.parametrize(("seconds", "is_told"), [(299, False), (300, True)])
def test_less_than_five_minutes_say_nothing(seconds: float, is_told: bool) -> None:
    told = day(runs(*USUAL, 3.0), form({"3.0": (seconds, 170)}))
    assert told[COLUMNS].notna().tolist() == [is_told] * 2


def test_running_and_walking_at_other_speeds_are_left_out() -> None:
    told = day(runs(*USUAL, 3.0), form({"1.4": (600, 110), "3.0": (300, 170), "4.5": (600, 190)}))
    assert told["matched_cadence_spm"] == 170


def test_a_treadmill_is_left_out() -> None:
    activities = runs(*USUAL, 3.0)
    activities.loc[6, "sub_sport"] = "treadmill"
    assert day(activities, form({"3.0": (900, 170)}))[COLUMNS].isna().all()


def test_an_even_run_without_a_recording_counts_with_its_mean_cadence() -> None:
    told = day(runs(*USUAL, 3.0, avg_cadence_spm=172.0))
    assert told["matched_cadence_spm"] == 172
    assert told["matched_stride_m"] == pytest.approx(180 / 172)


@pytest.mark.parametrize(
    "sign", [{"session_type": "intervals"}, {"ascent_m": 200.0}, {"avg_cadence_spm": np.nan}], ids=str
)
def test_an_uneven_or_hilly_run_without_a_recording_does_not(sign: dict) -> None:
    activities = runs(*USUAL, 3.0, avg_cadence_spm=172.0)
    activities.loc[6, list(sign)] = list(sign.values())
    assert day(activities)[COLUMNS].isna().all()


def test_a_faster_run_is_no_new_stride() -> None:
    activities = runs(*USUAL, 3.3, avg_cadence_spm=[172.0] * 6 + [180.0])
    assert day(activities)[COLUMNS].isna().all()


def test_a_rest_day_and_fewer_than_five_runs_have_no_cadence() -> None:
    assert day(runs(3.0, 3.0, 3.0, 3.0, avg_cadence_spm=172.0))[COLUMNS].isna().all()
    found = analyse(runs(*USUAL, avg_cadence_spm=172.0), None, as_of=DAY + pd.Timedelta(days=2)).days
    assert found["matched_cadence_spm"].isna().tolist() == [True] * 4 + [False] * 2 + [True] * 2


def test_two_runs_of_a_day_are_one_mean_by_time() -> None:
    activities = pd.concat([runs(*USUAL, avg_cadence_spm=170.0),
                            runs(3.0, minutes=80, avg_cadence_spm=176.0).assign(activity_id="second")],
                           ignore_index=True)  # fmt: skip
    assert day(activities)["matched_cadence_spm"] == pytest.approx((170 + 2 * 176) / 3)


def test_the_share_of_the_left_foot_is_a_mean_by_time() -> None:
    activities = pd.concat([runs(*USUAL, ground_contact_left_pct=49.0),
                            runs(3.0, minutes=120, ground_contact_left_pct=51.0).assign(activity_id="second")],
                           ignore_index=True)  # fmt: skip
    assert day(activities)["ground_contact_left_pct"] == pytest.approx((49 + 3 * 51) / 4)
    assert pd.isna(day(runs(*USUAL))["ground_contact_left_pct"])


def test_nothing_later_changes_the_cadence_of_a_day() -> None:
    before = analyse(runs(*USUAL, 3.0, avg_cadence_spm=172.0), None).days
    after = analyse(runs(*USUAL, 3.0, *[3.4] * 20, avg_cadence_spm=172.0, last=DAY + pd.Timedelta(days=20)), None).days
    pd.testing.assert_series_equal(before["matched_stride_m"], after["matched_stride_m"][:7])
