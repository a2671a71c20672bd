"""Columns that come in families: one for each surface, grade, effort, or score of a moment."""

from __future__ import annotations

from analysis.contract import Column

_GRADE_WORDS = {
    "steep_downhill": ("Steep downhill", "where it falls by 5 % or more"),
    "downhill": ("Downhill", "where it falls by 2 to 5 %"),
    "level": ("Level", "where it rises or falls by less than 2 %"),
    "uphill": ("Uphill", "where it rises by 2 to 5 %"),
    "steep_uphill": ("Steep uphill", "where it rises by 5 % or more"),
    "unknown": ("Grade unknown", "where the grade is not known"),
}


def surface_column(surface: str) -> Column:
    where = "where the surface is not known" if surface == "unknown" else f"on {surface}"
    label = surface.capitalize()
    return Column(f"{surface}_m", "number", f"Distance run {where}.", "m", label, 0, weekly="sum", precision=1)


def grade_column(grade: str) -> Column:
    label, where = _GRADE_WORDS[grade]
    name = "grade_unknown_m" if grade == "unknown" else f"{grade}_m"
    validity = "moderate" if grade in ("steep_downhill", "steep_uphill") else "measured"
    return Column(name, "number", f"Distance run {where}.", "m", label, 0, weekly="sum", precision=1, validity=validity)


def intensity_column(intensity: str, unit: str) -> Column:
    what, precision = {"m": ("Distance", 1), "s": ("Time", 0)}[unit]
    how = "at an effort nobody knows" if intensity == "unknown" else f"at {intensity} effort"
    name = f"effort_unknown_{unit}" if intensity == "unknown" else f"{intensity}_{unit}"
    label = "Effort unknown" if intensity == "unknown" else intensity.capitalize()
    return Column(name, "number", f"{what} run {how}.", unit, label, 0, weekly="sum", precision=precision,
                  validity="weak")  # fmt: skip


def score(name: str, meaning: str, **more: object) -> Column:
    return Column(name, "number", meaning, "0-10", low=0, high=10, **more)  # type: ignore[arg-type]
