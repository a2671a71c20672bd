"""The report as PDF, set by typst: no browser, no fonts but those the compiler brings, nothing from the network."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typst

from analysis.report.content import Report
from analysis.report.ink import INK
from analysis.report.words import kept_together

LOST = "[…] stands for words in a script of which no font is installed here. The page as HTML shows them."
_PAGE = Path(__file__).with_name("clinician.typ")


def to_pdf(report: Report) -> bytes:
    """The report as a PDF of A4 pages, the first of them the one to be read.

    The text goes to typst as data and is never read as markup. Characters its own fonts lack are taken from the
    system's fonts, where it has any.
    """
    more = {"ink": INK, "has_many_alarms": report.has_many_alarms, "lost": LOST}
    data = kept_together(json.dumps(asdict(report) | more, ensure_ascii=False))
    return bytes(typst.compile(_PAGE.read_bytes(), sys_inputs={"report": data}))
