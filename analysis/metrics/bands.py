"""Rows of EXPOSURES from steps: how far and how long in which band?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.metrics.track import Track
from analysis.tables import DTYPES, EXPOSURES


class Bands(NamedTuple):
    """Rows of one dimension. `of` is the number of the recording, `values` are columns of EXPOSURES."""

    dimension: str
    of: np.ndarray
    band: np.ndarray
    values: dict[str, np.ndarray]


def in_bands(track: Track, dimension: str, labels: Sequence[str], band: np.ndarray, **means: np.ndarray) -> Bands:
    """How far and how long was each recording in each band?

    Parameters
    ----------
    labels
        Names of the bands.
    band
        Number of the band of each step; below 0 for a step that is in none.
    means
        Values of each step whose mean over the time in each band is wanted, by the column of EXPOSURES they fill.
    """
    width = len(labels) + 1  # the last cell of each recording takes the steps that are in no band
    cell = track.of * width + np.where(band < 0, len(labels), band)
    seconds = np.bincount(cell, track.step_s, len(track.ids) * width)
    filled = np.flatnonzero(seconds)
    filled = filled[filled % width < len(labels)]
    values: dict[str, np.ndarray] = {"time_s": seconds[filled]}
    values["distance_m"] = np.bincount(cell, track.step_m, len(seconds))[filled]
    for name, value in means.items():
        values[name] = np.bincount(cell, track.step_s * value, len(seconds))[filled] / seconds[filled]
    return Bands(dimension, filled // width, _objects(labels)[filled % width], values)


def table(track: Track, parts: Sequence[Bands]) -> pd.DataFrame:
    """All rows as EXPOSURES; who says so is the file, and nobody of a band that is unknown.

    The columns are made as declared and not checked again: the check would cost more than all of the arithmetic.
    """
    of, band = (np.concatenate(column) for column in zip(*((part.of, part.band) for part in parts), strict=True))
    texts = {
        "activity_id": track.ids[of],
        "dimension": np.repeat(_objects([part.dimension for part in parts]), [len(part.of) for part in parts]),
        "band": band,
        "source": np.where(band == "unknown", *_objects(["unknown", "file"])[:, None]),
    }
    columns = {
        column.name: pd.array(texts[column.name], dtype=DTYPES["text"])
        if column.name in texts
        else np.concatenate([part.values.get(column.name, np.full(len(part.of), np.nan)) for part in parts])
        for column in EXPOSURES.columns
    }
    return pd.DataFrame(columns, copy=False)


def _objects(texts: Sequence[str]) -> np.ndarray:
    return np.array(texts, dtype=object)
