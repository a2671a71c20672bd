"""Make the demo athletes: `python sample_data/generate.py` writes the same bytes on every run.

`python sample_data/generate.py --years 10 --out DIR` makes one long history instead, for checks of size and speed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # run as a script, Python looks beside the script and not above it

from sample_data.athletes import ATHLETES, Athlete, heavy_athlete  # noqa: E402
from sample_data.facts import History, as_toml  # noqa: E402
from sample_data.fit_writer import fit_bytes  # noqa: E402
from sample_data.garmin_csv import METRES, activities_csv  # noqa: E402
from sample_data.pain import entries, long_csv, wide_csv  # noqa: E402
from sample_data.recording import samples  # noqa: E402
from sample_data.training import Activity, activities, with_spike  # noqa: E402

SEED = 20261018


def history(athlete: Athlete) -> History:
    """Train, record and log. Each part has its own random numbers, so a change of one leaves the others alone."""
    trained = activities(athlete.runner, athlete.weeks, athlete.last_day, _random(athlete, "training"))
    if athlete.spike:
        trained = with_spike(trained, *athlete.spike)
    log = entries(athlete.course, trained, athlete.last_day, _random(athlete, "pain"))
    kept = [a for a in trained if not _is_lost(a, athlete)]
    first_recorded = athlete.last_day - timedelta(days=athlete.fit_days)
    rng = _random(athlete, "recording")
    recorded = [(a, samples(a, rng)) for a in kept if a.is_run and a.day > first_recorded]
    return History(athlete, kept, recorded, log)


def _random(athlete: Athlete, part: str) -> Random:
    return Random(f"{SEED} {athlete.key} {part}")


def _is_lost(activity: Activity, athlete: Athlete) -> bool:
    return athlete.lost is not None and athlete.lost[0] <= activity.day <= athlete.lost[1]


def files(made: History) -> dict[str, bytes]:
    """Path inside the athlete's folder -> bytes."""
    athlete = made.athlete
    pain = wide_csv(made.log) if athlete.is_wide_log else long_csv(athlete.course, made.log)
    written = {"Activities.csv": activities_csv(made.training, athlete.language, athlete.units), "pain.csv": pain}
    for activity, sampled in made.recorded:
        name = f"runs/{activity.local_start:%Y-%m-%d-%H-%M-%S}.fit"
        written[name] = fit_bytes(activity, sampled, athlete.zone, METRES[athlete.units])
    return written


def write(made: History, folder: Path) -> None:
    """Write the files of one athlete; recordings of an earlier generation go."""
    for old in folder.glob("runs/*.fit"):
        old.unlink()
    for name, data in files(made).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def heavy(out: Path, years: int = 10, key: str = "heavy") -> History:
    """Write a history of `years` years to `out/key` and return what was made."""
    made = history(heavy_athlete(key, years))
    write(made, out / key)
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (default: beside this script)")
    parser.add_argument("--years", type=int, help="make one history of this length instead of the demo athletes")
    parser.add_argument("--key", default="heavy", help="name of its folder")
    chosen = parser.parse_args(arguments)
    if chosen.years is not None:
        made = heavy(chosen.out, chosen.years, chosen.key)
        print(f"{chosen.out / chosen.key}: {len(made.training)} activities, {len(made.log)} pain entries")
        return
    histories = [history(athlete) for athlete in ATHLETES]
    for made in histories:
        write(made, chosen.out / made.athlete.key)
        print(f"{chosen.out / made.athlete.key}: {len(made.training)} activities, {len(made.recorded)} recordings")
    (chosen.out / "index.toml").write_text(as_toml(histories), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
