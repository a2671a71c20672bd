"""How much was run easy, moderate and fast, for this athlete at that time?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import analyse
from analysis.metrics import intensity
from analysis.tables import ACTIVITIES, EXPOSURES, conform

DAY = pd.Timestamp("2024-03-01")


def runs(*speeds: float, minutes: float = 40, last: pd.Timestamp = DAY, **columns: object) -> pd.DataFrame:
    """ACTIVITIES of one run a day up to `last`, each at an even speed in m/s."""
    count = len(speeds)
    seconds = np.full(count, 60.0 * minutes)
    about = {
        "activity_id": [f"r{number:02}" for number in range(count)],
        "local_date": pd.date_range(end=last, periods=count),
        "sport": "running",
        "distance_m": np.array(speeds) * seconds,
        "moving_time_s": seconds,
        "surface": "unknown",
        "surface_source": "unknown",
        "source_format": "fit",
    }
    return conform(pd.DataFrame(about | columns), ACTIVITIES)


def rows(activity_id: str, dimension: str, bands: dict[str, float], speed: float | None = None) -> pd.DataFrame:
    """EXPOSURES of one dimension: the seconds in each band, with the distance at `speed` or that of the band."""
    found = pd.DataFrame({"band": list(bands), "time_s": list(bands.values())})
    metres = found["time_s"] * (speed or found["band"].astype(float))
    return conform(found.assign(activity_id=activity_id, dimension=dimension, distance_m=metres, source="file"),
                   EXPOSURES)  # fmt: skip


def efforts(activities: pd.DataFrame, *known: pd.DataFrame) -> pd.DataFrame:
    """Distance by run and effort."""
    given = pd.concat(known, ignore_index=True) if known else conform(pd.DataFrame(columns=EXPOSURES.names), EXPOSURES)
    found = intensity.exposures(activities, given)
    return found.pivot_table(index="activity_id", columns="band", values="distance_m", aggfunc="sum")


def last_effort(*speeds: float, **more: object) -> str:
    found = efforts(runs(*speeds, **more))
    return str(found.iloc[-1].dropna().index[0])


# Six runs at 3 m/s: the usual speed is 3, so that fast begins at 3.45 and easy ends at 3.105.
USUAL = [3.0] * 6


@pytest.mark.parametrize(
    ("speed", "effort"),
    [(3.10, "easy"), (3.11, "moderate"), (3.449, "moderate"), (3.451, "fast"), (2.0, "easy")],
)
def test_what_is_15_percent_above_the_usual_speed_is_fast_and_easy_ends_a_tenth_below(
    speed: float, effort: str
) -> None:
    assert last_effort(*USUAL, speed) == effort


def test_who_runs_every_day_alike_runs_nothing_fast() -> None:
    found = efforts(runs(*[3.0 + 0.02 * (n % 5) for n in range(30)]))
    assert found.columns.tolist() == ["easy", "unknown"]
    assert found["unknown"].notna().sum() == 4


def test_the_best_20_minutes_raise_what_is_fast() -> None:
    # Nine of ten runs have a slower best than 4.2 m/s, so that fast begins at 4.2 / 1.05 = 4 m/s, not at 3.45.
    hard = [rows(f"r{n:02}", "best", {"1200": 1200.0}, speed=4.2) for n in range(7)]
    assert efforts(runs(*USUAL, 3.9), *hard).iloc[-1].dropna().index.tolist() == ["moderate"]
    assert efforts(runs(*USUAL, 4.05), *hard).iloc[-1].dropna().index.tolist() == ["fast"]
    assert efforts(runs(*USUAL, 3.59), *hard).iloc[-1].dropna().index.tolist() == ["easy"]


def test_fewer_than_five_runs_do_not_tell_what_is_fast() -> None:
    found = efforts(runs(3.0, 3.0, 3.0, 3.0, 5.0))
    assert found["unknown"].notna().tolist() == [True] * 4 + [False]


def test_a_run_90_days_ago_no_longer_counts() -> None:
    def known(days: int) -> bool:
        old = runs(3.0, 3.0, 3.0, 3.0, minutes=30, last=DAY - pd.Timedelta(days=days))
        new = runs(3.0).assign(activity_id="new")
        return efforts(pd.concat([old, new], ignore_index=True)).loc["new", "unknown"] != 7200

    both = [known(86), known(87)]  # the oldest of the four lies three days earlier: 89 and 90 days before
    assert both == [True, False]


def test_nothing_later_is_used() -> None:
    before, after = runs(*USUAL, 3.5), runs(*USUAL, 3.5, *[4.0] * 20, last=DAY + pd.Timedelta(days=20))
    pd.testing.assert_frame_equal(efforts(before), efforts(after).iloc[:7][efforts(before).columns])


def test_a_recording_is_split_at_the_middle_of_its_bands() -> None:
    bands = {"2.9": 1000.0, "3.0": 600.0, "3.1": 400.0, "3.4": 200.0, "3.5": 100.0}
    found = efforts(runs(*USUAL, 3.0), rows("r06", "speed", bands)).loc["r06"]
    # 3.05 is below 3.105 and easy; 3.45 is fast to the last digit, 3.15 is neither.
    assert found[["easy", "moderate"]].tolist() == pytest.approx([2900 + 1800, 1240], abs=1)
    assert found["fast"] == pytest.approx(680 + 350, abs=1)


def test_heart_rate_tells_the_effort_where_no_speed_was_recorded() -> None:
    # The highest held for a minute is 182.5: fast from 160.6, easy below 146.
    beats = [rows(f"r{n:02}", "heart_rate", {"180": 60.0, "185": 59.0, "140": 600.0}, speed=0) for n in range(6)]
    treadmill = rows("r06", "heart_rate", {"140": 900.0, "150": 300.0, "165": 300.0}, speed=0)
    activities = runs(*USUAL, 3.0)
    activities.loc[6, ["distance_m", "moving_time_s"]] = [4500.0, 1500.0]
    found = efforts(activities, *beats, treadmill).loc["r06"]
    assert found[["easy", "moderate", "fast"]].tolist() == [2700, 900, 900]


@pytest.mark.parametrize(
    "sign", [{"session_type": "intervals"}, {"perceived_exertion": 6.0}, {"ascent_m": 200.0}], ids=str
)
def test_the_mean_speed_of_an_uneven_run_tells_no_effort(sign: dict) -> None:
    activities = runs(*USUAL, *USUAL)
    activities.loc[11, list(sign)] = list(sign.values())
    assert efforts(activities).loc["r11"].dropna().index.tolist() == ["unknown"]
    assert efforts(activities).loc["r10"].dropna().index.tolist() == ["easy"]


def test_a_treadmill_has_no_hills_whatever_its_watch_says() -> None:
    activities = runs(*USUAL, 3.0, ascent_m=500.0, sub_sport="treadmill")
    assert efforts(activities).loc["r06"].dropna().index.tolist() == ["easy"]


# Days and weeks


def day(activities: pd.DataFrame, when: pd.Timestamp = DAY, **given: pd.DataFrame) -> pd.Series:
    return analyse(activities, None, **given).days.set_index("local_date").loc[when]


def test_a_day_holds_its_runs_by_effort_in_metres_and_seconds() -> None:
    told = day(runs(*USUAL, 3.5))
    assert told[["easy_m", "moderate_m", "fast_m", "effort_unknown_m"]].tolist() == [0, 0, 8400, 0]
    assert told[["easy_s", "moderate_s", "fast_s", "effort_unknown_s"]].tolist() == [0, 0, 2400, 0]


def test_a_rest_day_is_zero_and_a_day_of_unknown_effort_is_missing() -> None:
    rest = conform(pd.DataFrame([{"activity_id": "rest", "local_date": DAY + pd.Timedelta(days=1), "sport": "rest",
                                  "surface": "unknown", "surface_source": "unknown", "source_format": "entered"}]),
                   ACTIVITIES)  # fmt: skip
    activities = pd.concat([runs(3.0), rest], ignore_index=True)
    assert day(activities, DAY + pd.Timedelta(days=1))[["easy_m", "fast_m", "effort_unknown_m"]].tolist() == [0, 0, 0]
    told = day(activities)
    assert told[["easy_m", "moderate_m", "fast_m"]].isna().all()
    assert told[["effort_unknown_m", "effort_unknown_s"]].tolist() == [7200, 2400]


def test_what_is_told_of_the_effort_wins() -> None:
    said = pd.DataFrame({"activity_id": ["r06"], "dimension": "intensity", "band": "fast", "distance_m": [1000.0]})
    told = day(runs(*USUAL, 3.0), exposures=said)
    assert told[["easy_m", "fast_m"]].tolist() == [0, 1000]


def test_fast_distance_is_what_associations_and_contrasts_look_at() -> None:
    activities = runs(*[3.0, 3.0, 3.6] * 20)
    found = analyse(activities, pd.DataFrame({"local_date": activities["local_date"], "score": [1.0, 2.0, 3.0] * 20}))
    assert "fast_m" in set(found.associations["exposure"])
    assert found.contrasts.set_index("kind").loc["fast", "n"] == 18  # the first four runs are of unknown effort


# What the page says


def test_the_limits_are_those_of_the_last_run() -> None:
    activities = runs(*USUAL)
    assert intensity.limits(activities, analyse(activities, None).exposures) == pytest.approx((3.105, 3.45))
    assert np.isnan(intensity.limits(runs(3.0), analyse(runs(3.0), None).exposures)).all()
    assert np.isnan(intensity.limits(runs(), analyse(runs(), None).exposures)).all()


def test_why_an_effort_is_not_known_is_told() -> None:
    activities = runs(*USUAL, *USUAL)
    activities.loc[10, "perceived_exertion"] = 9.0
    activities.loc[11, ["distance_m", "moving_time_s"]] = np.nan
    found = intensity.gaps(activities, analyse(activities, None).exposures, activities["local_date"].min())
    assert found.to_dict() == {"few_runs": 4, "uneven": 1, "no_speed": 1}
    assert intensity.gaps(activities, analyse(activities, None).exposures, DAY).to_dict() == {"no_speed": 1}
