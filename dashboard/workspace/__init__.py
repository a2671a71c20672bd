"""What is kept between two visits: one SQLite file and a folder of Parquet. The only code with SQL."""

from dashboard.workspace.home import DATABASE, Conflict, WorkspaceError, home_folder
from dashboard.workspace.portable import TABLES as PORTABLE
from dashboard.workspace.portable import waiting
from dashboard.workspace.proposals import Proposal
from dashboard.workspace.saving import Counts, Decision, Import, Saved
from dashboard.workspace.schema import LOCAL_ATHLETE, TOLD
from dashboard.workspace.shares import Share, Shares, Terms
from dashboard.workspace.store import Workspace
from dashboard.workspace.told import replayed
from dashboard.workspace.visible import Snapshot

__all__ = [
    "DATABASE",
    "LOCAL_ATHLETE",
    "PORTABLE",
    "TOLD",
    "Conflict",
    "Counts",
    "Decision",
    "Import",
    "Proposal",
    "Saved",
    "Share",
    "Shares",
    "Snapshot",
    "Terms",
    "Workspace",
    "WorkspaceError",
    "home_folder",
    "replayed",
    "waiting",
]
