"""Visits to the app, without pages: what each does, and what is seen and kept after it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.workspace import Workspace

HEAD = "date,moment,site,side,score\n"
TWO_DAYS = HEAD + "2026-03-02,first_steps,plantar_heel,left,4\n2026-03-03,first_steps,plantar_heel,left,0\n"


class Upload(io.BytesIO):
    """A file as the browser sends it."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text.encode())
        self.name = name


def zipped(name: str, **texts: str) -> Upload:
    made = Upload(name, "")
    with zipfile.ZipFile(made, "w") as archive:
        for member, text in texts.items():
            archive.writestr(f"{member}.csv", text)
    made.seek(0)
    return made


def page() -> None:
    """What every test here looks at: whose data, how many days of pain, and what the actions named in the test did."""
    import streamlit as st

    from dashboard import session

    for act in st.session_state.pop("acts", []):
        act(session)
    view = session.current()
    st.session_state["seen"] = view
    st.session_state["proposed"] = session.proposed()


def visit() -> AppTest:
    """A browser tab that has just opened."""
    return after(AppTest.from_function(page, default_timeout=60))


def after(tab: AppTest, *acts) -> AppTest:
    """The tab after it did `acts`, each a function of the session."""
    tab.session_state["acts"] = list(acts)
    tab.run()
    assert not tab.exception, tab.exception[0].message
    return tab


def seen(tab: AppTest) -> session.View:
    return tab.session_state["seen"]


def scores(tab: AppTest) -> list[float]:
    found = seen(tab).analysis
    return [] if found is None else found.pain["score"].tolist()


def reading(*uploads: Upload):
    """Read all of it; nothing is kept yet."""

    def act(session) -> None:
        session.begin_reading(uploads)
        while session.reading():
            session.read_on()

    return act


def keeping(session) -> None:
    """Agree to everything that is ticked by itself."""
    proposed = session.proposed()
    session.keep(proposed.changes.loc[proposed.changes["is_ticked"], "change"].tolist(), proposed)


def importing(*uploads: Upload):
    """Read all of it and agree."""

    def act(session) -> None:
        reading(*uploads)(session)
        keeping(session)

    return act


def undoing(session) -> None:
    """Take out what was kept last."""
    session.undo_import(session.last_import().batch)


def outcomes(home: Path) -> list[tuple[str, str, int]]:
    """What became of the files that wait for the runner."""
    workspace = Workspace(home)
    files = workspace.proposal().files
    workspace.close()
    return list(zip(files["file"], files["status"], files["pain_entries"], strict=True))


def changes(tab: AppTest) -> pd.DataFrame:
    return tab.session_state["proposed"].changes


def kinds(tab: AppTest) -> list[str]:
    return sorted(changes(tab)["kind"])


def kept(home: Path) -> list[str]:
    workspace = Workspace(home)
    files = workspace.imports()["file"].tolist()
    workspace.close()
    return files
