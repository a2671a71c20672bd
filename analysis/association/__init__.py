"""What of the training goes with more pain? One search that holds its error rate, and a plain table beside it.

exposures   what may matter, and how a load is remembered
logs        the scores of one moment beside it
search      the strongest of many, against the strongest that shuffled days give
effects     how large, how sure, how much more log it takes
aligned     the scores beside the load that may be felt on their day, to look at
contrasts   mean pain after each kind of day, for logs of any length
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.association import effects, sentences
from analysis.association.aligned import aligned, ranked
from analysis.association.contrasts import contrasts
from analysis.association.exposures import HALF_LIVES, LAGS, Exposure, candidates, loads, remembered
from analysis.association.logs import Log, log_of
from analysis.association.search import Search, search
from analysis.settings import Settings, Units
from analysis.tables import ASSOCIATIONS, MOMENTS, conform, empty, of_rows
from analysis.thresholds import ASSOCIATION_WINDOW_DAYS

__all__ = ["USUAL_HALF_LIFE", "aligned", "associations", "contrasts", "ranked"]

LEAST_CHANGE = 0.01  # of a step; what an old load leaves behind is no difference between days
USUAL_HALF_LIFE = 3.0  # days; the middle of those searched, where none is found yet


def associations(days: pd.DataFrame, settings: Settings | None = None) -> pd.DataFrame:
    """Which exposures go with more pain, at which moment, by how much, and how sure is that?

    Parameters
    ----------
    days
        DAYS; columns of exposures or moments that it does not have are left out. Only the last three years are looked
        at.

    Returns
    -------
    pandas.DataFrame
        ASSOCIATIONS: one row for each exposure and moment that was ever logged, at the lag and half-life that goes with
        the score most. `estimate` and its interval in points per `step`, missing where nothing can be estimated. Days
        whose training or score is not known are left out.
        Source: see docs/methods.md, with the error rates this was measured to hold.
    """
    days = days.tail(ASSOCIATION_WINDOW_DAYS.whole)
    exposures = candidates(days)
    if days.empty or not exposures:
        return empty(ASSOCIATIONS)
    settings = settings or Settings()
    load = loads(days, exposures)
    memories = {half_life: remembered(load, half_life) for half_life in HALF_LIVES}
    logs = [
        log_of(moment, days[name], memories, exposures)
        for moment in MOMENTS
        if (name := f"{moment}_score") in days and days[name].notna().any()
    ]
    searches = {one.log.moment: one for one in search([log for log in logs if log.is_enough])}
    rows = [
        _row(case, settings.units)
        for log in logs
        for case in _cases(log, searches.get(log.moment), exposures, memories[USUAL_HALF_LIFE])
    ]
    return conform(of_rows(rows, ASSOCIATIONS), ASSOCIATIONS) if rows else empty(ASSOCIATIONS)


@dataclass(frozen=True)
class Case:
    """One exposure and moment.

    Parameters
    ----------
    search
        None where the log is too short.
    more_days
        Logged days still missing, at least those any statement needs; NaN where that cannot be told.
    """

    log: Log
    exposure: Exposure
    search: Search | None
    more_days: float

    @property
    def varies(self) -> bool:
        place = self.log.exposures.index(self.exposure)
        width = len(self.log.features) // len(self.log.exposures)
        changes = np.ptp(self.log.remembered[:, place * width : (place + 1) * width], axis=0)
        return bool(changes.max() > LEAST_CHANGE * self.exposure.steps["km"].size)


def _cases(
    log: Log, judged: Search | None, exposures: tuple[Exposure, ...], remembered_load: np.ndarray
) -> Iterator[Case]:
    critical = judged.critical_t if judged else effects.USUAL_CRITICAL_T
    needed = np.ceil(effects.logged_days_needed(remembered_load, log, critical)) - log.n
    more_days = np.maximum(needed, log.missing_days)
    for exposure, days in zip(exposures, more_days, strict=True):
        yield Case(log, exposure, judged, float(days))


def _row(case: Case, units: Units) -> dict[str, object]:
    row = {
        "exposure": case.exposure.column,
        "moment": case.log.moment,
        "lag_days": LAGS[case.log.moment][0],
        "step": case.exposure.steps["km"].size,
        "n": case.log.n,
        "verdict": "not_enough_data",
    }
    if case.exposure not in case.log.exposures or (case.log.n > 0 and not case.varies):
        known = case.log.known_days[case.exposure.column]
        return row | {"n": known, "sentence": sentences.never_varied(case.log, case.exposure)}
    if case.search is not None:
        return row | _judged(case, case.search, units)
    more_days = case.more_days
    if case.log.n > 0 and not case.log.changes:
        return row | {"sentence": sentences.never_changed(case.log)}
    return row | {
        "more_days": _countable(more_days),
        "sentence": sentences.too_short(case.log, case.exposure, more_days),
    }


def _judged(case: Case, search: Search, units: Units) -> dict[str, object]:
    """Estimate, verdict and sentence of an exposure that was searched."""
    place = case.log.exposures.index(case.exposure)
    effect, more_days, step = effects.effect(search, place), case.more_days, case.exposure.steps["km"].size
    if place in search.found:
        alike = effects.moves_with(search, place)
        text = sentences.found(case.log, case.exposure, effect, units, alike)
    else:
        text = sentences.not_found(case.log, case.exposure, effect, units, more_days)
    return {
        "lag_days": effect.lag_days,
        "half_life_days": effect.half_life_days,
        "estimate": effect.estimate * step,
        "ci_low": effect.low * step,
        "ci_high": effect.high * step,
        "n_effective": case.log.n_effective,
        "p_adjusted": search.p_adjusted[place],
        "more_days": _countable(more_days),
        "verdict": "more_pain" if place in search.found else "no_clear_association",
        "sentence": text,
    }


def _countable(days: float) -> float:
    """A number of days that may be awaited; NaN otherwise."""
    return days if days <= sentences.FOREVER_DAYS else np.nan
