"""Files read with what their samples tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pandas.testing as pdt

from analysis import analyse, read
from analysis.importers import Content, File, Hints, gather, read_each
from analysis.metrics import of_recordings
from analysis.reading import stored, with_exposures, without_records
from analysis.tables import ACTIVITIES, EXPOSURES, RECORDS, check, conform

RUNS = sorted((Path(__file__).parent.parent / "sample_data" / "healthy" / "runs").glob("*.fit"))[:3]


def a_climb(sport: str = "running") -> Content:
    """3 km in 1,000 s that climb 3 m in every 100."""
    about = {"activity_id": ["x"], "local_date": ["2026-03-02"], "sport": [sport], "surface": ["unknown"],
             "surface_source": ["unknown"], "source_format": ["gpx"], "distance_m": [3000]}  # fmt: skip
    seconds = [float(second) for second in range(1001)]
    samples = pd.DataFrame({"activity_id": "x", "elapsed_s": seconds, "distance_m": [3 * s for s in seconds],
                            "altitude_m": [0.09 * s for s in seconds]})  # fmt: skip
    return Content(conform(pd.DataFrame(about), ACTIVITIES), conform(samples, RECORDS))


def with_name(content: Content, name: str) -> Content:
    renamed = (frame.assign(activity_id=name) for frame in (content.activities, content.records))
    return Content(*renamed)


def uphill(exposures: pd.DataFrame) -> list[float]:
    chosen = (exposures["dimension"] == "grade") & (exposures["band"] == "uphill")
    return exposures.loc[chosen, "distance_m"].round().tolist()


def test_what_is_read_comes_with_its_exposures_and_its_samples() -> None:
    imported = read(RUNS)
    assert len(check(imported.exposures, EXPOSURES)) > 30
    assert set(imported.exposures["activity_id"]) == set(imported.activities["activity_id"])
    assert set(imported.records["activity_id"]) == set(imported.activities["activity_id"])


def test_analysed_from_exposures_or_from_samples_it_is_the_same() -> None:
    imported = read(RUNS)
    of_samples = analyse(imported.activities, None, imported.records)
    of_exposures = analyse(imported.activities, None, exposures=imported.exposures)
    pdt.assert_frame_equal(of_exposures.weeks, of_samples.weeks)


def test_a_run_that_stands_in_two_files_tells_once() -> None:
    again = File("again.fit", RUNS[0].read_bytes())
    assert len(read([RUNS[0], again]).exposures) == len(read([RUNS[0]]).exposures)


def test_any_recording_is_looked_into_as_it_may_turn_out_to_be_a_run() -> None:
    (found,) = with_exposures([a_climb("other")])
    assert uphill(found.exposures) == [3000]


def test_files_read_together_tell_what_each_tells_alone() -> None:
    contents = [content for _, content in read_each(RUNS)]
    together = with_exposures([contents[0], Content(), *contents[1:]])
    assert together.pop(1).exposures.empty
    for content, found in zip(contents, together, strict=True):
        pdt.assert_frame_equal(found.exposures, of_recordings(content.activities, content.records), check_exact=True)


def test_the_same_run_twice_in_files_read_together_is_told_of_each_by_itself() -> None:
    other = with_name(a_climb(), "y")
    found = with_exposures([a_climb(), other, a_climb()])
    assert [uphill(content.exposures) for content in found] == [[3000], [3000], [3000]]
    assert [set(content.exposures["activity_id"]) for content in found] == [{"x"}, {"y"}, {"x"}]


def test_what_the_file_or_a_map_says_of_a_dimension_stays() -> None:
    said = pd.DataFrame({"activity_id": ["x", "x"], "dimension": ["grade", "surface"], "band": ["level", "gravel"],
                         "distance_m": [3000, 3000], "source": ["file", "map"]})  # fmt: skip
    (told,) = with_exposures([replace(a_climb(), exposures=conform(said, EXPOSURES))])
    found = told.exposures
    assert uphill(found) == []
    assert {"grade", "surface", "elevation", "speed"} <= set(check(found, EXPOSURES)["dimension"])


def test_without_samples_only_what_they_tell_is_left() -> None:
    (left,) = without_records([a_climb()])
    assert left.records.empty
    assert uphill(left.exposures) == [3000]


def test_stored_samples_are_named_and_gone() -> None:
    kept = {}

    def keep(records: pd.DataFrame) -> dict[str, str]:
        kept["rows"] = len(records)
        return {"x": "x.parquet"}

    (left,) = stored(keep, [a_climb()])
    assert (left.stored, len(left.records), kept) == ({"x": "x.parquet"}, 0, {"rows": 1001})
    assert uphill(left.exposures) == [3000]


def test_a_file_without_samples_is_not_stored() -> None:
    def never(_: pd.DataFrame) -> dict[str, str]:
        raise OSError("nothing to keep")

    assert stored(never, [Content()])[0].stored == {}


def test_two_processes_tell_what_one_tells() -> None:
    files = [File(f"{n}.fit", path.read_bytes()) for n, path in enumerate(sorted(RUNS[0].parent.glob("*.fit")))]
    alone, together = (
        gather(read_each(files, hints=Hints(), workers=n, finish=without_records)).exposures for n in (1, 2)
    )
    pdt.assert_frame_equal(together, alone)
