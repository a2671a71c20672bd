"""Pain in words and small bars: its sides, how it moves during runs, and the entries of one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from analysis.wording import count, day, pain_at, sentence
from dashboard.components.words import MOMENT_WORDS, prose

SIDE_WORDS = {"left": "Left", "right": "Right", "both": "Both", "unknown": "Side not said"}
WARM_UP_WORDS = {"eased": "Eased while running", "same": "Stayed the same", "worse": "Got worse"}
SIGN_WORDS = {
    "limp": "limping", "cannot_hop": "cannot hop", "cannot_bear_weight": "cannot put weight on it",
    "night_wake": "woke at night", "rest_pain": "pain at rest", "heel_squeeze": "squeezing the heel hurts",
    "calf_swelling": "swollen calf",
    "foot_wound": "wound on the foot", "breathless": "short of breath",
}  # fmt: skip
WARM_UP_WEEKS = 12


def site_title(site: str, names: Mapping[str, str] | None = None) -> str:
    """'Heel', 'Back-of-heel', 'Place not said'; what the runner calls it where `names` has a name of their own."""
    if names and site in names:
        return names[site]
    return sentence(pain_at(site).removesuffix("pain").strip()) or "Place not said"


def trends_said(trends: pd.DataFrame, moments: Sequence[str]) -> str:
    """All that is said of these moments; `trends` is one site."""
    return " ".join(trends.loc[trends["moment"].isin(moments), "sentence"])


def trend_sentences(trends: pd.DataFrame, moment: str) -> str:
    """What each window says of a moment, the shortest first; `trends` is one site.

    Of the windows in which the score never changed the longest speaks for all, and so of those with too few scores.
    """
    trends = trends[trends["moment"] == moment]
    is_alike = trends["ci_low"].isna()
    longest = trends[is_alike].groupby("verdict")["window_days"].transform("max")
    told = trends[~is_alike | trends["window_days"].eq(longest.reindex(trends.index))]
    items = "".join(f"<li>{prose(row.sentence)}</li>" for row in told.sort_values("window_days").itertuples())
    return f'<ul class="tw-facts">{items}</ul>'


def change_sentences(changes: pd.DataFrame) -> str:
    """The days on which the level moved."""
    items = "".join(f"<li>{prose(text)}</li>" for text in changes.sort_values("local_date")["sentence"])
    return f'<ul class="tw-facts">{items}</ul>'


def sides(pain: pd.DataFrame) -> str:
    """How many painful days each side had; `pain` is what is shown of one site."""
    painful = pain[pain["score"] > 0]
    if painful.empty:
        return '<p class="tw-note">No painful day in this span.</p>'
    days = painful.groupby("side")["local_date"].nunique()
    most = painful["local_date"].nunique()
    rows = "".join(
        f'<li><span>{SIDE_WORDS[side]}</span><span class="tw-share">'
        f'<i style="width:{100 * days[side] / most:.0f}%"></i></span><b>{count(int(days[side]), "day")}</b></li>'
        for side in SIDE_WORDS
        if side in days
    )
    return f'<ul class="tw-shares">{rows}</ul><p class="tw-note">Of {count(int(most), "painful day")} in this span.</p>'


def warm_ups(pain: pd.DataFrame, week_start: int) -> str:
    """How pain moved during the runs of each week: counts, the newest week first."""
    told = pain[pain["warm_up"].notna()]
    if told.empty:
        return (
            '<p class="tw-note">No run in this span says how pain moved while running. Log it as “eased”, “same” or'
            " “worse”.</p>"
        )
    week = told["local_date"] - pd.to_timedelta((told["local_date"].dt.day_of_week - week_start) % 7, unit="D")
    counts = told.groupby([week, "warm_up"]).size().unstack(fill_value=0)
    table = counts.reindex(columns=list(WARM_UP_WORDS), fill_value=0)
    rows = "".join(
        f'<tr><th scope="row">{day(start)}</th>{"".join(_dots(n, kind) for kind, n in row.items())}</tr>'
        for start, row in table[::-1].head(WARM_UP_WEEKS).iterrows()
    )
    heads = "".join(f'<th scope="col">{words}</th>' for words in WARM_UP_WORDS.values())
    return (
        '<div class="tw-scroll" role="region" tabindex="0" aria-label="Pain while running, by week">'
        '<table class="tw-table tw-warm-ups"><thead><tr><th scope="col">Week of</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        '<p class="tw-note">Runs by how pain moved while running. Fading is not permission: judge a run by the next'
        " morning too.</p>"
    )


def _dots(n: int, kind: str) -> str:
    """A count, with a dot per run so that the eye finds the weeks."""
    return f'<td><span class="tw-dots tw-dots--{kind}" aria-hidden="true">{"●" * min(n, 7)}</span> {n or "–"}</td>'


def entries_of(pain: pd.DataFrame, when: pd.Timestamp, names: Mapping[str, str] | None = None) -> str:
    """What was logged on a day, entry by entry. `pain` is PAIN of the runner whose page it is; `names` are their own
    words for sites."""
    entries = pain[pain["local_date"] == when]
    if entries.empty:
        return f'<p class="tw-note">Nothing was logged on {day(when)}.</p>'
    rows = "".join(_entry(row, names or {}) for row in entries.itertuples())
    return f'<div class="tw-card"><p class="tw-kind">{day(when)}</p><ul class="tw-entries">{rows}</ul></div>'


def _entry(row, names: Mapping[str, str]) -> str:
    score = "–" if pd.isna(row.score) else f"{row.score:g}"
    chip = "tw-chip--none" if pd.isna(row.score) else f"tw-p{round(row.score)}"
    where = sentence(pain_at(row.site, row.side))
    if row.site in names:
        where = " ".join(filter(None, [names[row.site], SIDE_WORDS[row.side].lower() if row.side != "unknown" else ""]))
    more = [
        WARM_UP_WORDS[row.warm_up].lower() if pd.notna(row.warm_up) else "",
        row.quality.replace(";", ", ") if pd.notna(row.quality) else "",
        _signs(row.signs),
        f"“{row.note}”" if pd.notna(row.note) else "",
    ]
    said = escape("; ".join(filter(None, more)))
    return (
        f'<li><span class="tw-chip {chip}">{score}</span><div><b>{MOMENT_WORDS[row.moment]}</b>, {escape(where)}'
        + (f"<p>{said}</p>" if said else "")
        + "</div></li>"
    )


def _signs(signs: object) -> str:
    if pd.isna(signs) or signs == "none":
        return ""
    return ", ".join(SIGN_WORDS.get(sign, sign.replace("_", " ")) for sign in str(signs).split(";"))
