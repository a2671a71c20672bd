"""A pain log as text, read in one line."""

import pandas as pd

from analysis.importers import pain_csv
from analysis.importers.base import File, Hints
from analysis.tables import PAIN, check


def file_of(text, name="log.csv"):
    return File(name, text.encode())


def read(text):
    content = pain_csv.read(file_of(text), Hints())
    check(content.pain, PAIN)
    return content


def entries(text):
    """(day, moment, score) of every entry; None for a missing score."""
    pain = read(text).pain
    return [
        (f"{row.local_date:%Y-%m-%d}", row.moment, None if pd.isna(row.score) else row.score)
        for row in pain.itertuples()
    ]


def sentences(text):
    return [issue.sentence for issue in read(text).issues]


def signs(text):
    return [None if pd.isna(value) else value for value in read(text).pain["signs"]]
