"""An empty pain log to fill in: the long form that the importer reads."""

from __future__ import annotations

FILE_NAME = "pain-log.csv"
_LINES = (
    "date,moment,site,side,score,warm_up,signs,note",
    "2024-03-11,first_steps,plantar_heel,left,3,,none,",
    "2024-03-11,during,plantar_heel,left,2,eased,,easy 6 km",
    "2024-03-11,after,plantar_heel,left,0,,,",
    "2024-03-12,first_steps,plantar_heel,left,4,,limp,",
)


def pain_template() -> bytes:
    """Four example rows under the header; a score of 0 is written as 0, a missing one left empty."""
    return ("\n".join(_LINES) + "\n").encode()
