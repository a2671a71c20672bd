"""The model of daily pain, held against the same model written out as one large Gaussian."""

import numpy as np
import pytest
from scipy.stats import norm

from analysis.flags.state_space import follow, swings

NAN = np.nan


def dense_rise(scores, start, persistence, swing):
    """Mean and sd of level(last) - level(start), by conditioning the joint Gaussian of every day on all scores."""
    n = len(scores)
    first = start - 21  # the model begins 21 days before, logged or not
    total = n - first
    move = np.array([[1.0, 1.0, 0.0], [0.0, 0.985, 0.0], [0.0, 0.0, persistence]])
    drift = np.diag([0.10**2, 0.012**2, swing**2 * (1 - persistence**2)])
    own = [np.diag([9.0, 0.06**2, swing**2])]
    for _ in range(total - 1):
        own.append(move @ own[-1] @ move.T + drift)
    joint = np.zeros((3 * total, 3 * total))
    for i in range(total):
        block = own[i]
        for j in range(i, total):
            joint[3 * i : 3 * i + 3, 3 * j : 3 * j + 3] = block
            joint[3 * j : 3 * j + 3, 3 * i : 3 * i + 3] = block.T
            block = block @ move.T
    logged = [day for day in range(max(first, 0), n) if np.isfinite(scores[day])]
    seen = np.zeros((len(logged), 3 * total))
    for row, day in enumerate(logged):
        seen[row, 3 * (day - first)] = seen[row, 3 * (day - first) + 2] = 1
    wanted = np.zeros(3 * total)
    wanted[3 * (n - 1 - first)], wanted[3 * (start - first)] = 1, -1
    cross = seen @ joint @ wanted
    inner = np.linalg.inv(seen @ joint @ seen.T + 0.5**2 * np.eye(len(logged)))
    mean = cross @ inner @ np.array([scores[day] for day in logged])
    return mean, np.sqrt(wanted @ joint @ wanted - cross @ inner @ cross)


@pytest.mark.parametrize("start", [10, 25])
def test_the_filter_equals_conditioning_the_joint_gaussian(start):
    scores = np.array([2, 2, NAN, 3, 1, 2, 2, 3, NAN, 2] * 2 + [3, NAN, 3, 4, 3, 4, 5, NAN, 5, 4, 6, 5], dtype=float)
    course = follow(scores, np.array([start]), len(scores) - start)
    # Fewer than 28 scores come before: persistence 0.6 and swing 0.9 are the usual ones.
    mean, sd = dense_rise(scores, start, 0.6, 0.9)
    assert course.rise[0, -1] == pytest.approx(mean, abs=1e-9)
    assert course.rise_sd[0, -1] == pytest.approx(sd, abs=1e-9)


def test_a_later_score_changes_no_earlier_column():
    scores = np.array([2.0] * 30 + [3, 3, 4, 4, 5, 5])
    course = follow(scores, np.array([30]), 6)
    changed = follow(np.append(scores[:-1], 10.0), np.array([30]), 6)
    assert course.rise[0, :5] == pytest.approx(changed.rise[0, :5])
    assert course.rise[0, 5] < changed.rise[0, 5]


def test_starts_do_not_disturb_each_other():
    scores = np.tile([1.0, 3.0, 2.0, NAN, 4.0], 20)
    together = follow(scores, np.array([40, 60]), 20)
    assert together.rise[1] == pytest.approx(follow(scores, np.array([60]), 20).rise[0])


def test_an_unlogged_rise_is_unknown_and_not_zero():
    scores = np.concatenate([np.full(30, 2.0), np.full(20, NAN)])
    course = follow(scores, np.array([30]), 20)
    assert abs(course.rise[0, -1]) < 0.3
    assert norm.sf(1, course.rise[0, -1], course.rise_sd[0, -1]) > 0.1


def test_too_short_a_log_has_the_usual_swings():
    assert swings(np.array([3.0, 4.0] * 13 + [3.0])) == (0.6, 0.9)


def test_a_steady_log_keeps_a_least_swing():
    persistence, swing = swings(np.full(60, 3.0))
    # Own variance 0 counts 60 of 90 parts: sqrt(0.81 / 3) = 0.52, lifted to 0.6. Correlations unknown: 0.3 / 0.5 = 0.6.
    assert persistence == pytest.approx(0.6)
    assert swing == 0.6


def test_alternating_pain_has_wide_swings_that_do_not_last():
    persistence, swing = swings(np.array([0.0, 6.0] * 60))
    # own 120 of 150 parts: variance 9, correlation -1, so the least persistence 0.3: 0.8 * 0.3 + 0.2 * 0.6
    assert persistence == pytest.approx(0.36)
    assert swing == pytest.approx(np.sqrt(0.8 * 9 + 0.2 * 0.81))


def test_only_the_last_120_days_teach():
    recent = np.array([2.0, 3.0, 4.0, 3.0] * 30)
    assert swings(np.concatenate([np.full(100, 9.0), recent])) == swings(recent)
