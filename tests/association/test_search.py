"""The search against a plain loop over shuffles, and the numbers behind the power statement."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import diary
from analysis.association.exposures import remembered


def test_what_is_remembered_halves_with_each_half_life() -> None:
    load = np.zeros((20, 1))
    load[10] = 8.0
    memory = remembered(load, 1.0)[:, 0]
    assert memory[10:14].tolist() == pytest.approx(
        [4 / (1 - 2**-11), 2 / (1 - 2**-12), 1 / (1 - 2**-13), 0.5], rel=1e-3
    )


def test_what_is_remembered_leaves_out_days_that_are_not_known() -> None:
    load = np.array([[6.0], [6.0], [np.nan], [6.0], [np.nan], [np.nan]])
    memory = remembered(load, 1.0)[:, 0]
    assert memory[:4].tolist() == pytest.approx([6.0, 6.0, np.nan, 6.0], nan_ok=True)
    assert np.isnan(memory[5])


def test_a_load_of_long_ago_is_forgotten_and_leaves_no_rounding_behind() -> None:
    load = np.zeros((60, 1))
    load[10] = 8.0
    memory = remembered(load, 1.0)[:, 0]
    assert memory[20] > 0
    assert memory[31:].tolist() == [0.0] * 29  # 2^-21 of it


def plain_scan(score: np.ndarray, known: np.ndarray, columns: np.ndarray, orders: np.ndarray) -> tuple[list, list]:
    """t of each column by a regression each, for the log and for every shuffle of what the known columns leave."""

    def t_of(y: np.ndarray, column: np.ndarray) -> float:
        design = np.column_stack([known, column])
        effects, *_ = np.linalg.lstsq(design, y, rcond=None)
        left = y - design @ effects
        variance = left @ left / (len(y) - design.shape[1])
        return effects[-1] / np.sqrt(variance * np.linalg.inv(design.T @ design)[-1, -1])

    left = score - known @ np.linalg.lstsq(known, score, rcond=None)[0]
    observed = [t_of(score, column) for column in columns.T]
    return observed, [[t_of(left[order], column) for column in columns.T] for order in orders]


def test_the_scan_says_what_a_plain_loop_over_shuffles_says() -> None:
    rng = np.random.default_rng(4)
    score, known, columns = rng.normal(size=40), np.column_stack([np.ones(40), np.arange(40)]), rng.normal(size=(40, 5))
    orders = np.argsort(rng.random((30, 40)), axis=1)
    scan = diary.scan(score, known, columns, orders)
    observed, shuffled = plain_scan(score, known, columns, orders)
    assert scan.t == pytest.approx(observed)
    assert scan.shuffled == pytest.approx(np.array(shuffled))


def test_a_column_that_the_known_ones_explain_has_no_strength() -> None:
    known = np.column_stack([np.ones(30), np.arange(30.0)])
    scan = diary.scan(np.random.default_rng(1).normal(size=30), known, known[:, 1:] * 3 + 2, np.arange(30)[None])
    assert scan.t.tolist() == [0.0]
