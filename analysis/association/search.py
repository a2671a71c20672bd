"""Which exposures go with more pain than chance would bring anywhere in the search?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis import diary
from analysis.association.logs import Log
from analysis.thresholds import ASSOCIATION_P

SHUFFLES = 999
ALLOWANCE = 1.25  # on p: the model of the days is estimated and never exact; measured, see docs/methods.md
SEED = 20_240_229  # any fixed number: the same log gives the same answer
MOST_FOUND = 3  # exposures of one moment


@dataclass
class Search:
    """What was found in the log of one moment.

    Parameters
    ----------
    found
        By exposure (position in the log), its feature (position in the log), in the order they were found. Each was
        taken as known when the next was looked for.
    strongest
        By exposure, the feature that goes with the score most, beside those found.
    p_adjusted
        By exposure: the chance of a feature this strong anywhere in the search if nothing mattered.
    critical_t
        How strong a feature had to be in the first round.
    """

    log: Log
    score: np.ndarray
    fixed: np.ndarray
    features: np.ndarray
    orders: np.ndarray
    scan: diary.Scan = field(init=False)
    found: dict[int, int] = field(default_factory=dict)
    strongest: dict[int, int] = field(default_factory=dict)
    p_adjusted: dict[int, float] = field(default_factory=dict)
    critical_t: float = np.nan

    @property
    def of_exposure(self) -> np.ndarray:
        """Features by exposure."""
        return np.arange(len(self.log.features)).reshape(len(self.log.exposures), -1)

    @property
    def open(self) -> list[int]:
        """Exposures that may still be found."""
        if len(self.found) == MOST_FOUND:
            return []
        return [exposure for exposure in range(len(self.log.exposures)) if exposure not in self.found]

    def known(self, but: int | None = None) -> np.ndarray:
        """Whitened columns taken as known: the fixed ones and all features of the exposures found, `but` of that one.

        All, because an exposure that moves with a found one would else be found for how the memory was drawn.
        """
        others = [exposure for exposure in self.found if exposure != but]
        return np.column_stack([self.fixed, self.features[:, self.of_exposure[others].ravel()]])

    def look(self) -> None:
        """Scan all features beside what is known."""
        self.scan = diary.scan(self.score, self.known(), self.features, self.orders)
        for exposure in self.open:
            features = self.of_exposure[exposure]
            self.strongest[exposure] = int(features[np.argmax(self.scan.t[features])])

    def best_shuffled(self) -> np.ndarray:
        """The strongest of the features still open, one value per shuffle."""
        return self.scan.shuffled[:, self.of_exposure[self.open].ravel()].max(axis=1, initial=-np.inf)


def search(logs: Sequence[Log]) -> list[Search]:
    """Which exposures go with more pain, at which moments?

    One search over all moments, exposures, lags and half-lives: the strongest feature is held against the strongest
    that shuffled days give anywhere (one-sided: more load, more pain). What passes is taken as known, and the search
    goes on without it. The same shuffle of the calendar serves all moments, since they rise and fall together.

    Returns
    -------
    list of Search
        One per log. The chance that any exposure is found where none matters is `ASSOCIATION_P`.
        Source: stepwise max-t after Westfall and Young 1993; error rates in docs/methods.md.
    """
    searches = _begin(logs)
    passed = 0.0
    while any(one.open for one in searches):
        shuffled = np.max([one.best_shuffled() for one in searches], axis=0)
        for one in searches:
            _adjust(one, shuffled, passed)
        best, exposure = _first(searches)
        passed = best.p_adjusted[exposure]
        if passed > ASSOCIATION_P.value:
            break
        best.found[exposure] = best.strongest[exposure]
        best.look()
    return searches


def _first(searches: Sequence[Search]) -> tuple[Search, int]:
    """The open exposure with the smallest p, the strongest of several."""
    still_open = [(one, exposure) for one in searches for exposure in one.open]
    return min(still_open, key=lambda at: (at[0].p_adjusted[at[1]], -at[0].scan.t[at[0].strongest[at[1]]]))


def _begin(logs: Sequence[Log]) -> list[Search]:
    if not logs:
        return []
    calendar = max(int(log.days[-1]) for log in logs) + 1
    keys = np.random.default_rng(SEED).random((SHUFFLES, calendar), dtype=np.float32)
    searches = []
    for log in logs:
        score, fixed, features = log.whiten(log.score, log.fixed, log.remembered)
        searches.append(Search(log, score[:, 0], fixed, features, np.argsort(keys[:, log.days], axis=1)))
        searches[-1].look()
    critical = float(
        np.quantile(np.max([one.best_shuffled() for one in searches], axis=0), 1 - ASSOCIATION_P.value / ALLOWANCE)
    )
    for one in searches:
        one.critical_t = critical
    return searches


def _adjust(one: Search, shuffled: np.ndarray, passed: float) -> None:
    """p of the open exposures; never below that of an exposure found before."""
    for exposure in one.open:
        stronger = (shuffled >= one.scan.t[one.strongest[exposure]]).sum()
        one.p_adjusted[exposure] = min(max(ALLOWANCE * float(1 + stronger) / (1 + SHUFFLES), passed), 1.0)
