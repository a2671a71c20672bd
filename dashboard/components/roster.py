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
    parts = [_who(row, state), sparkline(row.part.get("weeks", [])[-12:], row.part.get("usual_m"), row.name)]
    if "training" in row.grant.scopes:
        parts.append(_fact(_week(row), *_load(row, units)))
    if "pain" in row.grant.scopes:
        parts += [_fact("Pain, same days", *_pain(row.part)), _fact("Logged", f"{row.logged_days} of 14", "last days")]
    grey = " tw-row--grey" if row.concern in ("quiet", "nothing") else ""
    return f'<section class="tw-row tw-{state}{grey}" aria-label="{escape(row.name)}">{"".join(parts)}</section>'


def _who(row: Any, state: str) -> str:
    word = WORD_OF[row.concern]
    if row.concern == "quiet" and row.last_day:
        word = f"Nothing since {day(row.last_day)}" if (row.today - row.last_day).days >= 7 else word
    stale = ' <span class="tw-row-new">Being brought up to date</span>' if row.is_stale else ""
    new = f'<span class="tw-row-new">New since {day(row.last_look)}</span>' if row.last_look and row.news else ""
    return (
        f'<div class="tw-row-who">{shape(state, 30)}<div><p class="tw-row-name">{escape(row.name)}</p>'
        f'<p class="tw-row-word">{word}{new}{stale}</p>{_why(row)}</div></div>'
    )


def _why(row: Any) -> str:
    raised = row.part.get("raised", [])
    if not raised:
        return ""
    more = f" And {len(raised) - 1} more." if len(raised) > 1 else ""
    learn = f" {learn_link(raised[0]['flag_id'])}" if "flag_id" in raised[0] else ""
    return f'<p class="tw-row-why">{prose(raised[0]["sentence"])}{more}{learn}</p>'


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


def sparkline(weeks: list[list[Any]], usual: float | None, name: str) -> str:
    """Weekly distance as bars on this athlete's own scale, pain 0 to 10 as a line over them, the usual week dashed."""
    if not weeks:
        return '<div class="tw-spark"></div>'
    tallest = max([usual or 0, *(metres or 0 for _, metres, _ in weeks)]) or 1
    step = WIDTH / len(weeks)
    bars = "".join(_bar(n * step, step, metres, tallest) for n, (_, metres, _) in enumerate(weeks))
    scale = HEIGHT - HEIGHT * (usual or 0) / tallest
    line = f'<line class="tw-spark-usual" x1="0" x2="{WIDTH}" y1="{scale:.1f}" y2="{scale:.1f}"/>' if usual else ""
    pain = "".join(_lines([(n * step + step / 2, score) for n, (_, _, score) in enumerate(weeks)]))
    label = f"Last {len(weeks)} weeks of {escape(name)}: {_spoken(weeks)}"
    return (
        f'<div class="tw-spark"><svg viewBox="0 -2 {WIDTH} {HEIGHT + 4}" role="img" aria-label="{label}">'
        f"{bars}{line}{pain}</svg></div>"
    )


def _bar(left: float, step: float, metres: float | None, tallest: float) -> str:
    if metres is None:
        return f'<rect class="tw-spark-unknown" x="{left + 1:.1f}" y="0" width="{step - 2:.1f}" height="{HEIGHT}"/>'
    tall = HEIGHT * metres / tallest
    return f'<rect x="{left + 1:.1f}" y="{HEIGHT - tall:.1f}" width="{step - 2:.1f}" height="{tall:.1f}"/>'


def _lines(points: list[tuple[float, float | None]]) -> list[str]:
    """Lines between weeks with a score; a week without one is a gap, a score alone a dot."""
    stretches: list[list[str]] = [[]]
    for x, score in points:
        if score is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{x:.1f},{HEIGHT - HEIGHT * score / 10:.1f}")
    return [
        f'<polyline points="{" ".join(some)}"/>' if len(some) > 1 else
        '<circle cx="{}" cy="{}" r="2"/>'.format(*some[0].split(","))
        for some in stretches if some
    ]  # fmt: skip


def _spoken(weeks: list[list[Any]]) -> str:
    scores = [score for *_, score in weeks if score is not None]
    ran = [metres for _, metres, _ in weeks if metres is not None]
    said = []
    if ran:
        said.append(f"from {min(ran) / 1000:.0f} to {max(ran) / 1000:.0f} km a week")
    if scores:
        said.append(f"pain from {scores[0]:.1f} to {scores[-1]:.1f}")
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
