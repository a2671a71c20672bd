from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from .postgresql import MISSING, Server, find, served
from .screens import APP


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a data folder of its own."""
    monkeypatch.setenv("TWINGE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


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
