"""What the page for a clinician says: text in its order. `html.py` and `pdf.py` only set it, and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from analysis.settings import Settings

SPAN_DAYS = 182  # half a year: what came before the pain, and what was done since
MOST_ALARMS = 4  # one under the other
CLOSING = (
    "Not a diagnosis. This page repeats what the runner logged and what the watch recorded, and counts it; nobody was"
    " examined for it. A rule that raised nothing is no sign of health. “You” is the runner."
)


@dataclass(frozen=True)
class Ask:
    """What the runner wants on the page.

    Parameters
    ----------
    made_on
        The day it is made.
    athlete
        A name to put on it; empty leaves it out.
    span_days
        How many days back, counted from the day of the analysis, its tables reach. Warning signs are told from any day.
    has_notes
        Whether the runner's own notes stand in the table of days.
    site_names
        Pairs of a site and what the runner calls it.
    """

    made_on: pd.Timestamp
    athlete: str = ""
    span_days: int = SPAN_DAYS
    has_notes: bool = False
    site_names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Seen:
    """What the page is made from: tables of an analysis (see `tables.py`), and what the runner did to recover.

    `titles` are the titles of the rules by flag id.
    """

    as_of: pd.Timestamp
    settings: Settings
    activities: pd.DataFrame
    pain: pd.DataFrame
    days: pd.DataFrame
    weeks: pd.DataFrame
    pain_weeks: pd.DataFrame
    trends: pd.DataFrame
    shoes: pd.DataFrame
    flags: pd.DataFrame
    care: pd.DataFrame
    titles: Mapping[str, str]

    def since(self, ask: Ask) -> pd.Timestamp:
        """The first day the tables of the page hold: as asked, or the first day of the data."""
        asked = self.as_of - pd.Timedelta(days=ask.span_days - 1)
        return asked if self.days.empty else max(asked, self.days["local_date"].iloc[0])


def seen(analysis: object, care: pd.DataFrame, titles: Mapping[str, str]) -> Seen:
    """The parts of an `Analysis` that the page is made from."""
    taken: dict[str, Any] = {
        name: getattr(analysis, name) for name in Seen.__dataclass_fields__ if hasattr(analysis, name)
    }
    return Seen(**taken, care=care, titles=titles)


@dataclass(frozen=True)
class Grid:
    """A table: its head and its rows, every cell as it is read. `texts` are the columns of words, not numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Section:
    """A part of the report under its title: sentences, a table, and small print."""

    title: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None
    note: str = ""
    side: Literal["left", "right", "wide"] = "wide"

    @property
    def texts(self) -> Iterator[str]:
        """Everything it says, in the order it is read."""
        yield self.title
        yield from self.lines
        if self.grid:
            yield from self.grid.head
            for row in self.grid.rows:
                yield from row
        if self.note:
            yield self.note


@dataclass(frozen=True)
class Alarm:
    """A raised flag: how much it matters (a word of SEVERITIES), in a word, its title and what was seen."""

    severity: str
    word: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Chart:
    """The drawing, as SVG, and what it shows in words."""

    svg: str
    title: str
    alt: str


@dataclass(frozen=True)
class Report:
    """The page for a clinician and the tables behind it.

    `alarms` are the flags for a clinician that are raised, all of them; `others` says which lesser ones are. `sections`
    with these make the one page that is read; `tables` come after it.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    alarms: tuple[Alarm, ...]
    others: tuple[str, ...]
    chart: Chart | None
    sections: tuple[Section, ...]
    closing: str = CLOSING
    tables: tuple[Section, ...] = field(default=())

    @property
    def has_many_alarms(self) -> bool:
        """Whether they stand side by side, so that the page keeps a size of type that can be read."""
        return len(self.alarms) > MOST_ALARMS

    @property
    def texts(self) -> Iterator[str]:
        """Everything it says, in the order it is read; what stands in the drawing left out."""
        yield from self.page_one
        for section in self.tables:
            yield from section.texts

    @property
    def page_one(self) -> Iterator[str]:
        """Everything that stands on the first page."""
        yield self.title
        for name, value in self.facts:
            yield from (name, value)
        for alarm in self.alarms:
            yield from (alarm.word, alarm.title, alarm.sentence)
        yield from self.others
        if self.chart:
            yield self.chart.title
        for section in self.sections:
            yield from section.texts
        yield self.closing
