"""The page for a clinician, put together: who and when, what is raised, the course, what was tried, what is unknown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.report.chart import chart
from analysis.report.content import Alarm, Ask, Report, Section, Seen
from analysis.report.history import tables
from analysis.report.load import load_section
from analysis.report.pain import pain_section, signs_section, where_section
from analysis.report.tried import shoes_section, tried_section
from analysis.report.unknown import unknown_section
from analysis.report.words import SEVERITY_WORDS
from analysis.tables import SEVERITIES
from analysis.wording import day

NOTHING_RAISED = "No warning sign is raised. That is no promise: the rules see only what was logged."


def clinician_page(seen: Seen, ask: Ask) -> Report:
    """What should a clinician know about this runner's pain and running, in a minute?

    Parameters
    ----------
    seen
        See `content.seen`. Nothing after its `as_of` is in it.

    Returns
    -------
    Report
        The same words whatever they are set in: `to_html`, `to_pdf`.
    """
    if pd.isna(seen.as_of):
        return Report("Pain and running", _facts(seen, ask), (), ("There are no data yet.",), None, ())
    raised = _raised(seen)
    return Report(
        title="Pain and running: a summary for a clinician",
        facts=_facts(seen, ask),
        alarms=_alarms(raised, seen),
        others=_others(raised, seen),
        chart=chart(seen, ask),
        sections=_sections(seen, ask),
        tables=tables(seen, ask, raised),
    )


def _sections(seen: Seen, ask: Ask) -> tuple[Section, ...]:
    made = (
        where_section(seen, ask),
        pain_section(seen, ask),
        signs_section(seen, ask),
        load_section(seen),
        tried_section(seen, ask),
        shoes_section(seen),
        unknown_section(seen, ask),
    )
    return tuple(section for section in made if section is not None)


def _facts(seen: Seen, ask: Ask) -> tuple[tuple[str, str], ...]:
    """Who and when; the name only where one was given."""
    made = ("Made on", day(ask.made_on))
    who = (("Runner", ask.athlete),) if ask.athlete else ()
    if pd.isna(seen.as_of):
        return (*who, made)
    return (*who, ("As of", day(seen.as_of)), ("Covers", f"{day(seen.since(ask))} to {day(seen.as_of)}"), made)


def _raised(seen: Seen) -> pd.DataFrame:
    """FLAGS that are up, the gravest and then the newest first."""
    flags = seen.flags[seen.flags["is_current"] & seen.flags["status"].eq("raised")]
    rank = flags["severity"].map(SEVERITIES.index)
    return flags.assign(rank=rank).sort_values(["rank", "period_end"], ascending=False, kind="stable")


def _alarms(raised: pd.DataFrame, seen: Seen) -> tuple[Alarm, ...]:
    """Every flag for a clinician; those of one rule at several sites stand together."""
    grave = raised[raised["severity"] == "clinician"]
    return tuple(
        Alarm("clinician", SEVERITY_WORDS["clinician"], seen.titles[str(flag_id)], _together(list(sites["sentence"])))
        for flag_id, sites in grave.groupby("flag_id", sort=False)
    )


def _together(sentences: Sequence[str]) -> str:
    """What a rule says of several sites; said once where it says the same of each."""
    parts = [sentence.partition(": ") for sentence in sentences]
    said = {after for _, _, after in parts}
    if len(sentences) == 1 or len(said) > 1 or not all(colon for _, colon, _ in parts):
        return " ".join(sentences)
    return f"{', '.join(before for before, _, _ in parts)}: {said.pop()}"


def _others(raised: pd.DataFrame, seen: Seen) -> tuple[str, ...]:
    """Lesser flags: what calls for action in full, what is to be watched by its titles; all in full behind the page."""
    said = [f"{SEVERITY_WORDS['act']}: {text}" for text in raised.loc[raised["severity"] == "act", "sentence"]]
    titles = raised.loc[raised["severity"] == "watch", "flag_id"].map(seen.titles)
    if len(titles):
        said.append(f"{SEVERITY_WORDS['watch']}: {'; '.join(dict.fromkeys(titles))}.")
    return (*([] if raised["severity"].eq("clinician").any() else [NOTHING_RAISED]), *said)
