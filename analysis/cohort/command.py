"""The command line: python -m analysis cohort FOLDER"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from analysis.cohort.athlete import Job, Row
from analysis.cohort.machines import NoCluster, spread
from analysis.importers.workers import cores
from analysis.options import a_day, a_time_zone, workers
from analysis.progress import Progress
from analysis.settings import Settings
from analysis.wording import count

SUMMARY = "summary.csv"
ALL_WELL, NOBODY, SOME_FAILED, STOPPED = 0, 1, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Analyse every athlete in a folder; return the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    athletes = in_folder(options.folder, options.out)
    if not athletes:
        print(f"Nobody in {options.folder}: give each athlete a folder or a zip of their own in it.", file=sys.stderr)
        return NOBODY
    job = Job(options.out.absolute(), options.time_zone, options.as_of, Settings(units=options.units))
    progress = Progress(lambda: len(athletes), "athletes")
    rows: list[Row] = []
    try:
        each = spread(athletes, job, workers=options.workers, cluster=options.cluster or None)
        rows.extend(progress.follow(each, lambda row: row.athlete))
    except KeyboardInterrupt:
        print(f"Stopped after {count(progress.done, 'athlete')}. The same command goes on from here.", file=sys.stderr)
        return STOPPED
    except NoCluster as error:
        print(error, file=sys.stderr)
        return NOBODY
    rows.sort(key=lambda row: row.athlete)
    write_summary(rows, options.out / SUMMARY)
    print(_told(rows, options.out))
    return _exit_status(rows)


def in_folder(folder: Path, out: Path) -> list[Path]:
    """Each athlete's folder or zip, by name. Hidden ones, loose files and the results are nobody's."""
    return sorted(
        path.absolute()
        for path in folder.iterdir()
        if not path.name.startswith(".")
        and (path.is_dir() or path.suffix.lower() == ".zip")
        and path.absolute() != out.absolute()
    )


def write_summary(rows: Sequence[Row], place: Path) -> None:
    """The summary as a table that opens in a spreadsheet."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Row)])
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in asdict(row).items()} for row in rows)


def _cell(value: object) -> object:
    """What a spreadsheet shows and does not calculate."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _told(rows: Sequence[Row], out: Path) -> str:
    lights = Counter(row.light for row in rows if row.status == "analysed")
    lines = [
        f"{count(len(rows), 'athlete')}: "
        + ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in Counter(row.status for row in rows).items()),
        *(f"  {light.replace('_', ' ')}: {n}" for light, n in lights.most_common()),
        *(f"{row.athlete}: {row.error or 'nothing to analyse in it'}" for row in rows if row.status != "analysed"),
        f"The tables are in {out}, one folder each; {SUMMARY} has one row per athlete.",
    ]
    return "\n".join(lines)


def _exit_status(rows: Sequence[Row]) -> int:
    statuses = {row.status for row in rows}
    if "analysed" not in statuses:
        return NOBODY
    return SOME_FAILED if "failed" in statuses else ALL_WELL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis cohort",
        description="One analysis for each athlete of a club or a study. What is done already is not done again.",
        epilog="Exit status: 0 all well, 1 nobody could be analysed, 2 wrong usage, 3 some failed, 130 stopped.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="holds a folder or a zip for each athlete")
    parser.add_argument(
        "--out", type=Path, default=Path("cohort"), metavar="OUT", help="folder of the results (default: cohort)"
    )
    parser.add_argument("--as-of", type=a_day, metavar="DATE", help="use nothing after this day, YYYY-MM-DD")
    parser.add_argument(
        "--time-zone",
        type=a_time_zone,
        metavar="ZONE",
        help="where they live, as Europe/Stockholm: for files that know no local time",
    )
    parser.add_argument("--units", choices=("km", "mi"), default="km", help="unit of distance in sentences")
    parser.add_argument(
        "--workers",
        type=workers,
        default=cores(),
        metavar="N",
        help="processes on this machine (default: all cores, here %(default)s)",
    )
    parser.add_argument(
        "--cluster",
        default=os.environ.get("TWINGE_CLUSTER"),
        metavar="ADDRESS",
        help="Dask scheduler whose workers do it instead, as tcp://host:8786 (or TWINGE_CLUSTER)",
    )
    return parser
