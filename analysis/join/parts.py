"""Recordings that the runner called parts of one run become one activity."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.join.same import ORDER
from analysis.tables import ACTIVITIES, conform

_ADDED = ("distance_m", "moving_time_s", "ascent_m", "descent_m")
_AVERAGED = ("avg_heart_rate_bpm", "avg_cadence_spm", "avg_stride_m")
# Kept where all parts agree, else this.
_UNSHARED = {"sub_sport": None, "surface": "unknown", "surface_source": "unknown", "shoe": None}


def in_one(activities: pd.DataFrame, merged: Mapping[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Each run as one row, where `part_of` ties several recordings to it; also which part went into which.

    Distance, time, climb and drop are added up, heart rate, cadence and stride are averaged by time, the effort is the
    highest. What the parts do not share (surface, shoe) is not known of the whole. `part_of` is left only where the
    recording it names is not there.
    """
    roots = _roots(activities, merged)
    if not roots:
        return activities, roots
    root = activities["activity_id"].map(roots).astype("str").fillna(activities["activity_id"])
    is_part = root.duplicated(keep=False)
    whole = [_whole(parts) for _, parts in activities[is_part].groupby(root[is_part])]
    kept = pd.concat([activities[~is_part], conform(pd.DataFrame(whole), ACTIVITIES)], ignore_index=True)
    return kept.sort_values(ORDER, ignore_index=True), roots


def added_up(exposures: pd.DataFrame) -> pd.DataFrame:
    """EXPOSURES with one row per band, where several parts of a run have one.

    Distances, times and heights are added up, cadence is averaged by time; of a best effort the best part's stands.
    """
    key = ["activity_id", "dimension", "band"]
    if not exposures.duplicated(key).any():
        return exposures
    best = exposures[exposures["dimension"] == "best"].sort_values("distance_m", ascending=False)
    other = exposures[exposures["dimension"] != "best"]
    steps = other.assign(cadence_spm=other["cadence_spm"] * other["time_s"]) if "cadence_spm" in other else other
    how = {name: _BAND_TOTALS.get(name, "first") for name in exposures.columns if name not in key}
    total = steps.groupby(key, sort=False, as_index=False).agg(**{name: (name, rule) for name, rule in how.items()})
    if "cadence_spm" in total:
        total["cadence_spm"] = total["cadence_spm"] / total["time_s"]
    return pd.concat([total[exposures.columns], best.drop_duplicates(key)], ignore_index=True)


def _sum(values: pd.Series) -> float:
    return float(values.sum(min_count=1))


_BAND_TOTALS = dict.fromkeys(("distance_m", "time_s", "ascent_m", "descent_m", "cadence_spm"), _sum)


def _roots(activities: pd.DataFrame, merged: Mapping[str, str]) -> dict[str, str]:
    """Recording -> the first recording of its run, for all but the first."""
    told = activities.dropna(subset=["part_of"])
    before = dict(zip(told["activity_id"], (merged.get(name, name) for name in told["part_of"]), strict=True))
    known = set(activities["activity_id"])
    before = {name: other for name, other in before.items() if other in known and other != name}
    return {name: _first(name, before) for name in before if _first(name, before) != name}


def _first(name: str, before: Mapping[str, str]) -> str:
    """Where the chain begins; a chain that bites its tail begins at its smallest name."""
    seen = [name]
    while (name := before.get(name, "")) and name not in seen:
        seen.append(name)
    return min(seen) if name else seen[-1]


def _whole(parts: pd.DataFrame) -> pd.Series:
    parts = parts.sort_values(ORDER)
    whole = parts.iloc[0].copy()
    others = parts["title"].dropna(), parts["also_in"].dropna()
    whole["title"] = next(iter(others[0]), None)
    whole["also_in"] = "; ".join(dict.fromkeys([*parts["source_file"].dropna()[1:], *others[1]])) or None
    whole["part_of"] = None
    for name in _ADDED:
        whole[name] = parts[name].sum(min_count=1)
    for name in _AVERAGED:
        whole[name] = _mean(parts[name], parts["moving_time_s"])
    for name in _UNSHARED:
        whole[name] = parts[name].iloc[0] if len(parts[name].unique()) == 1 else _UNSHARED[name]
    whole["perceived_exertion"] = parts["perceived_exertion"].max()
    whole["elapsed_time_s"] = _lasted(parts)
    return whole


def _mean(values: pd.Series, seconds: pd.Series) -> float:
    given = values.notna() & (seconds > 0)
    return float(np.average(values[given], weights=seconds[given])) if given.any() else np.nan


def _lasted(parts: pd.DataFrame) -> float:
    """From the first start to the last end; without clocks the sum of the parts."""
    lasted = parts["elapsed_time_s"].fillna(parts["moving_time_s"])
    if parts["local_start_time"].isna().any() or lasted.isna().any():
        return float(lasted.sum(min_count=1))
    ends = parts["local_start_time"] + pd.to_timedelta(lasted, unit="s")
    return float((ends.max() - parts["local_start_time"].min()).total_seconds())
