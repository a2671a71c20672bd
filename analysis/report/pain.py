"""Where it hurts and since when, how each moment has moved, and which warning signs were logged."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.episode import current_episode, pain_state
from analysis.report.content import Ask, Grid, Section, Seen
from analysis.report.words import MISSING, MOMENT_WORDS, number, site_word
from analysis.tables import MOMENTS, NO_SIGNS, SIDES
from analysis.thresholds import EPISODE_SCORE, NIGHT_PAIN_SCORE, REST_PAIN_SCORE, SIGN_ASKED_DAYS
from analysis.wording import HISTORY_WORDS, SIGN_WORDS, count, day, points, sentence

MOST_SITES, MOST_DATES, TREND_DAYS = 3, 4, 28
WEEK = pd.Timedelta(days=7)


def sites(seen: Seen, ask: Ask) -> list[str]:
    """Sites logged in the span, those with most painful days first."""
    pain = _span(seen, ask)
    painful = pain[pain["score"] >= EPISODE_SCORE.value].groupby("site")["local_date"].nunique()
    logged = pain.groupby("site")["local_date"].nunique()
    order = painful.reindex(logged.index, fill_value=0)
    return [str(site) for site in order.sort_values(ascending=False, kind="stable").index]


def where_section(seen: Seen, ask: Ask) -> Section:
    """Site, side, onset, and how it feels."""
    pain = _span(seen, ask)
    places = sites(seen, ask)
    own = dict(ask.site_names)
    lines = [_onset(seen), *(_place(_name(site, own), pain[pain["site"] == site]) for site in places[:MOST_SITES])]
    if len(places) > MOST_SITES:
        lines.append(f"Also logged: {', '.join(site_word(site).lower() for site in places[MOST_SITES:])}.")
    return Section("Where and since when", (*lines, *_felt(pain)), side="left")


def _span(seen: Seen, ask: Ask) -> pd.DataFrame:
    return seen.pain[seen.pain["local_date"] >= seen.since(ask)]


def _onset(seen: Seen) -> str:
    episode = current_episode(seen.days)
    if episode is not None:
        lasted = "" if episode.is_older else f" ({count((seen.as_of - episode.onset).days + 1, 'day')})"
        return f"Pain going on {episode.since}{lasted}."
    if pain_state(seen.days) == "quiet":
        return "No pain is going on: fewer than 3 of the last 7 logged days had any."
    return "The log does not say whether pain is going on."


def _name(site: str, own: Mapping[str, str]) -> str:
    """The word of the trade, and the runner's own beside it."""
    return f"{site_word(site)} (the runner says “{own[site]}”)" if site in own else site_word(site)


def _place(name: str, pain: pd.DataFrame) -> str:
    """How often it hurt at one site and on which side, and how much at worst."""
    hurt = pain[pain["score"] >= EPISODE_SCORE.value]
    if hurt.empty:
        scored = pain.loc[pain["score"].notna(), "local_date"].nunique()
        return f"{name}: no pain on {count(scored, 'logged day')}."
    by_side = hurt.groupby("side")["local_date"].nunique().reindex(SIDES).dropna().astype(int)
    sides = ", ".join(f"{'side not told' if side == 'unknown' else side} on {n}" for side, n in by_side.items())
    return (
        f"{name}: pain on {count(hurt['local_date'].nunique(), 'day')} ({sides}), worst"
        f" {number(hurt['score'].max())} of 10, last on {day(hurt['local_date'].max())}."
    )


def _felt(pain: pd.DataFrame) -> list[str]:
    """How it was described, and how it moved during runs."""
    said = []
    qualities = pain["quality"].dropna().str.split(";").explode().value_counts()
    if len(qualities):
        said.append(f"Described as {', '.join(f'{word} ({n})' for word, n in qualities.items())}.")
    moved = pain["warm_up"].value_counts()
    if len(moved):
        parts = ", ".join(f"{word} on {moved[word]}" for word in ("eased", "same", "worse") if word in moved)
        said.append(f"During runs the pain was: {parts} of {count(int(moved.sum()), 'run')} that say.")
    return said


def pain_section(seen: Seen, ask: Ask) -> Section:
    """The course of each moment at the main site, with its interval and how many scores stand behind it."""
    places = sites(seen, ask)
    if not places:
        return Section("Pain, 0 to 10", ("No pain was logged in this time.",), side="left")
    trends = seen.trends[(seen.trends["site"] == places[0]) & (seen.trends["window_days"] == TREND_DAYS)]
    pain = seen.pain[seen.pain["site"] == places[0]]
    rows = [_moment(moment, pain, trends) for moment in MOMENTS if moment in set(_span(seen, ask)["moment"])]
    first = trends.loc[trends["moment"] == "first_steps", "sentence"]
    return Section(
        f"Pain by moment: {site_word(places[0]).lower()}, 0 to 10",
        tuple(first) or ("First-step pain was not logged.",),
        Grid(("Moment", "Last 7 days", "7 before", "Points a week", "n"),
             tuple(_cells(row, seen.as_of) for row in rows)),
        f"Means of daily worst scores (days). Points a week: slope of {TREND_DAYS} days with its 90 % interval and n"
        f" scores. {MISSING} is not known.",
        side="left",
    )  # fmt: skip


def _moment(moment: str, pain: pd.DataFrame, trends: pd.DataFrame) -> tuple[str, pd.Series, pd.DataFrame]:
    daily = pain[(pain["moment"] == moment) & pain["score"].notna()].groupby("local_date")["score"].max()
    return moment, daily, trends[trends["moment"] == moment]


def _cells(row: tuple[str, pd.Series, pd.DataFrame], as_of: pd.Timestamp) -> tuple[str, ...]:
    moment, daily, trend = row
    lately = daily[daily.index > as_of - WEEK]
    before = daily[(daily.index > as_of - 2 * WEEK) & (daily.index <= as_of - WEEK)]
    slope, n = MISSING, MISSING
    if len(trend):
        n = str(trend["n"].iloc[0])
        slope = _slope(*trend[["slope_per_week", "ci_low", "ci_high"]].iloc[0])
    return MOMENT_WORDS[moment], _mean(lately), _mean(before), slope, n


def _slope(middle: float, low: float, high: float) -> str:
    """Scores that were all the same have a slope of 0 and no interval."""
    if pd.isna(middle):
        return MISSING
    return points(middle) if pd.isna(low) else f"{points(middle)} ({points(low)} to {points(high)})"


def _mean(scores: pd.Series) -> str:
    return MISSING if scores.empty else f"{scores.mean():.1f} ({len(scores)})"


def signs_section(seen: Seen, ask: Ask) -> Section:
    """Which warning signs were logged, where and on which days; from any day, the newest first."""
    asked = seen.pain[seen.pain["signs"].notna()]
    answers = asked.assign(sign=asked["signs"].str.split(";")).explode("sign")
    ticked = answers[answers["sign"] != NO_SIGNS]
    alike: dict[tuple[str, str], list[str]] = {}  # signs of the same places and days stand in one row
    for sign, found in ticked.groupby("sign", sort=False):
        where = ", ".join(map(site_word, found["site"].unique()))
        alike.setdefault((where, _dates(found["local_date"])), []).append(SIGN_WORDS[str(sign)])
    rows = tuple((sentence(", ".join(signs)), *where_and_when) for where_and_when, signs in alike.items())
    history = tuple(HISTORY_WORDS[word] for word in seen.settings.history)
    told = (f"Told of their own health: {', '.join(history)}.",) if history else ()
    lines = (_asked(asked, seen), *_scored(seen, ask), *told)
    return Section("Warning signs logged", lines, Grid(("Sign", "Where", "Days"), rows, (0, 1, 2)) if rows else None,
                   side="left")  # fmt: skip


def _asked(asked: pd.DataFrame, seen: Seen) -> str:
    if asked.empty:
        return "Nobody was asked about warning signs, so none can be ruled out."
    none = asked.loc[asked["signs"] == NO_SIGNS, "local_date"]
    lately = (seen.as_of - asked["local_date"].max()).days
    old = f" The last answer is {count(lately, 'day')} old." if lately >= SIGN_ASKED_DAYS.value else ""
    if none.empty:
        return f"“None of these” was never ticked.{old}"
    return f"“None of these” was ticked on {count(none.nunique(), 'day')}, last {day(none.max())}.{old}"


def _dates(dates: pd.Series) -> str:
    """The newest days, and how many more there are."""
    newest = sorted(set(dates), reverse=True)
    shown = ", ".join(day(one) for one in newest[:MOST_DATES])
    more = len(newest) - MOST_DATES
    return shown if more <= 0 else f"{shown} and {more} more since {day(newest[-1])}"


def _scored(seen: Seen, ask: Ask) -> list[str]:
    """Scores at night and at rest, which count as signs where they are high enough."""
    pain = _span(seen, ask)
    said = []
    for moment, least, words in (("night", NIGHT_PAIN_SCORE, "at night"), ("rest", REST_PAIN_SCORE, "at rest")):
        days = pain.loc[(pain["moment"] == moment) & (pain["score"] >= least.value), "local_date"]
        if len(days):
            said.append(f"Scored {words} as {least.value:g} or more on {_dates(days)}.")
    return said
