"""What does an analysis cost, and its search for associations beside the plain way?

Best CPU time of several, on one core: made-up runners with runs, first steps and pain during runs every day they say.
Beside each stands what a plain way costs in the same run: summing the weeks of the same days with pandas, and for the
associations ninety rank correlations (six exposures, five lags, three moments), none held against the other.

Run from the root of the checkout: python -m benchmarks.analyse [--rounds 5] [--quick]
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the app has it

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from analysis import Analysis, Settings, Told, analyse
from analysis.association import associations
from analysis.flags import Inputs, judge
from analysis.flags.worsening import worsening_despite_backoff
from benchmarks.results import Result, keep
from benchmarks.timing import cpu_s

EXPOSURES = ("distance_m", "descent_m", "hard_surface_m", "fast_m", "spike_ratio", "shoe_distance_m")
MOMENTS = ("first_steps_score", "during_score", "day_score")
LAGS = range(5)
DAYS = (190, 365, 1000, 3652)
BARS_MS = {"associations": {365: 150, 1000: 1000}, "rules but worsening": {3652: 150}, "worsening": {365: 300}}


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


def measured(days: int, rounds: int) -> list[Result]:
    """What a log of so many days costs."""
    activities, pain = runner(days)
    found = analyse(activities, pain)
    worsening = cpu_s(lambda: worsening_despite_backoff(inputs(found)), rounds)
    rules = cpu_s(lambda: judge(inputs(found)), rounds)
    weeks, scan = (cpu_s(partial(plain, found.days), rounds) for plain in (plain_weeks, plain_scan))
    costs = {
        "analyse": (cpu_s(lambda: analyse(activities, pain), rounds), weeks, "its weeks summed by pandas"),
        "rules but worsening": (rules - worsening, weeks, "its weeks summed by pandas"),
        "worsening": (worsening, weeks, "its weeks summed by pandas"),
        "associations": (cpu_s(lambda: associations(found.days), rounds), scan, "90 plain tests"),
    }
    results = []
    for name, (cost, peer, what) in costs.items():
        bar = BARS_MS.get(name, {}).get(days)
        target, is_kept = (f"≤ {bar:,}", 1e3 * cost <= bar) if bar else ("", None)
        results.append(Result(f"{days:,} days, {name}, ms of CPU", 1e3 * cost, target, cost / peer, what, is_kept))
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="of each measurement; the best counts")
    parser.add_argument("--quick", action="store_true", help="a try: one year, kept nowhere")
    options = parser.parse_args()
    found = [one for days in (DAYS[1:2] if options.quick else DAYS) for one in measured(days, options.rounds)]
    return keep("analyse", found, is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
