"""The one word at the top of the page."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.tables import SEVERITIES

STATES = {"info": "steady", "watch": "watch", "act": "act", "clinician": "see_someone"}
WORDS = {
    "steady": "Steady",
    "watch": "Watch",
    "act": "Act",
    "see_someone": "See someone",
    "cannot_tell": "Cannot tell yet",
}


@dataclass(frozen=True)
class Status:
    """How things stand: the state, its word, and the FLAGS row that decides it (None where none does)."""

    state: str
    flag: pd.Series | None

    @property
    def word(self) -> str:
        return WORDS[self.state]


def overall(flags: pd.DataFrame) -> Status:
    """How do things stand today?

    The most severe current raised flag decides. Without one the state is `steady`, or `cannot_tell` where no rule
    that could warn had the data to say anything, or where the log is too thin to tell whether pain is going on.
    """
    current = flags[flags["is_current"]]
    raised = most_severe_first(current[current["status"] == "raised"])
    warning = raised[raised["severity"] != "info"]
    if len(warning):
        return Status(STATES[warning.iloc[0]["severity"]], warning.iloc[0])
    able = current[(current["status"] == "clear") & (current["severity"] != "info")]
    is_pain_unknown = (current["flag_id"].eq("pain_going_on") & current["status"].eq("not_enough_data")).any()
    return Status("steady" if len(able) and not is_pain_unknown else "cannot_tell", None)


def most_severe_first(flags: pd.DataFrame) -> pd.DataFrame:
    """`flags` sorted by severity, the newest first within one severity."""
    rank = flags["severity"].map(SEVERITIES.index)
    return (
        flags.assign(_rank=rank)
        .sort_values(["_rank", "period_end"], ascending=False, kind="stable")
        .drop(columns="_rank")
    )
