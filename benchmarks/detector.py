"""How often does `worsening_despite_backoff` find a worsening, how late, and how often is it wrong?

Simulated athletes of known truth come from `../shared/reference/simulate.py` beside the checkout; seeds from 10,000 are
held out: no threshold was chosen on them. Run with the project's own Python, after `make run` or `make test` made it:

    .venv/bin/python benchmarks/detector.py --reps 150
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd

from analysis.flags.detector import worsening_days
from analysis.thresholds import UNKNOWN_GAP_DAYS

ROOT = Path(__file__).resolve().parent.parent
SIMULATOR = ROOT.parent / "shared" / "reference" / "simulate.py"
KINDS = ("positive", "healthy", "responder", "nobackoff", "noisy", "noisy_reset", "unsynced")
# The most false flags an athlete-year may have, by kind; sensitivity and delays below.
MOST_FALSE = {"healthy": 0.02, "responder": 0.22, "nobackoff": 0.12, "noisy": 0.10}
LEAST_SENSITIVITY = {"daily": 0.93, "sparse": 0.80}
MOST_DELAY = {"delay_median": 19, "delay_p90": 28}


def load_simulator() -> ModuleType:
    if not SIMULATOR.exists():
        raise SystemExit(f"The simulator is not here: {SIMULATOR}. This benchmark needs it; nothing was measured.")
    spec = importlib.util.spec_from_file_location("simulate", SIMULATOR)
    module = importlib.util.module_from_spec(spec)
    sys.modules["simulate"] = module
    spec.loader.exec_module(module)
    return module


def series(case, *, long_gaps_are_unknown: bool = False) -> tuple[pd.Series, pd.Series]:
    """Distance in m and pain of a simulated athlete on one daily index."""
    index = pd.date_range("2020-01-06", periods=len(case.km), freq="D")
    distance = pd.Series(case.km * 1000.0, index)
    if long_gaps_are_unknown:
        rest = distance == 0
        gap = rest.groupby((rest != rest.shift()).cumsum()).transform("sum")
        distance = distance.mask(rest & (gap >= UNKNOWN_GAP_DAYS.value))
    score = pd.Series(np.concatenate([np.full(case.n_pre, np.nan), case.pain]), index)
    return distance, score


def detect(case) -> np.ndarray:
    return worsening_days(*series(case)).to_numpy()[case.n_pre :]


def detect_asking(case) -> np.ndarray:
    """As Twinge does before the runner answers: ten days without any recording are unknown, not rest."""
    return worsening_days(*series(case, long_gaps_are_unknown=True)).to_numpy()[case.n_pre :]


def verdict(row: dict) -> str:
    """Which bars the row misses."""
    missed = []
    if row["false_per_year"] > MOST_FALSE.get(row["kind"], np.inf):
        missed.append(f"false flags > {MOST_FALSE[row['kind']]}")
    if row["kind"] == "positive":
        if row["sensitivity"] < LEAST_SENSITIVITY[row["logging"]]:
            missed.append(f"sensitivity < {LEAST_SENSITIVITY[row['logging']]}")
        if row["logging"] == "daily":
            missed += [f"{name} > {most}" for name, most in MOST_DELAY.items() if row[name] > most]
    return "misses " + ", ".join(missed) if missed else "ok"


def line(row: dict) -> str:
    text = f"{row['logging']:7} {row['kind']:12} false/year {row['false_per_year']:.3f}"
    if row["kind"] == "positive":
        text += (
            f"  sensitivity {row['sensitivity']:.3f}"
            f" (slow {row['sens_slow']:.2f} mid {row['sens_mid']:.2f} fast {row['sens_fast']:.2f})"
            f"  days from the cut: median {row['delay_median']:.0f}, 90 % {row['delay_p90']:.0f}"
        )
    return f"{text}  {verdict(row)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reps", type=int, default=150, help="athlete-years for each kind and way of logging")
    parser.add_argument("--seed", type=int, default=10_000, help="first seed")
    parser.add_argument("--logging", nargs="+", default=["daily"], help="daily, sparse, gaps, bad, mcar30")
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=KINDS)
    parser.add_argument("--ask", action="store_true", help="long gaps are unknown, as before the runner answers")
    options = parser.parse_args()
    simulator = load_simulator()
    detector = detect_asking if options.ask else detect
    print(
        f"{options.reps} athlete-years a row, seeds from {options.seed}, {'asking' if options.ask else 'gaps are rest'}"
    )
    for logging in options.logging:
        for kind in options.kinds:
            begun = time.process_time()
            (row,) = simulator.score_detector(
                detector, options.reps, seed0=options.seed, loggings=(logging,), kinds=(kind,)
            )
            cost = (time.process_time() - begun) / options.reps
            print(f"{line(row)}  {cost * 1000:.0f} ms a year, simulating included", flush=True)


if __name__ == "__main__":
    main()
