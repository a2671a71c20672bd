"""How long does importing Twinge's analysis take, beside the libraries it stands on?

Each import is a process of its own, in turn, again and again; its CPU time counts, without the start of Python, and
the least of all rounds. pandas alone is most of it. Of scipy the analysis needs special functions and linear
algebra; who imports scipy for statistics usually imports scipy.stats.

Run from the root of the checkout: python -m benchmarks.imports [--rounds 15] [--quick]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.results import Result, keep

ROOT = Path(__file__).resolve().parent.parent
MOST = 1.2
ANALYSE, BOTH = "from analysis import analyse", "from analysis import analyse, read"
PARTS, STATS = "import pandas, scipy.linalg, scipy.special", "import pandas, scipy.stats"


def cpu_ms(imported: str) -> float:
    asked = f"import time; began = time.process_time(); {imported}; print(time.process_time() - began)"
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=kept, check=True, capture_output=True, text=True)
    return 1e3 * float(told.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--quick", action="store_true", help="a try: two rounds, kept nowhere")
    options = parser.parse_args()
    rounds = 2 if options.quick else options.rounds
    least = dict.fromkeys((ANALYSE, BOTH, PARTS, STATS), float("inf"))
    for _ in range(rounds):
        least = {imported: min(before, cpu_ms(imported)) for imported, before in least.items()}
    found = []
    for imported, peer, most in ((ANALYSE, PARTS, MOST), (BOTH, PARTS, None), (BOTH, STATS, MOST)):
        ratio = least[imported] / least[peer]
        target, is_kept = ("", None) if most is None else (f"≤ {most} x", ratio <= most)
        found.append(Result(f"`{imported}`, ms of CPU", least[imported], target, ratio, f"`{peer}`", is_kept))
    return keep("imports", found, is_try=options.quick)


if __name__ == "__main__":
    sys.exit(main())
