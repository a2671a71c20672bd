"""Everything exported, imported into an empty Twinge, is everything again: no table of the analysis differs."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from hypothesis import HealthCheck, given, settings
from streamlit.testing.v1 import AppTest

from analysis import Analysis, Settings, analyse, plain, read
from analysis.importers import File, Hints, twinge
from analysis.tables import ACTIVITIES, PAIN, RECORDS, conform
from dashboard.session import log
from dashboard.workspace import LOCAL_ATHLETE, Import, Workspace
from tests.dashboard.test_workspace_round_trip import frames, in_order

from .visits import Upload, after, importing, seen, visit

SAMPLES = Path(__file__).parents[2] / "sample_data"
ENTRY = {"local_date": pd.Timestamp("2026-10-17"), "moment": "night", "site": "arch", "side": "left", "score": 0.0}
STRANGE = '=HYPERLINK("x")'


class Bytes(Upload):
    """A file of bytes as the browser sends it."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name, "")
        self.write(data)
        self.seek(0)


def runner(files: int = 60) -> Upload:
    """A made-up runner's own files: FIT recordings with samples, a list, a pain log."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted((SAMPLES / "worsening").rglob("*.fit"))[:files]:
            archive.write(path, path.name)
        for name in ("Activities.csv", "pain.csv"):
            archive.write(SAMPLES / "worsening" / name, name)
    return Bytes("runner.zip", made.getvalue())


def telling(session) -> None:
    """What a runner tells beside files, some of it strange."""
    activity = seen_here(session).runs["activity_id"].iloc[-1]
    session.save_settings(units="mi", week_start=6, time_zone="Europe/Stockholm")
    session.save_limits({"green_up_to": 2.0, "shoe_due_m": 700_000.0})
    session.save_history(["osteoporosis"])
    session.save_site_name("plantar_heel", STRANGE)
    st.session_state["shows_acwr"] = True
    session.show_acwr("shows_acwr")
    session.save_shoe(STRANGE, category="carbon", drop_mm=-2.0, starting_distance_m=12_345.678)
    session.set_default("all", "", "surface", "asphalt")
    session.name_place("some key", "-home-")
    session.correct([activity], "session_type", "race")
    log.save_entries([ENTRY])
    session.confirm_rest(pd.Timestamp("2026-09-05"), pd.Timestamp("2026-09-06"))
    entry = {"local_date": pd.Timestamp("2026-10-17"), "moment": "night", "site": "shin", "side": "right", "score": 0.0}
    session.log.save_entries([{**entry, "note": STRANGE}, {**entry, "score": 4.0, "signs": "none"}])
    session.resolve("limping", seen_here(session).as_of.date(), "seen")


def seen_here(session) -> Analysis:
    return session.current().analysis


def exporting(tab: AppTest) -> bytes:
    """As after a click: in a thread that knows of no visit."""
    held: dict[str, Any] = {}
    after(tab, lambda session: held.update(make=session.export(), name=session.export_name()))
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(held["make"]).result()


def told(home: Path) -> Mapping[str, pd.DataFrame]:
    workspace = Workspace(home)
    found = workspace.everything_told()
    workspace.close()
    return found


def same(one: Analysis, other: Analysis) -> None:
    """Every table and the settings are identical."""
    for field in fields(Analysis):
        before, now = getattr(one, field.name), getattr(other, field.name)
        if isinstance(before, pd.DataFrame):
            pd.testing.assert_frame_equal(now, before, obj=field.name)
        else:
            assert now == before, field.name


def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder from now on."""
    home = tmp_path / "another home"
    monkeypatch.setenv("TWINGE_HOME", str(home))
    return home


def samples(home: Path) -> pd.DataFrame:
    workspace = Workspace(home)
    found = workspace.load_records(sorted(workspace.load().activities["activity_id"]))
    workspace.close()
    return in_order(found, RECORDS.key)


@dataclass(frozen=True)
class Taken:
    """A runner's Twinge, what its analysis says, and all of it as an export."""

    home: Path
    tab: AppTest
    analysis: Analysis
    data: bytes


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("taken")
        patch.setenv("TWINGE_HOME", str(home))
        tab = after(visit(), importing(runner(3)), telling)
        made = Taken(home, tab, seen(tab).analysis, exporting(tab))
    yield made


def test_everything_comes_back_in_an_empty_twinge(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = after(visit(), importing(runner()), telling)
    before, data = seen(tab).analysis, exporting(tab)
    other = elsewhere(tmp_path, monkeypatch)
    back = after(visit(), importing(Bytes("twinge.zip", data)))
    same(before, seen(back).analysis)
    for name, frame in told(home).items():
        pd.testing.assert_frame_equal(told(other)[name], frame, obj=name)
    records = samples(home)
    assert len(records) > 1000
    pd.testing.assert_frame_equal(samples(other), records)
    assert exporting(back) == data


def test_an_entry_that_came_back_is_edited_like_any_other(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = exporting(after(visit(), lambda _: log.save_entries([ENTRY])))
    monkeypatch.setenv("TWINGE_HOME", str(tmp_path / "other"))
    tab = after(visit(), importing(Bytes("export.zip", data)))
    seen_entry = told(tmp_path / "other")["entries"].iloc[0].to_dict()
    after(tab, lambda _: log.save_entries([{**seen_entry, "score": 3.0}], seen=seen_entry))
    assert seen(tab).analysis.pain["score"].tolist() == [3]


def test_a_second_import_of_the_same_export_brings_nothing(taken: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWINGE_HOME", str(taken.home))
    tab = after(taken.tab, importing(Bytes("twinge.zip", taken.data)))
    same(taken.analysis, seen(tab).analysis)


def test_the_library_and_the_command_line_read_it_too(taken: Taken) -> None:
    before, imported = taken.analysis, read(File("twinge.zip", taken.data))
    assert {outcome.status for outcome in imported.outcomes} <= {"imported", "already_there"}
    again = analyse(
        imported.activities, imported.pain, exposures=imported.exposures, told=imported.told, settings=before.settings
    )
    pd.testing.assert_frame_equal(again.flags, before.flags)
    pd.testing.assert_frame_equal(again.shoes, before.shoes)


def test_the_tables_open_in_a_spreadsheet_and_no_cell_is_a_formula(taken: Taken) -> None:
    with zipfile.ZipFile(io.BytesIO(taken.data)) as archive:
        tables = {name: archive.read(name) for name in archive.namelist() if name.endswith(".csv")}
    assert {"twinge-about.csv", "twinge-activities.csv", "twinge-pain.csv", "twinge-shoes.csv",
            "twinge-settings.csv"} <= set(tables)  # fmt: skip
    for table in tables.values():
        assert table.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")):
            numbers = [cell for cell in row if cell.startswith(("-", "+", "=", "@"))]
            assert all(float(cell) < 0 for cell in numbers)
    assert b'"\'=HYPERLINK(""x"")"' in tables["twinge-shoes.csv"]


def test_the_export_of_a_demo_is_the_demos_and_says_so(home: Path) -> None:
    tab = after(visit(), importing(Upload("pain.csv", "date,score\n2020-01-01,3\n")))
    tab = after(tab, lambda session: session.open_demo("worsening"))
    held: dict[str, str] = {}
    data = exporting(tab)
    after(tab, lambda session: held.update(name=session.export_name()))
    assert held["name"].startswith("twinge-demo-worsening-")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"Made-up data of the demo runner Maya" in archive.read("twinge-about.csv")
        assert b"2020-01-01" not in archive.read("twinge-pain.csv")
    before = seen(tab).analysis
    imported = read(File("twinge.zip", data))
    again = analyse(imported.activities, imported.pain, exposures=imported.exposures, told=imported.told)
    pd.testing.assert_frame_equal(again.flags, before.flags)


def test_settings_that_somebody_changed_by_hand_do_not_break_the_app(home: Path) -> None:
    strange = Upload(
        "twinge-settings.csv", "twinge,name,value\nsettings,units,furlongs\nsettings,limit:green_up_to,99\n"
    )
    tab = after(visit(), importing(Upload("pain.csv", "date,score\n2026-03-01,3\n"), strange))
    assert seen(tab).analysis.settings == Settings()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(activities=frames(ACTIVITIES), pain=frames(PAIN))
def test_any_activities_and_pain_come_back(
    tmp_path_factory: pytest.TempPathFactory, activities: pd.DataFrame, pain: pd.DataFrame
) -> None:
    """Whatever a table may hold survives the export, also what no watch would write."""
    workspace = Workspace(tmp_path_factory.mktemp("any"), LOCAL_ATHLETE)
    workspace.save(Import("a", "test", "imported", activities=activities, pain=pain))
    kept = workspace.load()
    workspace.close()
    for name, table in (("activities", ACTIVITIES), ("pain", PAIN)):
        frame = getattr(kept, name)
        data = plain.as_csv(name, frame, table)
        content = twinge.read(File("x", data), Hints())
        pd.testing.assert_frame_equal(getattr(content, name), conform(frame, table))
