"""The signature rule day by day: what is drawn is what the rule saw."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import analyse
from analysis.flags.course import CONDITIONS, course

DATES = pd.date_range("2026-01-01", periods=120)
# 10 km every other day; from day 80 on 4 km.
METRES = [(10_000.0 if day < 80 else 4_000.0) if day % 2 == 0 else 0.0 for day in range(120)]


def seen(scores: list[float], until: int = 119):
    runs = pd.DataFrame({"local_date": DATES, "distance_m": METRES})
    pain = pd.DataFrame({"local_date": DATES[: len(scores)], "score": scores, "site": "plantar_heel"})
    found = analyse(runs[runs["distance_m"] > 0], pain, as_of=DATES[until])
    return found, course(found.days, found.pain, "plantar_heel")


CLIMB = [0.0] * 70 + [3.0] * 10 + [min(9.0, 3 + round(day / 5)) for day in range(40)]


def test_the_day_it_was_raised_is_the_first_day_of_the_flag() -> None:
    found, made = seen(CLIMB)
    raised = found.flags[(found.flags["flag_id"] == "worsening_despite_backoff") & (found.flags["status"] == "raised")]
    assert made.raised == raised["period_start"].iloc[0]
    assert made.days.loc[made.days["is_worsening"], "local_date"].iloc[0] == made.raised


def test_the_cut_and_the_usual_week_are_those_of_the_runs() -> None:
    _, made = seen(CLIMB)
    assert abs((made.cut - DATES[80]).days) <= 2
    assert made.usual_m == pytest.approx(35_000, rel=0.15)  # three or four runs of 10 km a week
    assert made.usual_low_m <= made.usual_m <= made.usual_high_m


def test_on_the_day_it_was_raised_everything_it_asks_for_held() -> None:
    _, made = seen(CLIMB)
    that_day = made.days[made.days["local_date"] == made.raised].iloc[0]
    assert that_day[list(CONDITIONS)].all()


def test_it_says_why_not_earlier() -> None:
    _, made = seen(CLIMB)
    assert made.why_then.startswith("This rule does not speak before day 20 of a cut, here")
    assert "pain often climbs a little longer." in made.why_then


def test_a_day_shows_what_was_known_that_evening() -> None:
    _, whole = seen(CLIMB)
    _, then = seen(CLIMB[:106], until=105)
    at = pd.Index(whole.days["local_date"]).get_indexer(then.days["local_date"])
    same = whole.days.iloc[at[at >= 0]]
    early = then.days[at >= 0]
    for name in ("level", "rise", "rise_probability"):
        np.testing.assert_allclose(same[name], early[name], atol=1e-9)


def test_without_a_cut_there_is_nothing_to_draw() -> None:
    runs = pd.DataFrame({"local_date": DATES[::2], "distance_m": 10_000.0})
    pain = pd.DataFrame({"local_date": DATES, "score": CLIMB, "site": "plantar_heel"})
    found = analyse(runs, pain, as_of=DATES[-1])
    assert course(found.days, found.pain, "plantar_heel") is None
    assert course(found.days, found.pain, "knee") is None
