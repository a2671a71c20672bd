"""What would an import change? Asked before anything of it is kept.

Like pipeline.py this composes: what counts as one activity is said by `join`, what counts as one run by `metrics`.
activities.py compares the activities, pain.py the pain entries, doubts.py says why a row needs a look, words.py says
what differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.preview import activities, pain
from analysis.settings import Units
from analysis.tables import CHANGES, conform, empty

__all__ = ["Held", "Preview", "preview"]


@dataclass(frozen=True)
class Held:
    """Activities and pain entries: what the runner has, or what files hold.

    Parameters
    ----------
    activities
        ACTIVITIES of every source, before joining. Of files, an id may stand in several: the last row counts.
    pain
        PAIN. Of files, the entries of one day, moment, site and side are together what the files say of it.
    doubts
        Of files: `source_file` -> why what is new in it needs a look, where a question about it is open.
    is_own
        Whether all of it was Twinge's before: then the runner has looked already, and nothing is doubtful.
    """

    activities: pd.DataFrame
    pain: pd.DataFrame
    doubts: Mapping[str, str] = field(default_factory=dict)
    is_own: bool = False


@dataclass(frozen=True)
class Preview:
    """CHANGES, and sentences on what cannot be told row by row."""

    changes: pd.DataFrame
    notes: tuple[str, ...] = ()


def preview(kept: Held, found: Held, today: pd.Timestamp, units: Units = "km") -> Preview:
    """What would change if the runner kept what was found in the files?

    Parameters
    ----------
    kept
        What the runner has.
    found
        What the files hold.
    today
        Day of the import where the runner is: nothing happened after it.

    Returns
    -------
    Preview
        One row per activity and per day, moment, site and side of pain that the files speak of, newest first. What is
        doubtful, gone from a list, or could be one run is not ticked.
    """
    rows, notes = activities.changes(kept.activities, found.activities, today, units, is_own=found.is_own)
    activities.doubt(rows, found.doubts)
    rows += pain.changes(kept.pain, found.pain, today)
    if not rows:
        return Preview(empty(CHANGES), notes)
    frame = pd.DataFrame(rows, columns=CHANGES.names)
    order = ["local_date", "local_start_time", "change"]
    return Preview(conform(frame.sort_values(order, ascending=False), CHANGES), notes)
