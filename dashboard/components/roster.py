"""One athlete in one row: how much a look is needed and why, and the last weeks against this athlete's own usual."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from analysis.settings import Units
from analysis.wording import day, distance, percent_change
from dashboard.components.learn_link import learn_link
from dashboard.components.numbers import plain
from dashboard.components.shapes import shape
from dashboard.components.words import prose

STATE_OF = {"red_flag": "see_someone", "worsening": "see_someone", "act": "act", "watch": "watch", "steady": "steady"}
WORD_OF = {
    "red_flag": "See someone", "worsening": "See someone", "act": "Act", "watch": "Watch", "quiet": "Cannot tell",
    "steady": "Steady", "nothing": "No data",
}  # fmt: skip
WIDTH, HEIGHT = 132, 40  # of the sparkline


def roster_row(row: Any, units: Units) -> str:
    """A row of the roster. Of what is not shared there is neither a word nor a gap to read it from."""
    state = STATE_OF.get(row.concern, "cannot_tell")
    part = row.part
    parts = [_who(row, state), sparkline(part.get("weeks", [])[-12:], part.get("usual_m"), (row.name, units))]
    facts = []
    if part and "training" in row.grant.scopes:
        facts.append(_fact(_week(row), *_load(row, units)))
    if part and "pain" in row.grant.scopes:
        facts += [_fact("Pain, same days", *_pain(part)), _fact("Logged", f"{row.logged_days} of 14", "last days")]
    name = escape(row.name)
    button = f'<button type="button" data-athlete="{escape(row.athlete_id)}" aria-label="Open {name}">Open</button>'
    grey = " tw-row--grey" if row.is_silent or not part else ""
    return (
        f'<section class="tw-row tw-{state}{grey}" aria-label="{name}">{"".join(parts)}'
        f'<div class="tw-row-facts">{"".join(facts)}</div>{button}{_why(row)}</section>'
    )


def _who(row: Any, state: str) -> str:
    notes = [_silence(row)] if row.is_silent and row.concern != "quiet" else []
    notes += [f"New since {day(row.last_look)}"] if row.last_look and row.news else []
    notes += ["Being brought up to date"] if row.is_stale else []
    said = "".join(f'<span class="tw-row-new">{note}</span>' for note in notes)
    word = _silence(row) if row.concern == "quiet" and row.is_silent else WORD_OF[row.concern]
    return (
        f'<div class="tw-row-who">{shape(state, 30)}<div><p class="tw-row-name">{escape(row.name)}</p>'
        f'<p class="tw-row-word">{word}{said}</p></div></div>'
    )


def _silence(row: Any) -> str:
    return f"Nothing logged since {day(row.last_day)}" if row.last_day else "Nothing logged"


def _why(row: Any) -> str:
    raised = row.part.get("raised", [])
    if not raised:
        return ""
    then = "Before that: " if row.concern == "quiet" else ""
    more = f" And {len(raised) - 1} more." if len(raised) > 1 else ""
    learn = f" {learn_link(raised[0]['flag_id'])}" if "flag_id" in raised[0] else ""
    return f'<p class="tw-row-why">{then}{prose(raised[0]["sentence"])}{more}{learn}</p>'


def _fact(label: str, value: str, against: str) -> str:
    return (
        f'<div class="tw-row-fact"><span>{label}</span><b>{value}</b>'
        f"{f'<small>{against}</small>' if against else ''}</div>"
    )


def _load(row: Any, units: Units) -> tuple[str, str]:
    week, usual = row.part.get("week_m"), row.part.get("usual_m")
    if week is None:
        return "Not known", ""
    against = f"{percent_change(week / usual)} against usual {distance(usual, units)}" if usual else ""
    return distance(week, units), against


def _week(row: Any) -> str:
    """'7 days to 18 October 2026': an export from long ago is not the last week."""
    return f"7 days to {day(date.fromisoformat(row.part['as_of']))}" if row.part.get("as_of") else "Last 7 days"


def _pain(part: dict[str, Any]) -> tuple[str, str]:
    now, before = part.get("pain"), part.get("pain_before")
    if now is None:
        return "Not logged", ""
    if before is None:
        return plain(now, 1), "no earlier weeks"
    return plain(now, 1), f"{plain(before, 1)} in the 4 weeks before"


def sparkline(weeks: list[list[Any]], usual: float | None, of: tuple[str, Units]) -> str:
    """Weekly distance as bars on this athlete's own scale, pain 0 to 10 as a line over them, the usual week dashed.

    `of` is whose weeks they are, and in what distances are read. One path each, since there may be a hundred of them.
    """
    if not weeks:
        return '<div class="tw-spark"></div>'
    tallest = max([usual or 0, *(metres or 0 for _, metres, _ in weeks)]) or 1
    step = WIDTH / len(weeks)
    tall = [None if metres is None else HEIGHT * metres / tallest for _, metres, _ in weeks]
    bars = "".join(_bar(n * step, step, high) for n, high in enumerate(tall) if high)
    unknown = "".join(_bar(n * step, step, HEIGHT) for n, high in enumerate(tall) if high is None)
    scale = HEIGHT - HEIGHT * (usual or 0) / tallest
    line = f'<path class="tw-spark-usual" d="M0 {scale:.1f}H{WIDTH}"/>' if usual else ""
    pain = _pain_line([(n * step + step / 2, score) for n, (_, _, score) in enumerate(weeks)])
    label = f"Last {len(weeks)} weeks of {escape(of[0])}: {_spoken(weeks, of[1])}"
    return (
        f'<div class="tw-spark"><svg viewBox="0 -3 {WIDTH} {HEIGHT + 6}" role="img" aria-label="{label}">'
        f'<path class="tw-spark-load" d="{bars}"/><path class="tw-spark-unknown" d="{unknown}"/>'
        f"{line}{pain}</svg></div>"
    )


def _bar(left: float, step: float, tall: float) -> str:
    return f"M{left + 1:.1f} {HEIGHT}v{-tall:.1f}h{step - 2:.1f}v{tall:.1f}z"


def _pain_line(points: list[tuple[float, float | None]]) -> str:
    """A line between weeks with a score; a week without one is a gap, a score alone a dot."""
    drawn, is_open = "", False
    for x, score in points:
        if score is not None:
            y = HEIGHT - HEIGHT * score / 10
            drawn += f"L{x:.1f} {y:.1f}" if is_open else f"M{x:.1f} {y:.1f}h0"
        is_open = score is not None
    return f'<path class="tw-spark-pain" d="{drawn}"/>' if drawn else ""


def _spoken(weeks: list[list[Any]], units: Units) -> str:
    scores = [score for *_, score in weeks if score is not None]
    ran = [metres for _, metres, _ in weeks if metres is not None]
    said = []
    if ran:
        said.append(f"from {distance(min(ran), units)} to {distance(max(ran), units)} a week")
    if scores:
        said.append(f"pain from {plain(scores[0], 1)} to {plain(scores[-1], 1)}")
    return f"{', '.join(said) or 'nothing known'}."


def consent_words() -> dict[str, tuple[str, str]]:
    """Scope -> its name and what exactly it lets the coach see."""
    return {
        "training": ("Training", "Your runs: when, how far, how fast, how hilly, on what, in which shoes."),
        "pain": ("Pain", "Every pain score, where it hurts, warning signs, and what the rules say of them."),
        "notes": ("Notes", "What you wrote beside pain and the titles of your runs."),
        "routines": ("Routines", "What you did for recovery and strength, and how it felt."),
    }


def shared_words(scopes: Any) -> str:
    """'training and pain', in the order of the consent page."""
    names = [name.lower() for scope, (name, _) in consent_words().items() if scope in scopes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nothing"
