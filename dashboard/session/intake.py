"""Files are read a slice per rerun into a proposal, so that progress shows, Stop works, and leaving loses nothing."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from analysis.importers import (
    Content,
    File,
    Finish,
    Hints,
    Outcome,
    Question,
    columns,
    containers,
    count_files,
    read_each,
    twinge,
)
from analysis.reading import stored
from analysis.tables import PAIN, empty
from dashboard.session.choices import time_zone
from dashboard.session.demos import close_demo
from dashboard.session.held import HeldFiles
from dashboard.session.store import workspace
from dashboard.workspace import Import, WorkspaceError, records, waiting

SLICE_S = 1.0  # how long a rerun reads before the page shows how far it is
SLICE_FILES = 25  # the fewest commits that lose little when the machine stops
WORKERS = max(1, min(8, os.cpu_count() or 1))
MANY_FILES = 150  # starting the processes takes as long as reading so many on a machine with two cores
_FREE_SOME = "Make room, then upload the files again: what was read is not read twice."


@dataclass
class Reading:
    """Files that are being read. `problem` says why it stopped by itself.

    Streamlit may begin the next run of the page while the last one still reads: one at a time has the files.
    """

    uploads: list
    each: Iterator[tuple[Outcome, Content]]
    total: int
    done: int = 0
    file: str = ""
    is_stopped: bool = False
    problem: str = ""
    unsaved: list[Import] = field(default_factory=list, repr=False)
    turn: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def read_on(self, propose: Callable[[list[Import]], None]) -> bool:
        """Read a slice and propose it; False once there is nothing left. What was read is proposed in any case."""
        with self.turn:
            before = self.done
            try:
                for pair in self._slice():
                    self.unsaved.append(_as_import(*pair))
                propose(self.unsaved)
            except OSError as error:  # the disk is full, or the folder is gone
                self.problem = f"Twinge cannot write to its data folder: {error.strerror}. {_FREE_SOME}"
                self.is_stopped = True
                return True
            except WorkspaceError as error:
                self.problem, self.is_stopped = str(error), True
                return True
            self.unsaved = []
            return self.done > before or self.is_stopped

    def _slice(self) -> Iterator[tuple[Outcome, Content]]:
        ends = time.monotonic() + SLICE_S
        number = 0
        while not self.is_stopped and number < SLICE_FILES and time.monotonic() < ends:
            pair = next(self.each, None)
            if pair is None:
                return
            number, self.done, self.file = number + 1, self.done + 1, pair[0].file
            self.total = max(self.total, self.done)
            yield pair

    def stop(self) -> None:
        """Stop after the file that is being read, and wait until what was read is proposed."""
        self.is_stopped = True
        with self.turn:
            pass

    def close(self) -> None:
        """Let go of the files, and of the processes that read them."""
        self.stop()
        self.each.close()


def begin_reading(uploads: Iterable) -> None:
    """Start to read files. Those that Twinge knows by their bytes are not read again."""
    close_demo()
    forget_reading()
    uploads = list(uploads)
    total, known = count_files(uploads), workspace().known_digests()
    workers = WORKERS if total >= MANY_FILES else 1
    each = read_each(uploads, hints=_hints(), workers=workers, finish=_finish(), skip=known)
    st.session_state["kept"] = ""
    st.session_state["reading"] = Reading(uploads, each, total)


def reading() -> Reading | None:
    """What is being read, or was stopped and can go on."""
    return st.session_state.get("reading")


def read_on() -> None:
    """Read a slice of what is being read."""
    now = reading()
    if not now.read_on(workspace().propose):
        _remember_what_asks(now.uploads)
        forget_reading()


def stop_reading() -> None:
    """Stop; what was read stays proposed."""
    now = reading()
    if now is not None:
        now.stop()
        _remember_what_asks(now.uploads)


def go_on_reading() -> None:
    """Read the rest of what was stopped."""
    now = reading()
    now.is_stopped, now.problem = False, ""


def forget_reading() -> None:
    """Let go of what is being read; what was read stays proposed."""
    now = st.session_state.pop("reading", None)
    if now is not None:
        now.close()


def _hints() -> Hints:
    kept = workspace()
    streets = kept.map_folder if kept.map_folder.exists() else None
    return Hints(time_zone=time_zone(), answers=kept.answers(), place_key=kept.place_key(), streets=streets)


def _finish() -> Finish:
    """Samples stay where they are read; what they tell goes on."""
    return partial(stored, partial(records.write, workspace().records_place))


def _as_import(outcome: Outcome, content: Content) -> Import:
    return Import(
        file=outcome.file,
        format=outcome.format,
        status=outcome.status,
        sentences=tuple(_sentence(issue) for issue in outcome.issues),
        activities=content.activities,
        exposures=content.exposures,
        # Pain that was logged by hand is told again, so that it can still be edited.
        pain=empty(PAIN) if twinge.ENTRIES in content.told else content.pain,
        stored=content.stored,
        digest=outcome.digest,
        decisions=waiting(content.told),
        questions=json.dumps([asdict(question) for question in outcome.questions]) if outcome.questions else "",
    )


def _sentence(issue: Any) -> str:
    """What was found, without the name of the file: it stands beside it."""
    where = "" if issue.row is None else f"Row {issue.row}: "
    return f"{where}{issue.found} {issue.advice}"


# Questions


@dataclass(frozen=True)
class Asked:
    """A question and the files it is about; `file` is one of them with its bytes, None where they are not at hand."""

    question: Question
    files: tuple[str, ...]
    file: File | None


def asked(files: Any) -> tuple[Asked, ...]:
    """The open questions of proposed files."""
    about: dict[Question, list[str]] = {}
    for name, questions in zip(files["file"], files["questions"], strict=True):
        for question in _questions(questions):
            about.setdefault(question, []).append(name)
    held = _held()
    return tuple(
        Asked(question, tuple(names), next((held[name] for name in names if name in held), None))
        for question, names in about.items()
    )


def answer(question: Question, given: str) -> None:
    """Keep the answer for all files of that shape, and read those at hand again."""
    workspace().answer(question.shape, question.topic, given)
    files = workspace().proposal().files
    key = (question.shape, question.topic)
    about = [key in [(q.shape, q.topic) for q in _questions(questions)] for questions in files["questions"]]
    held = _held()
    again = files[about]
    again = again[again["file"].isin(list(held))]
    workspace().discard(again["import_id"].tolist())
    read = read_each((held[name] for name in again["file"]), hints=_hints(), finish=_finish())
    workspace().propose([_as_import(*pair) for pair in read])


def understood(file: File) -> Callable[[str], Any]:
    """How a table is read with an answer about its columns."""
    return partial(columns.understood, file)


def _questions(text: str | None) -> list[Question]:
    """The questions that were kept as JSON."""
    if not isinstance(text, str):
        return []
    made = json.loads(text)
    return [Question(**{**one, "choices": tuple(tuple(choice) for choice in one["choices"])}) for one in made]


def _held() -> Mapping[str, File]:
    """The files that ask, by name."""
    return st.session_state.get("asking", {})


def _remember_what_asks(uploads: Sequence) -> None:
    """Hold the files that ask, so that they can be read again with the answer."""
    files = workspace().proposal().files
    names = set(files.loc[files["questions"].notna(), "file"]) - set(_held())
    if not names:
        return
    held = st.session_state.setdefault("asking", HeldFiles())
    entries = (entry for upload in containers.sources(uploads) for entry in containers.walk(upload))
    with suppress(OSError):  # no room: those files are asked for again
        for entry in entries:
            if entry.name in names:
                held.add(entry.file())


def forget_what_asks() -> None:
    """Let go of those files."""
    st.session_state.pop("asking", None)
