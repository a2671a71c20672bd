"""How often is Twinge wrong, and how often does it see what is there? Simulated athletes: `make calibrate`.

    .venv/bin/python -m benchmarks.calibrate --athletes 400 --parts associations trends flag

Every rate stands with its 95 % interval (Wilson). Seeds from 10,000 are held out: nothing was chosen on them.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np
import pandas as pd

from analysis.association import associations
from analysis.thresholds import ASSOCIATION_P
from analysis.trend import pain_changes, trends
from benchmarks import courses, simulate

LENGTHS = (42, 90, 180, 365)
WINDOWS = (14, 28, 90)
PERSISTENCES = (0.5, 0.7, 0.85, 0.9)
RISES = (0.0, 0.5, 1.0)
LOGGINGS = ("daily", "sparse")


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a rate."""
    if n == 0:
        return np.nan, np.nan
    z, rate = 1.959964, hits / n
    middle, half = rate + z * z / (2 * n), z * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def rate(hits: Iterable[bool]) -> str:
    """'0.053 (0.035 to 0.080)'."""
    values = list(hits)
    low, high = wilson(sum(values), len(values))
    return f"{np.mean(values):.3f} ({low:.3f} to {high:.3f})" if values else "none"


# One athlete


def association_claims(kind: str, n_days: int, seed: int) -> tuple[set[str], str | None, bool | None]:
    """Exposures claimed, the one that mattered, and whether the interval of that one holds the truth."""
    athlete = simulate.athlete(kind, seed, n_days)
    table = associations(athlete.days).set_index("exposure")
    claimed = set(table.index[table["verdict"] == "more_pain"])
    if athlete.cause is None or pd.isna(table.loc[athlete.cause, "ci_low"]):
        return claimed, athlete.cause, None
    true, row = athlete.effect_per_m, table.loc[athlete.cause]
    return claimed, athlete.cause, bool(row["ci_low"] <= true * row["step"] <= row["ci_high"])


def trend_says(n_days: int, persistence: float, per_week: float, seed: int) -> tuple[str, bool, int]:
    """The verdict on a window, whether the interval alone leaves out 0, and the change points named."""
    score = simulate.window(seed, n_days, persistence, per_week)
    dates = pd.date_range(end="2024-12-31", periods=n_days)
    pain = pd.DataFrame({"local_date": dates, "moment": "day", "site": "arch", "score": score})
    row = trends(pain, dates[-1], [n_days]).iloc[0]
    return str(row["verdict"]), bool(row["ci_low"] > 0), len(pain_changes(pain, dates[-1]))


def flag_does(kind: str, logging: str, asking: bool, seed: int) -> courses.Outcome:
    return courses.judge(courses.year(kind, seed, logging), asking=asking)


# Tables


def association_rows(run: Callable[[Callable], list], kinds: Sequence[str], lengths: Sequence[int]) -> None:
    print(f"\n### Associations: any claim where nothing matters (held to {ASSOCIATION_P.value}), power, attribution\n")
    print("| truth | days | any claim | the cause found | another claimed | interval holds the truth |")
    print("|---|---|---|---|---|---|")
    for kind in kinds:
        for n_days in lengths:
            seen = run(partial(association_claims, kind, n_days))
            cells = [rate(bool(claimed) for claimed, _, _ in seen)]
            if kind in simulate.EFFECTS:
                cells.append(rate(cause in claimed for claimed, cause, _ in seen))
                cells.append(rate(bool(claimed - {cause}) for claimed, cause, _ in seen))
                cells.append(rate(holds for _, _, holds in seen if holds is not None))
            print(f"| {kind} | {n_days} | {' | '.join(cells)} |{' |' * (4 - len(cells))}", flush=True)


def trend_rows(run: Callable[[Callable], list]) -> None:
    print("\n### Trend: 'rising' on a log whose level moves by so many points a week\n")
    print("| points a week | persistence | days | said to rise | interval leaves out 0 | a change point named |")
    print("|---|---|---|---|---|---|")
    for per_week in RISES:
        for persistence in PERSISTENCES if per_week == 0 else (0.7,):
            for n_days in WINDOWS:
                seen = run(partial(trend_says, n_days, persistence, per_week))
                cells = [rate(said == "rising" for said, _, _ in seen), rate(apart for _, apart, _ in seen)]
                cells.append(rate(changes > 0 for _, _, changes in seen))
                print(f"| {per_week} | {persistence} | {n_days} | {' | '.join(cells)} |", flush=True)


def flag_rows(run: Callable[[Callable], list]) -> None:
    print("\n### The flag `worsening_despite_backoff`, athlete-years\n")
    print("| truth | logging | gaps are | found | days from the cut: median / 90 % | false flags a year |")
    print("|---|---|---|---|---|---|")
    cells = [(kind, logging, False) for logging in LOGGINGS for kind in courses.KINDS]
    for kind, logging, asking in [*cells, ("worsening", "daily", True), ("missing_runs", "daily", True)]:
        seen = run(partial(flag_does, kind, logging, asking))
        found, delays = "", ""
        if kind == "worsening":
            found = rate(outcome.found for outcome in seen)
            late = np.array([outcome.delay for outcome in seen if outcome.found])
            delays = f"{np.median(late):.0f} / {np.percentile(late, 90):.0f}" if len(late) else "none"
        false = np.array([outcome.false for outcome in seen])
        half = 1.96 * false.std() / np.sqrt(len(false))
        gaps = "unknown" if asking else "rest"
        print(f"| {kind} | {logging} | {gaps} | {found} | {delays} | {false.mean():.3f} ± {half:.3f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--athletes", type=int, default=400, help="for each cell")
    parser.add_argument("--seed", type=int, default=simulate.HELD_OUT, help="first seed")
    parser.add_argument("--parts", nargs="+", default=["associations", "trends", "flag"])
    parser.add_argument("--kinds", nargs="+", default=[*simulate.NULLS, *simulate.EFFECTS], help="of associations")
    parser.add_argument("--days", nargs="+", type=int, default=list(LENGTHS), help="of associations")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()
    begun = time.monotonic()
    seeds = range(options.seed, options.seed + options.athletes)
    print(f"{options.athletes} athletes a row, seeds from {options.seed}. Rates with 95 % intervals.")
    with ProcessPoolExecutor(options.processes) as pool:

        def run(one: Callable) -> list:
            return list(pool.map(one, seeds, chunksize=max(1, options.athletes // (8 * options.processes))))

        if "associations" in options.parts:
            association_rows(run, options.kinds, options.days)
        if "trends" in options.parts:
            trend_rows(run)
        if "flag" in options.parts:
            flag_rows(run)
    print(f"\n{time.monotonic() - begun:.0f} s with {options.processes} processes.")


if __name__ == "__main__":
    main()
