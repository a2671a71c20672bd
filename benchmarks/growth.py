"""How do costs grow with the years of a runner, and with the athletes of a roster?

Years: importing the FIT files of 100 invented runs a year and keeping them, reading back what is kept of nearly daily
runs and three scores a day, and analysing that. Roster: the page of a coach whose athletes (nine months each) are all
worked out anew, and a rerun of it that shows what was kept. CPU time, the best of several. The power
is that with which a cost grows from the middle to the largest size: 1 is linear, and what is fixed makes it less.

Draws benchmarks/results/growth-years.svg and growth-roster.svg. Run from the root of the checkout:
python -m benchmarks.growth [--rounds 3] [--quick]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from streamlit.testing.v1 import AppTest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the app has it

from analysis import analyse
from benchmarks.analyse import runner
from benchmarks.history import bring
from benchmarks.load import fill
from benchmarks.plot import Points, log_log, power
from benchmarks.recordings import write
from benchmarks.results import KEPT, Result, keep
from benchmarks.timing import cpu_s
from dashboard.app import COACHING
from dashboard.workspace import Workspace
from tests.dashboard.people_there import account, coached, logged_in, with_data, words

YEARS, ATHLETES = (1, 2, 5, 10, 20), (1, 10, 100)
RUNS_A_YEAR = 100
MOST_POWER, ROSTER_S = 1.1, 1.0
SCOPES = frozenset({"training", "pain"})


def of_years(folder: Path, years: tuple[int, ...], rounds: int) -> dict[str, Points]:
    """Seconds of CPU by the years of one runner."""
    found: dict[str, list[tuple[float, float]]] = {}
    for many in years:
        activities, pain = runner(365 * many)
        kept = Workspace(folder / f"kept-{many}")
        fill(folder / f"kept-{many}", 365 * many)
        costs: Mapping[str, Callable[[], object]] = {
            "analysing": partial(analyse, activities, pain),
            "reading back": kept.load,
        }
        for name, call in costs.items():
            found.setdefault(name, []).append((many, cpu_s(call, rounds)))
        kept.close()
        found.setdefault("importing", []).append((many, _importing(folder, many)))
    return found


def _importing(folder: Path, years: int) -> float:
    written = write(folder, RUNS_A_YEAR * years, 0)
    workspace, start = Workspace(folder / f"home-{years}"), time.process_time()
    bring(workspace, written.archive, 1)
    spent = time.process_time() - start
    workspace.close()
    return spent


def of_rosters(folder: Path, sizes: tuple[int, ...], rounds: int) -> dict[str, Points]:
    """Seconds of CPU by the athletes of one coach."""
    found: dict[str, list[tuple[float, float]]] = {"from scratch": [], "opening": []}
    for size in sizes:
        home = folder / f"roster-{size}"
        coach = account(home, "coach", "Cora Coach")
        athletes = [account(home, f"athlete-{number}", f"Athlete {number}") for number in range(size)]
        for athlete in athletes:
            coached(home, coach, athlete, *SCOPES)
            with_data(home, athlete)
        os.environ["TWINGE_HOME"] = str(home)
        tab = logged_in("coach", "Cora Coach").run()
        roster = tab.switch_page(COACHING["roster"][0])
        found["from scratch"].append((size, cpu_s(partial(_brought_up_to_date, roster), 1)))
        found["opening"].append((size, cpu_s(roster.run, rounds)))
        if not all(f"Athlete {number}" in words(tab) for number in (0, size - 1)):
            raise SystemExit("The roster did not show everybody.")
    return found


def _brought_up_to_date(roster: AppTest) -> None:
    """In a browser the page itself goes on."""
    roster.run(timeout=600)
    while "being brought up to date" in words(roster):
        roster.run(timeout=600)


def results(found: dict[str, Points], size: str) -> list[Result]:
    """Each line at its largest size and with its power."""
    made = []
    for name, line in found.items():
        (few, small), (many, large), grows = line[0], line[-1], power(line)
        what, times = f"{name}, {many:,g} {size}", f"the same for {few:,g}"
        made.append(Result(f"{what}, s of CPU", large, "", large / small, times))
        made.append(Result(f"{what}, power", grows, f"≤ {MOST_POWER}", grows, "linear", grows <= MOST_POWER))
    return made


def drawn(title: str, right: str, found: dict[str, Points]) -> str:
    notes = {name: f"power {power(line):.2f}" for name, line in found.items()}
    return log_log(title, (right, "s of CPU"), found, notes)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="a try: two small sizes each, kept nowhere")
    options = parser.parse_args()
    years, sizes = ((1, 2), (1, 3)) if options.quick else (YEARS, ATHLETES)
    with tempfile.TemporaryDirectory() as place:
        by_years = of_years(Path(place), years, options.rounds)
        by_athletes = of_rosters(Path(place), sizes, options.rounds)
    opening = by_athletes["opening"][-1][1]
    found = [*results(by_years, "years"), *results(by_athletes, "athletes"),
             Result(f"roster of {sizes[-1]}, opened from kept summaries, s of CPU", opening, f"≤ {ROSTER_S:g}",
                    opening / by_athletes["from scratch"][-1][1], "working them out", opening <= ROSTER_S)]  # fmt: skip
    if not options.quick:
        KEPT.mkdir(exist_ok=True)
        (KEPT / "growth-years.svg").write_text(drawn("Years of one runner", "years", by_years), encoding="utf-8")
        (KEPT / "growth-roster.svg").write_text(drawn("A roster", "athletes", by_athletes), encoding="utf-8")
    return keep("growth", found, is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
