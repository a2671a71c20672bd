"""The command line: python -m analysis FILE… and python -m analysis cohort FOLDER"""

from __future__ import annotations

import os

# The matrices are small: with many threads each product of two costs three times the work. Read when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd

from analysis import Analysis, Settings, analyse, wording
from analysis.cohort import command as cohort
from analysis.errors import Issue
from analysis.flags import RULES
from analysis.flags.status import Status, most_severe_first, overall
from analysis.importers import Hints, Imported, Outcome, count_files, gather, read_each
from analysis.importers.workers import cores
from analysis.options import a_day, a_time_zone, workers
from analysis.progress import Progress
from analysis.reading import without_records
from analysis.report import Ask, Report, clinician_page, document, seen, to_html, to_pdf

NOTHING_READ, NOTHING_WRITTEN, STOPPED = 1, 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Analyse the files named on the command line; return the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] == "cohort":
        return cohort.main(arguments[1:])
    options = _parser().parse_args(arguments)
    progress = Progress(lambda: count_files(options.files), "files")
    try:
        return _run(options, progress)
    except KeyboardInterrupt:
        print(f"Stopped after {wording.count(progress.done, 'file')}. Nothing was kept.", file=sys.stderr)
        return STOPPED


def _run(options: argparse.Namespace, progress: Progress) -> int:
    each = read_each(
        options.files, hints=Hints(time_zone=options.time_zone), workers=options.workers, finish=without_records
    )
    imported = gather(progress.follow(each, lambda read: read[0].file))
    if imported.activities.empty and imported.pain.empty:
        print(_files_text(imported.outcomes), file=sys.stderr)
        print("Nothing could be read. Give what a watch or a service exports (FIT, GPX, TCX, CSV, a zip of them) or a"
              " pain log.", file=sys.stderr)  # fmt: skip
        return NOTHING_READ
    analysis = analyse(
        imported.activities,
        imported.pain,
        exposures=imported.exposures,
        told=imported.told,
        settings=Settings(units=options.units),
        as_of=options.as_of,
    )
    try:
        _write(options, analysis, imported)
    except OSError as error:
        print(f"Cannot write {error.filename}: {error.strerror}.", file=sys.stderr)
        return NOTHING_WRITTEN
    _print(_summary(analysis, imported, overall(analysis.flags), options.athlete))
    return 0


def _print(summary: str) -> None:
    """Print it all, or as much as the reader wants: `head` hangs up early."""
    try:
        print(summary, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it ends


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="What is my training doing to my pain? Reads watch exports and pain logs: files, folders, zips.",
        epilog="Many athletes at once: python -m analysis cohort --help",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="FIT, CSV, zip or folder; which is which is found out")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the whole analysis as JSON")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the page for a clinician as HTML")
    parser.add_argument("--pdf", type=Path, metavar="OUT", help="write the page for a clinician as PDF")
    parser.add_argument("--as-of", type=a_day, metavar="DATE", help="use nothing after this day, YYYY-MM-DD")
    parser.add_argument(
        "--time-zone",
        type=a_time_zone,
        metavar="ZONE",
        help="where you live, as Europe/Stockholm: used for files that know no local time",
    )
    parser.add_argument("--units", choices=("km", "mi"), default="km", help="unit of distance in the summary")
    parser.add_argument("--athlete", metavar="NAME", help="name to put on the summary and into the documents")
    parser.add_argument(
        "--workers",
        type=workers,
        default=cores(),
        metavar="N",
        help="processes that read where there are many files (default: all cores, here %(default)s)",
    )
    return parser


def _write(options: argparse.Namespace, analysis: Analysis, imported: Imported) -> None:
    """The documents that were asked for."""
    if options.json:
        _write_json(options.json, analysis, imported, options.athlete)
    if options.html or options.pdf:
        page = _clinician_page(analysis, imported.told.care, options.athlete)
        if options.html:
            options.html.write_text(to_html(page), encoding="utf-8")
        if options.pdf:
            options.pdf.write_bytes(to_pdf(page))


def _clinician_page(analysis: Analysis, care: pd.DataFrame, athlete: str | None) -> Report:
    """The page from files; of what was done to recover, Twinge's own export tells (CARE)."""
    titles = {name: made.title for name, made in RULES.items()}
    today = pd.Timestamp(datetime.now().astimezone().date())
    return clinician_page(seen(analysis, care, titles), Ask(today, athlete or ""))


def _write_json(out: Path, analysis: Analysis, imported: Imported, athlete: str | None) -> None:
    made = document(
        analysis.tables(),
        athlete=athlete,
        as_of=analysis.as_of.strftime("%Y-%m-%d"),
        units=analysis.settings.units,
        status=overall(analysis.flags).state,
        files=[_file_row(outcome) for outcome in imported.outcomes],
    )
    out.write_text(json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def _file_row(outcome: Outcome) -> dict[str, object]:
    return {
        "file": outcome.file,
        "status": outcome.status,
        "format": outcome.format,
        "activities": outcome.activities,
        "pain_entries": outcome.pain_entries,
        "issues": [issue.sentence for issue in outcome.issues],
    }


def _summary(analysis: Analysis, imported: Imported, status: Status, athlete: str | None) -> str:
    name = f"{athlete}, " if athlete else ""
    current = analysis.flags[analysis.flags["is_current"]]
    lines = [
        f"{name}as of {wording.day(analysis.as_of)}: {status.word}",
        f"{wording.count(len(analysis.runs), 'run')} and {wording.count(len(analysis.pain), 'pain entry')}"
        f" in {wording.count(len(analysis.weeks), 'week')}",
        "",
        *_raised_lines(current),
        "Next",
        *(f"  {step.step}. {step.what}" + (f" ({step.target})" if isinstance(step.target, str) else "")
          for step in analysis.plan.itertuples()),
        "",
        *_other_lines(current),
        _files_text(imported.outcomes),
        "",
        "Twinge describes and warns. It is not a diagnosis.",
    ]  # fmt: skip
    return "\n".join(lines)


def _raised_lines(flags: pd.DataFrame) -> list[str]:
    raised = most_severe_first(flags[flags["status"] == "raised"])
    lines = [f"  [{row.severity}] {RULES[row.flag_id].title}: {row.sentence}" for row in raised.itertuples()]
    return ["Raised", *lines, ""] if lines else []


def _other_lines(flags: pd.DataFrame) -> list[str]:
    """The rules that are not raised; those that say the same share a line."""
    lines = []
    for status, heading in (("not_enough_data", "Not enough data"), ("clear", "Clear")):
        chosen = most_severe_first(flags[flags["status"] == status])
        titles = chosen["flag_id"].map(lambda flag_id: RULES[flag_id].title)
        alike = titles.groupby(chosen["sentence"], sort=False).agg("; ".join)
        lines += [heading, *(f"  {named}: {said}" for said, named in alike.items()), ""] if len(alike) else []
    return lines


def _files_text(outcomes: Sequence[Outcome]) -> str:
    tally = Counter(outcome.status.replace("_", " ") for outcome in outcomes)
    counted = ", ".join(f"{n} {status}" for status, n in tally.items())
    return "\n".join([f"Files: {counted or 'none'}", *(f"  {line}" for line in _issue_lines(outcomes))])


def _issue_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """What is said of files, each sentence once, after the files and rows it is about."""
    where: dict[str, list[str]] = {}
    for outcome in outcomes:
        issues = [*outcome.issues, *(_unanswered(outcome) if outcome.status == "asks" else ())]
        for issue in issues:
            where.setdefault(f"{issue.found} {issue.advice}", []).append(issue.where)
    return [f"{_first_few(places)}: {said}" for said, places in where.items()]


def _unanswered(outcome: Outcome) -> list[Issue]:
    advice = "Nothing of it was read. Upload it in the app (`make run`) to answer."
    return [Issue(outcome.file, question.text, advice) for question in outcome.questions]


def _first_few(places: Sequence[str]) -> str:
    """The first three by name, and how many more."""
    more = f" and {len(places) - 3} more" if len(places) > 3 else ""
    return ", ".join(places[:3]) + more


if __name__ == "__main__":
    sys.exit(main())
