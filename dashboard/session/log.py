"""Pain entered by hand: what was logged lately, keeping an entry, and taking it back.

Nothing here waits for the analysis: some months are read and tied to their runs, the rules about warning signs are
asked, and the rest is worked out when a page is opened that shows it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from analysis import corrections, join
from analysis.flags import at_once
from analysis.tables import PAIN, conform, empty
from analysis.thresholds import SITE_SHOWN_DAYS
from analysis.wording import distance
from dashboard.session import log_proposals as proposals
from dashboard.session import telling
from dashboard.session.choices import settings, time_zone
from dashboard.session.demos import opened_demo
from dashboard.session.drawn import once_a_visit
from dashboard.session.moment import once_a_rerun
from dashboard.session.store import data_version, workspace
from dashboard.session.view import demo_files
from dashboard.session.visitor import visitor
from dashboard.workspace import (
    ENTRIES,
    OF_FILE,
    Conflict,
    LatelyInFiles,
    file_ids,
    says_nothing,
    with_entries,
    without_entries,
)

Entry = dict[str, Any]  # columns of ENTRIES; of what stands as a file says also `source`
HOPPED = "hopped"  # in the names of choices: the day of the last hop test
_NOTHING_SAID = ("local_date", "moment", "site", "side")  # what an entry holds that only takes another away


@dataclass(frozen=True)
class Lately:
    """The last 120 days.

    Parameters
    ----------
    pain
        PAIN, that of files and that entered by hand, tied to the runs.
    entries
        ENTRIES: what was entered by hand, in the order it was, in place of what a file says or of its own.
    files
        PAIN of files with its `entry_id`; `fate` tells whether an entry stands, was changed or removed.
    activities
        ACTIVITIES, each once and as the runner corrected them.
    version
        A word that is another one wherever any of this is.
    """

    pain: pd.DataFrame
    entries: pd.DataFrame
    files: pd.DataFrame
    activities: pd.DataFrame
    version: str


@dataclass(frozen=True)
class LogProposal:
    """What an entry of a day probably says; `runs` are those of the day."""

    moment: str
    place: tuple[str, str]
    runs: pd.DataFrame

    def run_of(self, moment: str) -> str | None:
        """The run that a score of this moment probably belongs to."""
        return proposals.run_of(moment, self.runs)

    def run_words(self, activity_id: str) -> str:
        """'07:30, 8.2 km' of a run."""
        run = self.runs.set_index("activity_id").loc[activity_id]
        start = "" if pd.isna(run["local_start_time"]) else f"{run['local_start_time']:%H:%M}, "
        return start + distance(run["distance_m"], settings().units)


@dataclass(frozen=True)
class Clash:
    """An entry that was changed elsewhere while it was open here; None stands for deleted."""

    theirs: Entry | None
    mine: Entry | None


@once_a_rerun
def log_clock() -> datetime:
    """What the runner's clock shows. In a demo it is the last day of the made-up log, at this hour."""
    zone = time_zone()
    now = datetime.now(ZoneInfo(zone) if zone else UTC).replace(tzinfo=None)
    demo = opened_demo()
    return datetime.combine(_last_day(demo.key), now.time()) if demo else now


def _last_day(key: str) -> date:
    made = demo_files(key)
    return max(made.activities["local_date"].max(), made.pain["local_date"].max()).date()


def whose() -> str:
    """A word for whose log this is: what was begun in one must not end in another."""
    demo = opened_demo()
    return f"demo:{demo.key}" if demo else visitor().key


@once_a_rerun
def lately(day: pd.Timestamp | None = None) -> Lately:
    """What the log holds of the last 120 days, and from `day` on where that lies before them."""
    version = telling.told_version() if opened_demo() else data_version()
    since = pd.Timestamp(log_clock().date()) - pd.Timedelta(days=SITE_SHOWN_DAYS.value)
    return _lately(whose(), version, since if day is None else min(day, since))


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _lately(who: str, version: str, since: pd.Timestamp) -> Lately:
    if opened_demo():
        entries, (files, ids, joined) = telling.entries(), _in_files(who, version, since)
    else:
        entries = workspace().entries(since.date())
        files, ids, joined = _in_files(who, without_entries(version), since)
    pain = joined.log(with_entries(files.pain, entries))
    own, of_files = entries[~says_nothing(entries)], _of_files(files.pain.assign(entry_id=ids), entries)
    return Lately(pain, own, of_files, joined.activities, repr((who, version, since)))


def _of_files(pain: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """What files say, and what became of each."""
    nothing = entries.loc[says_nothing(entries), "entry_id"]
    fate = pd.Series("stands", pain.index).mask(pain["entry_id"].isin(entries["entry_id"]), "changed")
    return pain.assign(fate=fate.mask(pain["entry_id"].isin(nothing), "removed"))


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _in_files(
    who: str, version_without_entries: str, since: pd.Timestamp
) -> tuple[LatelyInFiles, pd.Series, join.Joined]:
    """What an entry does not change: what files hold, the identity of each pain entry in them, and their activities,
    each once and corrected."""
    demo, told = opened_demo(), telling.told()
    if demo:
        made = demo_files(demo.key)
        files = LatelyInFiles(*(frame[frame["local_date"] >= since] for frame in (made.activities, made.pain)))
    else:
        files = workspace().lately(since.date())
    joined = join.join(
        files.activities,
        None,
        amend=lambda found, became: corrections.corrected(found, corrections.following(told, became)),
    )
    return files, file_ids(files.pain), joined


def proposal(day: pd.Timestamp) -> LogProposal:
    """What an entry of that day probably says."""
    seen, now = lately(), log_clock()
    return once_a_visit(_proposal, seen, day, now, of=(seen.version, day, now.date(), now.hour))


def _proposal(seen: Lately, day: pd.Timestamp, now: datetime) -> LogProposal:
    runs = proposals.runs_on(seen.activities, day)
    return LogProposal(proposals.moment(seen.pain, runs, day, now), proposals.place(seen.pain, seen.entries), runs)


def hours_since(proposed: LogProposal, activity_id: str | None) -> float | None:
    """How long ago the run ended, in half hours: the one named, else the day's last; None where nobody can tell."""
    name = activity_id or proposed.run_of("after")
    runs = proposed.runs[proposed.runs["activity_id"] == name]
    return None if runs.empty else proposals.hours_since(runs.iloc[0], log_clock())


def hurt_on(day: pd.Timestamp) -> bool:
    """Whether any pain above 0 was logged that day: then "no pain" would contradict it."""
    seen = lately()
    return once_a_visit(_hurt_on, seen.pain, day, of=(seen.version, day))


def _hurt_on(pain: pd.DataFrame, day: pd.Timestamp) -> bool:
    return bool((pain.loc[pain["local_date"] == day, "score"] > 0).any())


def painless(day: pd.Timestamp) -> list[Entry]:
    """The entries that "no pain" stands for: 0 at the places that hurt lately."""
    seen, proposed = lately(), proposal(day)
    places = proposals.painless_places(seen.pain, proposed.place, day)
    run = proposals.run_of(proposed.moment, proposed.runs)
    return [
        {"local_date": day, "moment": proposed.moment, "site": site, "side": side, "score": 0, "activity_id": run}
        for site, side in places
    ]


def save_entries(rows: Sequence[Entry], seen: Entry | None = None) -> int | Clash:
    """Keep entries, in one action: new ones get an identity, `seen` is the one that a row edits.

    Gives the number of the action, or what stands there now where somebody changed it meanwhile: then nothing is kept.
    """
    named = [{"entry_id": _new_id(number), **row} for number, row in enumerate(rows)]
    try:
        return telling.tell_entries(named, seen=None if seen is None else _as_kept(seen))
    except Conflict as conflict:
        return Clash(_first(conflict.now), named[0])


def drop_entry(seen: Entry) -> int | Clash:
    """Delete an entry, unless it was changed since it was `seen`; what a file says is taken away, and not the file's.

    That is an entry in its place which says nothing: so it holds when the file is imported again.
    """
    is_of_file = seen["entry_id"].startswith(OF_FILE)
    row = {name: seen[name] for name in ("entry_id", *_NOTHING_SAID)} if is_of_file else {"entry_id": seen["entry_id"]}
    try:
        return telling.tell_entries([row], drop=not is_of_file, seen=_as_kept(seen))
    except Conflict as conflict:
        return Clash(_first(conflict.now), None)


def put_back(removed: Entry) -> int:
    """Let what a file says hold again."""
    return telling.tell_entries([{"entry_id": removed["entry_id"]}], drop=True)


def _as_kept(seen: Entry) -> pd.DataFrame:
    """ENTRIES as the editor saw them: what still stands as its file says has none there."""
    return empty(ENTRIES) if "source" in seen else _frame(seen)


def _frame(entry: Entry) -> pd.DataFrame:
    return conform(pd.DataFrame([entry], columns=ENTRIES.names), ENTRIES)


def _first(entries: pd.DataFrame) -> Entry | None:
    return None if entries.empty or says_nothing(entries).any() else entries.iloc[0].to_dict()


def undo_entries(action: int) -> None:
    """Take back one action; what was done since stays."""
    telling.undo_entries(action)


def signs_due(site: str, day: pd.Timestamp, score: float | None) -> bool:
    """Whether to ask for warning signs."""
    return at_once.check_is_due(lately().pain, site, day, score)


def said_at_once(draft: Entry | None = None) -> pd.DataFrame:
    """FLAGS about warning signs that are up, the entry at hand included."""
    return at_once.answers(_with(draft), pd.Timestamp(log_clock().date()), settings())


def _with(draft: Entry | None) -> pd.DataFrame:
    pain = lately().pain
    if draft is not None:
        pain = with_entries(pain, _frame({"entry_id": "draft", **draft}))
    return conform(pain, PAIN)


def hop_step(draft: Entry, walks_freely: bool | None) -> str:
    """Whether the hop test may be offered beside the entry at hand: `nothing`, `ask_walking` or `offer`."""
    today = pd.Timestamp(log_clock().date())
    if draft["local_date"] != today:  # how it is now says nothing of another day
        return "nothing"
    hop = at_once.Hop(draft["site"], draft["score"], draft["signs"], walks_freely, _hopped_on())
    return at_once.hop_step(hop, _with(draft), today, settings())


def _hopped_on() -> date | None:
    kept = st.session_state.get("demo_hopped") if opened_demo() else workspace().choices().get(HOPPED)
    try:
        return date.fromisoformat(kept) if kept else None
    except ValueError:  # an export that somebody changed by hand: that it was done is believed
        return log_clock().date()


def hopped() -> None:
    """Keep that a hop was tried today: it is not to be repeated."""
    day = log_clock().date().isoformat()
    if opened_demo():
        st.session_state["demo_hopped"] = day
    else:
        workspace().save_choices({HOPPED: day})


def _new_id(number: int) -> str:
    """Later entries come later in the alphabet."""
    return f"{datetime.now(UTC):%Y%m%d%H%M%S%f}-{number:02d}-{secrets.token_hex(3)}"
