"""What became of each uploaded file, in a runner's words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from analysis.wording import count
from dashboard.components.shapes import shape

WORDS = {
    "imported": ("steady", "Imported"),
    "partly_imported": ("watch", "Partly"),
    "already_there": ("steady", "Already there"),
    "nothing_in_it": ("cannot_tell", "Nothing in it"),
    "refused": ("act", "Refused"),
}
MOST_SHOWN = 200


def summary(outcomes: Iterable) -> str:
    """'12 files: 9 imported, 2 already there, 1 refused.'"""
    outcomes = list(outcomes)
    counted = [(word, sum(o.status == status for o in outcomes)) for status, (_, word) in WORDS.items()]
    said = ", ".join(f"{n} {word.lower()}" for word, n in counted if n)
    return f"{count(len(outcomes), 'file')}: {said}."


def outcome_list(outcomes: Iterable) -> str:
    """A line per file; what needs a look comes first, long lists are cut and say so."""
    order = ["refused", "partly_imported", "nothing_in_it", "imported", "already_there"]
    ranked = sorted(outcomes, key=lambda outcome: order.index(outcome.status))
    lines = "".join(_line(outcome) for outcome in ranked[:MOST_SHOWN])
    rest = len(ranked) - MOST_SHOWN
    more = f'<li class="tw-file"><span></span><span>… and {count(rest, "more file")}.</span></li>' if rest > 0 else ""
    return f'<ul class="tw-files">{lines}{more}</ul>'


def _line(outcome) -> str:
    state, word = WORDS[outcome.status]
    said = " ".join(filter(None, [_content(outcome), *(_issue(issue) for issue in outcome.issues[:5]), _more(outcome)]))
    return (
        f'<li class="tw-file"><span class="tw-file-state tw-{state}">{shape(state, 16)}{word}</span>'
        f'<span class="tw-file-name">{escape(outcome.file)}</span>'
        f'<span class="tw-file-what">{escape(said)}</span></li>'
    )


def _content(outcome) -> str:
    counted = [(outcome.activities, "activity"), (outcome.pain_entries, "pain entry")]
    said = " and ".join(count(n, noun) for n, noun in counted if n)
    return f"{outcome.format}: {said}.".removeprefix(": ") if said else ""


def _issue(issue) -> str:
    where = "" if issue.row is None else f"Row {issue.row}: "
    return f"{where}{issue.found} {issue.advice}"


def _more(outcome) -> str:
    return f"… and {count(len(outcome.issues) - 5, 'more note')}." if len(outcome.issues) > 5 else ""
