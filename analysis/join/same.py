"""Which rows are one activity? What counts as the same, and what looks like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.join.complete import ENTERED
from analysis.join.ties import renamed
from analysis.tables import ACTIVITIES, REST_SPORT

# What makes two recordings one activity. These are definitions of sameness, not rules about training.
SAME_START_S = 60
SAME_SIZE = 0.05  # two devices, or a device and a service, on one activity
SAME_FILE_SIZE = 0.005  # one recording, copied: only rounding differs
SAME_FILE_TIME = 0.01
TREADMILL_SIZE = 0.25  # a watch and a treadmill may disagree this much on distance, never on time
ZONE_STEP_S, ZONE_MAX_S = 15 * 60, 14 * 3600  # offsets of the world's time zones

RICHNESS = {"fit": 0, ENTERED: 2}  # any other format stands between
ORDER = ["local_date", "local_start_time", "activity_id"]


@dataclass(frozen=True)
class _Pairs:
    """Pairs of rows that are one activity, surest first. `strict` pairs never unite two rows of one format."""

    first: np.ndarray
    second: np.ndarray
    strict: np.ndarray
    shifted: np.ndarray  # the clocks differ by a time zone


def each_once(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
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


class _Likeness:
    """How alike are pairs of rows of `frame`? Missing where one of the two does not say."""

    def __init__(self, frame: pd.DataFrame, first: np.ndarray, second: np.ndarray) -> None:
        self.first, self.second = first, second
        self._frame = frame
        self.size, self.time = self._difference("distance_m"), self._difference("moving_time_s")
        self._seconds = _seconds(frame["local_start_time"])
        self.apart = np.abs(self._seconds[first] - self._seconds[second])
        self.same_day = self.equal("local_date")
        self.two_formats = ~self.equal("source_format")
        self.copied = self.two_formats & (self.size <= SAME_FILE_SIZE)

    def equal(self, name: str) -> np.ndarray:
        values = self._frame[name].to_numpy()
        return np.equal(values[self.first], values[self.second])

    def is_rest(self) -> np.ndarray:
        return self._frame["sport"].to_numpy()[self.first] == REST_SPORT

    def in_turn(self) -> np.ndarray:
        """Whether the one that began first was over when the other began."""
        lasted = self._frame["moving_time_s"].to_numpy()
        earlier = np.where(self._seconds[self.first] <= self._seconds[self.second], self.first, self.second)
        return self.apart >= np.maximum(lasted[earlier], 1)

    def zones_apart(self) -> np.ndarray:
        """Whether the clocks differ as those of two time zones do."""
        off = np.abs((self.apart + ZONE_STEP_S / 2) % ZONE_STEP_S - ZONE_STEP_S / 2)
        return (self.apart > SAME_START_S) & (self.apart <= ZONE_MAX_S) & (off <= SAME_START_S)

    def overlap(self) -> np.ndarray:
        """Whether the one began while the other was still going on."""
        lasted = self._frame["elapsed_time_s"].fillna(self._frame["moving_time_s"]).to_numpy()
        earlier = np.where(self._seconds[self.first] <= self._seconds[self.second], self.first, self.second)
        return self.apart < lasted[earlier]

    def _difference(self, name: str) -> np.ndarray:
        values = self._frame[name].to_numpy()
        return _difference(values[self.first], values[self.second])


def _same_activity(frame: pd.DataFrame, first: np.ndarray, second: np.ndarray) -> _Pairs:
    """Those of the pairs that are one activity, and how surely.

    - the same id, or two confirmations of rest, on one day;
    - a start within a minute and the same distance, or the same time and not too different a distance, unless the one
      was over when the other began;
    - from two formats, the same recording with clocks a time zone apart, one of them standing on UTC: the file did not
      know its zone;
    - from two formats, one of them without a clock: the same day and distance.
    """
    like = _Likeness(frame, first, second)
    utc = _on_utc(frame)
    named = like.same_day & (like.equal("activity_id") | like.is_rest())
    nothing_else = np.isnan(like.size) & np.isnan(like.time) & like.two_formats
    alike = (like.size <= SAME_SIZE) | ((like.time <= SAME_SIZE) & ~(like.size > TREADMILL_SIZE)) | nothing_else
    started = (like.apart <= SAME_START_S) & alike & ~like.in_turn()
    zoned = like.copied & (like.time <= SAME_FILE_TIME) & like.zones_apart() & (utc[first] != utc[second])
    dated = like.copied & like.same_day & np.isnan(like.apart)

    rank = np.select([named, started, zoned, dated], [0, 1, 2, 3], default=9)
    found = np.flatnonzero(rank < 9)
    found = found[np.lexsort((np.nan_to_num(like.size[found], nan=1.0), rank[found]))]
    return _Pairs(first[found], second[found], rank[found] >= 2, rank[found] == 2)


def lookalikes(frame: pd.DataFrame, merged: Mapping[str, str]) -> pd.DataFrame:
    """Which activities may be one, though nothing proves it?

    Of two formats, of one sport, and: the one began while the other was going on; or one has no clock and the same day
    and about the same distance; or they are copies whose clocks are a time zone apart. Where one format holds both,
    they are two.

    Parameters
    ----------
    frame
        ACTIVITIES of all sources, before they were joined.
    merged
        What `join` made of them.

    Returns
    -------
    pandas.DataFrame
        `activity_id, other_id`, as they are after joining, each pair once.
    """
    like = _Likeness(frame, *_near_days(frame))
    dated = like.same_day & np.isnan(like.apart) & (like.size <= SAME_SIZE)
    copies = like.copied & (like.time <= SAME_FILE_TIME) & like.zones_apart()
    places = np.flatnonzero(like.two_formats & ~like.is_rest() & (dated | copies | like.overlap()))
    ids = renamed(frame["activity_id"], merged)
    pairs = pd.DataFrame({"activity_id": ids.array[like.first[places]], "other_id": ids.array[like.second[places]]})
    pairs = pairs[pairs["activity_id"] != pairs["other_id"]].drop_duplicates()
    formats = _formats(frame["source_format"][ids.isin(pairs.to_numpy().ravel())], ids)
    apart = [formats[a].isdisjoint(formats[b]) for a, b in zip(pairs["activity_id"], pairs["other_id"], strict=True)]
    return pairs[np.array(apart, dtype=bool)].reset_index(drop=True)


def _formats(formats: pd.Series, ids: pd.Series) -> dict[str, set[str]]:
    """Activity -> the formats that hold it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, source_format in zip(ids[formats.index], formats, strict=True):
        found[name].add(source_format)
    return found


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
