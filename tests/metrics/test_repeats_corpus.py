"""Are sessions of structured laps recognised without looking at their laps?

A lap that the runner or a workout ended tells work from rest: that is the truth the samples are held against.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from analysis.importers import read_each
from analysis.importers.fit.decoding import decode
from analysis.metrics import of_recordings

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "fit"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of FIT files is not beside the checkout"),
]
LEAST_SAMPLES = 100
SET_BY_HAND = ("manual", "time")  # who ended the lap: the runner, or a workout of so many minutes
LEAST_LAP_S, FASTER = 15.0, 1.25


@cache
def judged() -> list[tuple[bool, bool]]:
    """Of each run whose laps can be told: has it three fast laps with slower ones between, was it recognised?"""
    found = []
    for path in sorted(CORPUS.glob("*.fit")):
        for _, content in read_each(path):
            runs = content.activities[content.activities["sport"] == "running"]
            if len(runs) == 1 and len(content.activities) == 1 and len(content.records) >= LEAST_SAMPLES:
                repeated = of_recordings(runs, content.records).query("dimension == 'repeats' and band == 'fast'")
                found.append((_is_structured(path.read_bytes()), len(repeated) > 0))
    return found


def _is_structured(data: bytes) -> bool:
    """At least three laps of one length, each clearly faster than the lap after it; the laps were ended by hand."""
    laps = [lap for part in decode(data) for lap in part.messages["lap"] if "total_timer_time" in lap]
    laps = [lap for lap in laps if lap["total_timer_time"] >= LEAST_LAP_S]
    by_hand = sum(lap.get("lap_trigger") in SET_BY_HAND for lap in laps)
    if by_hand < 4:
        return False
    seconds, metres = (np.array([float(lap.get(name, 0)) for lap in laps])
                       for name in ("total_timer_time", "total_distance"))  # fmt: skip
    speed = metres / seconds
    faster = np.flatnonzero(speed[:-1] >= FASTER * speed[1:])
    alike = np.abs(np.log(metres[faster][:, None] / metres[faster])) <= np.log(1.25)
    return bool(len(faster) and alike.sum(axis=1).max() >= 3)


def test_there_is_enough_to_judge() -> None:
    assert len(judged()) >= 25
    assert sum(is_structured for is_structured, _ in judged()) >= 4


def test_sessions_of_structured_laps_are_recognised() -> None:
    of_structured = [recognised for is_structured, recognised in judged() if is_structured]
    assert sum(of_structured) >= 0.8 * len(of_structured)


def test_hardly_any_other_run_is_taken_for_intervals() -> None:
    of_others = [recognised for is_structured, recognised in judged() if not is_structured]
    assert sum(of_others) <= 0.05 * len(of_others)
