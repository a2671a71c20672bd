"""The roster: everybody who shares something with a coach, whoever needs a look first.

What a row shows is kept from before, see summaries.py; `catch_up` works out what is stale, a moment at a time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, timedelta

import streamlit as st

from analysis import Settings
from dashboard.session.choices import today
from dashboard.session.login import my_account
from dashboard.session.people import people
from dashboard.session.store import opened_workspace, own_chosen
from dashboard.session.summaries import LATELY, Part, Reader, key_of, part_for, summarised
from dashboard.session.visitor import visitor
from dashboard.workspace import Grant, Summary

AT_ONCE_S = 0.4  # how long summaries are worked out before whoever waits is answered
CATCH_UP_EVERY_S = 0.6  # so that two thirds of one processor at most go into it
DRAW_EVERY_S = 5.0  # a roster that is being brought up to date is drawn again
QUIET_DAYS = 7  # without any pain or run logged, before a row is grey
# The order of concern. Red flags are whatever asks for a clinician; the signature rule comes right after them.
CONCERNS = ("red_flag", "worsening", "act", "watch", "quiet", "steady", "nothing")


@dataclass(frozen=True)
class Row:
    """One athlete of the roster. `part` holds what was worked out of what they share, see summaries.py."""

    grant: Grant
    part: Part
    is_stale: bool
    concern: str
    last_look: date | None
    today: date = field(repr=False)

    @property
    def athlete_id(self) -> str:
        return self.grant.athlete_id

    @property
    def name(self) -> str:
        return self.grant.athlete

    @property
    def logged_days(self) -> int | None:
        """Days of the last 14 with a pain log; None where pain is not shared."""
        if "pain" not in self.grant.scopes:
            return None
        first = f"{self.today - timedelta(days=LATELY - 1):%Y-%m-%d}"
        return sum(day >= first for day in self.part.get("logged", []))

    @property
    def last_day(self) -> date | None:
        """The last day of which anything is known."""
        days = [self.part.get("last_run"), *self.part.get("logged", [])[-1:]]
        return max((date.fromisoformat(day) for day in days if day), default=None)

    @property
    def is_silent(self) -> bool:
        """Is there data, and none of the last days?"""
        return bool(self.part) and is_silent(self.part, self.today)

    @property
    def news(self) -> list[dict[str, str]]:
        """What was raised since the coach looked last."""
        seen = f"{self.last_look:%Y-%m-%d}" if self.last_look else ""
        return [flag for flag in self.part.get("raised", []) if (flag["since"] or "") > seen]


def roster() -> list[Row]:
    """Everybody who shares something with this coach, whoever needs a look first."""
    me, looked = my_account().account_id, looks()
    grants, kept, versions = people().coached(me), people().summaries(me), people().data_versions(me)
    now = today().date()
    reader = _reader()
    rows = []
    for grant in grants:
        there = kept.get(grant.athlete_id)
        part = part_for(there, grant.scopes, reader)
        is_stale = part is None or there is None or there.data_version != versions.get(grant.athlete_id)
        worth = concern(part or {}, now, "pain" in grant.scopes)
        rows.append(Row(grant, part or {}, is_stale, worth, looked.get(grant.athlete_id), now))
    return sorted(rows, key=lambda row: (CONCERNS.index(row.concern), row.name.casefold()))


def concern(part: Part, now: date, shares_pain: bool = True) -> str:
    """How much an athlete asks for a look; a word of CONCERNS. Nothing makes a red flag quiet.

    A lesser warning speaks of the days it was made of: once nothing was logged for a week, what is known is that.
    """
    if not part:
        return "nothing"
    grave = {flag["flag_id"] for flag in part["raised"] if flag["severity"] == "clinician"}
    if grave - {"worsening_despite_backoff"}:
        return "red_flag"
    if grave:
        return "worsening"
    if is_silent(part, now):
        return "quiet"
    if part["state"] in ("act", "watch"):
        return part["state"]
    return "quiet" if shares_pain and part["state"] == "cannot_tell" else "steady"


def is_silent(part: Part, now: date) -> bool:
    """Was neither pain nor a run logged for a week?"""
    last = max([part.get("last_run") or "", *part["logged"][-1:]])
    return last < f"{now - timedelta(days=QUIET_DAYS - 1):%Y-%m-%d}"


def catch_up() -> tuple[int, bool]:
    """Work out for a moment what is stale, whoever needs a look first.

    Gives how many are left, and whether it is time to draw the roster again.
    """
    ends = time.monotonic() + AT_ONCE_S
    stale = [row for row in roster() if row.is_stale]
    done = 0
    for row in stale:
        if done and time.monotonic() > ends:
            break
        _bring_up_to_date(row.grant)
        done += 1
    left, drawn = len(stale) - done, st.session_state.setdefault("roster_drawn", time.monotonic())
    should_draw = not left or time.monotonic() - drawn > DRAW_EVERY_S
    if should_draw:
        st.session_state["roster_drawn"] = time.monotonic()
    return left, should_draw


def _bring_up_to_date(grant: Grant) -> None:
    kept, me = opened_workspace(grant.athlete_id), my_account().account_id
    version, there = kept.data_version(), people().summaries(me, grant.athlete_id).get(grant.athlete_id)
    others = there.parts if there is not None and there.data_version == version else {}
    parts = {**others, key_of(grant.scopes, _reader()): summarised(kept, grant.scopes, _reader())}
    people().keep_summary(me, grant.athlete_id, Summary(version, parts), today().date())


def _reader() -> Reader:
    """In what the coach reads distances, and where their weeks begin."""
    chosen = own_chosen()
    return chosen.get("units", Settings.units), int(chosen.get("week_start", Settings.week_start))


def step(rows: list[Row], by: int) -> Row | None:
    """The next athlete of the roster after the one who is looked at (-1: the one before); None where there is none."""
    here = next((n for n, row in enumerate(rows) if row.athlete_id == visitor().athlete_id), None)
    place = None if here is None else here + by
    return rows[place] if place is not None and 0 <= place < len(rows) else None


def looks() -> dict[str, date]:
    """Athlete -> the day this coach last looked."""
    kept = own_chosen().items()
    return {name.removeprefix("looked:"): date.fromisoformat(day) for name, day in kept if name.startswith("looked:")}
