"""What to do instead of running as before while pain is going on: run and walk, and other sports."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.backoff import in_view, is_cut, left_out_s, replacing, run_days_limit, usual_long_run
from analysis.episode import Episode
from analysis.flags.in_pain import finding, not_usual, since, span_in_view, while_in_pain
from analysis.flags.registry import Finding, Inputs, from_day, rule
from analysis.thresholds import (
    BACKOFF_FAST,
    LONG_RUN_KEPT,
    REPLACED_LEAST_S,
    REPLACED_PAIN,
    REPLACED_SHARE,
    REPLACING_BOUT_S,
    RUN_WALK_DAYS,
    RUN_WALK_LIGHTS,
    RUN_WALK_RUN_MINUTES,
    RUN_WALK_WALK_MINUTES,
)
from analysis.wording import count, day, percent

NOT_GREEN = ("amber", "red")


@rule(
    id="run_walk_offer",
    book_id="B5",
    title="Running and walking in turns",
    question="Although the running was cut: did two runs of the last week have an amber or red light?",
    needs="Pain around the runs of the last 7 days; what the other rules of backing off need.",
    severity="info",
    validity="none",
    unit="runs",
    thresholds=(RUN_WALK_LIGHTS, RUN_WALK_DAYS, RUN_WALK_RUN_MINUTES, RUN_WALK_WALK_MINUTES),
    evidence="Running and walking in turns is common in programmes for coming back to running; two minutes to one is"
    " advice runners are given. No trial of it was found.",
    not_shown="Two minutes to one is a habit of coaches. No trial compared it with other ways.",
    hint="Try two minutes of running and one of walking, again and again, for the next runs. Walk on where it hurts.",
    reads_raised=True,
)
def run_walk_offer(inputs: Inputs) -> list[Finding]:
    """Although the running was cut: did two runs of the last week have an amber or red light?"""
    return while_in_pain(inputs, lambda episode: _run_walk(episode, inputs))


def _run_walk(episode: Episode, inputs: Inputs) -> Finding:
    runs = from_day(inputs.runs, inputs.today - pd.Timedelta(days=RUN_WALK_DAYS.value - 1))
    hurt, unlit = int(runs["light"].isin(NOT_GREEN).sum()), int(runs["light"].isna().sum())
    numbers = {"observed": hurt, "threshold": RUN_WALK_LIGHTS.value, "n": len(runs)}
    walked = runs.loc[runs["session_type"] == "run_walk", "local_date"]
    seen = f"Of the last 7 days, {count(hurt, 'run')} had an amber or red light"
    if hurt < RUN_WALK_LIGHTS.value:
        if hurt + unlit >= RUN_WALK_LIGHTS.value:
            text = f"The pain around {count(unlit, 'run')} of the last 7 days was not logged well enough for a light."
            return finding(inputs, "not_enough_data", text, **numbers)
        return finding(inputs, "clear", f"{seen}: no need to walk in between.", **numbers)
    if len(walked):
        return finding(inputs, "clear", f"{seen}; on {day(walked.max())} you ran and walked in turns.", **numbers)
    if not _is_backed_off(episode, inputs):
        text = f"{seen}. First cut the running as the other rules say; then walking in between is the next step."
        return finding(inputs, "clear", text, **numbers)
    if inputs.raised:
        return finding(inputs, "clear", f"{seen}, and a warning sign is up: a clinician's word comes first.", **numbers)
    return finding(inputs, "raised", f"{seen} although you backed off.", **numbers)


def _is_backed_off(episode: Episode, inputs: Inputs) -> bool:
    """Whether distance, days, long run and effort are known to be cut (B1 to B4)."""
    days = in_view(inputs.days, episode)
    run_days = days["n_runs"].astype("float64").gt(0).sum()
    hard, fast = days["hard_sessions"].astype("float64").sum(), days["fast_m"].sum()
    return bool(
        is_cut(episode)
        and run_days <= run_days_limit(inputs.days, episode)
        and days["longest_run_m"].max() <= LONG_RUN_KEPT.value * usual_long_run(inputs.days, episode)
        and hard == 0
        and fast <= BACKOFF_FAST.value * days["distance_m"].sum()
    )


@rule(
    id="cross_training_replaces",
    book_id="B6",
    title="Other sports for the running left out",
    question="While pain is going on: did sports that spare the foot replace half of the running time left out?",
    needs="The time of runs and other sports; four known weeks before the pain began; the last 7 days known.",
    severity="info",
    validity="weak",
    unit="of the minutes left out",
    thresholds=(REPLACED_SHARE, REPLACING_BOUT_S, REPLACED_LEAST_S, REPLACED_PAIN),
    evidence="In 264 runners more hours of other sports a week went with fewer injuries (0.85 times as many for each"
    " hour; Malisoux et al. 2015, Scand J Med Sci Sports 25:110), which may have other reasons. Half of the minutes is"
    " advice, not a finding. Cycling, swimming, the elliptical trainer and deep-water running count; rowing and stair"
    " climbing do not, since they press on calf and forefoot.",
    not_shown="The study counted injuries of healthy runners. It does not show that cycling or swimming heals a heel.",
    hint="If you miss the training: 20 minutes or more of cycling, swimming or deep-water running, if it does not hurt"
    " and the next morning is no worse. Where a warning sign is up, ask a clinician first.",
)
def cross_training_replaces(inputs: Inputs) -> list[Finding]:
    """While pain is going on: did sports that spare the foot replace half of the running time left out?"""
    return while_in_pain(inputs, lambda episode: _replaced(episode, inputs))


def _replaced(episode: Episode, inputs: Inputs) -> Finding:
    usual, now = left_out_s(inputs.days, episode)
    if np.isnan(usual):
        return finding(inputs, "not_enough_data", not_usual(episode, "running time"), start=episode.onset)
    if np.isnan(now):
        text = f"{since(episode)}, and the running time of some of the last 7 days is not known."
        return finding(inputs, "not_enough_data", text, start=episode.onset)
    left_out = usual - now
    if left_out < REPLACED_LEAST_S.value:
        text = f"You ran {_minutes(now)} in the last 7 days; {_minutes(usual)} are usual: nothing to replace."
        return finding(inputs, "clear", text, start=episode.onset, n=7)
    counted, sore = _counted(inputs)
    share = counted / left_out
    text = (
        f"You left out {_minutes(left_out)} of running {span_in_view(inputs, episode)}; {_minutes(counted)} of other"
        f" sports that spare the foot stand for it ({percent(share)}).{sore}"
    )
    status = "raised" if share < REPLACED_SHARE.value else "clear"
    return finding(inputs, status, text, start=episode.onset, observed=share, threshold=REPLACED_SHARE.value, n=7)


def _counted(inputs: Inputs) -> tuple[float, str]:
    """Seconds of the last seven days that stand for running, and what to say of days that hurt the next morning."""
    did = replacing(inputs.days)
    counted = float(did.loc[~did["is_sore"], "replacing_s"].sum())
    if not did["is_sore"].any():
        return counted, ""
    when = day(did.loc[did["is_sore"], "local_date"].iloc[-1])
    return counted, f" What you did on {when} is not counted: the next morning had pain above {REPLACED_PAIN.value:g}."


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes"
