"""What was read and waits for the runner: looking at it, keeping it, or letting it go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from analysis.importers import twinge
from analysis.preview import Held, preview
from analysis.settings import Units
from analysis.wording import count
from dashboard.session.choices import settings, today
from dashboard.session.intake import Asked, asked, forget_reading, forget_what_asks
from dashboard.session.store import data_version, workspace
from dashboard.session.visitor import visitor
from dashboard.workspace import Decision, Import

_PAIN_KEY = ["local_date", "moment", "site", "side"]
_ASKS = "Twinge does not know which sport it was. Answer above, or tick it as it is."
_DOING = ("new", "changed", "other_source", "doubtful")  # kinds that stand for rows in the files


@dataclass(frozen=True)
class Proposed:
    """What was read: the files, the CHANGES they would make, what else is to be said, and what they leave open."""

    version: str
    files: pd.DataFrame
    changes: pd.DataFrame
    notes: tuple[str, ...]
    questions: tuple[Asked, ...] = ()
    n_better_known: int = 0
    n_told: int = 0

    @property
    def n_more(self) -> int:
        """How much comes with the files besides the rows that can be ticked."""
        return self.n_better_known + self.n_told

    @property
    def brings_nothing(self) -> bool:
        return not (self.questions or self.n_more) and bool((self.changes["kind"] == "same").all())


def proposed() -> Proposed | None:
    """What waits for the runner; None where nothing does."""
    version = workspace().proposal_version()
    if not version:
        return None
    made = _previewed(visitor().key, (version, data_version()), today(), settings().units)
    return replace(made, questions=asked(made.files))


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _previewed(visitor_key: str, versions: tuple[str, str], now: pd.Timestamp, units: Units) -> Proposed:
    found, kept = workspace().proposal(), workspace().load()
    asks = {
        name: _ASKS for question in asked(found.files) if question.question.topic == "sport" for name in question.files
    }
    is_own = bool((found.files["format"] == twinge.LABEL).all())
    read = Held(found.activities, found.pain, asks, is_own)
    made = preview(Held(kept.activities, kept.pain), read, now, units)
    notes = made.notes
    same = int((made.changes["kind"] == "same").sum())
    if found.n_better_known and same:
        notes += (f"Of {count(found.n_better_known, 'activity')} these files tell more than was known: where, on"
                  " what, how steep and how fast it was run. Keep them to see it.",)  # fmt: skip
    n_told = workspace().told_with_proposal()
    if n_told:
        notes += (f"With it come {count(n_told, 'row')} of what you told Twinge: pain logged by hand, settings,"
                  " shoes, rules, names and answers. They take the place of what stands here.",)  # fmt: skip
    n_better = found.n_better_known if same else 0
    return Proposed(versions[0], found.files, made.changes, notes, n_better_known=n_better, n_told=n_told)


def keep(ticked: Collection[str], seen: Proposed) -> None:
    """Make what is ticked of `seen` part of the runner's data; `ticked` are names of its CHANGES.

    Where another tab kept, let go of or added something meanwhile, nothing is kept: nobody has looked at what is there
    now, and what is not ticked would be lost.
    """
    _let_go()
    if workspace().proposal_version() != seen.version:
        return
    changes = seen.changes
    done = changes["change"].isin(list(ticked))
    rejected = changes[~done & changes["kind"].isin(_DOING)]
    without_pain = rejected.loc[rejected["about"] == "pain", _PAIN_KEY]
    workspace().keep(
        without=_split(rejected["ids"]),
        without_pain=[(key[0].date(), *key[1:]) for key in without_pain.itertuples(index=False, name=None)],
        said=_decisions(changes[done]),
    )
    st.session_state["kept"] = _said(changes[done])


def discard() -> None:
    """Let go of everything that was read."""
    _let_go()
    workspace().discard()


def just_kept() -> str:
    """What the last `keep` of this visit did, until something else is read."""
    return st.session_state.get("kept", "")


def _let_go() -> None:
    forget_reading()
    forget_what_asks()


def _split(names: pd.Series) -> list[str]:
    return [name for joined in names.dropna() for name in joined.split("; ")]


def _decisions(done: pd.DataFrame) -> list[Import]:
    """What the runner decided about activities that were there, as imports that can be taken back one by one."""
    replaced = _split(done.loc[done["kind"].isin(["changed", "doubtful"]), "other_ids"])
    gone = _split(done.loc[done["kind"] == "gone", "other_ids"])
    parts = done[done["kind"] == "split"]
    told = [
        (f"{count(len(replaced), 'activity')} replaced by a corrected one", [Decision(n, "gone") for n in replaced]),
        (f"{count(len(gone), 'activity')} removed, as in the list", [Decision(n, "gone") for n in gone]),
        (
            f"{count(len(parts), 'recording')} put together with the one before",
            [Decision(n, "part_of", other) for n, other in zip(parts["ids"], parts["other_ids"], strict=True)],
        ),
    ]
    return [Import(name, "Entered", "imported", decisions=tuple(made)) for name, made in told if made]


def _said(done: pd.DataFrame) -> str:
    """'Kept: 12 activities new, 1 activity changed, 3 pain entries new.'"""
    words = {"new": "new", "doubtful": "new", "changed": "changed", "other_source": "from another source as well",
             "gone": "removed", "split": "put together"}  # fmt: skip
    counted = [
        f"{count(n, noun)} {word}"
        for about, noun in (("activity", "activity"), ("pain", "pain entry"))
        for word in dict.fromkeys(words.values())
        if (n := int((done.loc[done["about"] == about, "kind"].map(words) == word).sum()))
    ]
    return f"Kept: {', '.join(counted)}." if counted else ""
