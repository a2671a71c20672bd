"""Which column of a pain log holds what: read off the names, in whatever order and words the runner chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.importers import delimited
from analysis.importers import pain_words as words
from analysis.importers.delimited import Row, Sheet, is_missing, plain


@dataclass(frozen=True)
class ScoreColumn:
    """A column of scores, and what its name says about them; None where the name leaves it to the row."""

    place: int
    name: str
    moment: str | None = None
    site: str | None = None
    side: str | None = None


@dataclass(frozen=True)
class Layout:
    """What each column of the file holds; `unread` are those that Twinge has no use for."""

    fields: Mapping[str, int]
    scores: tuple[ScoreColumn, ...]
    signs: Mapping[str, int]
    unread: tuple[str, ...]

    def text(self, row: Row, field: str) -> str:
        """The cell of a field, empty where the file or the row has none."""
        return cell(row, self.fields.get(field))


def cell(row: Row, place: int | None) -> str:
    """The text at `place`; short rows end in empty cells."""
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the column names of a pain log: a date, and scores or signs that nothing else has.

    `before`, `score` or `rest` alone could stand in any log: they count where nothing beside them is about training.
    """
    names = [plain(text) for text in cells]
    fields = {words.COLUMN_OF.get(name) for name in names}
    scores = [column for name in names if (column := _score_column(0, name))]
    if "date" not in fields:
        return False
    says_pain = any(c.name not in words.WEAK_SCORE_NAMES and c.name not in words.MOMENT_OF for c in scores)
    moments = {column.moment for column in scores} - {None}
    if says_pain or len(moments) > 1 or "signs" in fields:
        return True
    return bool(scores) and not words.TRAINING_NAMES.intersection(names)


def layout(sheet: Sheet) -> Layout:
    """What each column of `sheet` holds; of two with the same meaning the first counts, but every score is read."""
    fields: dict[str, int] = {}
    signs: dict[str, int] = {}
    scores, unread = [], []
    for place, title in enumerate(sheet.header):
        name = plain(title)
        column = _score_column(place, name)
        if name in words.SIGN_OF and not (column and _holds_numbers(sheet, place)):
            signs.setdefault(words.SIGN_OF[name], place)
        elif column:
            scores.append(replace(column, name=title))
        elif name in words.COLUMN_OF:
            fields.setdefault(words.COLUMN_OF[name], place)
        elif name:
            unread.append(title)
    return Layout(fields, tuple(scores), signs, tuple(unread))


def _score_column(place: int, name: str) -> ScoreColumn | None:
    if name in words.COLUMN_OF:
        return None
    if name in words.SCORE_NAMES:
        return ScoreColumn(place, name)
    if name in words.MOMENT_OF:
        return ScoreColumn(place, name, words.MOMENT_OF[name])
    tokens = [token for token in name.split() if token not in words.PAIN_WORDS]
    return _spelled_out(place, name, tokens) if len(tokens) < len(name.split()) else None


def _spelled_out(place: int, name: str, tokens: list[str]) -> ScoreColumn | None:
    """`left heel pain morning`: a side, a site and a moment, each at most once, and nothing else."""
    side = next((words.SIDE_OF[token] for token in tokens if token in words.SIDE_OF), None)
    rest = [token for token in tokens if token not in words.SIDE_OF]
    for cut in range(len(rest) + 1):
        for first, last in ((rest[:cut], rest[cut:]), (rest[cut:], rest[:cut])):
            site, moment = " ".join(first), " ".join(last)
            if rest and (not site or site in words.SITE_OF) and (not moment or moment in words.MOMENT_OF):
                return ScoreColumn(place, name, words.MOMENT_OF.get(moment), site or None, side)
    return None


def _holds_numbers(sheet: Sheet, place: int) -> bool:
    """Whether `rest pain` is a score (numbers) rather than a sign (yes, no)."""
    texts = [text for row in sheet.rows if not is_missing(text := cell(row, place))]
    return any(delimited.number(text) is not None for text in texts)
