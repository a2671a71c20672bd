"""What a run does to the pain: its traffic light, how warm-up moves it, and what comes hours later."""

from __future__ import annotations

import pandas as pd

from analysis.flags.registry import Finding, Inputs, from_day, rule
from analysis.lights import light_reason
from analysis.settings import Settings
from analysis.thresholds import (
    DELAYED_HOURS,
    DELAYED_RISE,
    DELAYED_RUNS,
    FADE_DROP,
    FADE_END,
    FADE_RUNS,
    FADE_START,
    LIGHT_AMBER_WORST,
    LIGHT_GREEN_WORST,
    LIGHT_LATE_HOURS,
    LIGHT_LATE_SCORE,
    LIGHT_MORNING,
    LIGHT_SHOWN_DAYS,
    LIGHT_WORSE,
    NO_FADE_RUNS,
    RECENT_RUN_DAYS,
    RECENT_RUNS,
    SHORT_RUN_MINUTES,
)
from analysis.wording import count, day, sentence

BORROWED = (
    "Limits borrowed from Achilles care: 38 people who went on running within them did no worse than with six weeks of"
    " rest (Silbernagel et al. 2007, Am J Sports Med 35:897-906). No trial in heel pain was found. They do not hold"
    " where a bone stress injury is suspected: then no pain at all is the goal."
)
LIGHT = {
    "needs": "Pain during the run with start, end and how it felt; the first steps of that morning and of the next."
    " What is not logged never makes a run green.",
    "validity": "weak",
    "unit": "runs",
    "thresholds": (
        LIGHT_GREEN_WORST,
        LIGHT_AMBER_WORST,
        LIGHT_WORSE,
        LIGHT_MORNING,
        LIGHT_LATE_HOURS,
        LIGHT_LATE_SCORE,
        LIGHT_SHOWN_DAYS,
    ),
    "evidence": BORROWED,
}


@rule(
    id="green_run",
    book_id="P1",
    title="A green run",
    question="Was your latest run green: 3 or less (or your own limit), not worse at the end, not sharp, and quiet the"
    " next morning?",
    severity="info",
    not_shown="A green run is no promise. The numbers come from sore Achilles tendons, not from heels, and do not"
    " hold where a bone may be hurt.",
    hint="Go on as planned. Green is about this run, not about the week.",
    **LIGHT,
    says_to_run=True,
)
def green_run(inputs: Inputs) -> list[Finding]:
    """Was your latest run green?"""
    return [_light(inputs, "green")]


@rule(
    id="amber_run",
    book_id="P2",
    title="An amber run",
    question="Was your latest run amber: 4 or 5 (or between your own limits), a little worse at the end, or up the next"
    " morning?",
    severity="watch",
    not_shown="The numbers come from sore Achilles tendons, not from heels.",
    hint="Repeat it, do not build on it. Make the next run shorter, or run and walk in turns.",
    **LIGHT,
    says_to_run=True,
)
def amber_run(inputs: Inputs) -> list[Finding]:
    """Was your latest run amber?"""
    return [_light(inputs, "amber")]


@rule(
    id="red_run",
    book_id="P3",
    title="A red run",
    question="Was your latest run red: sharp, clearly worse at the end, 6 or more (or above your own limit), lingering,"
    " or with a limp?",
    severity="act",
    not_shown="That stopping a run helps is common sense. No trial of heels tests these numbers.",
    hint="When this happens, stop the run. Take the next day off, and answer the warning signs.",
    **LIGHT,
)
def red_run(inputs: Inputs) -> list[Finding]:
    """Was your latest run red?"""
    return [_light(inputs, "red")]


def _light(inputs: Inputs, colour: str) -> Finding:
    """What holds of `colour` today: the latest day of the last seven with a light decides, by its worst run."""
    start = inputs.today - pd.Timedelta(days=LIGHT_SHOWN_DAYS.value - 1)
    recent = from_day(inputs.runs, start)[["local_date", "light", "light_because"]]
    lit = recent[recent["light"].notna()]
    if lit.empty:
        return Finding("not_enough_data", _why_no_light(recent, inputs.settings), start, inputs.today, n=0)
    of_day = lit[lit["local_date"] == lit["local_date"].max()]
    worst = next(shade for shade in ("red", "amber", "green") if (of_day["light"] == shade).any())
    run = of_day[of_day["light"] == worst].iloc[-1]
    when = run["local_date"]
    text = _told(inputs.settings, when, worst, run["light_because"])
    later = int((recent["local_date"] > when).sum())
    if later:
        text += f" {count(later, 'later run')} cannot be judged: too little was logged."
    return Finding("raised" if worst == colour else "clear", text, when, inputs.today, n=len(of_day))


def _told(settings: Settings, when: pd.Timestamp, light: str, because: str) -> str:
    return f"Your run on {day(when)} was {light}: {light_reason(light, because, settings)}."


def _why_no_light(recent: pd.DataFrame, settings: Settings) -> str:
    if recent.empty:
        return "No run in the last 7 days."
    last = recent.iloc[-1]
    known = pd.notna(last["light_because"])
    lacks = f" {sentence(light_reason(last['light'], last['light_because'], settings))}." if known else ""
    return f"Your run on {day(last['local_date'])} has no light yet, which says nothing for or against it.{lacks}"


@rule(
    id="delayed_soreness",
    book_id="S3",
    title="Sore hours after the run",
    question="Was the pain hours after a run, or on the next morning, clearly higher than at its end, in two of four?",
    needs="Pain 1 to 24 hours after a run and at its end, or the first steps of that morning and of the next, for at"
    " least two of the last four runs.",
    severity="watch",
    validity="moderate",
    unit="of the last 4 runs that say",
    thresholds=(DELAYED_RISE, DELAYED_RUNS, DELAYED_HOURS, RECENT_RUNS, RECENT_RUN_DAYS),
    evidence="How pain answers within 24 hours is the core of the pain-monitoring model (Silbernagel et al. 2007, Am J"
    " Sports Med 35:897-906, in Achilles tendons). That two of four runs make a pattern is convention.",
    not_shown="How many points and how many hours matter is not tested for heels.",
    hint="Judge a run by the next 24 hours, not by how it felt. Make the next ones shorter until they stay quiet.",
)
def delayed_soreness(inputs: Inputs) -> list[Finding]:
    """Was the pain hours after a run, or on the next morning, clearly higher than at its end?"""
    runs = _recent_runs(inputs)
    rise = _rise_after(runs, inputs.lately)
    overnight = runs["next_morning_score"] - runs["same_morning_score"]
    says = (rise.notna() | overnight.notna()).to_numpy()
    last = runs[says].assign(rise=rise[says], overnight=overnight[says]).tail(RECENT_RUNS.whole)
    sore = (last["rise"] >= DELAYED_RISE.value) | (last["overnight"] >= DELAYED_RISE.value)
    n, hurt = len(last), int(sore.sum())
    if n < DELAYED_RUNS.value:
        text = f"Runs of the last four weeks with pain logged at the end and in the hours after: {n}. Two are needed."
        return [_runs_finding(inputs, "not_enough_data", text, n=n)]
    text = (
        f"After {hurt} of the last {count(n, 'run')} that say, pain was {DELAYED_RISE.whole} points up or more in the"
        " hours after or on the next morning."
    )
    status = "raised" if hurt >= DELAYED_RUNS.value else "clear"
    return [_runs_finding(inputs, status, text, observed=hurt, threshold=DELAYED_RUNS.value, n=n)]


def _recent_runs(inputs: Inputs) -> pd.DataFrame:
    return from_day(inputs.runs, inputs.today - pd.Timedelta(days=RECENT_RUN_DAYS.value - 1))


def _runs_finding(inputs: Inputs, status: str, text: str, **more: float | None) -> Finding:
    start = inputs.today - pd.Timedelta(days=RECENT_RUN_DAYS.value - 1)
    return Finding(status, text, start, inputs.today, **more)  # type: ignore[arg-type]


def _rise_after(runs: pd.DataFrame, pain: pd.DataFrame) -> pd.Series:
    """Pain 1 to 24 hours after each run minus that at its end; minus that of the morning where the end is not known."""
    after = pain[(pain["moment"] == "after") & pain["activity_id"].isin(runs["activity_id"])]
    # An entry without its hour was written after the run, so it counts.
    in_time = after["hours_after"].isna() | after["hours_after"].between(1, DELAYED_HOURS.value)
    worst = after[in_time].groupby("activity_id")["score"].max()
    before = runs["end_score"].fillna(runs["during_score"]).fillna(runs["same_morning_score"])
    return runs["activity_id"].map(worst).astype("float64") - before


@rule(
    id="warm_up_pattern",
    book_id="S4",
    title="What warming up does",
    question="Does the pain fade as you warm up, or grow while you run?",
    needs="Pain at the start and at the end of a run, or how it moved, for at least two painful runs of 15 minutes or"
    " more in the last four weeks.",
    severity="watch",
    validity="weak",
    unit="of the last painful runs",
    thresholds=(
        FADE_START,
        FADE_DROP,
        FADE_END,
        FADE_RUNS,
        NO_FADE_RUNS,
        SHORT_RUN_MINUTES,
        RECENT_RUNS,
        RECENT_RUN_DAYS,
    ),
    evidence="That pain fades with warm-up is often told of soft tissue; pain that does not warm up and grows while"
    " running is in general descriptions of bone stress injury. Neither was tested as a rule.",
    not_shown="Pain that fades gives no permission to run on, and pain that stays names no tissue.",
    hint="Fading is not permission. It may be fine for one run and too much for the week: back off for the week, and"
    " judge by the next morning.",
)
def warm_up_pattern(inputs: Inputs) -> list[Finding]:
    """Does the pain fade as you warm up, or grow while you run?"""
    runs = painful_runs(inputs)
    growing, n_growing = int(runs["grows"].tail(3).sum()), min(len(runs), 3)
    fading = int(runs["fades"].sum())
    if len(runs) < FADE_RUNS.value:
        text = f"Painful runs of the last four weeks that say how the pain moved: {len(runs)}. Two are needed."
        return [_runs_finding(inputs, "not_enough_data", text, n=len(runs))]
    if growing >= NO_FADE_RUNS.value:
        text = (
            f"Pain grew while you ran in {growing} of your last {count(n_growing, 'painful run')}, and did not warm up."
        )
        found = _runs_finding(inputs, "raised", text, observed=growing, threshold=NO_FADE_RUNS.value, n=n_growing)
        return [_graver(found)]
    status = "raised" if fading >= FADE_RUNS.value else "clear"
    text = f"Pain faded with warm-up in {fading} of your last {count(len(runs), 'painful run')}."
    if status == "raised":
        text += " Fading is not permission."
    return [_runs_finding(inputs, status, text, observed=fading, threshold=FADE_RUNS.value, n=len(runs))]


def _graver(finding: Finding) -> Finding:
    hint = (
        "Stop a run when pain grows. Rest from running until a walk is free of pain, and see a clinician if it does not"
        " settle within days."
    )
    return Finding(**{**vars(finding), "severity": "act", "hint": hint})


def painful_runs(inputs: Inputs) -> pd.DataFrame:
    """The last four painful runs that say how the pain moved, with `fades` and `grows`; short runs left out."""
    runs = _recent_runs(inputs)
    runs = runs[~(runs["moving_time_s"] < 60 * SHORT_RUN_MINUTES.value)]
    during = inputs.lately[inputs.lately["moment"] == "during"]
    start, end = runs["start_score"], runs["end_score"]
    is_measured = start.notna() & end.notna()
    told = {
        word: runs["activity_id"].isin(during.loc[during["warm_up"] == word, "activity_id"]) & ~is_measured
        for word in ("eased", "same", "worse")
    }
    worst = runs[["during_score", "start_score", "end_score"]].max(axis=1)
    fades = (start >= FADE_START.value) & ((end <= start - FADE_DROP.value) | (end <= FADE_END.value))
    runs = runs.assign(
        fades=fades | (told["eased"] & (worst >= FADE_START.value)),
        grows=(end > start) | told["worse"],
    )
    says = is_measured | told["eased"] | told["same"] | told["worse"]
    return runs[says & (worst >= 1)].tail(RECENT_RUNS.whole)


def grows_while_running(inputs: Inputs) -> str | None:
    """That pain grew during two of the last three painful runs, as a sentence; None where it did not."""
    last = painful_runs(inputs)["grows"].tail(3)
    if last.sum() < NO_FADE_RUNS.value:
        return None
    return f"It also grew while you ran, in {int(last.sum())} of your last {count(len(last), 'painful run')}."
