"""Rules that look at the tables and say raised, clear or not enough data. One file per theme."""

from __future__ import annotations

from analysis.flags import (  # noqa: F401  importing a theme registers its rules
    backoff,
    beyond,
    care,
    dials,
    form,
    hills,
    instead,
    intensity,
    load,
    morning,
    pain,
    returning,
    review,
    runs,
    shoes,
    side,
    signs,
    surface,
    triggers,
    worsening,
)
from analysis.flags.registry import RULES, Finding, Inputs, Rule, judge

__all__ = ["RULES", "Finding", "Inputs", "Rule", "judge"]
