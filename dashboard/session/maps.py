"""Taking the map that a page was given, or saying what is wrong with it."""

from __future__ import annotations

from typing import Any

from analysis.errors import UnreadableFile
from dashboard.session.streets import add_map


def try_map(upload: Any) -> str:
    """Look up surfaces on this map from now on; what is wrong with it, or nothing."""
    try:
        add_map(upload)
    except UnreadableFile as error:
        return str(error)
    return ""
