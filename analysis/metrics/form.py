"""How did the runner step at each speed on level ground?"""

from __future__ import annotations

import numpy as np

from analysis.metrics import speed
from analysis.metrics.bands import Bands, in_bands
from analysis.metrics.track import Track
from analysis.thresholds import FORM_GRADE


def bands(track: Track, of_steps: np.ndarray, grade: np.ndarray) -> Bands:
    """How far, how long and at which mean cadence was each recording at each speed on level ground?

    The mean length of a step follows: distance over cadence times minutes. Only time with a cadence counts, and only
    ground known to be no steeper than 1 %.

    Parameters
    ----------
    of_steps
        Speed of each step in m/s, as run.
    """
    is_level = np.abs(grade) <= FORM_GRADE.value / 100
    number = np.where(is_level & (track.cadence_spm > 0), speed.band(of_steps), -1)
    return in_bands(track, "form", speed.LABELS, number, cadence_spm=track.cadence_spm)
