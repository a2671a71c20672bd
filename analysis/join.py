"""The same activity twice? Which pain belongs to which run and day?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from analysis.errors import Issue
from analysis.tables import ACTIVITIES, PAIN, REST_SPORT, RUN_SPORT, check_key, conform, empty

# What makes two recordings one activity. These are definitions of sameness, not rules about training.
SAME_START_S = 60
SAME_SIZE = 0.05  # two devices, or a device and a service, on one activity
SAME_FILE_SIZE = 0.005  # one recording, copied: only rounding differs
SAME_FILE_TIME = 0.01
TREADMILL_SIZE = 0.25  # a watch and a treadmill may disagree this much on distance, never on time
ZONE_STEP_S, ZONE_MAX_S = 15 * 60, 14 * 3600  # offsets of the world's time zones

ENTERED = "entered"
RICHNESS = {"fit": 0, ENTERED: 2}  # any other format stands between
SURFACE_OF_SUB_SPORT = ("treadmill", "trail", "track")
ORDER = ["local_date", "local_start_time", "activity_id"]

# Several sources may hold the same key: uniqueness is held after merging.
_GIVEN_ACTIVITIES = replace(ACTIVITIES, key=())
_GIVEN_PAIN = replace(PAIN, key=())


@dataclass(frozen=True)
class Joined:
    """One athlete's data, each activity once, nothing after `today`.

    Parameters
    ----------
    today
        The day of the analysis; NaT where there is neither data nor a day asked for.
    merged
        Id of an activity that was another's duplicate -> id of the activity that was kept.
    """

    activities: pd.DataFrame
    pain: pd.DataFrame
    today: pd.Timestamp
    issues: tuple[Issue, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)

    def follow(self, exposures: pd.DataFrame | None) -> pd.DataFrame | None:
        """The exposures with the ids of merged activities replaced by those kept; the kept one's own rows win."""
        if exposures is None or not self.merged or "activity_id" not in exposures:
            return exposures
        ids = exposures["activity_id"].astype("str")
        kept = _renamed(ids, self.merged)
        is_own = ids == kept
        has_own = is_own.groupby([kept, exposures["dimension"]]).transform("any")
        return exposures.assign(activity_id=kept)[is_own | ~has_own]


def join(activities: pd.DataFrame | None, pain: pd.DataFrame | None, as_of: date | str | None = None) -> Joined:
    """Which activities and pain entries are there, each once, up to the evening of `as_of`?

    Parameters
    ----------
    activities
        ACTIVITIES or part of it: at least `local_date` and `distance_m`. The same activity may come from several
        sources: the richest is kept, what it lacks is taken from the others, and `also_in` names them.
    pain
        PAIN or part of it: at least `local_date` and `score`.
    as_of
        Nothing after this day is used; the last day of the data if not given.

    Returns
    -------
    Joined
        Frames that keep their contracts, in order of time. Entries of the moments before, during and after carry the
        id of the run they belong to, where that day has one. Missing values stay missing.

    Raises
    ------
    ContractError
        A frame lacks a required column or holds impossible values.
    """
    completed, entries = _complete_activities(activities), _complete_pain(pain)
    if as_of is not None:
        today = pd.Timestamp(as_of).tz_localize(None).normalize()
        completed = completed[completed["local_date"] <= today]
        entries = entries[entries["local_date"] <= today]
    else:
        today = pd.concat([completed["local_date"], entries["local_date"]]).max()
    once, merged = _each_once(completed.sort_values(ORDER, ignore_index=True))
    check_key(once, ACTIVITIES)
    entries = _numbered(entries).sort_values(list(PAIN.key), ignore_index=True)
    return Joined(
        activities=once,
        pain=check_key(_tied(entries, once, merged), PAIN),
        today=today,
        issues=tuple(_overlaps(once)),
        merged=merged,
    )


# Completing what was given


def _complete_activities(given: pd.DataFrame | None) -> pd.DataFrame:
    if given is None or given.empty:
        return empty(ACTIVITIES)
    defaults = {"activity_id": "", "sport": RUN_SPORT, "source_format": ENTERED}
    frame = _named_sport(_filled(given.reset_index(drop=True), defaults))
    return _identified(conform(_with_surface(frame), _GIVEN_ACTIVITIES))


def _complete_pain(given: pd.DataFrame | None) -> pd.DataFrame:
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
    """Read `Run`, `trail_running`, `virtual_run` as running, the first word as its sub-sport."""
    names = {given: given.strip().lower() for given in frame["sport"].unique()}
    runs = {given: re.fullmatch(r"(?:(\w+?)[_ ])?run(?:ning)?", name) for given, name in names.items()}
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


def _renamed(ids: pd.Series, merged: Mapping[str, str]) -> pd.Series:
    return ids.map(pd.Series(merged, dtype="str")).astype("str").fillna(ids) if merged else ids


def _numbered(pain: pd.DataFrame) -> pd.DataFrame:
    """Number the entries of one day, moment, site and side, in the order given."""
    pain = pain.sort_values("entry", kind="stable")
    key = [name for name in PAIN.key if name != "entry"]
    return pain.assign(entry=(pain.groupby(key).cumcount() + 1).astype("Int64"))


# Each activity once


@dataclass(frozen=True)
class _Pairs:
    """Pairs of rows that are one activity, surest first. `strict` pairs never unite two rows of one format."""

    first: np.ndarray
    second: np.ndarray
    strict: np.ndarray
    shifted: np.ndarray  # the clocks differ by a time zone


def _each_once(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Merge the rows of `frame` that are one activity; also which id became which."""
    pairs = _same_activity(frame, *_near_days(frame))
    if not len(pairs.first):
        return frame, {}
    group, zone_groups = _groups(pairs, frame["source_format"].to_numpy())
    repeated = pd.Series(group).duplicated(keep=False).to_numpy()
    rows = frame.assign(group=group, rich=_richness(frame))[repeated]
    rows = rows.sort_values(["group", "rich", "activity_id"], ascending=[True, False, True])
    united = _united(_without_false_clock(rows, zone_groups))
    once = pd.concat([frame[~repeated], united], ignore_index=True).sort_values(ORDER, ignore_index=True)
    kept = rows.groupby("group")["activity_id"].transform("first")
    lost = kept != rows["activity_id"]
    return once, dict(zip(rows["activity_id"][lost], kept[lost], strict=True))


def _near_days(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of rows of one sport at most a day apart, found by sorting: few per row, however long the history."""
    day = frame["local_date"].to_numpy("datetime64[D]").astype("int64")
    sport = pd.factorize(frame["sport"])[0].astype("int64")
    place = sport * 10_000_000 + day
    order = np.argsort(place, kind="stable")
    place = place[order]
    row = np.arange(len(place))
    count = np.searchsorted(place, place + 1, side="right") - row - 1
    first = np.repeat(row, count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return order[first], order[first + 1 + within]


def _same_activity(frame: pd.DataFrame, first: np.ndarray, second: np.ndarray) -> _Pairs:
    """Those of the pairs that are one activity, and how surely.

    - the same id, or two confirmations of rest, on one day;
    - a start within a minute and the same distance, or the same time and not too different a distance;
    - from two formats, the same recording with clocks a time zone apart, one of them standing on UTC: the file did not
      know its zone;
    - from two formats, one of them without a clock: the same day and distance.
    """

    def of(name: str) -> tuple[np.ndarray, np.ndarray]:
        values = frame[name].to_numpy()
        return values[first], values[second]

    size, time = _difference(*of("distance_m")), _difference(*of("moving_time_s"))
    seconds = _seconds(frame["local_start_time"])
    apart = np.abs(seconds[first] - seconds[second])
    same_day = np.equal(*of("local_date"))
    two_formats = np.not_equal(*of("source_format"))
    utc = _on_utc(frame)
    off_zone = np.abs((apart + ZONE_STEP_S / 2) % ZONE_STEP_S - ZONE_STEP_S / 2)

    named = same_day & (np.equal(*of("activity_id")) | (of("sport")[0] == REST_SPORT))
    nothing_else = np.isnan(size) & np.isnan(time) & two_formats
    alike = (size <= SAME_SIZE) | ((time <= SAME_SIZE) & ~(size > TREADMILL_SIZE)) | nothing_else
    started = (apart <= SAME_START_S) & alike
    copied = two_formats & (size <= SAME_FILE_SIZE)
    zoned = copied & (time <= SAME_FILE_TIME) & (apart <= ZONE_MAX_S) & (off_zone <= SAME_START_S)
    zoned &= (apart > SAME_START_S) & (utc[first] != utc[second])
    dated = copied & same_day & np.isnan(apart)

    rank = np.select([named, started, zoned, dated], [0, 1, 2, 3], default=9)
    found = np.flatnonzero(rank < 9)
    found = found[np.lexsort((np.nan_to_num(size[found], nan=1.0), rank[found]))]
    return _Pairs(first[found], second[found], rank[found] >= 2, rank[found] == 2)


def _difference(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Difference as a share of the larger; 0 for two zeros, NaN where one is missing."""
    larger = np.maximum(a, b)
    return np.divide(np.abs(a - b), larger, out=np.where(np.isnan(larger), np.nan, 0.0), where=larger > 0)


def _seconds(clock: pd.Series) -> np.ndarray:
    seconds = clock.to_numpy("datetime64[s]").astype("float64")
    return np.where(clock.isna(), np.nan, seconds)


def _on_utc(frame: pd.DataFrame) -> np.ndarray:
    """Whether the local clock reads UTC: true in Accra, and of a file that did not know its zone."""
    return (frame["local_start_time"] == frame["start_time"].dt.tz_localize(None)).to_numpy()


def _groups(pairs: _Pairs, formats: np.ndarray) -> tuple[np.ndarray, set[int]]:
    """The group of each row, and the groups united across time zones."""
    group = np.arange(len(formats))
    members = {int(row): [int(row)] for row in np.concatenate([pairs.first, pairs.second])}
    across_zones = set()
    for a, b, strict, shifted in zip(*(values.tolist() for values in vars(pairs).values()), strict=True):
        keep, lose = sorted((int(group[a]), int(group[b])))
        if keep == lose or (strict and {formats[i] for i in members[keep]} & {formats[i] for i in members[lose]}):
            continue
        group[members[lose]] = keep
        members[keep] += members.pop(lose)
        if shifted:
            across_zones.add(keep)
    return group, {int(group[g]) for g in across_zones}


def _richness(frame: pd.DataFrame) -> pd.Series:
    """The larger the richer: first by format, then by how many fields are filled."""
    formats = frame["source_format"].map(RICHNESS).fillna(1)
    return frame.notna().sum(axis=1) - 1000 * formats


def _without_false_clock(rows: pd.DataFrame, zone_groups: set[int]) -> pd.DataFrame:
    """Forget the local clock of files that did not know their zone, where another source does."""
    false = rows["group"].isin(zone_groups).to_numpy() & _on_utc(rows)
    clock = ["local_date", "local_start_time"]
    return rows.assign(**{name: rows[name].mask(false) for name in clock})


def _united(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per group: of every column the first value that is not missing, richest row first."""
    vague = rows["surface"] == "unknown"
    rows = rows.assign(surface=rows["surface"].mask(vague), surface_source=rows["surface_source"].mask(vague))
    united = rows.groupby("group")[ACTIVITIES.names].first()
    united = united.fillna({"surface": "unknown", "surface_source": "unknown"})
    united["also_in"] = pd.Series(_other_names(rows), dtype="str").reindex(united.index)
    return united.reset_index(drop=True)


def _other_names(rows: pd.DataFrame) -> dict[int, str]:
    """Group -> where else the activity stands."""
    files = rows["source_file"].fillna(rows["source_format"])
    names: dict[int, dict[str, None]] = defaultdict(dict)
    kept: dict[int, str] = {}
    for group, file, also in zip(rows["group"], files, rows["also_in"].fillna(""), strict=True):
        kept.setdefault(group, file)
        names[group].update(dict.fromkeys([file, *filter(None, also.split("; "))]))
    joined = {group: "; ".join(name for name in all_names if name != kept[group]) for group, all_names in names.items()}
    return {group: text for group, text in joined.items() if text}


def _overlaps(activities: pd.DataFrame) -> Iterable[Issue]:
    """Runs that overlap in time and yet differ too much to be one: a runner cannot run twice at once."""
    runs = activities[(activities["sport"] == RUN_SPORT) & activities["local_start_time"].notna()]
    lasted = pd.to_timedelta(runs["elapsed_time_s"].fillna(runs["moving_time_s"]).fillna(0), unit="s")
    before = runs["local_start_time"].shift()
    overlaps = runs["local_start_time"] < (runs["local_start_time"] + lasted).shift()
    files = runs["source_file"].fillna(runs["source_format"])
    for file, start, other in zip(*(c[overlaps] for c in (files, runs["local_start_time"], before)), strict=True):
        yield Issue(
            file=file,
            found=f"The run of {start:%Y-%m-%d %H:%M} overlaps the one that started at {other:%H:%M}. Both count.",
            advice="If they are the same run, remove one of them.",
        )


# Pain


def _tied(pain: pd.DataFrame, activities: pd.DataFrame, merged: Mapping[str, str]) -> pd.DataFrame:
    """Tie entries around a run to the run: before to the day's first, during and after to its last."""
    given = _renamed(pain["activity_id"], merged)
    if given.notna().any():
        given = given.where(pd.Index(activities["activity_id"]).get_indexer(given) >= 0)
    runs = activities[activities["sport"] == RUN_SPORT].set_index("local_date")["activity_id"]
    first = pain["local_date"].map(runs[~runs.index.duplicated()]).astype("str")
    last = pain["local_date"].map(runs[~runs.index.duplicated(keep="last")]).astype("str")
    later = pain["moment"].isin(["during", "after"]) | pain["warm_up"].notna()
    return pain.assign(activity_id=given.fillna(first.where(pain["moment"] == "before", last.where(later))))
