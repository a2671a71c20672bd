"""The light of each of the last runs, with its reason."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.lights import light_reason
from analysis.settings import Settings


@dataclass(frozen=True)
class RunLight:
    """A run and how the pain answered it. `light` is `green`, `amber`, `red`, or empty where too little was logged."""

    local_date: pd.Timestamp
    distance_m: float
    light: str
    reason: str


def run_lights(runs: pd.DataFrame, settings: Settings, last: int = 8) -> tuple[RunLight, ...]:
    """The last runs of RUNS, the latest first."""
    return tuple(
        RunLight(
            run.local_date,
            run.distance_m,
            "" if pd.isna(run.light) else str(run.light),
            light_reason(run.light, run.light_because, settings),
        )
        for run in runs.tail(last)[::-1].itertuples()
    )
