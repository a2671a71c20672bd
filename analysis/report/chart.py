"""Pain over weekly load as one drawing, used in HTML and PDF alike: usual week, back-off and flags marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from analysis.episode import current_episode
from analysis.report.content import Ask, Chart, Seen
from analysis.report.ink import FONTS, INK
from analysis.report.pain import sites
from analysis.report.words import MOMENT_WORDS, site_word
from analysis.tables import MOMENTS
from analysis.wording import METRES, day

WIDTH, HEIGHT = 720, 214
LEFT, RIGHT = 30, 716
PAIN_TOP, PAIN_FOOT = 18, 96
LOAD_TOP, LOAD_FOOT = 120, 182
WEEK = pd.Timedelta(days=7)
CUT_LABEL = 120  # the words at its side are never wider


@dataclass(frozen=True)
class Frame:
    """Where a day lies from left to right, how high a kilometre or mile is, and whether any running is known."""

    first: pd.Timestamp
    end: pd.Timestamp
    most: float
    over: float
    knows_load: bool

    def x(self, when: pd.Timestamp) -> float:
        share = (when - self.first) / (self.end - self.first)
        return LEFT + float(min(max(share, 0.0), 1.0)) * (RIGHT - LEFT)

    def load(self, metres: float) -> float:
        return LOAD_FOOT - metres / self.over / self.most * (LOAD_FOOT - LOAD_TOP)


def chart(seen: Seen, ask: Ask) -> Chart | None:
    """Weekly distance with the usual week and the back-off, under the weekly mean of the pain that tells most."""
    weeks = seen.weeks[seen.weeks["week_start"] > seen.since(ask) - WEEK]
    if weeks.empty:
        return None
    pain, name = _pain(seen, ask)
    pain = pain[pain["week_start"] >= weeks["week_start"].iloc[0]]
    frame = _frame(weeks, METRES[seen.settings.units])
    flags, units = _flagged(seen, frame), seen.settings.units
    parts = [
        *_scales(frame, name, units),
        *_back_off(seen, frame),
        *_bars(weeks, frame),
        *_usual(weeks, frame),
        *_line(pain, frame),
        *_marks(flags, frame),
        *_dates(weeks, frame),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FONTS}" font-size="11"'
        f' fill="{INK["ink"]}">{"".join(parts)}</svg>'
    )
    keys = " Dashed: the usual week. Shaded: running cut. Pale bar: unfinished or partly known week."
    keys = keys if frame.knows_load else ""
    flagged = " Octagon: a rule for a clinician was raised." if len(flags) else ""
    return Chart(svg, f"Pain over weekly running.{keys}{flagged}", _alt(weeks, pain, name))


def _pain(seen: Seen, ask: Ask) -> tuple[pd.DataFrame, str]:
    """PAIN_WEEKS of the main site: first steps where logged, else the moment with most days. And what it is."""
    places = sites(seen, ask)
    here = seen.pain_weeks[seen.pain_weeks["site"].isin(places[:1])]
    logged = here.groupby("moment")["n"].sum().reindex(MOMENTS).dropna()
    if logged.empty:
        return here, ""
    moment = "first_steps" if "first_steps" in logged.index else str(logged.idxmax())
    return here[here["moment"] == moment], f"{site_word(places[0])}, {MOMENT_WORDS[moment].lower()}"


def _frame(weeks: pd.DataFrame, over: float) -> Frame:
    most = np.nanmax([weeks["distance_m"].max(), weeks["usual_m"].max(), over]) / over
    first, last = weeks["week_start"].iloc[[0, -1]]
    return Frame(first, last + WEEK, float(_round_up(most)), over, bool(weeks["known_days"].gt(0).any()))


def _round_up(most: float) -> float:
    """A round number of kilometres or miles that holds them all: 1, 2 or 5 times a power of ten, or 4."""
    power = 10.0 ** np.floor(np.log10(most))
    return next(power * step for step in (1, 2, 4, 5, 8, 10) if power * step >= most)


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(words)}</text>'


def _rule(y: float) -> str:
    return f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="{INK["line"]}" stroke-width="0.7"/>'


def _scales(frame: Frame, name: str, units: str) -> Iterator[str]:
    """Hairlines, their numbers, and what each row is."""
    soft = f'text-anchor="end" fill="{INK["soft_ink"]}" font-size="10"'
    for score in (0, 5, 10):
        y = _pain_y(score)
        yield _rule(y) + _text(LEFT - 5, y + 3.5, str(score), soft)
    for part in (0.0, 0.5, 1.0) if frame.knows_load else (0.0,):
        y = LOAD_FOOT - part * (LOAD_FOOT - LOAD_TOP)
        yield _rule(y) + _text(LEFT - 5, y + 3.5, f"{part * frame.most:g}", soft)
    said = f"Pain 0 to 10, weekly mean: {name}" if name else "Pain 0 to 10: no score in these weeks"
    yield _text(LEFT, PAIN_TOP - 6, said, 'font-weight="bold"')
    running = f"Running, {units} a week" if frame.knows_load else "Running: not known in these weeks"
    yield _text(LEFT, LOAD_TOP - 6, running, 'font-weight="bold"')


def _pain_y(score: float) -> float:
    return PAIN_FOOT - score / 10 * (PAIN_FOOT - PAIN_TOP)


def _back_off(seen: Seen, frame: Frame) -> Iterator[str]:
    """The days since the running was cut, as a band through both rows."""
    episode = current_episode(seen.days)
    if episode is None or pd.isna(episode.backed_off_since):
        return
    left, right = frame.x(episode.backed_off_since), frame.x(seen.as_of + pd.Timedelta(days=1))
    yield (
        f'<rect x="{left:.1f}" y="{PAIN_TOP}" width="{max(right - left, 1):.1f}" height="{LOAD_FOOT - PAIN_TOP}"'
        f' fill="{INK["sunken"]}"/><path d="M{left:.1f} {PAIN_TOP}V{LOAD_FOOT}" stroke="{INK["unknown"]}"/>'
    )
    at_end = left > RIGHT - CUT_LABEL
    side = f'text-anchor="{"end" if at_end else "start"}" fill="{INK["soft_ink"]}" font-size="10"'
    said = f"cut since {day(episode.backed_off_since)}"
    yield _text(left - 4 if at_end else left + 4, LOAD_TOP - 6, said, side) if left > LEFT + 130 else ""


def _bars(weeks: pd.DataFrame, frame: Frame) -> Iterator[str]:
    """One bar a week; nothing where nothing is known."""
    for week in weeks.itertuples():
        if pd.isna(week.distance_m) or week.known_days == 0:
            continue
        left, right, top = frame.x(week.week_start), frame.x(week.week_start + WEEK), frame.load(week.distance_m)
        colour = INK["load"] if week.is_complete and week.known_days == 7 else INK["load_soft"]
        gap = 0.12 * (right - left)
        yield (
            f'<rect x="{left + gap:.1f}" y="{top:.1f}" width="{right - left - 2 * gap:.1f}"'
            f' height="{LOAD_FOOT - top:.1f}" fill="{colour}"/>'
        )


def _usual(weeks: pd.DataFrame, frame: Frame) -> Iterator[str]:
    steps = [
        f"M{frame.x(week.week_start):.1f} {frame.load(week.usual_m):.1f}H{frame.x(week.week_start + WEEK):.1f}"
        for week in weeks.itertuples()
        if pd.notna(week.usual_m)
    ]
    if steps:
        yield (
            f'<path d="{"".join(steps)}" fill="none" stroke="{INK["usual"]}" stroke-width="1.4"'
            ' stroke-dasharray="4 2.5"/>'
        )


def _line(pain: pd.DataFrame, frame: Frame) -> Iterator[str]:
    """The weekly means with their intervals; the line breaks where a week has no score."""
    middle = [frame.x(start + WEEK / 2) for start in pain["week_start"]]
    points = list(zip(middle, pain["mean"].map(_pain_y), strict=True))
    breaks = pain["week_start"].diff().gt(WEEK).tolist()
    path = "".join(f"{'M' if not at or breaks[at] else 'L'}{x:.1f} {y:.1f}" for at, (x, y) in enumerate(points))
    stroke = f'stroke="{INK["pain"]}"'
    for x, low, high in zip(middle, pain["ci_low"], pain["ci_high"], strict=True):
        if pd.notna(low):
            yield f'<path d="M{x:.1f} {_pain_y(low):.1f}V{_pain_y(high):.1f}" {stroke} stroke-opacity="0.45"/>'
    if path:
        yield f'<path d="{path}" fill="none" {stroke} stroke-width="1.8" stroke-linejoin="round"/>'
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{INK["pain"]}"/>'


def _flagged(seen: Seen, frame: Frame) -> list[pd.Timestamp]:
    """The days from which a rule for a clinician was raised."""
    flags = seen.flags[seen.flags["status"].eq("raised") & seen.flags["severity"].eq("clinician")]
    return sorted({start for start in flags["period_start"] if start >= frame.first})


def _marks(flags: list[pd.Timestamp], frame: Frame) -> Iterator[str]:
    """An octagon on the axis for each."""
    for when in flags:
        x, y, r = frame.x(when), LOAD_FOOT + 8, 5.0
        corners = (np.arange(8) + 0.5) * np.pi / 4
        points = " ".join(f"{x + r * np.cos(a):.1f},{y + r * np.sin(a):.1f}" for a in corners)
        yield f'<polygon points="{points}" fill="{INK["see_someone"]}"/>'


def _dates(weeks: pd.DataFrame, frame: Frame) -> Iterator[str]:
    """About seven dates under the bars."""
    every = max(1, -(-len(weeks) // 7))
    for start in weeks["week_start"].iloc[::every]:
        x = min(frame.x(start), RIGHT - 66)  # as wide as a date in the widest of fonts
        yield _text(x, HEIGHT - 6, day(start), f'fill="{INK["soft_ink"]}" font-size="10"')


def _alt(weeks: pd.DataFrame, pain: pd.DataFrame, name: str) -> str:
    ran = weeks["distance_m"].notna().sum()
    said = f"Bars of the distance run in {ran} weeks from {day(weeks['week_start'].iloc[0])}."
    if pain.empty:
        return f"{said} No pain scores."
    first, last = pain["mean"].iloc[0], pain["mean"].iloc[-1]
    line = f"A line of the weekly mean of pain ({name}), from {first:.1f} in its first week to {last:.1f} in its last."
    return f"{said} {line}"
