from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from analysis import Analysis
from dashboard.session import summaries, view
from dashboard.workspace import Workspace

from .postgresql import MISSING, Server, find, served
from .screens import APP


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a data folder of its own."""
    monkeypatch.setenv("TWINGE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    """The opened workspace of that folder."""
    opened = Workspace(home)
    yield opened
    opened.close()


@pytest.fixture(scope="session", autouse=True)
def once_a_process() -> Iterator[None]:
    """What comes out the same each time is worked out once: a third of the time of these tests.

    Which installed packages bring components to Streamlit, and the analysis of the very same tables and settings.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        for module in (view, summaries):
            patch.setattr(module, "analyse", remembering(module.analyse))
        yield


def remembering(analyse: Callable[..., Analysis]) -> Callable[..., Analysis]:
    """The same function; each caller gets tables of their own."""

    @lru_cache(maxsize=100)
    def made(given: bytes) -> bytes:
        tables, named = pickle.loads(given)
        return pickle.dumps(analyse(*tables, **named))

    return lambda *tables, **named: pickle.loads(made(pickle.dumps((tables, named))))


@pytest.fixture
def app() -> AppTest:
    """The app on its first page, without data."""
    return AppTest.from_file(APP, default_timeout=180).run()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """One server for all tests of a process."""
    if find() is None:
        pytest.skip(MISSING)
    with served() as server:
        yield server


@pytest.fixture
def on_postgresql(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The workspace lies in a database of its own on a real server; gives its name."""
    name = postgresql.make_database()
    monkeypatch.setenv("TWINGE_DATABASE_URL", postgresql.url(name))
    yield name
    postgresql.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Once on each database; gives its kind."""
    if request.param == "postgresql":
        request.getfixturevalue("on_postgresql")
    return request.param
