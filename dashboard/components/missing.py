"""What is missing from the log, said without scolding."""

from __future__ import annotations

import pandas as pd

from analysis.glance import Glance
from analysis.wording import count, sentence, unknown_training


def missing(seen: Glance) -> list[str]:
    """Sentences on what Twinge cannot see; none where nothing is missing."""
    if not seen.has_runs:
        return ["No runs yet. Add your watch's export on the Data page, and Twinge can hold the pain against the load."]
    if not seen.has_pain:
        log = "Log a score now, or upload a log you kept on the Data page."
        return [f"No pain log yet. {log} One score a day is enough. A 0 counts too."]
    gaps = (_unlogged(seen.days.tail(7)), _unknown(seen.days.tail(28)), _old_log(seen))
    return [sentence for sentence in gaps if sentence]


def _unlogged(week: pd.DataFrame) -> str:
    logged = int(week["is_logged"].sum())
    if logged >= 5 or logged == 0:
        return ""
    return f"Pain was logged on {logged} of the last 7 days. A day without pain is worth logging too: as 0."


def _old_log(seen: Glance) -> str:
    since = seen.days_since_log
    return "" if since is None or since < 7 else f"The last pain score is {count(since, 'day')} old."


def _unknown(month: pd.DataFrame) -> str:
    unknown = int((month["coverage"] == "unknown").sum())
    if not unknown:
        return ""
    return (
        f"{sentence(unknown_training(unknown, len(month)))}."
        " If you rested, say so on the Data page; if not, an export is missing."
    )
