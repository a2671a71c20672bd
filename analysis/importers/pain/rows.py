"""One row of a pain log, read into its entries: scores, places and signs as runners write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from analysis.importers import delimited
from analysis.importers.dates import When
from analysis.importers.delimited import BadRow, Row, is_missing, plain
from analysis.importers.pain import words
from analysis.importers.pain.layout import Layout, ScoreColumn, cell, side_of
from analysis.importers.pain.places import HEELS, SITE_OF
from analysis.importers.pain.scale import TEN, WRITE_SCORE, score_of
from analysis.tables import MOMENTS, NO_SIGNS, SIGNS, SITES

MAX_ENTRY = 999
LONGEST_AFTER_H = 48
KEPT_IN_NOTE = "It was kept in the note."


class Entry(NamedTuple):
    """One entry of PAIN, with the row and the time of day it comes from, and the pain of the day it is about."""

    row: int
    local_date: date
    clock: time | None
    situation: str = ""
    moment: str = "day"
    site: str = "unknown"
    side: str = "unknown"
    entry: int | None = None
    score: float | None = None
    warm_up: str | None = None
    start_score: float | None = None
    end_score: float | None = None
    hours_after: float | None = None
    quality: str | None = None
    activity_id: str | None = None
    signs: str | None = None
    note: str | None = None
    source: str = ""

    @property
    def key(self) -> tuple[date, str, str, str]:
        return self.local_date, self.moment, self.site, self.side

    @property
    def said(self) -> Entry:
        """The entry without where it stands."""
        return self._replace(row=0, source="")

    def repeats(self, other: Entry) -> bool:
        """Whether `other` already says all this at the same place and time."""
        if self.entry is not None or other.entry is not None:
            return self.said == other.said
        return self.clock == other.clock and all(getattr(self, n) in (None, getattr(other, n)) for n in _SAYS)

    @property
    def says_nothing(self) -> bool:
        return self.score is None and not (self.signs or self.note or self.warm_up or self.quality)


_SAYS = Entry._fields[Entry._fields.index("score") : Entry._fields.index("source")]


@dataclass
class RowReader:
    """Reads one row. `told` holds what the runner should know about it; `left_out` whether a value could not be read.

    Words that have no place of their own go into the note, so that nothing the runner wrote is lost.
    """

    row: Row
    layout: Layout
    source: str
    scale: str = TEN
    writes_zero: frozenset[int] = frozenset()  # columns of scores in which 0 stands as a number
    notes: list[str] = field(default_factory=list)
    qualities: set[str] = field(default_factory=set)
    told: list[tuple[str, str]] = field(default_factory=list)
    says_heel: bool = False
    unknown_sign: bool = False
    left_out: bool = False

    def entries(self, when: When) -> list[Entry]:
        """The entries of the row; what is about the whole row (signs, note) stands with the first of them."""
        if note := self.text("note"):
            self.notes.append(note)
        places = self.places()
        moment, part = self.moment()
        clock = when.clock or words.PARTS.get(part)
        source = self.text("source") or self.source
        wholes = [
            Entry(self.row.line, when.day, clock, part, moment, site, side, source=source) for site, side in places
        ]
        scored = sorted(self.scored(wholes), key=lambda entry: entry.moment == words.NEXT_MORNING)
        first, *others = scored or wholes[:1]
        first = self.with_the_row(first)
        return [_settled(entry) for entry in (first, *others) if not entry.says_nothing]

    def with_the_row(self, entry: Entry) -> Entry:
        """`entry` with everything that the row says once, whatever the number of its scores."""
        number = delimited.number(self.text("entry"))
        warm_up, signs, quality = self.warm_up(), self.signs(), self.quality()
        start, end, hours = self.score_in("start_score"), self.score_in("end_score"), self.hours_after()
        notes = self.notes + ([entry.note] if entry.note else [])
        return entry._replace(
            entry=int(number) if number is not None and 1 <= number <= MAX_ENTRY else None,
            warm_up=warm_up,
            start_score=start,
            end_score=end,
            hours_after=hours,
            quality=quality,
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

    def scored(self, wholes: Sequence[Entry]) -> Iterator[Entry]:
        for column in self.layout.scores:
            try:
                score = self.score(column)
            except BadRow as bad:
                self.left_out = True
                self.told.append((bad.found, bad.advice))
                continue
            if score is not None:
                for whole in wholes[:1] if column.site else wholes:
                    yield self.under(column, whole, score)

    def score_in(self, name: str) -> float | None:
        """A score beside that of the entry, always from 0 to 10; None where there is none or it cannot be read."""
        try:
            return score_of(self.text(name), name.replace("_", " "))
        except BadRow as bad:
            self.left_out = True
            self.told.append((bad.found, bad.advice))
            return None

    def hours_after(self) -> float | None:
        text = self.text("hours_after")
        hours = delimited.number(text)
        if hours is not None and 0 <= hours <= LONGEST_AFTER_H:
            return hours
        if not is_missing(text):
            self.notes.append(f"hours after: {text}")
        return None

    def score(self, column: ScoreColumn) -> float | None:
        text = cell(self.row, column.place)
        if text == "None" and column.place in self.writes_zero:  # Python's word for missing, or the runner's for 0
            raise BadRow(f"“None” in the column “{column.name}” may mean no pain or no entry.", WRITE_SCORE)
        return score_of(text, column.name, TEN if column.scale == TEN else self.scale)

    def under(self, column: ScoreColumn, entry: Entry, score: float) -> Entry:
        """`entry` with its score, and the moment, place and situation that the name of its column gives."""
        site, side = entry.site, column.side or entry.side
        said = [f"moment: {column.situation}"] if column.situation else []
        if column.site:
            before = len(self.notes)
            site, side = self.place(column.site, side)
            said += self.notes[before:]
            del self.notes[before:]  # a site without a name of its own is a note on this score, not on the row
        return entry._replace(
            clock=entry.clock or words.PARTS.get(column.situation),
            situation=column.situation or entry.situation,
            moment=column.moment or entry.moment,
            site=site,
            side=side,
            score=score,
            note="; ".join(said) or None,
        )

    # words

    def moment(self) -> tuple[str, str]:
        """The moment that the row names, and the part of the day where that is no moment."""
        word = self.text("moment")
        if plain(word) in words.PARTS:
            self.notes.append(f"moment: {word}")
            return "day", plain(word)
        if CLOCK.match(word):
            return "day", ""
        moment = words.MOMENT_OF.get(plain(word), "") if word else "day"
        if moment not in (*MOMENTS, words.NEXT_MORNING):
            self.unknown("moment", word, f"It counts for the whole day. Moments are: {', '.join(MOMENTS)}.")
            return "day", ""
        return moment, ""

    def places(self) -> list[tuple[str, str]]:
        """Every site and side of the row; several in one cell (`left heel; right knee`) are several places."""
        site_text, side_text = self.text("site"), self.text("side")
        parts = [part for marked in _MARKS.split(site_text) for part in _ANDS.split(marked) if plain(part)]
        if len(parts) < 2 or not all(_site_name(part) in SITE_OF for part in parts):
            return [self.place(site_text, side_text)]
        return list(dict.fromkeys(self.place(part, side_text) for part in parts))

    def place(self, site_text: str, side_text: str) -> tuple[str, str]:
        """Site and side; a side may stand with the site (`left heel`)."""
        name = _site_name(site_text)
        side = side_of(plain(site_text).split()) or "unknown"
        self.says_heel = self.says_heel or name in HEELS
        site = SITE_OF.get(name, "") if name else "unknown"
        if not site:
            self.unknown("site", site_text, f"It counts as “other”. Sites are: {', '.join(SITES)}.")
        elif site == "other" and name != "other":
            self.notes.append(f"site: {site_text}")
        return site or "other", self.side(side_text, side)

    def side(self, text: str, default: str) -> str:
        if is_missing(text) or text == "unknown":
            return default
        side = words.SIDE_OF.get(plain(text)) or side_of(plain(text).split())
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

    def quality(self) -> str | None:
        """How it felt, in the words of PAIN; other words go into the note."""
        text = self.text("quality")
        for part in () if is_missing(text) else filter(plain, _MARKS.split(text)):
            self.felt(part.strip())
        return ";".join(quality for quality in words.QUALITIES if quality in self.qualities) or None

    def felt(self, word: str) -> None:
        if quality := words.QUALITY_OF.get(plain(word)):
            self.qualities.add(quality)
        else:
            self.notes.append(f"feels: {word}")

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
        for sign, place, title in self.layout.signs:
            text = cell(self.row, place)
            if is_missing(text):
                continue
            answer = _is_yes(text)
            if answer is None:
                found |= {sign} | _signs_in(text)
                self.notes.append(f"{sign.replace('_', ' ')}: {text}")
                yes = f"“{text}” in the column “{title}” is neither yes nor no. It was read as yes."
                self.told.append((yes, "Write yes or no."))
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
        found: set[str] = set()
        for part in _sign_parts(text):
            signs = _signs_in(part)
            found |= signs
            if not signs and plain(part) in words.QUALITY_OF.keys() | words.OTHER_QUALITIES:
                self.felt(part)
            elif not signs and plain(part) not in words.NONE:
                self.unknown_sign = True
                self.unknown("sign", part, f"If it is a warning sign, write one of: {', '.join(SIGNS)}.")
            elif signs and plain(part) not in words.SIGN_OF:
                self.notes.append(part)
        return found, False


CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\b|\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_MARKS = re.compile(r"[;,/|+&\n]")
_ANDS = re.compile(r"\b(?:and|und|et|y|e|en|och|og|i)\b")


def _site_name(text: str) -> str:
    """`the left heel pain` without what is no place; a limb alone is no site that Twinge follows."""
    return _place_in(plain(text))


@lru_cache(maxsize=512)
def _place_in(words_of_it: str) -> str:
    tokens = [token for token in words_of_it.split() if token not in words.PAIN_WORDS and token not in words.SIDE_OF]
    for drop in (frozenset[str](), words.FILLERS, words.FILLERS | words.LIMB_WORDS):
        name = " ".join(token for token in tokens if token not in drop)
        if not name or name in SITE_OF:
            return name
    return " ".join(tokens)


def _sign_parts(text: str) -> list[str]:
    """What stands between the marks, and between `and`s where the whole is no sign (`pins and needles` is one)."""
    marked = [part.strip() for part in _MARKS.split(text)]
    parts = [[part] if _signs_in(part) else _ANDS.split(part) for part in marked]
    return [part.strip() for some in parts for part in some if plain(part)]


def _signs_in(text: str) -> set[str]:
    """The signs that an option of a form names (`Swelling or bruising around the heel`); none where it denies one."""
    tokens = plain(text).split()
    if " ".join(tokens) in words.SIGN_OF:
        return {words.SIGN_OF[" ".join(tokens)]}
    if not _DENIALS.isdisjoint(tokens):
        return set()
    spans = (" ".join(tokens[i : i + n]) for n in (1, 2, 3, 4) for i in range(len(tokens) - n + 1))
    return {words.SIGN_OF[span] for span in spans if span in words.SIGN_OF}


_DENIALS = words.NO | frozenset(
    "not without never kein keine ohne nicht sin sans senza sem geen utan uden uten bez".split()
)


def _settled(entry: Entry) -> Entry:
    """The next morning is the first steps of the day after."""
    if entry.moment != words.NEXT_MORNING:
        return entry
    return entry._replace(moment="first_steps", local_date=entry.local_date + timedelta(days=1))


def _is_yes(text: str) -> bool | None:
    """Yes, no, or None for a word that is neither."""
    value = delimited.number(text)
    if value is not None:
        return value > 0
    if text in words.TICKS or plain(text) in words.YES:
        return True
    return False if plain(text) in words.NONE else None
