"""What the runner told beside activities and pain: corrections, rules of their own, shoes, care."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analysis.tables import CARE, CORRECTIONS, DEFAULTS, SHOES, empty


@dataclass(frozen=True)
class Told:
    """Tables that only the runner can fill; each is empty where nothing was told.

    Parameters
    ----------
    corrections
        CORRECTIONS: a value of one activity. It wins over a rule and over the file.
    defaults
        DEFAULTS: a rule for runs of a kind. It fills in what the file leaves open, see `corrections.py`.
    shoes
        SHOES: what is known of each pair; what can be counted is counted.
    care
        CARE.
    """

    corrections: pd.DataFrame = field(default_factory=lambda: empty(CORRECTIONS))
    defaults: pd.DataFrame = field(default_factory=lambda: empty(DEFAULTS))
    shoes: pd.DataFrame = field(default_factory=lambda: empty(SHOES))
    care: pd.DataFrame = field(default_factory=lambda: empty(CARE))
