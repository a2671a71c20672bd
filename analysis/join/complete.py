"""What was given, completed so that it keeps the contracts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.tables import ACTIVITIES, PAIN, RUN_SPORT, conform, empty

ENTERED = "entered"
SURFACE_OF_SUB_SPORT = ("treadmill", "trail", "track")

# Several sources may hold the same key: uniqueness is held after merging.
_GIVEN_ACTIVITIES = replace(ACTIVITIES, key=())
_GIVEN_PAIN = replace(PAIN, key=())


def complete_activities(given: pd.DataFrame | None) -> pd.DataFrame:
    """ACTIVITIES of part of it: what is not given has its default."""
    if given is None or given.empty:
        return empty(ACTIVITIES)
    defaults = {"activity_id": "", "sport": RUN_SPORT, "source_format": ENTERED}
    frame = _named_sport(_filled(given.reset_index(drop=True), defaults))
    return _identified(conform(_with_surface(frame), _GIVEN_ACTIVITIES))


def complete_pain(given: pd.DataFrame | None) -> pd.DataFrame:
    """PAIN of part of it: what is not given has its default."""
    if given is None or given.empty:
        return empty(PAIN)
    defaults = {"moment": "day", "site": "unknown", "side": "unknown", "source": ENTERED}
    frame = _filled(given.reset_index(drop=True), defaults)
    if "entry" not in frame:
        frame["entry"] = 1
    return conform(frame.assign(entry=frame["entry"].fillna(1)), _GIVEN_PAIN)


def _filled(frame: pd.DataFrame, defaults: Mapping[str, str]) -> pd.DataFrame:
    """`frame` with the default of each text column wherever it says nothing."""
    return frame.assign(**{name: _text(frame, name).fillna(value) for name, value in defaults.items()})


def _text(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name].astype("str") if name in frame else pd.Series(pd.NA, index=frame.index, dtype="str")


def _named_sport(frame: pd.DataFrame) -> pd.DataFrame:
    """Read `Run`, `trail_running`, `virtual_run` as running, the first word as its sub-sport; in water nobody runs."""
    names = {given: given.strip().lower() for given in frame["sport"].unique()}
    runs = {given: re.fullmatch(r"(?!.*water)(?:(\w+?)[_ ])?run(?:ning)?", name) for given, name in names.items()}
    sport = frame["sport"].map({given: RUN_SPORT if runs[given] else name for given, name in names.items()})
    kind = frame["sport"].map({given: run and run[1] for given, run in runs.items()})
    return frame.assign(sport=sport, sub_sport=_text(frame, "sub_sport").fillna(kind.astype("str")))


def _with_surface(frame: pd.DataFrame) -> pd.DataFrame:
    """Surface from the sub-sport where none is given; unknown where neither says."""
    sub_sport = frame["sub_sport"].where(frame["sub_sport"].isin(SURFACE_OF_SUB_SPORT))
    surface = _text(frame, "surface").fillna(sub_sport).fillna("unknown")
    source = _text(frame, "surface_source").where(surface != "unknown", "unknown").fillna(ENTERED)
    return frame.assign(surface=surface, surface_source=source)


def _identified(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows without an id get one made from what they say, so that the same row has the same id in every analysis."""
    nameless = frame["activity_id"] == ""
    if not nameless.any():
        return frame
    told = ["local_date", "local_start_time", "sport", "distance_m", "moving_time_s"]
    hashes = pd.util.hash_pandas_object(frame.loc[nameless, told], index=False)
    again = hashes.groupby(hashes).cumcount()
    made = [f"{ENTERED}-{value:016x}" + (f"-{n + 1}" if n else "") for value, n in zip(hashes, again, strict=True)]
    ids = frame["activity_id"].copy()
    ids[nameless] = made
    return frame.assign(activity_id=ids)
