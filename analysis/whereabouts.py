"""Which runs began at one place, and which went one way? Told by words of ACTIVITIES that no position can be read off.

`place` holds a few words: two starts within 500 m share at least one. `route` holds words for the way: the larger the
part of them that two runs share, the more they went the same way. What the words are made of, and what they keep
secret, stands in `importers/whereabouts.py` and in docs/decisions/0016-places-without-positions.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.vocabulary import RUN_SPORT

SEPARATOR = ";"
FEWEST_RUNS = 3  # a way gone less often is no route of the runner's
SAME_WAY = 0.6  # share of the words of two runs that both have, from which on they went the same way


def places(activities: pd.DataFrame, known: Iterable[str] = ()) -> pd.DataFrame:
    """From which places does the athlete run?

    Parameters
    ----------
    activities
        ACTIVITIES; what is no run, or has no place, is left out.
    known
        Keys in use already: a place that has one keeps it, whatever was run since.

    Returns
    -------
    pandas.DataFrame
        One row per place, the one most run from first: `key` (one word of ACTIVITIES.place), `n_runs`, `distance_m`
        (m, all of its runs), `first_day`, `last_day`. A run within 500 m of the others counts at their place; near the
        edge between two places it may count at both. The order of the rows in `activities` does not matter.
    """
    runs = _runs(activities, "place")
    index = _Index(runs["place"])
    metres, days = runs["distance_m"].to_numpy(), runs["local_date"].to_numpy()
    rows = []
    for word in index.words_covering(known):
        at = index.rows_with(word)
        rows.append((word, len(at), float(np.nansum(metres[at])), days[at].min(), days[at].max()))
    return _most_run_first(rows, ["key", "n_runs", "distance_m", "first_day", "last_day"], runs["local_date"].dtype)


def routes(activities: pd.DataFrame, known: Iterable[str] = ()) -> pd.DataFrame:
    """Which ways does the athlete run again and again, in either direction?

    Parameters
    ----------
    known
        Keys in use already: a route that has one keeps it, and is listed however seldom it was run.

    Returns
    -------
    pandas.DataFrame
        One row per route run three times or more, the most run first: `key` (the `route` of its most typical run),
        `n_runs`, `distance_m` (m, the median of its runs). Each run counts for one route.
    """
    runs = _runs(activities, "route")
    index = _Index(runs["route"])
    metres = runs["distance_m"].to_numpy()
    is_free = np.ones(len(runs), bool)
    rows = []
    named, row_of = set(known), dict(zip(runs["route"], range(len(runs)), strict=True))
    for key in [*sorted(named), *index.typical_first()]:
        if key not in named and not is_free[row_of[key]]:
            continue
        alike = np.flatnonzero(is_free & (index.likeness(key) >= SAME_WAY))
        if len(alike) >= (1 if key in named else FEWEST_RUNS):
            is_free[alike] = False
            rows.append((key, len(alike), _median(metres[alike])))
    return _most_run_first(rows, ["key", "n_runs", "distance_m"])


def at_place(activities: pd.DataFrame, key: str) -> pd.Series:
    """Which activities began at the place with this key? False where nobody knows where one began."""
    return starts_together(key, activities["place"])


def on_route(activities: pd.DataFrame, key: str) -> pd.Series:
    """Which activities went the way with this key, in either direction? False where nobody knows the way."""
    return _with(key, activities["route"], lambda words, others: len(words & others) >= SAME_WAY * len(words | others))


def starts_together(one: str | None, others: pd.Series) -> pd.Series:
    """Which of `others` began where `one` did? Both are values of ACTIVITIES.place.

    Returns
    -------
    pandas.Series
        True for all within 500 m, for none farther than 1.5 km (3.1 km at the very poles), between that for some; False
        where either is missing.
    """
    return _with(one, others, lambda words, others: bool(words & others))


def _with(text: str | None, others: pd.Series, test: Callable[[set[str], set[str]], bool]) -> pd.Series:
    """Whether the words of `text` and those of each of `others` pass the test; False where either has none."""
    words = set(_words(text))
    passed = [bool(words) and isinstance(other, str) and test(words, set(_words(other))) for other in others]
    return pd.Series(passed, index=others.index, dtype="bool")


def _runs(activities: pd.DataFrame, column: str) -> pd.DataFrame:
    return activities[(activities["sport"] == RUN_SPORT) & activities[column].notna()]


def _median(values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else np.nan


def _most_run_first(rows: list[tuple[Any, ...]], names: list[str], day: object = None) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=names)
    kinds = {"key": "str", "n_runs": "int64", "distance_m": "float64"} | {n: day for n in names if n.endswith("_day")}
    return frame.sort_values(["n_runs", "key"], ascending=[False, True], ignore_index=True).astype(kinds)


class _Index:
    """The words of many texts, and which text has which."""

    def __init__(self, texts: pd.Series) -> None:
        self._texts = [text if isinstance(text, str) else "" for text in texts]
        every = [_words(text) for text in self._texts]
        self._sizes = np.array([len(words) for words in every], int)
        self._codes, words = pd.factorize(np.array([w for words in every for w in words], dtype=object))
        self._words, self._code = list(words), {word: code for code, word in enumerate(words)}
        self._counts = np.bincount(self._codes, minlength=len(self._words))
        self._owner = np.repeat(np.arange(len(every)), self._sizes)
        self._by_word = self._owner[np.argsort(self._codes, kind="stable")]
        self._ends = np.cumsum(self._counts)

    def rows_with(self, word: str) -> np.ndarray:
        code = self._code.get(word)
        return (
            self._by_word[:0]
            if code is None
            else self._by_word[self._ends[code] - self._counts[code] : self._ends[code]]
        )

    def likeness(self, text: str) -> np.ndarray:
        """Of the words of `text` and each text, the share that both have (Jaccard)."""
        words = _words(text)
        rows = np.concatenate([self._by_word[:0], *(self.rows_with(word) for word in words)])
        shared = np.bincount(rows, minlength=len(self._sizes))
        return shared / (self._sizes + len(words) - shared)

    def typical_first(self) -> list[str]:
        """The texts that may have their like, by how often their words stand in all; of equals, as they are written."""
        elsewhere, sums = (
            np.bincount(self._owner, weights=weights[self._codes], minlength=len(self._sizes))
            for weights in (self._counts > 1, self._counts)
        )
        texts = zip(self._texts, sums, elsewhere >= SAME_WAY * self._sizes, strict=True)
        common = {text: total for text, total, may_have in texts if may_have}
        return sorted(common, key=lambda text: (-common[text], text))

    def words_covering(self, known: Iterable[str]) -> Iterator[str]:
        """Words of which each text has one: those of `known`, then always the one with most texts not covered yet."""
        first = [word for word in dict.fromkeys(known) if word in self._code]
        in_order = np.argsort(np.array(self._words, dtype=object))
        codes_of = np.split(self._codes, np.cumsum(self._sizes)[:-1])
        left, is_left = self._counts.copy(), self._sizes > 0
        while first or is_left.any():
            # Of words with as many the one with the fewest others: it lies most around them.
            gain = left * (len(is_left) + 1) - self._counts
            word = first.pop(0) if first else self._words[in_order[np.argmax(gain[in_order])]]
            yield word
            covered = self.rows_with(word)
            covered = covered[is_left[covered]]
            is_left[covered] = False
            np.subtract.at(left, np.concatenate([self._codes[:0], *(codes_of[row] for row in covered)]), 1)


def _words(text: object) -> list[str]:
    return text.split(SEPARATOR) if isinstance(text, str) and text else []
