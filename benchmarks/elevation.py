"""How near is the climb worked out from the altitude to what the devices total themselves?

Every activity of any sport in a folder of FIT files counts that holds both totals and an altitude for nine samples of
ten, and was not indoors. A total of less than 30 m says little: a step of the altimeter more or less is ten per cent of
it. `--cross-validate` chooses the three constants anew without each file before it is measured, to tell how much of the
accuracy is a good choice on these very files. Run from the root of the checkout:

    python benchmarks/elevation.py [FOLDER] [--least 30] [--each] [--cross-validate]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis.importers import read_each
from analysis.metrics import climb
from analysis.metrics.grade import is_indoors
from analysis.metrics.track import Track, lay

CORPUS = ROOT.parent / "shared" / "corpus" / "fit"
LEAST_M = 30.0
LEAST_COVERED = 0.9
MEDIAN_BAR, NINTH_BAR = 0.05, 0.15
ON_FOOT = ("running", "walking", "hiking")
CONSTANTS = ("SMOOTHING_S", "LEAST_LEG_M", "STEADY_TURNS_PER_HOUR")
GRID = tuple(product((10.0, 12.0, 15.0, 18.0, 20.0, 25.0), (1.5, 1.75, 2.0, 2.25, 2.5, 3.0), (0.0, 50.0, 60.0, 70.0)))


@dataclass(frozen=True)
class Measured:
    """Recordings with what their devices total: one row of ascent and descent each, in m."""

    track: Track
    device: np.ndarray
    on_foot: np.ndarray
    names: Sequence[str]


def measured(folder: Path) -> Measured:
    """The recordings of a folder that can be compared."""
    found = list(_comparable(folder))
    rows = pd.DataFrame([activity for _, activity, _ in found])
    track = lay(
        pd.concat([records for _, _, records in found], ignore_index=True), among=rows["activity_id"].to_numpy(object)
    )
    device = rows[["ascent_m", "descent_m"]].to_numpy("float64")
    return Measured(track, device, rows["sport"].isin(ON_FOOT).to_numpy(), [name for name, _, _ in found])


def _comparable(folder: Path) -> Iterator[tuple[str, pd.Series, pd.DataFrame]]:
    seen = set()
    for path in sorted(folder.glob("*.fit")):
        for _, content in read_each(path):
            outdoors = content.activities[~is_indoors(content.activities)]
            for _, activity in outdoors.dropna(subset=["ascent_m", "descent_m"]).iterrows():
                records = content.records[content.records["activity_id"] == activity["activity_id"]]
                is_covered = len(records) > 1 and records["altitude_m"].notna().mean() >= LEAST_COVERED
                if is_covered and activity["activity_id"] not in seen:
                    seen.add(activity["activity_id"])
                    yield path.name, activity, records


def errors(data: Measured, least_m: float) -> np.ndarray:
    """Worked out over device, less one, for ascent and descent; NaN where the device totals less than `least_m`."""
    worked_out = np.column_stack(climb.totals_m(data.track, climb.smoothed_m(data.track)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(data.device >= least_m, worked_out / data.device - 1, np.nan)


def spread(error: np.ndarray) -> tuple[int, float, float]:
    """Number, median and 90th percentile of the size of the known errors."""
    size = np.abs(error[np.isfinite(error)])
    return len(size), float(np.median(size)), float(np.quantile(size, 0.9))


def with_constants(constants: Sequence[float], data: Measured, least_m: float) -> np.ndarray:
    with patch.multiple(climb, **dict(zip(CONSTANTS, constants, strict=True))):
        return errors(data, least_m)


def cross_validated(data: Measured, least_m: float) -> np.ndarray:
    """The error of each file with the constants that do best on all others."""
    of_grid = [with_constants(constants, data, least_m) for constants in GRID]
    held_out = np.empty_like(data.device)
    for place in range(len(data.device)):
        others = np.arange(len(data.device)) != place
        best = min(of_grid, key=lambda error: sum(sum(spread(column)[1:]) for column in error[others].T))
        held_out[place] = best[place]
    return held_out


def report(name: str, error: np.ndarray) -> bool:
    """Print one line per direction; whether both keep the bars."""
    keeps = []
    for direction, column in zip(("ascent", "descent"), error.T, strict=True):
        count, middle, ninth = spread(column)
        bias = float(np.nanmedian(column))
        print(f"{name:30} {direction:8} {count:3} activities  median {middle:6.1%}  90 % within {ninth:6.1%}"
              f"  bias {bias:+6.1%}")  # fmt: skip
        keeps.append(middle <= MEDIAN_BAR and ninth <= NINTH_BAR)
    return all(keeps)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--least", type=float, default=LEAST_M, help="device total in m from which one counts")
    arguments.add_argument("--each", action="store_true", help="one line per activity as well")
    arguments.add_argument("--cross-validate", action="store_true")
    given = arguments.parse_args()
    if not given.folder.is_dir():
        raise SystemExit(f"No such folder: {given.folder}. This benchmark needs FIT files; nothing was measured.")
    data = measured(given.folder)
    error = errors(data, given.least)
    keeps = report("all sports", error)
    report("on foot", error[data.on_foot])
    report("plain sum of rises and drops", with_constants((0.0, 0.0, 0.0), data, given.least))
    if given.cross_validate:
        report("all sports, held out", cross_validated(data, given.least))
    if given.each:
        for name, device, one in zip(data.names, data.device, error, strict=True):
            print(
                f"{name[:28]:30} device {device[0]:6.0f} up {device[1]:6.0f} down  error {one[0]:+6.0%} {one[1]:+6.0%}"
            )
    print("ok" if keeps else "misses a bar")


if __name__ == "__main__":
    main()
