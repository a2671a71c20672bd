"""Not more sentences than anybody reads: of many that say the same of different rows, the first and how many more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.errors import Issue

MOST_OF_A_KIND = 20
_SPECIFIC = re.compile(r"“.*?”|\"[^\"]*\"|\d[\d.,:]*", re.DOTALL)


def bounded(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues of one file, at most `MOST_OF_A_KIND` that differ in row, number or quoted text alone."""
    kinds: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        kinds.setdefault((_SPECIFIC.sub("…", issue.found), issue.advice), []).append(issue)
    told: list[Issue] = []
    for alike in kinds.values():
        told += alike[:MOST_OF_A_KIND]
        if more := alike[MOST_OF_A_KIND:]:
            told.append(_and_more(more))
    return tuple(told)


def _and_more(alike: list[Issue]) -> Issue:
    rows = [issue.row for issue in alike if issue.row is not None]
    where = f", in rows {min(rows):,} to {max(rows):,}" if len(rows) == len(alike) > 1 else ""
    return Issue(alike[0].file, f"And {len(alike):,} more like the last one{where}.", alike[0].advice)
