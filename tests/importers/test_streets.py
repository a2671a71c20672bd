"""What was under a track: on maps drawn here with osmium, with lengths worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import osmium
import pytest
from osmium.osm.mutable import Node, Way

from analysis.errors import UnreadableFile
from analysis.importers import Hints, gpx
from analysis.importers.base import File
from analysis.importers.streets import build as streets
from analysis.importers.streets import matching
from analysis.importers.streets.tags import surface_of
from analysis.tables import EXPOSURES, SURFACES, check

METRE = 1 / 111_195.08  # degrees along the equator and along a meridian
Line = tuple[Mapping[str, str], list[tuple[float, float]]]  # tags, and points in metres east and north of 0 N, 10 E
ASPHALT, GRAVEL = {"highway": "tertiary", "surface": "asphalt"}, {"highway": "track", "surface": "gravel"}
FOOTWAY = {"highway": "footway"}


def degrees(east: float, north: float) -> tuple[float, float]:
    return 10 + east * METRE, north * METRE


def a_map(path: Path, lines: Iterable[Line]) -> Path:
    """An extract with these ways; every point is a node of its own."""
    nodes, ways = [], []
    for tags, points in lines:
        first = len(nodes) + 1
        nodes += [Node(id=first + n, location=degrees(*point)) for n, point in enumerate(points)]
        ways.append(Way(id=len(ways) + 1, nodes=list(range(first, first + len(points))), tags=dict(tags)))
    with osmium.SimpleWriter(str(path)) as writer:
        for node in nodes:
            writer.add_node(node)
        for way in ways:
            writer.add_way(way)
    return path


def built(tmp_path: Path, *lines: Line) -> Path:
    streets.build(a_map(tmp_path / "map.osm.pbf", lines), tmp_path / "streets")
    return tmp_path / "streets"


def eastward(metres: float, north: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """A track to the east with a position every 2 m."""
    east = np.arange(0, metres + 1, 2.0)
    longitude, latitude = degrees(east, np.full(len(east), float(north)))  # type: ignore[arg-type]
    return latitude, longitude


def under(folder: Path, latitude: np.ndarray, longitude: np.ndarray) -> dict[str, int]:
    """How many positions on each surface."""
    found, counts = np.unique(matching.surfaces(latitude, longitude, folder).astype(str), return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def test_a_track_on_a_road_is_on_its_surface(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]))
    assert under(folder, *eastward(1000)) == {"asphalt": 501}


def test_where_the_ground_changes_the_surface_changes_within_a_few_steps(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (600, 0)]), (GRAVEL, [(600, 0), (1100, 0)]))
    found = under(folder, *eastward(1000))
    assert found.keys() == {"asphalt", "gravel"}
    assert found["asphalt"] == pytest.approx(301, abs=10)  # 600 m, give or take two steps of 10 m


@pytest.mark.parametrize(("off_m", "expected"), [(19, "asphalt"), (21, "unknown")], ids=["just_within", "just_beyond"])
def test_a_way_counts_within_20_m(tmp_path: Path, off_m: float, expected: str):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]))
    assert under(folder, *eastward(1000, off_m)) == {expected: 501}


def test_the_nearer_of_two_ways_counts(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]), (GRAVEL, [(-100, 15), (1100, 15)]))
    assert under(folder, *eastward(1000, 4)) == {"asphalt": 501}
    assert under(folder, *eastward(1000, 11)) == {"gravel": 501}


def test_a_way_without_a_surface_is_unknown_though_a_road_is_near(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]), (FOOTWAY, [(-100, 8), (1100, 8)]))
    assert under(folder, *eastward(1000, 8)) == {"unknown": 501}


def test_one_position_that_strays_does_not_change_the_surface(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]), (GRAVEL, [(-100, 30), (1100, 30)]))
    latitude, longitude = eastward(1000)
    latitude[250] += 30 * METRE
    assert under(folder, latitude, longitude) == {"asphalt": 501}


@pytest.mark.parametrize("positions", [0, 1, 2, 3])
def test_a_track_of_few_positions_is_matched_too(tmp_path: Path, positions: int):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]))
    latitude, longitude = (values[:positions] for values in eastward(100))
    assert matching.surfaces(latitude, longitude, folder).tolist() == ["asphalt"] * positions


def test_crossing_a_path_does_not_change_the_surface(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]), (GRAVEL, [(500, -200), (500, 200)]))
    assert under(folder, *eastward(1000)) == {"asphalt": 501}


def test_off_the_map_all_is_unknown(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]))
    latitude, longitude = eastward(200)
    assert under(folder, latitude + 40, longitude) == {"unknown": 101}


def test_without_a_map_all_is_unknown(tmp_path: Path):
    assert under(tmp_path / "nowhere", *eastward(200)) == {"unknown": 101}


def test_ways_across_180_degrees_are_found(tmp_path: Path):
    with osmium.SimpleWriter(str(tmp_path / "map.osm.pbf")) as writer:
        places = (179.99, 180.0, -180.0, -179.99)
        for number, longitude in enumerate(places, 1):
            writer.add_node(Node(id=number, location=(longitude, 0.0)))
        writer.add_way(Way(id=1, nodes=[1, 2], tags=ASPHALT))
        writer.add_way(Way(id=2, nodes=[3, 4], tags=ASPHALT))
    streets.build(tmp_path / "map.osm.pbf", tmp_path / "streets")
    longitude = (179.995 + np.arange(0, 0.01, 0.0001) + 180) % 360 - 180
    assert under(tmp_path / "streets", np.zeros(100), longitude) == {"asphalt": 100}


def test_a_long_piece_of_a_way_is_found_in_its_middle(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-9000, 0), (9000, 0)]))
    assert under(folder, *eastward(1000)) == {"asphalt": 501}


# --- building


def test_the_summary_counts_ways_to_run_on_and_those_whose_surface_is_told(tmp_path: Path):
    lines: list[Line] = [
        (ASPHALT, [(0, 0), (9, 0)]), (FOOTWAY, [(0, 0), (9, 0)]), ({"building": "yes"}, [(0, 0), (9, 0)]),
        ({"highway": "motorway", "surface": "asphalt"}, [(0, 0), (9, 0)]),
    ]  # fmt: skip
    assert streets.build(a_map(tmp_path / "a.osm.pbf", lines), tmp_path / "s") == streets.Summary(ways=2, known_ways=1)


def test_a_new_map_replaces_the_old_one_and_nothing_else_is_left(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]))
    assert under(folder, *eastward(100)) == {"asphalt": 51}
    streets.build(a_map(tmp_path / "b.osm.pbf", [(GRAVEL, [(-100, 0), (1100, 0)])]), folder)
    assert under(folder, *eastward(100)) == {"gravel": 51}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.osm.pbf", "map.osm.pbf", "streets"]


def test_what_is_no_map_is_refused_and_the_old_map_stays(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]))
    (tmp_path / "run.gpx").write_text("<gpx/>")
    with pytest.raises(UnreadableFile, match=r"no OpenStreetMap extract\. Choose the \.osm\.pbf file as"):
        streets.build(tmp_path / "run.gpx", folder)
    assert under(folder, *eastward(100)) == {"asphalt": 51}


def test_a_map_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = a_map(tmp_path / "a.osm.pbf", [(ASPHALT, [(0, 0), (9, 0)])])
    monkeypatch.setattr(streets, "LARGEST_BYTES", path.stat().st_size - 1)
    with pytest.raises(UnreadableFile, match="Take the extract of a smaller region"):
        streets.build(path, tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_map_that_is_cut_off_is_refused(tmp_path: Path):
    path = a_map(tmp_path / "a.osm.pbf", [(ASPHALT, [(0, 0), (9, 0)])])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableFile, match=r"damaged or cut off\. Download it again\."):
        streets.build(path, tmp_path / "s")


def test_a_map_without_ways_is_refused(tmp_path: Path):
    path = a_map(tmp_path / "a.osm.pbf", [({"building": "yes"}, [(0, 0), (9, 0)])])
    with pytest.raises(UnreadableFile, match="There are no ways in this map"):
        streets.build(path, tmp_path / "s")


def test_a_removed_map_knows_nothing(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]))
    streets.remove(folder)
    assert under(folder, *eastward(100)) == {"unknown": 51}


# --- tags


@pytest.mark.parametrize(
    ("tags", "surface"),
    [
        ({"highway": "residential", "surface": "asphalt"}, "asphalt"),
        ({"highway": "footway", "surface": "paving_stones"}, "concrete"),
        ({"highway": "cycleway", "surface": "concrete:plates"}, "concrete"),
        ({"highway": "track", "surface": "compacted"}, "gravel"),
        ({"highway": "path", "surface": "fine_gravel"}, "gravel"),
        ({"highway": "path", "surface": "ground"}, "trail"),
        ({"highway": "path", "surface": "grass"}, "grass"),
        ({"highway": "path", "surface": "Asphalt "}, "asphalt"),
        ({"leisure": "track", "sport": "running"}, "track"),
        ({"leisure": "track", "sport": "athletics;soccer", "surface": "grass"}, "track"),
        ({"highway": "path", "surface": "tartan"}, "track"),
        ({"highway": "secondary"}, "asphalt"),
        ({"highway": "track", "tracktype": "grade2"}, "gravel"),
        ({"highway": "track", "tracktype": "grade5"}, "trail"),
        ({"highway": "track", "tracktype": "grade3"}, "unknown"),
        ({"highway": "track"}, "unknown"),
        ({"highway": "footway"}, "unknown"),
        ({"highway": "residential"}, "unknown"),
        ({"highway": "footway", "surface": "paved"}, "unknown"),
        ({"highway": "path", "surface": "unpaved"}, "unknown"),
        ({"highway": "secondary", "surface": "unpaved"}, "unknown"),
        ({"highway": "path", "surface": "what nobody heard of"}, "unknown"),
    ],
)
def test_tags_tell_the_surface(tags: dict[str, str], surface: str):
    number = surface_of(tags)
    assert number is not None
    assert SURFACES[number] == surface


@pytest.mark.parametrize(
    "tags",
    [
        {"building": "yes"},
        {"highway": "motorway"},
        {"highway": "construction"},
        {"leisure": "track", "sport": "bmx"},
        {},
    ],
)
def test_what_nobody_runs_on_is_left_out(tags: dict[str, str]):
    assert surface_of(tags) is None


# --- at import


def a_run(metres: int, kind: str = "running") -> File:
    """A run to the east at 4 m/s; it begins with a wait of a minute."""
    seconds = [0, *range(60, 60 + metres // 4 + 1)]
    points = "".join(
        f'<trkpt lat="{0.00001:.7f}" lon="{10 + max(second - 60, 0) * 4 * METRE:.7f}">'
        f"<time>2025-03-01T07:{second // 60:02d}:{second % 60:02d}Z</time></trkpt>"
        for second in seconds
    )
    return File("a.gpx", f"<gpx><trk><type>{kind}</type><trkseg>{points}</trkseg></trk></gpx>".encode())


def test_a_run_says_how_far_and_how_long_it_was_on_each_surface(tmp_path: Path):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (600, 0)]), (GRAVEL, [(600, 0), (700, 0)]))
    content = gpx.read(a_run(1000), Hints(time_zone="UTC", streets=folder))
    exposures = check(content.exposures, EXPOSURES).set_index("band")
    assert exposures["source"].to_dict() == {"asphalt": "map", "gravel": "map", "unknown": "unknown"}
    assert (exposures["dimension"] == "surface").all()
    assert (exposures["activity_id"] == content.activities["activity_id"].iloc[0]).all()
    assert exposures["distance_m"].sum() == pytest.approx(content.activities["distance_m"].iloc[0])
    assert exposures["time_s"].sum() == pytest.approx(content.activities["moving_time_s"].iloc[0])
    assert exposures["distance_m"].to_dict() == pytest.approx({"asphalt": 600, "gravel": 110, "unknown": 290}, abs=25)


@pytest.mark.parametrize("kind", ["treadmill_running", "track_running", "cycling"])
def test_a_file_that_says_treadmill_or_track_knows_better_and_rides_are_not_looked_at(tmp_path: Path, kind: str):
    folder = built(tmp_path, (ASPHALT, [(-100, 0), (1100, 0)]))
    assert gpx.read(a_run(1000, kind), Hints(time_zone="UTC", streets=folder)).exposures.empty


def test_a_run_where_the_map_knows_nothing_says_nothing(tmp_path: Path):
    folder = built(tmp_path, (FOOTWAY, [(-100, 0), (1100, 0)]))
    assert gpx.read(a_run(1000), Hints(time_zone="UTC", streets=folder)).exposures.empty
    assert gpx.read(a_run(1000), Hints(time_zone="UTC")).exposures.empty
