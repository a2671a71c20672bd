"""One day: its runs and other training, the flags that speak of it, and what was logged."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.settings import Units
from analysis.tables import RUN_SPORT
from analysis.wording import count, distance, sentence
from dashboard.components.learn_link import learn_link
from dashboard.components.numbers import duration
from dashboard.components.plan_course import LIGHT_SHAPES, LIGHT_WORDS
from dashboard.components.shapes import STATE_OF_SEVERITY, shape
from dashboard.components.words import SESSION_WORDS, prose


def calendar_keys(has_unknown: bool) -> str:
    """What the marks of the calendar mean."""
    chips = "".join(f'<span class="tw-chip tw-p{n}">{n}</span>' for n in (0, 2, 4, 6, 8, 10))
    gap = '<span class="tw-chip tw-chip--none">–</span>'
    unknown = '<li><span class="tw-key tw-key--unknown"></span>Training not known</li>' if has_unknown else ""
    return (
        f'<p class="tw-scores">Worst pain of the day {chips} {gap} not logged</p>'
        '<ul class="tw-legend"><li><span class="tw-key tw-key--run"></span>Distance run</li>'
        '<li><span class="tw-key tw-key--hurt"></span>Pain going on</li>'
        f'<li><span class="tw-key tw-key--cut"></span>Running cut, as planned while it hurts</li>{unknown}</ul>'
    )


def year_facts(days: pd.DataFrame, units: Units) -> str:
    """The year in three numbers."""
    scores, metres = days["worst_score"].dropna(), days["distance_m"].dropna()
    facts = [
        (f"{int((scores > 0).sum())}", f"painful of {count(len(scores), 'logged day')}"),
        (distance(metres.sum(), units), f"run on {count(int((metres > 0).sum()), 'day')}")
        if len(metres)
        else ("?", "training not known"),
        (f"{len(days) - len(scores)}", "days without a log"),
    ]
    items = "".join(f"<li><b>{prose(number)}</b>{words}</li>" for number, words in facts)
    return f'<ul class="tw-tally">{items}</ul>'


def runs_of(found: Any, when: pd.Timestamp) -> str:
    """What was trained on a day, run by run; that it was rest, or that nobody knows."""
    runs, units = found.runs[found.runs["local_date"] == when], found.settings.units
    acts = found.activities
    others = acts[(acts["local_date"] == when) & (acts["sport"] != RUN_SPORT) & (acts["sport"] != "rest")]
    titles = acts[acts["activity_id"].isin(runs["activity_id"])].set_index("activity_id")["title"]
    rows = [_run(run, titles.get(run.activity_id), units) for run in runs.itertuples()]
    rows += [_other(other, units) for other in others.itertuples()]
    if rows:
        return f'<ul class="tw-lights tw-lights--day">{"".join(rows)}</ul>'
    known = found.days.loc[found.days["local_date"] == when, "distance_m"].notna().any()
    return f'<p class="tw-note">{"No run on this day." if known else "What was trained on this day is not known."}</p>'


def _run(run: Any, title: Any, units: Units) -> str:
    light = "" if pd.isna(run.light) else run.light
    kind = LIGHT_SHAPES[light]
    words = [
        duration(run.moving_time_s) if pd.notna(run.moving_time_s) else "",
        SESSION_WORDS.get(run.session_type, ""),
    ]
    words += [f"light: {LIGHT_WORDS[light].lower()}" if light else "no light"]
    named = f"<p>“{escape(title)}”</p>" if isinstance(title, str) else ""
    return (
        f'<li class="tw-{kind}">{shape(kind, 24)}<div><b>Run, {prose(distance(run.distance_m, units))}</b>'
        f"<p>{prose(', '.join(filter(None, words)))}</p>{named}</div></li>"
    )


def _other(other: Any, units: Units) -> str:
    amounts = [
        duration(other.moving_time_s) if pd.notna(other.moving_time_s) else "",
        distance(other.distance_m, units) if other.distance_m > 0 else "",
    ]
    name = sentence(other.sport.replace("_", " "))
    return f"<li><span></span><div><b>{escape(name)}</b><p>{prose(', '.join(filter(None, amounts)))}</p></div></li>"


def flags_of(flags: pd.DataFrame, when: pd.Timestamp, rules: Mapping[str, Any]) -> str:
    """The warnings that speak of a day."""
    up = flags[flags["status"].eq("raised") & flags["severity"].ne("info")]
    up = up[(up["period_start"] <= when) & (up["period_end"] >= when)]
    if up.empty:
        return '<p class="tw-note">No warning speaks of this day.</p>'
    rows = "".join(_flag(flag, rules[flag.flag_id].title) for flag in up.itertuples())
    return f'<ul class="tw-lights tw-lights--day">{rows}</ul>'


def _flag(flag: Any, title: str) -> str:
    kind = STATE_OF_SEVERITY[flag.severity]
    said = f"<p>{prose(flag.sentence)} {learn_link(flag.flag_id, title)}</p>"
    return f'<li class="tw-{kind}">{shape(kind, 24)}<div><b>{prose(title)}</b>{said}</div></li>'
