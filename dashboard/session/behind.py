"""What lies behind a statement, worked out when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import association
from analysis.flags.course import CONDITIONS, Course, course
from dashboard.session.drawn import once
from dashboard.session.view import current


def patterns(moment: str = "") -> pd.DataFrame:
    """The associations in the order they are told, with the difference between light and heavy days; those of a
    moment of pain, or all."""
    found = current().analysis
    ranked = once(association.ranked, found.days, found.associations)
    return once(_of_moment, ranked, moment, of=moment) if moment else ranked


def _of_moment(ranked: pd.DataFrame, moment: str) -> pd.DataFrame:
    return ranked[ranked["moment"] == moment]


def behind_pattern(row: Any) -> pd.DataFrame:
    """The scores beside the load, day by day; `row` is one of `patterns()`."""
    half_life = row.half_life_days if pd.notna(row.half_life_days) else association.USUAL_HALF_LIFE
    return association.aligned(
        current().analysis.days, row.exposure, row.moment, lag_days=int(row.lag_days), half_life_days=float(half_life)
    )


def worsening_course(site: str) -> Course | None:
    """What the signature rule saw of a site day by day; None where the running was not cut."""
    found = current().analysis
    return once(course, found.days, found.pain, site, of=site)


def worsening_conditions() -> Mapping[str, str]:
    """What must hold on a day before that rule is raised: column of the course -> words."""
    return CONDITIONS
