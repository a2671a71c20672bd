"""What the kilometres were made of, in words and numbers: surfaces with who says so, hills, spikes."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.settings import Units
from analysis.tables import HARD_SURFACES, WEEKS
from analysis.wording import count, day, distance, percent, percent_change, sentence
from dashboard.components.numbers import shown
from dashboard.components.words import SOURCE_WORDS, SURFACE_WORDS

HARD = [f"{surface}_m" for surface in HARD_SURFACES]


def surfaces_seen(weeks: pd.DataFrame, units: Units) -> str:
    """The last whole week, and the share of the span on hard ground."""
    known = weeks["distance_m"].sum() - weeks["unknown_m"].sum()
    if not known > 0:
        return "No surface is known in these weeks."
    hard = weeks[HARD].sum(axis=1)
    on_hard = percent(hard.sum() / known)
    said = f"Of {distance(known, units)} whose surface is known, {on_hard} were on concrete or asphalt."
    last = weeks[weeks["is_complete"] & (weeks["distance_m"] > weeks["unknown_m"])].tail(1)
    if last.empty:
        return said
    week = last.iloc[0]
    share = hard[week.name] / (week["distance_m"] - week["unknown_m"])
    return f"{said} In the week of {day(week['week_start'])} it was {percent(share)}."


def surfaces_known(shares: pd.DataFrame, may_set: bool) -> str:
    """'62 % of your kilometres have no surface. Set them below.'"""
    if shares.empty:
        return "No run is known in this time."
    unknown = shares.loc[shares["band"] == "unknown", "share"].sum()
    if not unknown > 0:
        return "All of these kilometres have a surface."
    return f"{sentence(percent(unknown))} of your kilometres have no surface." + (" Set them below." if may_set else "")


def sources_table(shares: pd.DataFrame, units: Units) -> str:
    """Each surface with its distance, its share, and who says so."""
    rows = "".join(_surface_row(SURFACE_WORDS[band], of, units) for band, of in shares.groupby("band", sort=False))
    return _table("Surfaces and who says so", ("Surface", "Distance", "Who says so"), rows)


def _surface_row(name: str, of: pd.DataFrame, units: Units) -> str:
    said = ", ".join(
        SOURCE_WORDS[row.source] + (f" {percent(row.share)}" if len(of) > 1 else "") for row in of.itertuples()
    )
    far = f"{distance(of['distance_m'].sum(), units)} ({percent(of['share'].sum())})"
    return _row(name, (far, said))


def map_words(summary: object | None) -> str:
    """What a map is good for, or which one is in use; `summary` is what `session.map_summary` gives."""
    if summary is None:
        return (
            "With an OpenStreetMap extract of where you run, Twinge looks up what each recorded way is made of. Get one"
            " from a service such as download.geofabrik.de, as small as it comes. The map stays on this machine. Then"
            " upload your recordings again: nothing is counted twice."
        )
    return (
        f"The map {summary.file} of {summary.added} is in use: {count(summary.ways, 'way')}, {summary.known_ways:,}"
        " of them with a surface. It is asked when files are read, so upload recordings again that were read before."
    )


def hills_seen(weeks: pd.DataFrame, drift: float | None, units: Units) -> list[str]:
    """Climb and drop, steep downhill, what is unknown, and that up and down disagree; a sentence each."""
    up, down = weeks["ascent_m"].sum(min_count=1), weeks["descent_m"].sum(min_count=1)
    if pd.isna(up) and pd.isna(down):
        return ["No climb is known in these weeks. Upload the recordings of your runs, or a list with ascent."]
    steep, far = weeks["steep_downhill_m"].sum(), weeks["distance_m"].sum()
    unknown = weeks["grade_unknown_m"].sum() / far if far > 0 else 0.0
    downhill = "" if round(unknown, 2) == 1 else f", and {distance(steep, units)} of steep downhill"
    said = [f"These weeks hold {_metres(up)} of ascent and {_metres(down)} of descent{downhill}."]
    if unknown > 0:
        share = sentence(percent(unknown))
        said.append(f"{share} of the distance has no grade: those runs have no recording with altitude.")
    if drift is not None:
        said.append(
            f"Ascent and descent differ by {percent(drift)}. Where runs end where they began both are equal, so the"
            " barometer of the watch may have drifted with the weather: take these numbers as that uncertain."
        )
    return said


def spikes_table(runs: pd.DataFrame, since: pd.Timestamp, limit: float, units: Units) -> str:
    """Runs since a day that were so much longer than the longest of the 30 days before, the newest first; empty where
    there are none."""
    spikes = runs[(runs["local_date"] >= since) & runs["spike_ratio"].gt(limit)]
    if spikes.empty:
        return ""
    rows = "".join(
        _row(day(run.local_date), (distance(run.distance_m, units), distance(run.longest_30_days_m, units),
                                   percent_change(run.spike_ratio)))
        for run in spikes[::-1].itertuples()
    )  # fmt: skip
    heads = ("Run of", "Distance", "Longest of 30 days before", "Longer by")
    said = f"Runs of these weeks that were more than {percent(limit - 1)} longer than any of the 30 days before:"
    return f'<p class="tw-note">{said}</p>{_table("Runs much longer than before", heads, rows)}'


def week_facts(weeks: pd.DataFrame, units: Units) -> str:
    """The last whole week beside what is usual: days, days in a row, long run, other sports."""
    whole = weeks[weeks["is_complete"] & weeks["known_days"].eq(7)]
    if whole.empty:
        return ""
    week = whole.iloc[-1]
    usual = "" if pd.isna(week["usual_run_days"]) else f" (usual {week['usual_run_days']:g})"
    names = ("back_to_back_days", "longest_run_m", "cross_training_s", "replacing_s")
    facts = [("Run days", f"{shown(week['run_days'], WEEKS['run_days'], units)}{usual}")]
    facts += [(WEEKS[name].title, shown(week[name], WEEKS[name], units)) for name in names]
    told = "".join(f"<span>{escape(name)} <b>{escape(value)}</b></span>" for name, value in facts)
    return f'<p class="tw-note">The week of {day(week["week_start"])}:</p><p class="tw-numbers">{told}</p>'


def coverage_seen(weeks: pd.DataFrame) -> str | None:
    """'In these weeks, 12 days have no known training.'; None where all are known."""
    unknown = int((7 - weeks.loc[weeks["is_complete"], "known_days"]).sum())
    if not unknown:
        return None
    verb = "has" if unknown == 1 else "have"
    return f"In these weeks, {count(unknown, 'day')} {verb} no known training. Twinge does not take that for rest."


def _metres(metres: float) -> str:
    return "an unknown number of metres" if pd.isna(metres) else f"{metres:,.0f} m"


def _row(head: str, cells: tuple[str, ...]) -> str:
    return f'<tr><th scope="row">{escape(head)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'


def _table(label: str, heads: tuple[str, ...], rows: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return (
        f'<div class="tw-scroll" role="region" tabindex="0" aria-label="{escape(label)}"><table class="tw-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
