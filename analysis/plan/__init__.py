"""What to do next: the steps that follow from the flags and the days, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.comeback import recovery
from analysis.episode import current_episode, pain_state
from analysis.plan.backing_off import backoff_share, backoff_step
from analysis.plan.carrying_on import carry_on_step
from analysis.plan.clinician import clinician_steps, must_not_run
from analysis.plan.coming_back import come_back_step
from analysis.plan.lights import run_lights
from analysis.plan.logging import log_steps
from analysis.plan.returning import Return, Seen, way_back
from analysis.plan.routine import ROUTINE, answers, done, guards
from analysis.plan.run_walk import run_walk
from analysis.plan.targets import Backoff, backoff
from analysis.settings import Settings
from analysis.tables import PLAN, conform

__all__ = [
    "ROUTINE", "Backoff", "Course", "Return", "Seen", "answers", "course", "done", "guards", "run_lights", "run_walk",
    "steps", "way_back",
]  # fmt: skip


def steps(flags: pd.DataFrame, days: pd.DataFrame, settings: Settings, today: pd.Timestamp) -> pd.DataFrame:
    """What should the runner do next?

    Parameters
    ----------
    flags
        FLAGS of the day.
    days
        DAYS up to `today`.
    today
        Day of the analysis; NaT where there are no data.

    Returns
    -------
    pandas.DataFrame
        PLAN: see a clinician for each such flag; back off while pain is going on, come back once it went, else how to
        carry on; what to log or import. Where a flag says not to run, no step says how far to run.
    """
    raised = flags[flags["is_current"] & (flags["status"] == "raised")]
    found = clinician_steps(raised, today)
    episode = current_episode(days)
    if not must_not_run(raised):
        if episode is not None:
            found.append(backoff_step(episode, days, settings, backoff_share(raised)))
        elif not found and not days.empty:
            is_back = recovery(days) is not None
            found += [come_back_step(raised, days, settings)] if is_back else carry_on_step(raised, days, settings)
    found += log_steps(flags, days, today)
    numbered = [{"step": number, **step} for number, step in enumerate(found, start=1)]
    return conform(pd.DataFrame(numbered, columns=PLAN.names), PLAN)


@dataclass(frozen=True)
class Course:
    """Where the runner stands between pain and running as usual.

    Parameters
    ----------
    phase
        `see_someone`: a clinician comes first, and no distance is named. `back_off`: pain goes on. `come_back`: it
        went, or is mild, within eight weeks. `carry_on`: no pain. `cannot_tell`: the log does not say.
    backoff
        What backing off asks; only in that phase.
    way_back
        None where no pain went on in eight weeks.
    """

    phase: str
    backoff: Backoff | None
    way_back: Return | None


def course(seen: Seen) -> Course:
    """Where does the runner stand, and what is asked now? `seen.days` must not be empty."""
    raised = seen.flags[seen.flags["is_current"] & (seen.flags["status"] == "raised")]
    episode, back = current_episode(seen.days), way_back(seen)
    if must_not_run(raised) or (episode is None and (raised["severity"] == "clinician").any()):
        return Course("see_someone", None, back)
    if episode is not None:
        return Course("back_off", backoff(episode, seen.days, seen.flags, backoff_share(raised)), back)
    if pain_state(seen.days) == "unknown":
        return Course("cannot_tell", None, back)
    return Course("come_back" if back is not None else "carry_on", None, back)
