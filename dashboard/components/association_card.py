"""An association in words: what may be said of one exposure, from how many days, or how many more it takes."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

import pandas as pd

from analysis.tables import DAYS
from analysis.wording import count, sentence
from dashboard.components.numbers import plain
from dashboard.components.words import MOMENT_WORDS, prose

VERDICT_WORDS = {
    "more_pain": "Went with more pain",
    "no_clear_association": "No clear link",
    "not_enough_data": "Not enough yet",
}
MORE_WORDS = {
    "distance_m": "more distance",
    "descent_m": "more descent",
    "hard_surface_m": "more running on hard surface",
    "fast_m": "more fast running",
    "spike_ratio": "runs longer than before",
    "shoe_distance_m": "more running in the newest pair",
}
KIND_WORDS = {
    "hard_surface": "Mostly hard surface",
    "soft_surface": "Mostly soft surface",
    "fast": "With fast running",
    "hilly": "Hilly",
    "long": "Long run",
    "rest": "No run",
}
NEXT = {"first_steps": "first-step pain of the next morning"}


def association_card(row) -> str:
    """`row` is one of the ranked associations."""
    return (
        f'<article class="tw-pattern tw-pattern--{row.verdict}"><div class="tw-pattern-head"><h3>'
        f"{escape(DAYS[row.exposure].title)}</h3><span>{VERDICT_WORDS[row.verdict]}</span></div>"
        f"<p>{prose(row.sentence)}</p>{_progress(row)}{_numbers(row)}</article>"
    )


def _progress(row) -> str:
    """How much of the log that is needed is there, where that can be told."""
    if row.verdict != "not_enough_data" or pd.isna(row.more_days):
        return ""
    share = 100 * row.n / max(row.n + row.more_days, 1)
    return (
        f'<div class="tw-gauge" aria-hidden="true"><span class="tw-gauge-fill" style="width:{share:.0f}%"></span></div>'
        f'<p class="tw-numbers"><span><b>{row.n:,}</b> of {row.n + row.more_days:,} days logged</span></p>'
    )


def _numbers(row) -> str:
    if pd.isna(row.p_adjusted):
        return ""
    chance = "under 1 %" if row.p_adjusted < 0.01 else f"{row.p_adjusted * 100:.0f} %"
    return (
        f'<p class="tw-numbers"><span>Logged days <b>{row.n:,}</b></span>'
        '<span title="Neighbouring days resemble each other, so they tell less than their number">'
        f"worth <b>{plain(row.n_effective, 0)}</b> independent ones</span>"
        '<span title="Chance that anything in the search looks this strong where nothing matters: the adjusted p">'
        f"By chance <b>{chance}</b></span></p>"
    )


def patterns_said(found: pd.DataFrame) -> str:
    """What the associations of one moment come to, in a sentence or two."""
    about, judged = MOMENT_WORDS[found["moment"].iloc[0]].lower(), found[found["verdict"] != "not_enough_data"]
    if judged.empty:
        return f"There is not enough log of “{about}” yet to say what goes with it."
    days = count(int(judged["n"].max()), "logged day")
    names = [MORE_WORDS[name] for name in found["exposure"][found["verdict"] == "more_pain"]]
    if names:
        return f"{sentence(' and '.join(names))} went with more pain “{about}” in {days}. That is not to say why."
    return f"Nothing in the training clearly went with more pain “{about}” in {days}."


def says_little(found: pd.DataFrame) -> bool:
    """Whether no exposure could be judged with a log long enough for a missing link to mean something."""
    judged = found["verdict"].ne("not_enough_data")
    is_enough = judged & found["more_days"].fillna(1).le(0)
    return not (found["verdict"].eq("more_pain") | is_enough).any()


def contrast_table(contrasts: pd.DataFrame) -> str:
    """Mean score after each kind of day, with its interval drawn on the scale of 0 to 10."""
    moment = contrasts["moment"].iloc[0]
    what = NEXT.get(moment, f"pain “{MOMENT_WORDS[moment].lower()}” of the next day")
    rows = "".join(_contrast(row) for row in contrasts.itertuples())
    return (
        '<div class="tw-scroll" role="region" tabindex="0" aria-label="After each kind of day">'
        '<table class="tw-table tw-contrasts">'
        f'<caption class="tw-sr">Mean {what} after each kind of day</caption><thead><tr><th scope="col">Day</th>'
        f'<th scope="col">Days</th><th scope="col">Mean</th><th scope="col">95 % sure, 0 to 10</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def contrast_note(moments: Collection[str]) -> str:
    """Which score the table is of."""
    moment = next(iter(moments))
    what = NEXT.get(moment, f"pain “{MOMENT_WORDS[moment].lower()}” of the next day")
    return f"The mean {what}. A day may be of several kinds. It compares days; it does not tell why they differ."


def _contrast(row) -> str:
    has_interval = pd.notna(row.ci_low) and pd.notna(row.ci_high)
    interval = f"{row.ci_low:.1f} to {row.ci_high:.1f}" if has_interval else "too few days"
    bar = f'<i style="left:{10 * row.ci_low:.0f}%;right:{100 - 10 * row.ci_high:.0f}%"></i>' if has_interval else ""
    return (
        f'<tr><th scope="row">{KIND_WORDS[row.kind]}</th><td>{row.n:,}</td><td>{row.mean:.1f}</td>'
        f'<td><span class="tw-span" aria-hidden="true">{bar}<b style="left:{10 * row.mean:.0f}%"></b></span>'
        f"<span>{interval}</span></td></tr>"
    )
