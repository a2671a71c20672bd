"""Everything of the runner on the screen in one zip that a spreadsheet opens and Twinge imports again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import pandas as pd

from analysis import plain
from analysis.importers import twinge
from analysis.tables import ACTIVITIES, PAIN, RECORDS, Column, Table, conform, empty
from dashboard.session.choices import today
from dashboard.session.demos import Demo, opened_demo
from dashboard.session.measuring import measured
from dashboard.session.store import data_version, workspace
from dashboard.session.telling import told_tables
from dashboard.session.view import demo_files
from dashboard.session.visitor import visitor
from dashboard.workspace import PORTABLE, Workspace

ENTERED = "entered"
AT_ONCE = 20  # recordings in memory
ABOUT = Table("ABOUT", "one thing to know", ("topic",), (
    Column("topic", "text", "What it is about.", required=True),
    Column("text", "text", "What to know.", required=True),
))  # fmt: skip
_FILES = {
    "twinge-activities.csv": "One row per activity. Metres and seconds.",
    "twinge-pain.csv": "One row per pain entry of a file. 0 is no pain; an empty score was not given.",
    "twinge-entries.csv": "The same of pain you logged by hand.",
    "twinge-….csv": "What you told Twinge: corrections, rules, shoes, recovery, names, settings, answers.",
    "recordings": "One file per recorded activity, with its samples. No positions: Twinge keeps none.",
    "To import": "Upload the zip as it is. A cell that begins with = + - @ has an apostrophe before it, so that no"
    " spreadsheet runs it; importing takes it away again.",
    "Not in it": "The secret that keeps your places from being recognised. Imported on another machine, runs from then"
    " on have places of their own.",
}


def export_name() -> str:
    """What the file is called; that of a made-up runner says so."""
    demo = opened_demo()
    return f"twinge-{f'demo-{demo.key}-' if demo else ''}{today():%Y-%m-%d}.zip"


def export() -> Callable[[], bytes]:
    """What makes the zip. Streamlit calls it after the click, in a thread that knows of no visit.

    So whose data they are is settled here, and nothing in it may ask for the visitor.
    """
    demo, day = opened_demo(), today()
    if demo:
        return partial(_zipped, partial(_demo, demo, told_tables(), day))
    kept = workspace()
    measured(visitor().athlete_id, data_version())
    return partial(_zipped, partial(_own, kept, day))


def _zipped(files: Callable[[], Iterator[tuple[str, bytes]]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files():
            # Without a date, so that the same data are the same file.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, compresslevel=1)
    return out.getvalue()


def _demo(demo: Demo, told: Mapping[str, pd.DataFrame], day: pd.Timestamp) -> Iterator[tuple[str, bytes]]:
    made = demo_files(demo.key)
    yield _about(f"Made-up data of the demo runner {demo.name}. Nobody's own.", day)
    yield from _recordings(made.activities, made.exposures, lambda _: empty(RECORDS))
    yield from _tables({"activities": made.activities, "pain": made.pain, **told})


def _own(kept: Workspace, day: pd.Timestamp) -> Iterator[tuple[str, bytes]]:
    seen = kept.load()
    yield _about("Your own data.", day)
    yield from _recordings(seen.activities, seen.exposures, kept.load_records)
    of_files = seen.pain[seen.pain["source"] != ENTERED]  # pain logged by hand stands in a table of its own
    yield from _tables({"activities": seen.activities, "pain": of_files, **kept.everything_told()})


def _about(whose: str, day: pd.Timestamp) -> tuple[str, bytes]:
    rows = {"Whose": whose, "Exported": f"{day:%Y-%m-%d}", **_FILES}
    frame = conform(pd.DataFrame(rows.items(), columns=ABOUT.names), ABOUT)
    return "twinge-about.csv", plain.as_csv("about", frame, ABOUT)


def _recordings(
    activities: pd.DataFrame, exposures: pd.DataFrame, records: Callable[[Sequence[str]], pd.DataFrame]
) -> Iterator[tuple[str, bytes]]:
    """A file for each activity that has samples, or of which bands are known; samples are read some at a time."""
    rows = [plain.values(activities[c.name], c.kind) for c in ACTIVITIES.columns]
    told = [dict(zip(ACTIVITIES.names, row, strict=True)) for row in zip(*rows, strict=True)]
    bands = dict(iter(exposures.groupby("activity_id")))
    for start in range(0, len(told), AT_ONCE):
        some = told[start : start + AT_ONCE]
        samples = records([activity["activity_id"] for activity in some])
        by_activity = dict(iter(samples.groupby("activity_id")))
        for number, activity in enumerate(some, start=start + 1):
            name = activity["activity_id"]
            found, known = by_activity.get(name, samples.iloc[:0]), bands.get(name, exposures.iloc[:0])
            if len(found) or len(known):
                yield f"recordings/{activity['local_date']}-{number:05}.json", twinge.recording(activity, found, known)


def _tables(frames: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, bytes]]:
    """The tables behind the recordings: of an activity that stands in both, the last row counts."""
    declared = {"activities": ACTIVITIES, "pain": PAIN, **PORTABLE}
    for name, frame in frames.items():
        if len(frame):
            yield f"twinge-{name}.csv", plain.as_csv(name, frame, declared[name])
