"""What the runner set right: the value of one activity, else a rule for runs of a kind, else what the file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce

import pandas as pd

from analysis.tables import ACTIVITIES, RUN_SPORT, SHOES, check, conform
from analysis.told import Told
from analysis.whereabouts import at_place, on_route

_FIELDS = ("sport", "surface", "shoe", "session_type")  # the sport first: rules are for runs
_SOURCE = {"surface": "surface_source", "session_type": "session_type_source"}
_KINDS = ("all", "weekdays", "weekend", "place", "route")  # the later, the more particular: of two rules it counts
_FIRST_OF_WEEKEND = 5


def corrected(activities: pd.DataFrame, told: Told) -> pd.DataFrame:
    """What was each activity, now that the runner has been heard?

    Parameters
    ----------
    activities
        ACTIVITIES, each once.
    told
        `corrections` win over `defaults`, and those over the file; of two rules the more particular one counts. Rules
        are for runs only. A rule about the surface fills in what nobody knows: that this run was on a treadmill, as
        its file says, is more particular than what the runner says of all runs. So does a rule about the shoe, and it
        holds from the first use of the pair until it is retired: a new pair rewrites no old runs.

    Returns
    -------
    pandas.DataFrame
        ACTIVITIES; `surface_source` and `session_type_source` are `entered` where a correction says so and `route`
        where a rule does. A sub-sport goes with the sport it belonged to.

    Raises
    ------
    ContractError
        A value is none that the column may hold.
    """
    if told.corrections.empty and told.defaults.empty:
        return activities
    frame = activities
    for field in _FIELDS:
        frame = _with(frame, told, field)
    return check(frame, ACTIVITIES)


def heard(exposures: pd.DataFrame | None, activities: pd.DataFrame, told: Told) -> pd.DataFrame | None:
    """Which exposures hold beside what the runner says of the surface?

    Parameters
    ----------
    exposures
        EXPOSURES or part of it, as files, maps or recordings tell it.
    activities
        ACTIVITIES, corrected.

    Returns
    -------
    pandas.DataFrame
        The same without the surfaces of activities that a correction speaks of (but for what was entered band by
        band); what a map left unknown is as a rule says. On a treadmill no recorded climb or grade holds.
    """
    if exposures is None or exposures.empty or (told.corrections.empty and told.defaults.empty):
        return exposures
    ids = exposures["activity_id"].astype("str")
    own = activities.set_index("activity_id")
    is_surface = exposures["dimension"] == "surface"
    entered = _entered(activities, told, "surface").set_axis(own.index)
    source = exposures["source"] if "source" in exposures else pd.Series(pd.NA, index=exposures.index, dtype="str")
    overruled = is_surface & ids.map(entered).notna() & source.notna() & (source != "entered")
    indoors = ids.map(own["surface"]).eq("treadmill") & ids.map(own["surface_source"]).isin(["entered", "route"])
    left = exposures[~overruled & ~(indoors & exposures["dimension"].isin(["grade", "elevation"]))]
    return _filled(left, _ruled(activities, told, "surface").set_axis(own.index))


def who_says(activities: pd.DataFrame, told: Told, field: str) -> pd.Series:
    """Who says what `field` of each activity is? A word of SOURCES; `activities` are corrected."""
    if field in _SOURCE:
        return activities[_SOURCE[field]].fillna("unknown")
    said = pd.Series("file", index=activities.index, dtype="str").mask(activities[field].isna(), "unknown")
    said = said.mask(_ruled(activities, told, field) == activities[field], "route")
    return said.mask(_entered(activities, told, field).notna(), "entered")


def following(told: Told, became: Iterable[Mapping[str, str]]) -> Told:
    """What was told of activities that are others' duplicates or parts, told of those.

    What was said of the one itself counts before what was said of another, and of others the first by name.
    """
    became = [mapping for mapping in became if mapping]
    corrections = told.corrections
    if not became or corrections.empty:
        return told
    kept = [reduce(lambda name, mapping: mapping.get(name, name), became, name) for name in corrections["activity_id"]]
    followed = corrections.assign(own=corrections["activity_id"], activity_id=pd.array(kept, dtype="str"))
    followed = followed.assign(is_other=followed["own"] != followed["activity_id"]).sort_values(["is_other", "own"])
    first = followed.drop_duplicates(["activity_id", "field"])[corrections.columns]
    return replace(told, corrections=first.reset_index(drop=True))


def _with(frame: pd.DataFrame, told: Told, field: str) -> pd.DataFrame:
    """ACTIVITIES with one field as the runner says."""
    entered, ruled = _entered(frame, told, field), _ruled(frame, told, field)
    if field in ("surface", "shoe"):
        ruled = ruled.where(frame[field].isna() | (frame[field] == "unknown"))
    value = entered.fillna(ruled)
    changes = {field: value.fillna(frame[field])}
    if field == "sport":
        changes["sub_sport"] = frame["sub_sport"].where(changes[field] == frame[field])
    if field in _SOURCE:
        said = frame[_SOURCE[field]].mask(value.notna(), "route").mask(entered.notna(), "entered")
        changes[_SOURCE[field]] = said
    return frame.assign(**changes)


def _entered(activities: pd.DataFrame, told: Told, field: str) -> pd.Series:
    """What the runner says of each activity; missing where nothing."""
    said = told.corrections[told.corrections["field"] == field].set_index("activity_id")["value"]
    return activities["activity_id"].map(said).astype("str")


def _ruled(activities: pd.DataFrame, told: Told, field: str) -> pd.Series:
    """What the runner's rules say of each run; missing of what is no run, and where no rule applies."""
    rules = told.defaults[told.defaults["field"] == field].sort_values("key")
    value = pd.Series(pd.NA, index=activities.index, dtype="str")
    is_run = activities["sport"] == RUN_SPORT
    for kind in _KINDS:
        for rule in rules[rules["kind"] == kind].itertuples():
            applies = _applies(activities, kind, str(rule.key))
            if field == "shoe":
                applies &= _in_use(activities, told.shoes, str(rule.value))
            value = value.mask(is_run & applies, rule.value)
    return value


def _in_use(activities: pd.DataFrame, shoes: pd.DataFrame, shoe: str) -> pd.Series:
    """Activities from the first use of a pair, as entered or as a file says, until it is retired."""
    entered = conform(shoes[shoes["shoe"] == shoe], SHOES)
    seen = activities.loc[activities["shoe"] == shoe, "local_date"]
    first, retired = pd.concat([entered["first_use"], seen]).min(), entered["retired"].min()
    return ~(activities["local_date"] < first) & ~(activities["local_date"] >= retired)


def _applies(activities: pd.DataFrame, kind: str, key: str) -> pd.Series:
    """Of which activities does a rule of this kind speak?"""
    is_weekend = activities["local_date"].dt.day_of_week >= _FIRST_OF_WEEKEND
    if kind == "place":
        return at_place(activities, key)
    if kind == "route":
        return on_route(activities, key)
    return {"weekdays": ~is_weekend, "weekend": is_weekend}.get(kind, is_weekend | True)


def _filled(exposures: pd.DataFrame, ruled: pd.Series) -> pd.DataFrame:
    """The exposures with surfaces that a map left unknown as the rules say, each band once."""
    value = exposures["activity_id"].astype("str").map(ruled)
    filled = (exposures["dimension"] == "surface") & (exposures["band"] == "unknown") & value.notna()
    if not filled.any():
        return exposures
    key = ["activity_id", "dimension", "band"]
    told = exposures.assign(band=exposures["band"].mask(filled, value))
    if "source" in told:
        told["source"] = told["source"].mask(filled, "route")
    at = told["activity_id"].isin(told.loc[filled, "activity_id"]) & (told["dimension"] == "surface")
    how = {name: _sum if kind.kind == "f" else "first" for name, kind in told.dtypes.items() if name not in key}
    once = told[at].groupby(key, as_index=False, sort=False).agg(how)
    return pd.concat([told[~at], once[told.columns]], ignore_index=True)


def _sum(values: pd.Series) -> float:
    return float(values.sum(min_count=1))
