"""How steep was each step, and what did it cost?"""

from __future__ import annotations

import numpy as np

from analysis.metrics.track import Track, difference

WINDOW_M = 50.0  # the grade of a step is the mean over this much of its path
STEEPEST = 0.45  # the cost of running was measured up to this grade, up and down
_COST = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)  # J/kg/m by falling powers of the grade


def of_steps(track: Track, height: np.ndarray) -> np.ndarray:
    """How steep is each step? Rise over distance, 0.05 for 5 %; NaN where the altitude at either end is missing."""
    grade = np.full(len(height), np.nan)
    known = np.flatnonzero(np.isfinite(height))
    if not len(known):
        return grade
    around = track.middle_m[known], WINDOW_M
    grade[known] = difference(track.path_m[known], track.of[known], height[known], around)
    has_both_ends = np.isfinite(height[1:] - height[:-1]) & (track.of[1:] == track.of[:-1])
    grade[1:][~has_both_ends] = np.nan
    grade[:1] = np.nan
    return grade


def cost_ratio(grade: np.ndarray) -> np.ndarray:
    """How many metres on the level cost as much energy as one metre at this grade? 1 where the grade is unknown.

    Source: Minetti et al. 2002, J Appl Physiol 93:1039-1046: ten elite mountain runners on a treadmill, grades of
    -45 to 45 %; steeper ones count as these. Runners on real descents brake more than the curve says.
    """
    known = np.clip(np.nan_to_num(grade), -STEEPEST, STEEPEST)
    return np.polyval(_COST, known) / _COST[-1]
