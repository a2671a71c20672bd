"""Many athletes at once: a club or a study. One analysis each, on all cores of a machine or on a cluster.

athlete     one athlete: files in, Parquet and one summary row out
machines    the athletes over processes or machines
command     python -m analysis cohort FOLDER
"""

from analysis.cohort.athlete import Job, Row
from analysis.cohort.machines import spread

__all__ = ["Job", "Row", "spread"]
