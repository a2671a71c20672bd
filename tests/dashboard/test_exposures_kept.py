"""What samples tell is kept beside each activity, and seen of the newest import that tells anything."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pandas.testing as pdt
import pyarrow as pa

from analysis.tables import ACTIVITIES, EXPOSURES, conform, empty
from dashboard.workspace import Import, Workspace
from dashboard.workspace.packing import pack, unpack


def exposures(*rows: tuple) -> pd.DataFrame:
    names = ["activity_id", "dimension", "band", "distance_m", "source"]
    return conform(pd.DataFrame(rows, columns=names), EXPOSURES)


def a_run(name: str, known: pd.DataFrame | None = None, **more: object) -> Import:
    usual = {"local_date": "2026-03-02", "sport": "running", "surface": "unknown", "surface_source": "unknown"}
    row = {**usual, "activity_id": name, "source_format": "fit", "distance_m": 5000, **more}
    activities = conform(pd.DataFrame([row]), ACTIVITIES)
    return Import(f"{name}.fit", "FIT", "imported", activities=activities, exposures=known, digest=f"digest of {name}")


def bands(workspace: Workspace) -> dict[str, float]:
    found = workspace.load().exposures
    return dict(zip(found["band"], found["distance_m"], strict=True))


UPHILL = exposures(("x", "grade", "uphill", 5000, "file"))
LEVEL = exposures(("x", "grade", "level", 5000, "file"))


def test_exposures_come_back_as_they_were() -> None:
    two = exposures(
        ("x", "grade", "uphill", 2000, "file"), ("y", "speed", "2.9", 0, "file"), ("x", "best", "60", None, "unknown")
    )  # fmt: skip
    packed = pack(two)
    assert list(packed) == ["x", "y"]
    pdt.assert_frame_equal(unpack([packed["x"], packed["y"]]), two.iloc[[0, 2, 1]].reset_index(drop=True))
    pdt.assert_frame_equal(unpack([]), empty(EXPOSURES))
    assert pack(empty(EXPOSURES)) == {}


def test_exposures_that_an_earlier_twinge_packed_lack_only_what_it_did_not_know() -> None:
    sink = pa.BufferOutputStream()
    known = [name for name in EXPOSURES.names if name != "repeats"]
    table = pa.Table.from_pandas(UPHILL[known], preserve_index=False)
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    found = unpack([sink.getvalue().to_pybytes(), pack(exposures(("y", "grade", "level", 1, "file")))["y"]])
    assert found["distance_m"].tolist() == [5000, 1]
    assert found["repeats"].isna().all()


def test_a_later_list_without_samples_leaves_what_they_told(workspace: Workspace) -> None:
    workspace.save(a_run("x", UPHILL))
    workspace.save(a_run("x", None, distance_m=5100))
    assert bands(workspace) == {"uphill": 5000}
    assert workspace.load().activities["distance_m"].tolist() == [5100]


def test_a_later_recording_replaces_what_was_told_until_it_is_removed(workspace: Workspace) -> None:
    workspace.save(a_run("x", UPHILL))
    later = workspace.save(a_run("x", LEVEL, distance_m=5100))
    assert bands(workspace) == {"level": 5000}
    workspace.remove([later.import_id])
    assert bands(workspace) == {"uphill": 5000}


def test_what_is_not_seen_tells_nothing(workspace: Workspace) -> None:
    saved = workspace.save(a_run("x", UPHILL))
    workspace.propose([a_run("y", exposures(("y", "grade", "level", 1, "file")))])
    assert bands(workspace) == {"uphill": 5000}
    workspace.remove([saved.import_id])
    assert bands(workspace) == {}


def test_a_run_that_stands_in_two_files_tells_no_more_when_both_come_again(workspace: Workspace) -> None:
    both = [replace(a_run("x", UPHILL), file="a.fit"), replace(a_run("x", LEVEL), file="b.fit")]
    workspace.propose(both)
    workspace.keep()
    workspace.propose(both)
    assert workspace.proposal().n_better_known == 0


def test_a_file_read_again_with_a_map_is_kept_though_the_run_is_the_same(workspace: Workspace) -> None:
    workspace.save(a_run("x", UPHILL))
    workspace.propose([a_run("x", UPHILL)])
    assert workspace.proposal().n_better_known == 0
    workspace.keep()
    assert len(workspace.imports()) == 1

    mapped = pd.concat([UPHILL, exposures(("x", "surface", "gravel", 5000, "map"))], ignore_index=True)
    workspace.read_again()
    assert workspace.known_digests() == frozenset()
    workspace.propose([a_run("x", mapped)])
    assert workspace.proposal().n_better_known == 1
    workspace.keep()
    assert bands(workspace) == {"uphill": 5000, "gravel": 5000}
    workspace.undo_import()
    assert bands(workspace) == {"uphill": 5000}
