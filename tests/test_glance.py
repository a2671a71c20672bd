"""What is seen at a glance is what the analysis says, and keeping it changes nothing."""

from __future__ import annotations

import json

import pandas as pd
import pandas.testing as pdt
import pytest

from analysis import analyse
from analysis.flags.status import overall
from analysis.glance import TABLES, Glance, of, pack, unpack
from analysis.importers import gather, read_each
from analysis.reading import without_records
from dashboard.session import SAMPLES


def glance_of(scores: dict[str, float], runs: dict[str, float] | None = None) -> Glance:
    """Of a score and a run a day, by date."""
    ran = pd.DataFrame({"local_date": list(runs), "distance_m": list(runs.values())}) if runs else None
    return of(analyse(ran, pd.DataFrame({"local_date": list(scores), "score": list(scores.values())})))


def same(one: Glance, other: Glance) -> None:
    for name in TABLES:
        pdt.assert_frame_equal(getattr(one, name), getattr(other, name))
    plain = {name: value for name, value in vars(one).items() if name not in TABLES}
    assert plain == {name: value for name, value in vars(other).items() if name not in TABLES}


@pytest.mark.parametrize("athlete", sorted(path.parent.name for path in SAMPLES.glob("*/pain.csv")))
def test_it_is_what_the_analysis_says_and_survives_being_kept(athlete):
    made = gather(read_each([SAMPLES / athlete], finish=without_records))
    found = analyse(made.activities, made.pain, exposures=made.exposures)
    seen, status = of(found), overall(found.flags)
    assert (seen.state, seen.word, seen.as_of) == (status.state, status.word, found.as_of)
    assert seen.reason == ("" if status.flag is None else status.flag["sentence"])
    assert seen.plan["what"].tolist() == found.plan["what"].tolist()[:3]
    assert seen.days["worst_score"].dropna().tolist() == found.days["worst_score"].tail(28).dropna().tolist()
    assert seen.weeks["distance_m"].dropna().tolist() == found.weeks["distance_m"].tail(8).dropna().tolist()
    same(unpack(json.loads(json.dumps(pack(seen)))), seen)


def test_a_score_of_0_stays_0_and_a_missing_one_missing():
    seen = glance_of({"2026-03-01": 0, "2026-03-03": 4})
    kept = unpack(json.loads(json.dumps(pack(seen))))
    assert kept.days["worst_score"].iloc[0] == 0
    assert pd.isna(kept.days["worst_score"].iloc[1])
    assert kept.plan["until"].dtype == seen.plan["until"].dtype


def test_it_says_how_old_the_log_is_and_what_there_is_not():
    runs = {f"2026-03-{day:02}": 5000.0 for day in range(1, 11)}
    assert glance_of({"2026-03-03": 2}, runs).days_since_log == 7
    assert glance_of({"2026-03-10": 2}, runs).days_since_log == 0
    only_runs = of(analyse(pd.DataFrame({"local_date": list(runs), "distance_m": list(runs.values())}), None))
    assert (only_runs.has_pain, only_runs.days_since_log, only_runs.has_runs) == (False, None, True)
    assert glance_of({"2026-03-03": 2}).has_runs is False
