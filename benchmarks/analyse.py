"""What does an analysis cost, and its search for associations beside the plain way?

Best CPU time of several, on one core: made-up runners with runs, first steps and pain during runs every day they say.
Beside each stands what a plain way costs in the same run: summing the weeks of the same days with pandas, and for the
associations ninety rank correlations (six exposures, five lags, three moments), none held against the other.

Run from the root of the checkout: python benchmarks/analyse.py [--runs 5]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the app has it

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis import Analysis, Settings, Told, analyse
from analysis.association import associations
from analysis.flags import Inputs, judge
from analysis.flags.worsening import worsening_despite_backoff

EXPOSURES = ("distance_m", "descent_m", "hard_surface_m", "fast_m", "spike_ratio", "shoe_distance_m")
MOMENTS = ("first_steps_score", "during_score", "day_score")
LAGS = range(5)
DAYS = (190, 365, 1000, 3652)
BARS_MS = {"associations": {365: 150, 1000: 1000}, "rules but worsening": {3652: 150}, "worsening": {365: 300}}


def cpu_s(call: Callable[[], object], runs: int) -> float:
    """The best CPU time of `runs` calls."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def runner(days: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Runs on five days of seven, over hills and on two surfaces in two pairs; scores of three moments."""
    rng = np.random.default_rng(days)
    dates = pd.date_range("2014-01-06", periods=days)
    ran = rng.random(days) < 5 / 7
    metres = np.round(rng.gamma(8, 1100, ran.sum()))
    activities = pd.DataFrame({
        "local_date": dates[ran],
        "distance_m": metres,
        "moving_time_s": metres / rng.normal(3, 0.2, ran.sum()),
        "descent_m": metres * rng.uniform(0, 0.03, ran.sum()),
        "surface": rng.choice(["asphalt", "trail"], ran.sum()),
        "shoe": rng.choice(["One", "Two"], ran.sum()),
    })  # fmt: skip
    swing = pd.Series(rng.normal(0, 1, days)).ewm(alpha=0.2).mean().to_numpy() * 2
    scores = {moment: np.clip(np.round(3 + swing + rng.normal(0, 1, days)), 0, 10) for moment in MOMENTS}
    about = {"local_date": dates, "site": "plantar_heel"}
    pain = pd.concat(
        pd.DataFrame({**about, "moment": name.removesuffix("_score"), "score": score}) for name, score in scores.items()
    )
    return activities, pain


def inputs(found: Analysis) -> Inputs:
    told = Told(shoes=found.shoes)
    tables = (found.activities, found.runs, found.days, found.weeks, found.pain, found.exposures)
    return Inputs(*tables, told, Settings(), found.as_of, found.associations)


def plain_scan(days: pd.DataFrame) -> None:
    """Ninety tests, each by itself."""
    for exposure in EXPOSURES:
        for moment in MOMENTS:
            for lag in LAGS:
                both = pd.concat([days[exposure].shift(lag), days[moment]], axis=1).dropna()
                if len(both) > 2:
                    spearmanr(both.iloc[:, 0], both.iloc[:, 1])


def plain_weeks(days: pd.DataFrame) -> None:
    """The numbers of each week, summed."""
    days.select_dtypes("number").groupby(days["local_date"].dt.to_period("W")).sum()


def measure(days: int, runs: int) -> bool:
    """Print what a log of so many days costs; whether it keeps the bars."""
    activities, pain = runner(days)
    found = analyse(activities, pain)
    seen = inputs(found)
    worsening = cpu_s(lambda: worsening_despite_backoff(inputs(found)), runs)
    rules = cpu_s(lambda: judge(inputs(found)), runs)
    weeks, scan = (cpu_s(partial(plain, found.days), runs) for plain in (plain_weeks, plain_scan))
    costs = {
        "analyse": (cpu_s(lambda: analyse(activities, pain), runs), weeks, "weeks summed"),
        "rules but worsening": (rules - worsening, weeks, "weeks summed"),
        "worsening": (worsening, weeks, "weeks summed"),
        "associations": (cpu_s(lambda: associations(found.days), runs), scan, "90 plain tests"),
    }
    print(f"{days:,} days, {len(activities):,} runs, {len(seen.pain):,} scores")
    kept = True
    for name, (cost, peer, what) in costs.items():
        bar = BARS_MS.get(name, {}).get(days)
        kept &= bar is None or 1e3 * cost <= bar
        held = f"  (bar {bar} ms)" if bar else ""
        print(f"  {name:20} {1e3 * cost:7.0f} ms  {cost / peer:6.1f} x {what}{held}")
    return kept


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5, help="of each measurement; the best counts")
    given = arguments.parse_args()
    kept = [measure(days, given.runs) for days in DAYS]
    print("ok" if all(kept) else "misses a bar")


if __name__ == "__main__":
    main()
