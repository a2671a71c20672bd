"""How worn the shoes are, whether another kind came suddenly, and whether one pair carries everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.episode import current_episode
from analysis.flags.registry import Finding, Inputs, from_day, rule
from analysis.thresholds import (
    EPISODE_LOGS,
    ROTATION_DAYS,
    ROTATION_RUNS,
    ROTATION_SHARE,
    SHOE_DUE_M,
    SHOE_IN_USE_DAYS,
    SHOE_KNOWN_SHARE,
    SHOE_NOTICE_M,
    SWITCH_DAYS,
    SWITCH_DROP_MM,
    SWITCH_PAIN_DAYS,
    SWITCH_SHARE,
    THUMB_TEST_DAYS,
)
from analysis.wording import count, day, distance, percent, whole_distance

NOT_NAMED = (
    f"No run of the last {SHOE_IN_USE_DAYS.whole} days names its pair of shoes. Say which pair you wear: one rule for"
    " all runs is enough."
)


def _runs(inputs: Inputs) -> pd.DataFrame:
    """RUNS with the pair each was in."""
    shoe = inputs.activities.set_index("activity_id")["shoe"]
    return inputs.runs.assign(shoe=inputs.runs["activity_id"].map(shoe).astype("str"))


def _recent(runs: pd.DataFrame, inputs: Inputs, days: int) -> pd.DataFrame:
    return from_day(runs, inputs.today - pd.Timedelta(days=days - 1))


def _in_use(inputs: Inputs) -> pd.DataFrame:
    """SHOES that are run in: not retired, and worn in the last weeks."""
    shoes = inputs.told.shoes
    since = inputs.today - SHOE_IN_USE_DAYS.value * pd.Timedelta(days=1)
    return shoes[shoes["retired"].isna() & (shoes["last_use"] > since) & (shoes["n_runs"] > 0)]


def _finding(inputs: Inputs, status: str, text: str, *, since: pd.Timestamp | None = None, **more: object) -> Finding:
    start = inputs.today - pd.Timedelta(days=SHOE_IN_USE_DAYS.whole - 1) if since is None else since
    return Finding(status, text, period_start=start, period_end=inputs.today, **more)  # type: ignore[arg-type]


def _names(shoes: Iterable[str]) -> str:
    quoted = [f"“{name}”" for name in shoes]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


@rule(
    id="shoe_distance",
    book_id="H1",
    title="Distance on the shoes",
    question="Has a pair you run in gone as far as midsoles are said to last?",
    needs="The pair of each run, and the distance in it before the first run known here.",
    severity="info",
    validity="weak",
    unit="m",
    thresholds=(SHOE_NOTICE_M, SHOE_DUE_M, SHOE_IN_USE_DAYS),
    evidence="The 300 to 500 miles are common advice, and weak evidence. Most cushioning is lost early, and a machine"
    " found 60 to 70 % of it left after 500 miles (Cook et al. 1985). In 15 runners the peak force rose by 4.9 % in 500"
    " km (2010); in 33 the pressure under the midfoot was higher after 700 km (Escamilla-Martínez et al. 2020)."
    " No trial on injuries was found.",
    not_shown="No trial shows that old shoes hurt runners. Foam loses most of its spring early and little by"
    " little: there is no cliff at 300 or 500 miles.",
    hint="Press the midsole with your thumb, and note what you feel. A new pair goes easier on the foot with short runs"
    " first.",
)
def shoe_distance(inputs: Inputs) -> list[Finding]:
    """Has a pair you run in gone as far as midsoles are said to last?"""
    pairs = _in_use(inputs).sort_values(["distance_m", "shoe"], ascending=[False, True])
    if pairs.empty:
        return [_finding(inputs, "not_enough_data", NOT_NAMED)]
    most = pairs.iloc[0]
    if pd.isna(most["distance_m"]):
        return [_finding(inputs, "not_enough_data", f"No distance is known of {_names(pairs['shoe'])}.")]
    notice, due = map(inputs.settings.own, (SHOE_NOTICE_M, SHOE_DUE_M))
    status, text = _how_worn(inputs, pairs)
    limit = due if most["distance_m"] >= due.value else notice
    numbers = {"observed": float(most["distance_m"]), "threshold": limit.value, "n": int(most["n_runs"])}
    return [_finding(inputs, status, text, since=most["first_use"], **numbers)]


def _how_worn(inputs: Inputs, pairs: pd.DataFrame) -> tuple[str, str]:
    units = inputs.settings.units
    notice, due = map(inputs.settings.own, (SHOE_NOTICE_M, SHOE_DUE_M))
    low, high = (whole_distance(limit.value, units) for limit in (notice, due))
    fade = f"Midsoles are said to fade somewhere between {low} and {high}."
    if "personal" in (notice.grade, due.grade):
        fade = f"You set {low} for a look at a pair, and {high} for worn."
    worn = pairs[pairs["distance_m"] >= notice.value]
    if len(worn):
        each = [f"“{pair.shoe}” {distance(pair.distance_m, units)}" for pair in worn.itertuples()]
        return "raised", f"On your shoes so far: {', '.join(each)}. {fade}{_beyond(worn, due.value)}"
    if open_question := _could_be_worn(inputs, pairs):
        return "not_enough_data", open_question
    most = pairs.iloc[0]
    return "clear", f"The most worn pair, “{most['shoe']}”, has {distance(most['distance_m'], units)} on it. {fade}"


def _beyond(worn: pd.DataFrame, metres: float) -> str:
    """Which of the worn pairs went as far as `metres`, as a sentence; empty where none did."""
    due = worn.loc[worn["distance_m"] >= metres, "shoe"]
    if due.empty:
        return ""
    which = _names(due) if len(due) < len(worn) else "It" if len(due) == 1 else "All of them"
    return f" {which} {'is' if len(due) == 1 else 'are'} beyond that: have a close look."


def _could_be_worn(inputs: Inputs, pairs: pd.DataFrame) -> str:
    """That runs without a pair may hide a worn one, as a sentence; empty where they cannot."""
    runs, units = _runs(inputs), inputs.settings.units
    untold = runs[runs["shoe"].isna()]
    for pair in pairs.itertuples():
        unnamed = float(untold.loc[untold["local_date"] >= pair.first_use, "distance_m"].sum())
        if pair.distance_m + unnamed >= inputs.settings.own(SHOE_NOTICE_M).value:
            return (
                f"The pair “{pair.shoe}” has at least {distance(pair.distance_m, units)} on it, but since it came into"
                f" use {distance(unnamed, units)} were run in nobody knows which pair. Say which pair that was."
            )
    return ""


@rule(
    id="shoe_thumb_test",
    book_id="H2",
    title="Thumb test of the midsole",
    question="Did a midsole you run on feel mushy under the thumb?",
    needs="A thumb test of each pair you run in, entered by you.",
    severity="info",
    validity="none",
    unit="pairs",
    thresholds=(THUMB_TEST_DAYS, SHOE_IN_USE_DAYS),
    evidence="Common practice without a study. A midsole that stays pressed in has lost its spring, whatever its"
    " distance. The test has a limit: old EVA foam can turn hard and feel firm although it cushions little.",
    not_shown="Nobody has tested the thumb test. Old foam can feel firm because it has gone hard.",
    hint="A mushy pair is worn out, whatever its distance: think of replacing it, and run the new one in with short"
    " runs.",
)
def shoe_thumb_test(inputs: Inputs) -> list[Finding]:
    """Did a midsole you run on feel mushy under the thumb?"""
    pairs = _in_use(inputs)
    if pairs.empty:
        return [_finding(inputs, "not_enough_data", NOT_NAMED)]
    mushy = pairs[pairs["thumb_test"] == "mushy"]
    age = inputs.today - pairs["thumb_test_day"]
    is_firm = (pairs["thumb_test"] == "firm") & (age <= pd.Timedelta(days=THUMB_TEST_DAYS.whole))
    if len(mushy):
        status, text = "raised", f"Under your thumb {_names(mushy['shoe'])} felt mushy."
    elif is_firm.all():
        status, text = "clear", f"Under your thumb {_names(pairs['shoe'])} felt firm. Old, hard foam can feel firm too."
    else:
        status = "not_enough_data"
        text = (
            f"Not pressed in the last {THUMB_TEST_DAYS.whole} days: {_names(pairs.loc[~is_firm, 'shoe'])}. Press the"
            " midsole from the side with your thumb, and note whether it springs back."
        )
    tested = int(pairs["thumb_test"].notna().sum())
    return [_finding(inputs, status, text, observed=float(len(mushy)) if tested else None, n=tested)]


@rule(
    id="shoe_switch",
    book_id="H3",
    title="Sudden change of kind of shoe",
    question="Did a new kind of shoe carry more than a third of the distance within two weeks of its first run?",
    needs="The pair of each run, from four weeks before the new one; the category or drop of both pairs.",
    severity="watch",
    validity="weak",
    unit="%",
    thresholds=(SWITCH_SHARE, SWITCH_DAYS, SWITCH_DROP_MM, SWITCH_PAIN_DAYS, SHOE_KNOWN_SHARE),
    evidence="After a change to minimalist shoes over 10 weeks, 10 of 19 runners showed more bone marrow oedema in the"
    " foot (Ridge et al. 2013, Med Sci Sports Exerc 45:1363). The share and the days of this rule are a convention. A"
    " new pair of the same kind is no change.",
    not_shown="The study changed to minimalist shoes only. A share of a third and two weeks are not tested.",
    hint="Let the new kind carry 10 to 20 % of a week at first, and more of it over four to six weeks.",
)
def shoe_switch(inputs: Inputs) -> list[Finding]:
    """Did a new kind of shoe carry more than a third of the distance within two weeks of its first run?"""
    runs = _runs(inputs)
    # Of two pairs taken into use on one day the one with more of the distance speaks.
    judged = sorted((_judged(inputs, runs, pair) for pair in _new_pairs(inputs)), key=lambda new: -new.share)
    recent = inputs.today - pd.Timedelta(days=SWITCH_PAIN_DAYS.whole)
    past = {new.first: new for new in reversed(judged) if new.verdict == "raised" and new.first < recent}
    findings = [_switched(inputs, new, is_current=False) for new in past.values()]
    return [*findings, _current_switch(inputs, runs, [new for new in judged if new.first >= recent])]


@dataclass(frozen=True)
class _New:
    """A pair taken into use: since when, the pairs before it, its share of the distance in %, and the verdict."""

    shoe: str
    first: pd.Timestamp
    before: tuple[str, ...]
    share: float
    verdict: str
    why: str = ""


def _new_pairs(inputs: Inputs) -> list[tuple[str, pd.Timestamp]]:
    """Pairs whose first run is known here, but for those of before the first day."""
    shoes = inputs.told.shoes
    new = shoes[(shoes["n_runs"] > 0) & ~(shoes["starting_distance_m"] > 0)]
    return list(new[["shoe", "first_use"]].itertuples(index=False, name=None))


def _judged(inputs: Inputs, runs: pd.DataFrame, pair: tuple[str, pd.Timestamp]) -> _New:
    """Was taking this pair into use a sudden change?"""
    shoe, first = pair
    before = runs[runs["local_date"].between(first - pd.Timedelta(days=ROTATION_DAYS.whole), first, inclusive="left")]
    others = tuple(sorted(before["shoe"].dropna().unique()))
    until = min(inputs.today, first + pd.Timedelta(days=SWITCH_DAYS.whole - 1))
    since = until - pd.Timedelta(days=SWITCH_DAYS.whole - 1)
    window = runs[runs["local_date"].between(since, until)]
    total = float(window["distance_m"].sum())
    in_it, untold = (
        float(window.loc[rows, "distance_m"].sum()) for rows in (window["shoe"] == shoe, window["shoe"].isna())
    )
    share, at_most = (100 * metres / total if total > 0 else 0.0 for metres in (in_it, in_it + untold))
    known = inputs.days.loc[inputs.days["local_date"].between(since, until), "distance_m"].notna().all()
    verdict, why = _verdict(inputs, shoe, others, (share, at_most, bool(known)))
    return _New(shoe, first, others, share, verdict, why)


def _verdict(
    inputs: Inputs, shoe: str, others: tuple[str, ...], measured: tuple[float, float, bool]
) -> tuple[str, str]:
    share, at_most, is_known = measured
    limit = SWITCH_SHARE.value
    if not others:
        return (
            "not_enough_data",
            f"No run of the four weeks before “{shoe}” names its pair, so nobody knows what it followed.",
        )
    kinds = [_differs(inputs.told.shoes, shoe, other) for other in others]
    if False in kinds or (at_most <= limit and is_known):
        return "clear", ""
    if None in kinds:
        unknown = _names([shoe, *others])
        return "not_enough_data", f"Say what kind of shoe each is, and their drop: {unknown}."
    if not is_known:
        return "not_enough_data", f"Some days of the two weeks with “{shoe}” are not known. Import the missing runs."
    if share > limit:
        return "raised", ""
    return "not_enough_data", f"Too many runs of the two weeks with “{shoe}” name no pair."


def _differs(shoes: pd.DataFrame, one: str, other: str) -> bool | None:
    """Whether two pairs are of different kinds; None where too little is known of them."""
    known = shoes.set_index("shoe")
    if other not in known.index:
        return None
    drops = known.loc[[one, other], "drop_mm"].to_numpy(float)
    kinds = known.loc[[one, other], "category"]
    if abs(drops[0] - drops[1]) >= SWITCH_DROP_MM.value:
        return True
    return None if kinds.isna().any() else bool(kinds.iloc[0] != kinds.iloc[1])


def _current_switch(inputs: Inputs, runs: pd.DataFrame, recent: list[_New]) -> Finding:
    raised = [new for new in recent if new.verdict == "raised"]
    if raised:
        return _switched(inputs, raised[0], is_current=True)
    last = _recent(runs, inputs, SHOE_IN_USE_DAYS.whole)
    named = last["shoe"].notna()
    if not named.any():
        return _finding(inputs, "not_enough_data", NOT_NAMED)
    open_questions = [new.why for new in recent if new.verdict == "not_enough_data"]
    if open_questions:
        return _finding(inputs, "not_enough_data", open_questions[0])
    if named.mean() < SHOE_KNOWN_SHARE.value:
        text = f"Only {named.sum()} of the {len(last)} runs of the last {SHOE_IN_USE_DAYS.whole} days name their pair."
        return _finding(inputs, "not_enough_data", text)
    most = max((new.share for new in recent), default=None)
    return _finding(
        inputs,
        "clear",
        f"No other kind of shoe came suddenly in the last {SWITCH_PAIN_DAYS.whole} days.",
        observed=most,
        threshold=SWITCH_SHARE.value,
        n=int(named.sum()),
    )


def _switched(inputs: Inputs, new: _New, *, is_current: bool) -> Finding:
    ends = new.first + pd.Timedelta(days=SWITCH_DAYS.whole - 1)
    text = (
        f"Since {day(new.first)} you run in “{new.shoe}”, another kind of shoe than {_names(new.before)} before it."
        f" Within {SWITCH_DAYS.whole} days it carried {percent(new.share / 100)} of your distance."
        f"{_pain_after(inputs, new.first)}"
    )
    return Finding(
        "raised",
        text,
        period_start=new.first,
        period_end=inputs.today if is_current else min(ends, inputs.today - pd.Timedelta(days=1)),
        is_current=is_current,
        observed=new.share,
        threshold=SWITCH_SHARE.value,
    )


def _pain_after(inputs: Inputs, first: pd.Timestamp) -> str:
    """That pain began in the weeks after, as a sentence; empty where it did not or the log does not say."""
    last = first + pd.Timedelta(days=SWITCH_PAIN_DAYS.whole)
    seen = inputs.days[inputs.days["local_date"] <= last + pd.Timedelta(days=EPISODE_LOGS.whole)]
    episode = current_episode(seen)
    if episode is None or not first < episode.onset <= last:
        return ""
    after = count((episode.onset - first).days, "day")
    return f" Pain began {after} after its first run; whether one led to the other, nobody can tell from this."


@rule(
    id="shoe_rotation",
    book_id="H4",
    title="Varying the load between pairs",
    question="Did two or more pairs each carry a fifth of the runs of the last four weeks?",
    needs=f"At least {ROTATION_RUNS.whole} runs in the last {ROTATION_DAYS.whole} days, most of them with their pair.",
    severity="info",
    validity="weak",
    unit="%",
    thresholds=(ROTATION_SHARE, ROTATION_DAYS, ROTATION_RUNS, SHOE_KNOWN_SHARE),
    evidence="Of 264 runners, those who used more than one pair had fewer injuries: 0.61 times as many (95 % interval"
    " 0.39 to 0.97; Malisoux et al. 2015, Scand J Med Sci Sports 25:110). They chose it themselves, so it may be"
    " something else about them. That foam recovers on a day off was not found when it was measured (Cook et al. 1985):"
    " if it helps, then by varying the load.",
    not_shown="A day of rest does not give foam its spring back (Cook et al. 1985). The study only watched runners:"
    " those who change shoes may differ in other ways.",
    hint="If you own a second pair that you run well in, taking turns varies the load. No need to buy one for this.",
)
def shoe_rotation(inputs: Inputs) -> list[Finding]:
    """Did two or more pairs each carry a fifth of the runs of the last four weeks?"""
    runs = _recent(_runs(inputs), inputs, ROTATION_DAYS.whole)
    named = runs["shoe"].dropna()
    if named.empty:
        return [_finding(inputs, "not_enough_data", NOT_NAMED)]
    if len(runs) < ROTATION_RUNS.value:
        few = count(len(runs), "run")
        text = f"Only {few} in the last {ROTATION_DAYS.whole} days; it takes {ROTATION_RUNS.whole} to see a habit."
        return [_finding(inputs, "not_enough_data", text)]
    if len(named) < SHOE_KNOWN_SHARE.value * len(runs):
        text = f"Only {len(named)} of the {len(runs)} runs of the last {ROTATION_DAYS.whole} days name their pair."
        return [_finding(inputs, "not_enough_data", text)]
    counts = named.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    second = 100 * float(counts.iloc[1]) / len(named) if len(counts) > 1 else 0.0
    status, text = _how_varied(counts, second)
    limit = ROTATION_SHARE.value
    return [_finding(inputs, status, text, observed=second, threshold=limit, n=len(named))]


def _how_varied(counts: pd.Series, second: float) -> tuple[str, str]:
    """Status and sentence from the runs in each pair, most first, and the share of the second in %."""
    total, days = int(counts.sum()), ROTATION_DAYS.whole
    if second < ROTATION_SHARE.value:
        return (
            "raised",
            f"Of {total} runs in the last {days} days {counts.iloc[0]} were in one pair, “{counts.index[0]}”.",
        )
    shared = counts.index[100 * counts >= ROTATION_SHARE.value * total]
    return "clear", f"Of your {total} runs in the last {days} days {_names(shared)} each carried a fifth or more."
