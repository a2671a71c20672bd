"""A map of the runner's own tells what was under their runs, from the next time a file is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from osmium import SimpleWriter
from osmium.osm.mutable import Node, Way

from analysis.errors import UnreadableFile
from dashboard import session

from .visits import Upload, after, importing, seen, visit

PAIN = "date,score\n2026-03-02,4\n"
METRE = 1 / 111_195.08  # degrees along the equator


def a_map(path: Path) -> Upload:
    """One gravel way of 1 km to the east."""
    with SimpleWriter(str(path)) as writer:
        for n in range(2):
            writer.add_node(Node(id=n + 1, location=(10 + 1000 * n * METRE, 0)))
        writer.add_way(Way(id=1, nodes=[1, 2], tags={"highway": "track", "surface": "gravel"}))
    made = Upload("home.osm.pbf", "")
    made.write(path.read_bytes())
    made.seek(0)
    return made


def a_run() -> Upload:
    """1 km along it in 400 s."""
    points = "".join(
        f'<trkpt lat="0" lon="{10 + 2.5 * s * METRE:.7f}"><time>2026-03-02T07:{s // 60:02}:{s % 60:02}Z</time></trkpt>'
        for s in range(401)
    )
    head = '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type>'
    return Upload("run.gpx", f"{head}<trkseg>{points}</trkseg></trk></gpx>")


def metres(tab, column: str) -> float:
    return seen(tab).analysis.days[column].sum()


def test_a_run_read_before_the_map_was_there_is_known_when_its_file_comes_again(tmp_path: Path) -> None:
    tab = after(visit(), importing(a_run()))
    assert metres(tab, "gravel_m") == 0
    assert metres(tab, "unknown_m") == pytest.approx(1000, abs=5)
    upload = a_map(tmp_path / "home.osm.pbf")
    after(tab, lambda session: session.add_map(upload))
    after(tab, importing(a_run()))
    assert metres(tab, "gravel_m") == pytest.approx(1000, abs=5)
    after(tab, lambda session: session.remove_map())
    assert metres(tab, "gravel_m") == pytest.approx(1000, abs=5)


def test_deleting_the_last_file_for_good_deletes_the_map_as_well(tmp_path: Path) -> None:
    upload = a_map(tmp_path / "home.osm.pbf")
    tab = after(visit(), lambda session: session.add_map(upload), importing(a_run()), importing(Upload("p.csv", PAIN)))
    runs = session.imports().query("activities == 1")["import_id"]
    after(tab, lambda session: session.remove_imports(runs), lambda session: session.delete_for_good())
    assert session.map_summary().file == "home.osm.pbf"
    after(tab, lambda session: session.remove_all(), lambda session: session.delete_for_good())
    assert session.map_summary() is None


def test_what_the_runner_says_of_the_run_counts_before_the_map(tmp_path: Path) -> None:
    upload = a_map(tmp_path / "home.osm.pbf")
    tab = after(visit(), lambda session: session.add_map(upload), importing(a_run()))
    run = seen(tab).analysis.activities["activity_id"].tolist()
    after(tab, lambda session: session.correct(run, "surface", "asphalt"))
    assert (metres(tab, "gravel_m"), metres(tab, "asphalt_m")) == (0, pytest.approx(1000, abs=5))
    after(tab, lambda session: session.undo_correction("surface"))
    assert metres(tab, "gravel_m") == pytest.approx(1000, abs=5)


def test_the_map_in_use_is_named_until_it_is_removed(tmp_path: Path) -> None:
    upload, told = a_map(tmp_path / "home.osm.pbf"), []
    after(visit(), lambda session: session.add_map(upload), lambda session: told.append(session.map_summary()))
    assert (told[0].file, told[0].ways, told[0].known_ways) == ("home.osm.pbf", 1, 1)
    after(visit(), lambda session: session.remove_map(), lambda session: told.append(session.map_summary()))
    assert told[1] is None


def test_a_file_that_is_no_map_leaves_the_map_that_was_there(tmp_path: Path) -> None:
    upload, told = a_map(tmp_path / "home.osm.pbf"), []

    def refused(session) -> None:
        with pytest.raises(UnreadableFile, match=r"no OpenStreetMap extract.*osm\.pbf"):
            session.add_map(Upload("cat.osm.pbf", "meow"))
        told.append(session.map_summary())

    after(visit(), lambda session: session.add_map(upload), refused)
    assert told[0].file == "home.osm.pbf"


def test_places_have_names_the_runner_gave(tmp_path: Path) -> None:
    told = []
    tab = after(visit(), importing(a_run()), lambda session: told.append(session.places()))
    assert (told[0]["n_runs"].tolist(), told[0]["name"].isna().tolist()) == ([1], [True])
    key = told[0]["key"].iloc[0]
    after(tab, lambda session: session.name_place(key, "Home"), lambda session: told.append(session.places()))
    assert told[1][["key", "name"]].to_numpy().tolist() == [[key, "Home"]]
    after(tab, lambda session: told.append(session.editable("surface")))
    assert told[2]["where"].tolist() == ["Home"]
    after(tab, lambda session: session.set_default("place", key, "surface", "grass"))
    assert metres(tab, "grass_m") == pytest.approx(1000, abs=5)
