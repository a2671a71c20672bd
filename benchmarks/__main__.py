"""All benchmarks of speed, one after another: each is a process of its own and writes its part of README.md.

python -m benchmarks [NAME …] [--quick] [--chromium]: `--quick` only tries each on little data, and keeps nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALL = ("imports", "fit_reader", "analyse", "history", "growth", "cohort", "click", "morning")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}; all where none is given")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--chromium", action="store_true", help="see the pages in a real browser besides")
    options = parser.parse_args()
    if strangers := set(options.names) - set(ALL):
        parser.error(f"no benchmark is called {', '.join(sorted(strangers))}")
    failed = []
    for name in options.names or ALL:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        asked = [
            *(["--quick"] if options.quick else []),
            *(["--chromium"] if options.chromium and name == "click" else []),
        ]
        command = [sys.executable, "-m", f"benchmarks.{name}", *asked]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
        print(f"({time.monotonic() - began:.0f} s)\n", flush=True)
    print(f"Misses a target or failed: {', '.join(failed)}" if failed else "All targets kept.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
