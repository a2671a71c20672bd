"""At which heart rates was each run?"""

from __future__ import annotations

import numpy as np

from analysis.metrics.bands import Bands, in_bands
from analysis.metrics.track import Track
from analysis.tables import HEART_RATE_BAND_BPM, RECORDS

_HIGHEST = int(RECORDS["heart_rate_bpm"].high or 0)
LABELS = tuple(str(low) for low in range(0, _HIGHEST + 1, HEART_RATE_BAND_BPM))


def bands(track: Track) -> Bands:
    """How far and how long was each recording at each heart rate? Time without a heart rate is in no band."""
    number = np.floor(track.heart_rate_bpm / HEART_RATE_BAND_BPM)
    return in_bands(track, "heart_rate", LABELS, np.where(track.heart_rate_bpm > 0, number, -1).astype("int64"))
