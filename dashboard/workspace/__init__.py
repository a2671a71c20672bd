"""What is kept between two visits: one SQLite file and a folder of Parquet. The only code with SQL."""

from dashboard.workspace.database import last_write
from dashboard.workspace.entries import ENTRIES, OF_FILE, file_ids, says_nothing, with_entries
from dashboard.workspace.home import DATABASE, Conflict, WorkspaceError, home_folder
from dashboard.workspace.people import Account, Grant, Note, People, Summary
from dashboard.workspace.portable import TABLES as PORTABLE
from dashboard.workspace.portable import waiting
from dashboard.workspace.proposals import Proposal
from dashboard.workspace.saving import Counts, Decision, Import, Saved
from dashboard.workspace.schema import LOCAL_ATHLETE, TOLD
from dashboard.workspace.shares import Share, Shares, Terms
from dashboard.workspace.store import Workspace
from dashboard.workspace.told import replayed
from dashboard.workspace.visible import LatelyInFiles, Snapshot, without_entries

__all__ = [
    "DATABASE",
    "ENTRIES",
    "LOCAL_ATHLETE",
    "OF_FILE",
    "PORTABLE",
    "TOLD",
    "Account",
    "Conflict",
    "Counts",
    "Decision",
    "Grant",
    "Import",
    "LatelyInFiles",
    "Note",
    "People",
    "Proposal",
    "Saved",
    "Share",
    "Shares",
    "Snapshot",
    "Summary",
    "Terms",
    "Workspace",
    "WorkspaceError",
    "file_ids",
    "home_folder",
    "last_write",
    "replayed",
    "says_nothing",
    "waiting",
    "with_entries",
    "without_entries",
]
