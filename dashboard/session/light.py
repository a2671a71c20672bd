"""How do things stand? Before anything else is worked out, where it was worked out before."""

from __future__ import annotations

from functools import partial

from analysis import Analysis, Settings
from analysis.glance import Glance, of
from dashboard.session import glances
from dashboard.session.choices import settings
from dashboard.session.drawn import once
from dashboard.session.measuring import measure
from dashboard.session.moment import once_a_rerun
from dashboard.session.store import data_version, opened_workspace
from dashboard.session.telling import told_of
from dashboard.session.view import analysis_of, current, is_own_present
from dashboard.session.visitor import visitor
from dashboard.workspace import Workspace


@once_a_rerun
def glance() -> Glance | None:
    """What is on the screen at a glance; None where there are no data."""
    kept = glances.kept_glance(*_key()) if is_own_present() else None
    if kept is not None:
        return kept
    found = current().analysis
    return None if found is None else once(of, found)


def work_ahead() -> None:
    """Begin to work out what the light says of data that just changed; nobody waits for it."""
    if is_own_present():
        kept, (_, version, chosen) = opened_workspace(visitor().athlete_id), _key()
        glances.work_ahead(_key(), partial(_worked_out, kept, version, chosen))


def _key() -> glances.Key:
    return visitor().key, data_version(), settings()


def _worked_out(kept: Workspace, version: str, chosen: Settings) -> Analysis | None:
    """Of an athlete's present data, outside of any visit."""
    measure(kept)
    found = analysis_of(kept.load(), told_of(kept.told()), chosen)
    if found is not None:
        glances.keep_glance(kept, version, found)
    return found
