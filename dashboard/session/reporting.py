"""The page for a clinician, made from what is on the screen when somebody asks for it. Nothing of it is kept."""

from __future__ import annotations

from analysis import report
from dashboard.session.choices import site_names, today
from dashboard.session.demos import opened_demo
from dashboard.session.drawn import once
from dashboard.session.telling import told
from dashboard.session.view import current, rules

REPORT_SPANS = {"12 weeks": 84, "26 weeks": report.SPAN_DAYS, "1 year": 371}  # a longer table is for a spreadsheet


def ask_report(span_days: int, name: str, has_notes: bool) -> report.Ask:
    """What is to stand on it. That of a made-up runner says so, whatever name is given."""
    demo = opened_demo()
    who = f"{demo.name}, a made-up runner" if demo else name.strip()
    return report.Ask(today(), who, span_days, has_notes, tuple(site_names().items()))


def made_report(ask: report.Ask) -> report.Report:
    """What the report says. Only where `current().analysis` is not None.

    It is to be made while the page runs: a download is made after that, when nothing of the visit can be asked for.
    """
    titles = {flag_id: rule.title for flag_id, rule in rules().items()}
    return once(report.clinician_page, report.seen(current().analysis, told().care, titles), ask, of=ask)


def report_html(made: report.Report) -> str:
    """The report as HTML."""
    return report.to_html(made)


def report_pdf(made: report.Report) -> bytes:
    """The report as PDF, of the same words."""
    return report.to_pdf(made)


def report_name(ending: str) -> str:
    """What the file is called: nobody's name, since names of files are seen by many."""
    return f"twinge-report-{today():%Y-%m-%d}.{ending}"
