"""What is missing from the log, said without scolding."""

from __future__ import annotations

import pandas as pd

from analysis.wording import count


def missing(days: pd.DataFrame, runs: pd.DataFrame, pain: pd.DataFrame) -> list[str]:
    """Sentences on what Twinge cannot see; none where nothing is missing."""
    if runs.empty:
        return ["No runs yet. Add your watch's export on the Data page, and Twinge can hold the pain against the load."]
    if pain.empty:
        log = "Log a score now, or upload a log you kept on the Data page."
        return [f"No pain log yet. {log} One score a day is enough. A 0 counts too."]
    return [sentence for sentence in (_unlogged(days.tail(7)), _unknown(days.tail(28)), _old_log(days)) if sentence]


def _unlogged(week: pd.DataFrame) -> str:
    logged = int(week["is_logged"].sum())
    if logged >= 5 or logged == 0:
        return ""
    return f"Pain was logged on {logged} of the last 7 days. A day without pain is worth logging too: as 0."


def _old_log(days: pd.DataFrame) -> str:
    if days["is_logged"].tail(7).any():
        return ""
    since = len(days) - 1 - days["is_logged"].to_numpy().nonzero()[0].max()
    return f"The last pain score is {count(int(since), 'day')} old."


def _unknown(month: pd.DataFrame) -> str:
    unknown = int((month["coverage"] == "unknown").sum())
    if not unknown:
        return ""
    return (
        f"Training is not known on {unknown} of the last 28 days."
        " If you rested, say so on the Data page; if not, an export is missing."
    )
