"""Twinge's analysis: what is my training doing to my pain?

The map, in the order data moves (see the contracts of every table in `tables.py`):

    importers   bytes -> ACTIVITIES, RECORDS, PAIN, one outcome per file
    reading     the same, with what the samples of each file tell: EXPOSURES
    join        the same activity once; pain tied to its day and run
    corrections what the runner says of an activity counts before its file
    metrics     -> EXPOSURES, RUNS, DAYS, WEEKS
    association -> ASSOCIATIONS, and trend.py -> TRENDS: what pain goes with, and where it is going
    flags       -> FLAGS
    plan        -> PLAN
    glance      the status, its reason and the next steps, small enough to keep
    report      -> the page for a clinician (HTML and PDF), the JSON document
    preview     what keeping these files would change
    cohort      the same for many athletes

`pipeline.py` puts the stages one after the other; docs/architecture.md tells more.

`read(files)` and `analyse(activities, pain)` are all a caller needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.pipeline import Analysis, analyse
    from analysis.reading import read
    from analysis.settings import Settings
    from analysis.told import Told

__all__ = ["Analysis", "Settings", "Told", "analyse", "read"]

_HOMES = {"Analysis": "pipeline", "Settings": "settings", "Told": "told", "analyse": "pipeline", "read": "reading"}


def __getattr__(name: str) -> Any:
    """Give each name when it is first asked for: a process that only reads files needs no statistics."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
