"""The benchmarks can be started, and what they draw and write is what was measured."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from importlib import import_module
from pathlib import Path

import pytest

from analysis import read
from analysis.importers import File
from analysis.importers.fit import decoding
from benchmarks import __main__ as everything
from benchmarks import results
from benchmarks.plot import log_log, power
from benchmarks.recordings import moved

ROOT = Path(__file__).parents[1]
FIT = max((ROOT / "sample_data").rglob("*.fit"), key=lambda path: path.stat().st_size)
SLOW = results.Result("a thing, s", 2.0, "≤ 1", 4.0, "a peer", is_kept=False)
QUICK = results.Result("another, s", 0.5, "≤ 1", 1.0, "a peer", is_kept=True)


@pytest.mark.parametrize("name", everything.ALL)
def test_every_part_is_there(name: str) -> None:
    assert callable(import_module(f"benchmarks.{name}").main)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of results of its own."""
    written = tmp_path / "README.md"
    written.write_text(f"Before.\n{results.BEGIN}\nold\n{results.END}\nAfter.\n", encoding="utf-8")
    monkeypatch.setattr(results, "PAGE", written)
    monkeypatch.setattr(results, "KEPT", tmp_path / "results")
    return written


def test_results_are_kept_beside_their_peer_and_a_missed_target_fails(page: Path) -> None:
    assert results.keep("made", [QUICK]) == 0
    assert results.keep("made", [QUICK, SLOW]) == 1
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.") and text.endswith("After.\n") and "old" not in text
    assert "| a thing, s | 2 | ≤ 1 | 4 × a peer | **no** |" in text
    kept = json.loads((page.parent / "results" / "made.json").read_text(encoding="utf-8"))
    assert {"date", "machine", "commit"} <= set(kept)


def test_a_try_is_shown_and_kept_nowhere(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = page.read_text(encoding="utf-8")
    assert results.keep("made", [SLOW], is_try=True) == 1
    assert "a thing, s: 2" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == before and not (page.parent / "results").exists()


@pytest.mark.parametrize("grows", [0.0, 1.0, 2.0])
def test_the_power_is_the_slope_between_logarithms_from_the_middle_on(grows: float) -> None:
    fixed_below = [(1, 50.0), (2, 50.0)]
    assert power([*fixed_below, *((size, 3 * size**grows) for size in (5, 10, 20))]) == pytest.approx(grows)


def test_a_drawing_is_xml_and_names_each_line() -> None:
    drawn = log_log("Cost <of> it", ("years", "s"), {"a & b": [(1, 0.1), (10, 1.0)]}, {"a & b": "power 1.00"})
    texts = [text.text for text in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert {"Cost <of> it", "a & b", "power 1.00", "1", "10", "0.1"} <= set(texts)


@pytest.mark.parametrize("days", [40, -40])
def test_a_run_is_moved_by_whole_days_and_stays_a_whole_file(days: int) -> None:
    data = FIT.read_bytes()
    there = moved(data, days)
    (part,) = decoding.decode(there)
    assert part.is_whole and part.has_right_checksum
    before, after = (read(File("run.fit", some)).activities.iloc[0] for some in (data, there))
    assert (after["start_time"] - before["start_time"]).days == days
    assert (after["local_date"] - before["local_date"]).days == days
    assert after["distance_m"] == before["distance_m"]
