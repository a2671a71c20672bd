"""Real recordings: the climb worked out from the altitude is near what the devices total. They lie elsewhere."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from benchmarks import elevation

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not elevation.CORPUS.is_dir(), reason="the real exports do not lie beside this checkout"),
]


@cache
def real() -> elevation.Measured:
    return elevation.measured(elevation.CORPUS)


@pytest.mark.parametrize("direction", [0, 1], ids=["ascent", "descent"])
@pytest.mark.parametrize("least_m", [20, 30, 50])
def test_half_are_within_5_percent_of_the_device_and_nine_of_ten_within_15(least_m: float, direction: int) -> None:
    count, middle, ninth = elevation.spread(elevation.errors(real(), least_m)[:, direction])
    assert count >= 30
    assert middle <= 0.05
    assert ninth <= 0.15


def test_runs_and_walks_keep_the_same_bars() -> None:
    for error in elevation.errors(real(), 30)[real().on_foot].T:
        count, middle, ninth = elevation.spread(error)
        assert count >= 15
        assert middle <= 0.05
        assert ninth <= 0.15


def test_it_is_neither_high_nor_low_on_the_whole() -> None:
    assert np.abs(np.nanmedian(elevation.errors(real(), 30), axis=0)).max() <= 0.03


def test_a_plain_sum_of_rises_is_far_off_so_that_the_smoothing_is_what_helps() -> None:
    _, middle, ninth = elevation.spread(elevation.with_constants((0, 0, 0), real(), 30))
    assert middle > 0.15
    assert ninth > 1
