"""No slow creep: how many calls the hot paths make, which no busy machine changes, and what is imported on the way.

A bound is about a quarter above what it was when it was set. Who goes over it has made a path dearer: find out where
before raising it.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis import analyse
from analysis.importers.fit import decoding
from analysis.metrics import of_recordings
from analysis.tables import ACTIVITIES, RECORDS, conform
from tests.dashboard.screens import APP, put, turn_to

ROOT = Path(__file__).parent.parent
FIRST = pd.Timestamp("2023-01-02")
RERUN_CALLS = {
    "plan": 17_000, "training": 14_000, "surfaces": 20_000, "intensity": 15_500, "shoes": 24_500, "pain": 15_000,
    "patterns": 18_500,
}  # fmt: skip
ANALYSE_CALLS, RECORDING_CALLS, FIT_CALLS = 510_000, 2_800, 720
FIT = max((ROOT / "sample_data").rglob("*.fit"), key=lambda path: path.stat().st_size)


def calls(work: Callable[[], object]) -> int:
    """Python functions that are entered while `work` is done for the second time: the first may import and cache."""
    work()
    count = 0

    def seen(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def rerun_calls(tab: AppTest) -> int:
    """The same of a rerun, whose script has a thread of its own."""
    count = 0

    def seen(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    threading.setprofile(seen)
    try:
        tab.run()
    finally:
        threading.setprofile(None)
    return count


def history(days: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A run on two days of three, and a score every morning."""
    rng = np.random.default_rng(5)
    dates = pd.date_range(FIRST, periods=days)
    ran = np.arange(days) % 3 > 0
    runs = pd.DataFrame({
        "local_date": dates[ran],
        "distance_m": np.round(rng.gamma(8, 1100, ran.sum())),
        "moving_time_s": rng.normal(3000, 300, ran.sum()),
        "shoe": rng.choice(["One", "Two"], ran.sum()),
    })  # fmt: skip
    scores = np.clip(np.round(3 + rng.normal(0, 1.5, days)), 0, 10)
    return runs, pd.DataFrame({"local_date": dates, "score": scores, "moment": "first_steps", "site": "plantar_heel"})


def recording(minutes: int) -> pd.DataFrame:
    seconds = np.arange(60.0 * minutes)
    return conform(
        pd.DataFrame({
            "activity_id": "a", "elapsed_s": seconds, "distance_m": 3 * seconds, "speed_m_s": 3.0,
            "altitude_m": 20 * np.sin(seconds / 300), "heart_rate_bpm": 140.0, "cadence_spm": 170.0,
        }),
        RECORDS,
    )  # fmt: skip


def test_an_analysis_of_three_years_makes_hardly_more_calls_than_one_of_one_year() -> None:
    one, three = (calls(partial(analyse, *history(days))) for days in (365, 1096))
    assert one < ANALYSE_CALLS
    assert three < 1.25 * one


def test_a_rerun_that_changes_nothing_draws_nothing_again() -> None:
    tab = put(AppTest.from_file(APP, default_timeout=120).run(), "demo")
    counted = {}
    for page in RERUN_CALLS:
        turn_to(tab, page).run()
        counted[page] = rerun_calls(tab)
    assert not {page: n for page, n in counted.items() if n > RERUN_CALLS[page]}


def test_a_recording_of_an_hour_costs_the_calls_of_one_of_ten_minutes() -> None:
    run = conform(
        pd.DataFrame({
            "activity_id": ["a"], "local_date": [FIRST], "sport": ["running"], "distance_m": [9000.0],
            "surface": ["unknown"], "surface_source": ["unknown"], "source_format": ["made"],
        }),
        ACTIVITIES,
    )  # fmt: skip
    short, long = (calls(partial(of_recordings, run, recording(minutes))) for minutes in (10, 60))
    assert short < RECORDING_CALLS
    assert long < 1.25 * short


def test_a_fit_file_is_decoded_by_few_calls_a_sample() -> None:
    data = FIT.read_bytes()
    (part,) = decoding.decode(data)
    assert part.samples == 185
    assert calls(lambda: decoding.decode(data)) < FIT_CALLS


SERVERS = {"streamlit", "plotly", "joblib", "distributed", "sqlalchemy"}
LATER = {"loky", "fitparse", "openpyxl", "scipy.stats", "scipy.signal", "scipy.spatial", "scipy.optimize"}


@pytest.mark.parametrize(
    ("imported", "strangers"),
    [
        ("import analysis", SERVERS | LATER | {"pandas", "numpy", "scipy"}),
        ("import analysis.importers", SERVERS | LATER | {"scipy"}),
        ("from analysis import analyse, read", SERVERS | LATER),
    ],
)
def test_what_is_imported_brings_no_library_that_is_not_needed_for_it(imported: str, strangers: set[str]) -> None:
    asked = f"{imported}\nimport sys\nprint(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(told.stdout.split()) & strangers
