"""The data of an athlete as somebody else may see them: what was not shared is not there, and nothing can be changed.

Whatever a page shows is worked out from these tables, so what is missing here cannot appear anywhere.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date

import pandas as pd

from analysis.tables import ACTIVITIES, EXPOSURES, PAIN, conform, empty
from dashboard.workspace import Snapshot, Workspace

# Tables the athlete told -> what must be shared for them to be seen. A table that is not named here is never seen.
TOLD_IN = {"corrections": "training", "defaults": "training", "shoes": "training", "care": "routines", "names": "notes"}
# Beginnings of the names of choices -> the same.
CHOICES_IN = {
    "units": frozenset(), "week_start": frozenset(), "limit:": frozenset(), "settled_why:": frozenset({"pain"}),
    "site_name:": frozenset({"pain", "notes"}),
}  # fmt: skip


class NotYours(PermissionError):
    """Somebody wanted to change, or to see, what belongs to another athlete."""


class Lent:
    """What of a workspace is shared: it has the few ways to read that pages need, and no way to write.

    Raises
    ------
    NotYours
        On everything else a workspace can do.
    """

    def __init__(self, workspace: Workspace, scopes: Set[str]) -> None:
        self._workspace = workspace
        self._scopes = scopes

    def data_version(self) -> str:
        return self._workspace.data_version()

    def load(self) -> Snapshot:
        """The tables without what is not shared."""
        return shared_part(self._workspace.load(), self._scopes)

    def told(self) -> dict[str, pd.DataFrame]:
        """What the athlete told; a table that is not shared is there without rows."""
        shared = {name for name, scope in TOLD_IN.items() if scope in self._scopes}
        return {name: told if name in shared else told.iloc[:0] for name, told in self._workspace.told().items()}

    def choices(self) -> dict[str, str]:
        """How the athlete reads and counts, and what else they chose that belongs to what is shared."""
        begins = [begin for begin, needed in CHOICES_IN.items() if needed <= self._scopes]
        return {name: value for name, value in self._workspace.choices().items() if name.startswith(tuple(begins))}

    def resolved(self) -> dict[str, date]:
        """Which flags the athlete called settled."""
        return self._workspace.resolved() if "pain" in self._scopes else {}

    def __getattr__(self, name: str) -> None:
        raise NotYours(f"Whoever looks at another athlete’s data has no “{name}”.")


def shared_part(seen: Snapshot, scopes: Set[str]) -> Snapshot:
    """The same moment without what is not shared; names of files are never shared, since they may hold anything."""
    activities, exposures, pain = seen.activities, seen.exposures, seen.pain
    if "training" not in scopes:
        activities, exposures = empty(ACTIVITIES), empty(EXPOSURES)
        pain = pain.assign(activity_id=None)
    if "pain" not in scopes:
        pain = empty(PAIN)
    if "notes" not in scopes:
        activities, pain = activities.assign(title=None), pain.assign(note=None)
    activities = conform(activities.assign(source_file=None), ACTIVITIES)
    pain = pain.assign(source=pain["source"].where(pain["source"].eq("entered"), "file"))
    return replace(seen, activities=activities, exposures=exposures, pain=conform(pain, PAIN))
