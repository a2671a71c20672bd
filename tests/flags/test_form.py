"""Cadence jump (F1) and longer strides (F2)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.flags.form import cadence_jump, longer_strides
from tests.flags.frames import NAN, current, day, days, inputs


def stepping(column: str, before: float, now: float, *, known: tuple[int, int] = (28, 14), pain: object = None):
    """Inputs with a cadence or stride on so many of the 28 days before and of the last 14."""
    frame = days([5000.0] * 60, pain)
    values = np.full(60, NAN)
    values[18 : 18 + known[0]] = before
    values[60 - known[1] :] = now
    return inputs(days=frame.assign(**{column: values}))


def cadence(before: float, now: float, **more: object):
    return current(cadence_jump(stepping("matched_cadence_spm", before, now, **more)))


def stride(before: float, now: float, **more: object):
    return current(longer_strides(stepping("matched_stride_m", before, now, **more)))


@pytest.mark.parametrize(
    ("now", "status", "severity", "threshold"),
    [
        (168.0, "clear", None, 1.05),  # exactly 5 % more
        (168.1, "raised", None, 1.05),
        (176.0, "raised", None, 1.05),  # exactly 10 % more
        (176.1, "raised", "watch", 1.10),
        (152.0, "clear", None, 0.95),  # exactly 5 % fewer
        (151.9, "raised", None, 0.95),
        (144.0, "raised", None, 0.95),
        (143.9, "raised", "watch", 0.90),
    ],
)
def test_cadence_is_judged_either_way_from_more_than_5_and_10_percent(now, status, severity, threshold):
    found = cadence(160.0, now)
    assert (found.status, found.severity) == (status, severity)
    assert found.threshold == pytest.approx(threshold)
    assert found.observed == pytest.approx(now / 160)


def test_a_jump_says_its_numbers():
    found = cadence(160.0, 180.0)
    assert found.sentence == (
        "Your cadence jumped by +12 % at your usual speed: 180 steps a minute in the last 14 days, 160 in the 28 days"
        " before."
    )
    assert (found.period_start, found.n) == (day("2026-03-18"), 14)
    assert cadence(160.0, 150.0).sentence.startswith("Your cadence changed by −6 % at your usual speed: 150 steps")


@pytest.mark.parametrize(
    ("known", "status"), [((5, 3), "raised"), ((4, 3), "not_enough_data"), ((5, 2), "not_enough_data")]
)
def test_three_days_of_the_last_14_and_five_of_the_28_before_are_enough(known, status):
    assert cadence(160.0, 180.0, known=known).status == status
    assert stride(1.0, 1.2, known=known).status == status


def test_too_few_days_are_told_with_what_it_needs():
    assert cadence(160.0, 180.0, known=(4, 2)).sentence == (
        "Cadence near your usual speed on level ground is known for 2 of the last 14 days and 4 of the 28 before; this"
        " needs 3 and 5."
    )


def test_one_odd_day_moves_no_median():
    given = stepping("matched_cadence_spm", 160.0, 160.0)
    odd = given.days.assign(matched_cadence_spm=given.days["matched_cadence_spm"].where(given.days.index < 59, 90.0))
    assert current(cadence_jump(inputs(days=odd))).status == "clear"


@pytest.mark.parametrize(("now", "status"), [(1.05, "clear"), (1.051, "raised"), (0.80, "clear")])
def test_only_longer_strides_are_raised(now, status):
    assert stride(1.0, now).status == status


def test_longer_strides_say_their_numbers():
    found = stride(1.0, 1.08)
    assert found.sentence == (
        "Your steps are 8 % longer at your usual speed: 1.08 m a step in the last 14 days, 1.00 m in the 28 days"
        " before."
    )
    assert (found.severity, found.observed, found.threshold) == (None, pytest.approx(1.08), pytest.approx(1.05))


@pytest.mark.parametrize(("score", "severity"), [(3.0, "watch"), (2.9, None), (2.0, None)])
def test_longer_strides_are_highlighted_where_the_pain_rose_by_a_point(score, severity):
    found = stride(1.0, 1.08, pain=[2.0] * 28 + [score] * 14)
    assert found.severity == severity
    assert ("the pain rose by 1.0 points" in found.sentence) == (severity == "watch")
    assert found.threshold == pytest.approx(1.05)


def test_without_a_pain_log_longer_strides_are_for_information():
    assert stride(1.0, 1.08).severity is None


def test_a_history_of_two_weeks_is_too_little():
    short = days([5000.0] * 10).assign(matched_cadence_spm=170.0, matched_stride_m=1.0)
    assert current(cadence_jump(inputs(days=short))).status == "not_enough_data"
    assert current(longer_strides(inputs(days=short))).status == "not_enough_data"


def test_no_cadence_is_called_right():
    for value in (150.0, 180.0, 200.0):
        assert cadence(value, value).status == "clear"
    assert pd.isna(cadence(160.0, 180.0, known=(0, 14)).observed)
