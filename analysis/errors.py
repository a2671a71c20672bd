"""What Twinge says when a file, a row or a table is not what it should be."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_FOUND = 1000
_LONG_QUOTE = re.compile("“([^”]{100})[^”]+”")  # what stands in a cell may be a page long


class UnreadableFile(Exception):
    """A file that cannot be imported.

    Parameters
    ----------
    found
        What is in the file, in a runner's words.
    advice
        What the runner can do about it.
    """

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(f"{found} {advice}")
        self.found = found
        self.advice = advice


class ContractError(ValueError):
    """A table that breaks its declaration in `tables.py`: a bug in Twinge or in the caller's frame."""


@dataclass(frozen=True)
class Issue:
    """One thing a runner should know about a file that was read.

    Parameters
    ----------
    file
        Name of the file, with the archive it came from: ``export.zip/a.fit``.
    found
        What was found, as a sentence.
    advice
        What to do about it, as a sentence.
    row
        1-based line in the file as an editor shows it, where there is one.
    """

    file: str
    found: str
    advice: str
    row: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", _shortened(self.found))

    @property
    def where(self) -> str:
        return self.file if self.row is None else f"{self.file}, row {self.row}"

    @property
    def sentence(self) -> str:
        return f"{self.where}: {self.found} {self.advice}"


def _shortened(text: str) -> str:
    """The sentence without what nobody would read."""
    short = _LONG_QUOTE.sub(r"“\1…”", text)
    return short if len(short) <= LONGEST_FOUND else f"{short[:LONGEST_FOUND]}…"
