"""Where the runs were: places and routes under the names the runner gave them."""

from __future__ import annotations

import pandas as pd

from analysis import whereabouts
from dashboard.session.telling import place_names, told
from dashboard.session.view import current


def places() -> pd.DataFrame:
    """From where is run, most often first? `key, n_runs, distance_m, first_day, last_day, name` (missing: no name)."""
    return _named(whereabouts.places, "place")


def routes() -> pd.DataFrame:
    """Which ways are run again and again, most often first? `key, n_runs, distance_m, name` (missing: no name)."""
    return _named(whereabouts.routes, "route")


def _named(find, kind: str) -> pd.DataFrame:
    names, rules, seen = place_names(), told().defaults, current().analysis
    if seen is None:
        return pd.DataFrame({"key": [], "n_runs": [], "distance_m": [], "name": []})
    known = [*rules.loc[rules["kind"] == kind, "key"], *names.index]
    found = find(seen.activities, known)
    return found.assign(name=found["key"].map(names).astype("str"))
