"""How well the detector does on simulated athletes of known truth: a small fixed subset of `make calibrate`.

The bounds are wider than the rates of docs/methods.md, which need hundreds of athlete-years; the seeds are fixed, so a
change of a single flag can be traced.
"""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.flags.detector import worsening_days
from benchmarks import courses

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
SEED = 20_000


def judged(kind: str, reps: int, logging: str = "daily", *, asking: bool = False) -> list[courses.Outcome]:
    return [courses.judge(courses.year(kind, SEED + rep, logging), asking=asking) for rep in range(reps)]


def false_a_year(outcomes: list[courses.Outcome]) -> float:
    return float(np.mean([outcome.false for outcome in outcomes]))


def test_nine_of_ten_worsenings_are_found_within_a_month() -> None:
    outcomes = judged("worsening", 40)
    delays = [outcome.delay for outcome in outcomes if outcome.found]
    assert len(delays) >= 36
    assert np.median(delays) <= 19
    assert np.percentile(delays, 90) <= 30


def test_three_of_four_are_found_with_a_sparse_log() -> None:
    assert sum(outcome.found for outcome in judged("worsening", 30, "sparse")) >= 21


@pytest.mark.parametrize(("kind", "most"), [("healthy", 0.0), ("settles", 0.35), ("no_backoff", 0.25), ("noisy", 0.2)])
def test_false_flags_stay_rare(kind: str, most: float) -> None:
    assert false_a_year(judged(kind, 30)) <= most


def test_runs_missing_from_an_export_are_asked_about_and_not_flagged() -> None:
    assert false_a_year(judged("missing_runs", 20, asking=True)) <= 0.05
    assert false_a_year(judged("missing_runs", 20)) >= 0.4  # what taking the gap for rest would cost


@pytest.mark.parametrize("kind", ["worsening", "settles", "noisy"])
def test_no_day_knows_the_future(kind: str) -> None:
    year = courses.year(kind, SEED)
    whole = worsening_days(year.distance_m, year.score)
    for day in range(220, 480, 20):
        cut = worsening_days(year.distance_m.iloc[: day + 1], year.score.iloc[: day + 1])
        assert bool(cut.iloc[-1]) == bool(whole.iloc[day])


@pytest.mark.corpus
@pytest.mark.skipif(not REFERENCE.exists(), reason="the independent detector lies in ../shared beside the checkout")
def test_it_says_the_same_as_an_independent_implementation_day_by_day() -> None:
    spec = importlib.util.spec_from_file_location("detectors", REFERENCE / "detectors.py")
    reference = importlib.util.module_from_spec(spec)
    sys.modules["detectors"] = reference
    spec.loader.exec_module(reference)
    for kind in ("worsening", "settles", "noisy"):
        year = courses.year(kind, SEED + 1)
        case = Seen(year)
        ours = worsening_days(year.distance_m, year.score).to_numpy()[case.n_pre :]
        theirs = reference.PRESETS["balanced"] | {"el": 20, "slope_p": 0.9, "k": 2, "m": 4}
        assert np.array_equal(ours, reference.decide(reference.features(case), **theirs)), kind


class Seen:
    """A year as the independent detector takes it."""

    n_pre = courses.HISTORY_DAYS

    def __init__(self, year: courses.Year) -> None:
        self.km = (year.distance_m / 1000).to_numpy()
        self.pain = pd.Series(year.score).to_numpy()[self.n_pre :]
        self.n_days = len(self.pain)
