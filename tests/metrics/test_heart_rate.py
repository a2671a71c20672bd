"""At which heart rates was each run?"""

from __future__ import annotations

import numpy as np
import pytest

from analysis.metrics import of_recordings
from tests.metrics.recordings import recorded, run


def beats(*rates: float, every_s: float = 1) -> dict[str, float]:
    """Seconds by band."""
    clock = every_s * np.arange(len(rates))
    found = of_recordings(run(), recorded(clock, heart_rate_bpm=rates))
    return found[found["dimension"] == "heart_rate"].set_index("band")["time_s"].to_dict()


@pytest.mark.parametrize(("rate", "band"), [(149, "145"), (150, "150"), (154.9, "150"), (155, "155"), (260, "260")])
def test_a_band_begins_at_its_name(rate: float, band: str) -> None:
    assert beats(100, rate) == {band: 1}


def test_time_counts_and_not_samples() -> None:
    assert beats(150, 150, 160, every_s=7) == {"150": 7, "160": 7}


def test_time_without_a_heart_rate_is_in_no_band() -> None:
    assert beats(150, np.nan, 0, 152) == {"150": 1}
