"""The plan evening by evening: back off, review, come back, and dial back when it flares."""

from __future__ import annotations

from io import StringIO

import pandas as pd
import pytest

from analysis import Analysis, analyse, plan
from analysis.importers import File, read
from tests import flare


@pytest.fixture(scope="module")
def imported():
    files = [File("Activities.csv", flare.activities().encode()), File("pain.csv", flare.pain().encode())]
    return read(files)


def on(imported, when: str) -> tuple[Analysis, plan.Course]:
    seen = analyse(imported.activities, imported.pain, as_of=when)
    return seen, plan.course(plan.Seen(seen.days, seen.weeks, seen.runs, seen.flags))


def test_the_story_is_read_whole(imported) -> None:
    assert [issue.sentence for issue in imported.issues] == []
    assert len(imported.pain) == len(pd.read_csv(StringIO(flare.pain())))


def test_before_the_pain_the_runner_carries_on(imported) -> None:
    assert on(imported, "2026-07-26")[1].phase == "carry_on"


def test_on_the_third_painful_day_the_plan_is_two_thirds_of_forty_km(imported) -> None:
    made = on(imported, "2026-07-29")[1]
    assert made.phase == "back_off"
    assert made.backoff.allowed_m == pytest.approx(0.67 * 40_000)
    assert made.backoff.review is None  # the last seven days still hold the week before


def test_the_review_counts_from_the_first_day_that_was_cut(imported) -> None:
    made = on(imported, "2026-08-09")[1].backoff
    assert made.review.number == 14 - (made.episode.backed_off_since - flare.HURT).days
    assert (made.review.begun, made.review.now) == (4.0, 4.0)
    assert made.review.goal == 3.0


def test_the_next_review_says_that_it_helps(imported) -> None:
    seen, made = on(imported, "2026-08-18")
    assert made.backoff.review.is_better
    said = seen.flags.set_index("flag_id").loc["backoff_review", "sentence"]
    assert said.startswith("It helps: the 7-day mean of your pain went from 4.0 to 2.0")


def test_once_it_is_calm_the_way_back_begins_with_the_long_run(imported) -> None:
    made = on(imported, "2026-09-03")[1]
    assert made.phase == "come_back"
    assert [stage.state for stage in made.way_back.stages] == ["here", "later", "later"]
    assert made.way_back.dial_back is None


def test_a_flare_dials_back_at_once(imported) -> None:
    seen, made = on(imported, "2026-09-13")
    assert made.way_back.dial_back.until == pd.Timestamp("2026-09-18")
    assert seen.plan["flag_id"].iloc[0] == "flare_while_returning"
    assert seen.plan["what"].iloc[0].startswith("Go back one step now")
