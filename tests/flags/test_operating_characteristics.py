"""How well the detector does on simulated athletes of known truth: a small fixed subset of `benchmarks/detector.py`.

The bounds are wider than the bars of the benchmark, which needs hundreds of athlete-years; the seeds are fixed, so a
change of a single flag can be traced.
"""

import importlib.util
import sys

import numpy as np
import pytest

from benchmarks.detector import SIMULATOR, detect, detect_asking, load_simulator

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SIMULATOR.exists(), reason="the simulator lies in ../shared beside the checkout"),
]
SEED = 20_000


@pytest.fixture(scope="module")
def simulator():
    return load_simulator()


def measured(simulator, kind, reps, *, logging="daily", detector=detect):
    (row,) = simulator.score_detector(detector, reps, seed0=SEED, loggings=(logging,), kinds=(kind,))
    return row


def test_nine_of_ten_worsenings_are_found_within_a_month(simulator):
    row = measured(simulator, "positive", 40)
    assert row["sensitivity"] >= 0.90
    assert row["delay_median"] <= 19
    assert row["delay_p90"] <= 30


def test_three_of_four_are_found_with_a_sparse_log(simulator):
    assert measured(simulator, "positive", 30, logging="sparse")["sensitivity"] >= 0.70


@pytest.mark.parametrize(
    ("kind", "most"), [("healthy", 0.0), ("responder", 0.35), ("nobackoff", 0.25), ("noisy", 0.15)]
)
def test_false_flags_stay_rare(simulator, kind, most):
    assert measured(simulator, kind, 30)["false_per_year"] <= most


def test_runs_missing_from_an_export_are_asked_about_and_not_flagged(simulator):
    assert measured(simulator, "unsynced", 20, detector=detect_asking)["false_per_year"] <= 0.05


@pytest.mark.parametrize("kind", ["positive", "responder", "noisy"])
def test_no_day_knows_the_future(simulator, kind):
    assert simulator.check_causal(detect, kind, seed=SEED, days=range(100, 360, 20))


def test_it_says_the_same_as_an_independent_implementation_day_by_day(simulator):
    path = SIMULATOR.with_name("detectors.py")
    spec = importlib.util.spec_from_file_location("detectors", path)
    reference = importlib.util.module_from_spec(spec)
    sys.modules["detectors"] = reference
    spec.loader.exec_module(reference)
    for kind in ("positive", "responder", "noisy"):
        case = simulator.detector_case(kind, SEED + 1)
        assert np.array_equal(detect(case), reference.worsening_despite_backoff(case)), kind
