"""What a runner may choose about the analysis of their own data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from analysis.thresholds import PERSONAL, Threshold
from analysis.vocabulary import HISTORY

Units = Literal["km", "mi"]


@dataclass(frozen=True)
class Settings:
    """Choices that change what the analysis says.

    Parameters
    ----------
    units
        Unit of distance in sentences. Everything inside is metres.
    week_start
        First day of the week, 0 = Monday … 6 = Sunday.
    resolved
        Flag id, or `settled_key` of a flag and a site -> the day the runner recorded that the matter is settled (a
        clinician saw it, or it is gone). A flag id alone settles it at every site.
        Signs logged after that day raise the flag again.
    history
        What the runner said of their own health that a clinician should know with new pain, see `HISTORY`.
    shows_acwr
        Whether the acute to chronic ratio is shown. It does not foretell injuries.
    limits
        The runner's own numbers by their names in `PERSONAL`, in the unit of the threshold; see `own`.
    """

    units: Units = "km"
    week_start: int = 0
    resolved: Mapping[str, date] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    shows_acwr: bool = False
    limits: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.units not in ("km", "mi"):
            raise ValueError(f"units must be 'km' or 'mi', not {self.units!r}")
        if self.week_start not in range(7):
            raise ValueError(f"week_start must be 0 (Monday) to 6 (Sunday), not {self.week_start!r}")
        if strange := set(self.history) - set(HISTORY):
            raise ValueError(f"history may hold {', '.join(HISTORY)}, not {', '.join(sorted(strange))}")
        _check(self.limits)

    def own(self, usual: Threshold) -> Threshold:
        """The runner's own number in place of the usual one, where one was set."""
        name = next((name for name, personal in PERSONAL.items() if personal.usual is usual), "")
        if self.limits.get(name, usual.value) == usual.value:
            return usual
        source = f"your own setting, in place of the usual {usual.value:g}"
        return replace(usual, value=self.limits[name], source=source, grade="personal")


def _check(limits: Mapping[str, float]) -> None:
    """Raise where a number of the runner's own is not one that may be set, or two contradict each other."""
    for name, value in limits.items():
        if name not in PERSONAL:
            raise ValueError(f"limits may hold {', '.join(PERSONAL)}, not {name!r}")
        if not PERSONAL[name].low <= value <= PERSONAL[name].high:
            raise ValueError(f"{name} must be {PERSONAL[name].low:g} to {PERSONAL[name].high:g}, not {value!r}")
    both = {name: limits.get(name, personal.usual.value) for name, personal in PERSONAL.items()}
    for lower, higher in (("green_up_to", "amber_up_to"), ("shoe_notice_m", "shoe_due_m")):
        if both[lower] > both[higher]:
            raise ValueError(f"{lower} must not be above {higher}: {both[lower]:g}, {both[higher]:g}")


def settled_key(flag_id: str, site: str) -> str:
    """Under which name is a flag settled at one site? 'limping@shin'; the flag id alone where it is of no site."""
    return flag_id if site == "all" else f"{flag_id}@{site}"
