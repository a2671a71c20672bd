"""Which column of a pain log holds what: read off the names, in whatever order and words the runner chose.

A name may be a word (`morning`), several (`left_heel_pain`) or the question of a form (`How bad was your heel pain this
morning? (0-10)`). What has a word in it that nobody here knows is left alone: better unread than read wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.importers import delimited
from analysis.importers.columns.words import names_distance
from analysis.importers.delimited import Row, Sheet, is_missing, plain
from analysis.importers.pain import scale as pain_scale
from analysis.importers.pain import words
from analysis.importers.pain.places import SITE_OF


@dataclass(frozen=True)
class ScoreColumn:
    """A column of scores, and what its name says about them; None where the name leaves it to the row.

    `situation` is what tells the day's pain from another pain of the same day: walking, worst, evening.
    """

    place: int
    name: str
    moment: str | None = None
    site: str | None = None
    side: str | None = None
    situation: str = ""
    scale: str | None = None


@dataclass(frozen=True)
class Layout:
    """What each column of the file holds; `unread` are those that Twinge has no use for."""

    fields: Mapping[str, int]
    scores: tuple[ScoreColumn, ...]
    signs: tuple[tuple[str, int, str], ...]  # sign, place, name of the column
    unread: tuple[str, ...]

    def text(self, row: Row, field: str) -> str:
        """The cell of a field, empty where the file or the row has none."""
        return cell(row, self.fields.get(field))

    def cells(self, rows: Sequence[Row]) -> list[str]:
        """All cells of scores whose column does not say that they are from 0 to 10."""
        places = [column.place for column in self.scores if column.scale != pain_scale.TEN]
        return [cell(row, place) for row in rows for place in places]


def cell(row: Row, place: int | None) -> str:
    """The text at `place`; short rows end in empty cells."""
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the column names of a pain log: a date, and scores or signs that nothing else has.

    `before`, `score` or `rest` alone could stand in any log: they count where nothing beside them is about training.
    With a distance it is a diary of runs and their pain: the reader of tables loses neither.
    """
    cells = [text[: pain_scale.MAX_TEXT + 1] for text in cells]
    names = [plain(text) for text in cells]
    fields = {_field(text) for text in cells}
    scores = [column for text in cells if (column := score_column(text))]
    if not fields & {"date", "timestamp"} or names_distance(cells):
        return False
    says_pain = any(plain(c.name) not in words.WEAK_SCORE_NAMES | words.MOMENT_OF.keys() for c in scores)
    moments = {column.moment for column in scores} - {None}
    if says_pain or len(moments) > 1 or "signs" in fields:
        return True
    return bool(scores) and not words.TRAINING_NAMES.intersection(names)


def layout(sheet: Sheet) -> Layout:
    """What each column of `sheet` holds; of two with the same meaning the first counts, but every score is read.

    A name that is the word itself (`date`) comes before one that has it in a question (`Date of the run?`).
    """
    fields: dict[str, int] = {}
    signs, scores, asked, unread = [], [], [], []
    for place, title in enumerate(sheet.header):
        name = plain(title)
        column = score_column(title, place)
        sign = _sign(title)
        if column and sign and not _holds_numbers(sheet, place):
            column = None
        if column and not _is_yes_or_no(sheet, place):
            scores.append(column)
        elif sign:
            signs.append((sign, place, title))
        elif name in words.COLUMN_OF:
            fields.setdefault(words.COLUMN_OF[name], place)
        elif field := _field(title):
            asked.append((field, place))
        elif name and name not in words.IDENTITY:
            unread.append(title)
    for field, place in asked:
        fields.setdefault(field, place)
    if "moment" not in fields and "clock" in fields and _names_moments(sheet, fields["clock"]):
        fields["moment"] = fields.pop("clock")
    return Layout(fields, tuple(scores), tuple(signs), tuple(unread))


# --- names


def score_column(title: str, place: int = 0) -> ScoreColumn | None:
    """What the name of a column says about the scores under it, None if it is no column of scores."""
    name = plain(title)
    if name in words.COLUMN_OF or name in words.IDENTITY or _asks_which_limb(name):
        return None
    column = ScoreColumn(place, title, scale=pain_scale.stated(title))
    if name in words.SCORE_NAMES:
        return column
    if name in words.MOMENT_OF:
        return replace(column, moment=words.MOMENT_OF[name])
    for tokens in _readings(title):
        rest = [token for token in tokens if token not in _ALL_PAIN_WORDS and not token.isdigit()]
        if words.PAIN_WORDS.intersection(tokens):
            found = _spelled_out(column, rest)
        else:  # `knee score` says where, `score of the day` when; `recovery score` and `rating` are about other things
            found = _place_and_moment(column, rest) if rest and words.WEAK_PAIN_WORDS.intersection(tokens) else None
        if found:
            return found
    return None


def _asks_which_limb(name: str) -> bool:
    return not words.WHICH.isdisjoint(name.split()) and not words.LIMB_WORDS.isdisjoint(name.split())


def says_pain(title: str) -> bool:
    """Whether a name has pain in it and nothing that is not known."""
    return score_column(title) is not None and any(not words.PAIN_WORDS.isdisjoint(t) for t in _readings(title))


_ALL_PAIN_WORDS = words.PAIN_WORDS | words.WEAK_PAIN_WORDS | words.SCALE_WORDS


def _readings(title: str) -> Iterator[list[str]]:
    """The words of a name: all of them, those that say something, those without the scale in brackets."""
    if len(title) > pain_scale.MAX_TEXT:
        return
    short = _SCALE_NOTE.sub(" ", title)
    for text in (title, short):
        tokens = _tokens(text)
        yield tokens
        yield [token for token in tokens if token not in words.FILLERS]


# `(0-10)`, `[1 = none, 5 = worst]`, and `? 0 = no pain …` behind a question
_SCALE_NOTE = re.compile(r"[(\[][^)\]]*\d[^)\]]*[)\]]|(?<=\?)[^?]*\d.*$|\b\d{1,3}\s*[=:].*$")


def _tokens(text: str) -> list[str]:
    """The words of a name, with `Fersenschmerz` as the two words it is."""
    tokens: list[str] = []
    for token in plain(text).split():
        ending = next((end for end in words.PAIN_ENDINGS if token.endswith(end) and token != end), None)
        tokens += [token[: -len(ending)], ending] if ending else [token]
    has_article = not {"douleur", "douleurs", "mal", "dolore"}.isdisjoint(tokens)  # l'achille is no left one
    return [token for token in tokens if not (has_article and token in ("l", "d"))]


def _spelled_out(column: ScoreColumn, tokens: list[str]) -> ScoreColumn | None:
    """`left heel … morning`: a side, a site, a moment and a situation, each at most once, and nothing else."""
    for drop in (frozenset[str](), words.LIMB_WORDS, words.LIMB_WORDS | words.RUN_WORDS):
        kept = [token for token in tokens if token not in drop]
        for situation, others in _with_situation(kept):
            if found := _place_and_moment(replace(column, situation=situation), others):
                is_run = found.moment is None and not words.RUN_WORDS.isdisjoint(set(tokens) - set(kept))
                return replace(found, moment="during") if is_run and not situation else found
    return None


def _with_situation(tokens: list[str]) -> Iterator[tuple[str, list[str]]]:
    yield "", tokens
    for length in (2, 1):
        for start in range(len(tokens) - length + 1):
            phrase = " ".join(tokens[start : start + length])
            if phrase in words.SITUATIONS or phrase in words.PARTS:
                yield phrase, tokens[:start] + tokens[start + length :]


def _place_and_moment(column: ScoreColumn, tokens: list[str]) -> ScoreColumn | None:
    side = side_of(tokens)
    rest = [token for token in tokens if token not in words.SIDE_OF]
    for cut in range(len(rest) + 1):
        for first, last in ((rest[:cut], rest[cut:]), (rest[cut:], rest[:cut])):
            site, moment = " ".join(first), " ".join(last)
            if (not site or site in SITE_OF) and (not moment or moment in words.MOMENT_OF):
                return replace(column, moment=words.MOMENT_OF.get(moment), site=site or None, side=side)
    return None


def side_of(tokens: Sequence[str]) -> str | None:
    """The side that words name; `left` and `right` together are both."""
    sides = {words.SIDE_OF[token] for token in tokens if token in words.SIDE_OF}
    return "both" if {"left", "right"} <= sides else next(iter(sorted(sides)), None)


def _field(title: str) -> str | None:
    """The field that a name or a question asks for."""
    name = plain(title)
    if name in words.COLUMN_OF or name in words.IDENTITY:
        return words.COLUMN_OF.get(name)
    for tokens in _readings(title):
        for drop in (frozenset[str](), words.PAIN_WORDS, words.RUN_WORDS, words.PAIN_WORDS | words.RUN_WORDS):
            if (core := " ".join(token for token in tokens if token not in drop)) in words.COLUMN_OF:
                return words.COLUMN_OF[core]
    return None


def _sign(title: str) -> str | None:
    """The warning sign that a column is about, if it is about one alone."""
    if plain(title) in words.SIGN_OF:
        return words.SIGN_OF[plain(title)]
    for tokens in _readings(title):
        placeless = [token for token in tokens if token not in SITE_OF and token not in words.SIDE_OF]
        for kept in (tokens, placeless, [token for token in placeless if token not in ("foot", "leg", "pain")]):
            if " ".join(kept) in words.SIGN_OF:
                return words.SIGN_OF[" ".join(kept)]
    return None


# --- what stands under a name


def _filled(sheet: Sheet, place: int) -> list[str]:
    return [text for row in sheet.rows if not is_missing(text := cell(row, place))]


def _holds_numbers(sheet: Sheet, place: int) -> bool:
    """Whether `rest pain` is a score (numbers) rather than a sign (yes, no)."""
    return any(delimited.number(text) is not None for text in _filled(sheet, place))


def _names_moments(sheet: Sheet, place: int) -> bool:
    """Whether `Time` is answered with morning and evening, and never with a time."""
    filled = _filled(sheet, place)
    return bool(filled) and all(plain(text) in words.MOMENT_OF or plain(text) in words.PARTS for text in filled)


def _is_yes_or_no(sheet: Sheet, place: int) -> bool:
    """Whether `Did it hurt?` is answered with yes and no only: that is no score."""
    filled = _filled(sheet, place)
    return bool(filled) and all(plain(text) in (words.YES | words.NO) for text in filled)
