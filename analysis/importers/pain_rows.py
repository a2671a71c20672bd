"""One row of a pain log, read into its entries: scores, places and signs as runners write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from analysis.importers import delimited
from analysis.importers import pain_words as words
from analysis.importers.dates import When
from analysis.importers.delimited import BadRow, Row, is_missing, plain
from analysis.importers.pain_layout import Layout, ScoreColumn, cell
from analysis.tables import MOMENTS, NO_SIGNS, SIGNS, SITES

WRITE_SCORE = "Write a number from 0 (no pain) to 10 (worst pain), or leave the cell empty."
MAX_ENTRY = 999
KEPT_IN_NOTE = "It was kept in the note."


@dataclass(frozen=True)
class Entry:
    """One entry of PAIN, with the row and the time of day it comes from."""

    row: int
    local_date: date
    clock: time | None
    moment: str = "day"
    site: str = "unknown"
    side: str = "unknown"
    entry: int | None = None
    score: float | None = None
    warm_up: str | None = None
    activity_id: str | None = None
    signs: str | None = None
    note: str | None = None
    source: str = ""

    @property
    def key(self) -> tuple[date, str, str, str]:
        return self.local_date, self.moment, self.site, self.side

    def repeats(self, other: Entry) -> bool:
        """Whether `other` already says all this at the same place and time."""
        if self.entry is not None or other.entry is not None:
            return replace(self, row=0, source="") == replace(other, row=0, source="")
        said = ("score", "warm_up", "activity_id", "signs", "note")
        return self.clock == other.clock and all(getattr(self, n) in (None, getattr(other, n)) for n in said)

    @property
    def says_nothing(self) -> bool:
        return self.score is None and not (self.signs or self.note or self.warm_up)


def score_of(text: str, column: str) -> float | None:
    """The score a cell holds; empty is missing, 0 is 0.

    Raises
    ------
    BadRow
        Naming the column, what stands there and what to write.
    """
    if is_missing(text) or text == "?":
        return None
    share = re.fullmatch(r"(.+?)\s*/\s*(\d+)", text)
    value = delimited.number(share[1] if share else text)
    found = f"“{text}” in the column “{column}”"
    if value is None:
        raise BadRow(f"{found} is not a score.", WRITE_SCORE)
    if share and share[2] != "10":
        raise BadRow(f"{found} is not on a scale from 0 to 10.", WRITE_SCORE)
    if not 0 <= value <= 10:
        raise BadRow(f"{found} is {'above 10' if value > 10 else 'below 0'}.", WRITE_SCORE)
    return value


@dataclass
class RowReader:
    """Reads one row. `told` holds what the runner should know about it; `left_out` whether a value could not be read.

    Words that have no place of their own go into the note, so that nothing the runner wrote is lost.
    """

    row: Row
    layout: Layout
    source: str
    notes: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    says_heel: bool = False
    unknown_sign: bool = False
    left_out: bool = False

    def entries(self, when: When) -> list[Entry]:
        """The entries of the row; what is about the whole row (signs, note) stands with the first of them."""
        if note := self.text("note"):
            self.notes.append(note)
        site, side = self.place(self.text("site"), self.text("side"))
        source = self.text("source") or self.source
        whole = Entry(self.row.line, when.day, when.clock, self.moment(), site, side, source=source)
        scored = sorted(self.scored(whole), key=lambda entry: entry.moment == words.NEXT_MORNING)
        first, *others = scored or [whole]
        first = self.with_the_row(first)
        return [_settled(entry) for entry in (first, *others) if not entry.says_nothing]

    def with_the_row(self, entry: Entry) -> Entry:
        """`entry` with everything that the row says once, whatever the number of its scores."""
        number = delimited.number(self.text("entry"))
        warm_up, signs = self.warm_up(), self.signs()
        notes = self.notes + ([entry.note] if entry.note else [])
        return replace(
            entry,
            entry=int(number) if number is not None and 1 <= number <= MAX_ENTRY else None,
            warm_up=warm_up,
            activity_id=self.text("activity_id") or None,
            signs=signs,
            note="; ".join(notes) or None,
        )

    def text(self, name: str) -> str:
        return cell(self.row, self.layout.fields.get(name))

    def unknown(self, what: str, word: str, advice: str) -> None:
        self.notes.append(f"{what}: {word}")
        self.told.append((f"The {what} “{word}” is not known. {KEPT_IN_NOTE}", advice))

    # scores

    def scored(self, whole: Entry) -> Iterator[Entry]:
        for column in self.layout.scores:
            try:
                score = score_of(cell(self.row, column.place), column.name)
            except BadRow as bad:
                self.left_out = True
                self.told.append((bad.found, bad.advice))
                continue
            if score is not None:
                yield self.under(column, replace(whole, score=score))

    def under(self, column: ScoreColumn, entry: Entry) -> Entry:
        """`entry` with the moment and place that the name of its column gives."""
        entry = replace(entry, moment=column.moment or entry.moment, side=column.side or entry.side)
        if column.site is None:
            return entry
        before = len(self.notes)
        site, side = self.place(column.site, entry.side)
        said = self.notes[before:]
        del self.notes[before:]  # a site without a name of its own is a note on this score, not on the row
        return replace(entry, site=site, side=side, note="; ".join(said) or None)

    # words

    def moment(self) -> str:
        word = self.text("moment")
        moment = words.MOMENT_OF.get(plain(word), "") if word else "day"
        if moment not in (*MOMENTS, words.NEXT_MORNING):
            self.unknown("moment", word, f"It counts for the whole day. Moments are: {', '.join(MOMENTS)}.")
            return "day"
        return moment

    def place(self, site_text: str, side_text: str) -> tuple[str, str]:
        """Site and side; a side may stand with the site (`left heel`)."""
        tokens = [token for token in plain(site_text).split() if token not in words.PAIN_WORDS]
        name = " ".join(token for token in tokens if token not in words.SIDE_OF)
        side = next((words.SIDE_OF[token] for token in tokens if token in words.SIDE_OF), "unknown")
        self.says_heel = self.says_heel or name in words.HEELS
        site = words.SITE_OF.get(name, "") if name else "unknown"
        if not site:
            self.unknown("site", site_text, f"It counts as “other”. Sites are: {', '.join(SITES)}.")
        elif site == "other" and name != "other":
            self.notes.append(f"site: {site_text}")
        return site or "other", self.side(side_text, side)

    def side(self, text: str, default: str) -> str:
        if not plain(text) or text == "unknown":
            return default
        side = words.SIDE_OF.get(plain(text), "")
        if not side:
            self.unknown("side", text, "Write left, right or both.")
        return side or default

    def warm_up(self) -> str | None:
        word = self.text("warm_up")
        if is_missing(word):
            return None
        if plain(word) not in words.WARM_UP_OF:
            self.unknown("warm-up", word, "Write eased, same or worse.")
        return words.WARM_UP_OF.get(plain(word))

    # signs

    def signs(self) -> str | None:
        """The signs of the row, `none` where the runner was asked and has none, missing where nobody asked."""
        found, no = self.ticked_signs()
        listed, none = self.listed_signs()
        if found | listed:
            return ";".join(sign for sign in SIGNS if sign in found | listed)
        return NO_SIGNS if (no or none) and not self.unknown_sign else None

    def ticked_signs(self) -> tuple[set[str], bool]:
        """Signs with a column of their own, and whether any of them was answered with no."""
        found, no = set(), False
        for sign, place in self.layout.signs.items():
            text = cell(self.row, place)
            if is_missing(text):
                continue
            answer = _is_yes(text)
            if answer is None:
                found.add(sign)
                self.notes.append(f"{sign.replace('_', ' ')}: {text}")
                self.told.append((
                    f"“{text}” in the column “{sign.replace('_', ' ')}” is neither yes nor no. It was read as yes.",
                    "Write yes or no.",
                ))  # fmt: skip
            elif answer:
                found.add(sign)
            no = no or answer is False
        return found, no

    def listed_signs(self) -> tuple[set[str], bool]:
        """Signs named in one cell, and whether the cell says that there are none."""
        text = self.text("signs")
        if is_missing(text):
            return set(), False
        if plain(text) in words.NONE or text == "0":
            return set(), True
        parts = [part.strip() for part in re.split(r"[;,/|+&\n]|\b(?:and|und|et)\b", text) if part.strip()]
        for part in parts:
            if plain(part) not in words.SIGN_OF and plain(part) not in words.NONE:
                self.unknown_sign = True
                self.unknown("sign", part, f"If it is a warning sign, write one of: {', '.join(SIGNS)}.")
        return {words.SIGN_OF[plain(part)] for part in parts if plain(part) in words.SIGN_OF}, False


def _settled(entry: Entry) -> Entry:
    """The next morning is the first steps of the day after."""
    if entry.moment != words.NEXT_MORNING:
        return entry
    return replace(entry, moment="first_steps", local_date=entry.local_date + timedelta(days=1))


def _is_yes(text: str) -> bool | None:
    """Yes, no, or None for a word that is neither."""
    value = delimited.number(text)
    if value is not None:
        return value > 0
    if text in words.TICKS or plain(text) in words.YES:
        return True
    return False if plain(text) in words.NONE else None
