"""What to do next: the steps that follow from the flags and the days, most urgent first."""

from __future__ import annotations

import pandas as pd

from analysis.episode import current_episode
from analysis.plan.backing_off import backoff_share, backoff_step
from analysis.plan.carrying_on import carry_on_step
from analysis.plan.clinician import clinician_steps, must_not_run
from analysis.plan.logging import log_steps
from analysis.settings import Settings
from analysis.tables import PLAN, conform

__all__ = ["steps"]


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
        PLAN: see a clinician for each such flag; back off while pain is going on, else how to carry on; what to log or
        import. Where a flag says not to run, no step says how far to run.
    """
    raised = flags[flags["is_current"] & (flags["status"] == "raised")]
    found = clinician_steps(raised, today)
    episode = current_episode(days)
    if not must_not_run(raised):
        if episode is not None:
            found.append(backoff_step(episode, days, settings, backoff_share(raised)))
        elif not found and not days.empty:
            found += carry_on_step(raised, days, settings)
    found += log_steps(flags, days, today)
    numbered = [{"step": number, **step} for number, step in enumerate(found, start=1)]
    return conform(pd.DataFrame(numbered, columns=PLAN.names), PLAN)
