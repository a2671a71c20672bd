"""Scales that people score pain on, and how their scores come to 0–10. What a file does not say is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.importers import delimited
from analysis.importers.base import Question
from analysis.importers.delimited import BadRow, is_missing, plain

WRITE_SCORE = "Write a number from 0 (no pain) to 10 (worst pain), or leave the cell empty."

# So many cells, and from this share of all on, are a habit of the file; fewer are slips of the pen.
HABIT_SHARE = 0.2
HABIT_MIN = 3
MAX_TEXT = 200  # a longer cell is a story, a longer name no name
NEVER_ZERO_MIN = 10  # from so many scores on, a log from 1 to 5 without any 0 may be on a scale that starts at 1

ZERO_WORDS = frozenset(
    "none|no pain|no pains|nothing|zero|nil|pain free|painfree|not at all|kein schmerz|keine schmerzen|schmerzfrei|"
    "keine|sin dolor|nada de dolor|ninguno|sans douleur|aucune douleur|pas de douleur|aucune|nessun dolore|"
    "senza dolore|nessuno|sem dor|nenhuma dor|nenhuma|geen pijn|pijnvrij|geen|ingen smarta|smartfri|ingen|"
    "ingen smerte|ingen smerter|smertefri|brak bolu|bez bolu|brak".split("|")
)  # fmt: skip
_WORD_SCORES: tuple[tuple[float, str], ...] = (
    (2, "very mild|mild|mildly|slight|minor|light|low|little|a little|a bit|leicht|gering|schwach|leve|ligero|legere|"
        "leger|faible|lieve|leggero|ligeira|fraca|licht|lindrig|latt|let|lett|lekki|slaby"),
    (5, "moderate|medium|mittel|mittelstark|massig|moderado|moderada|medio|modere|moderee|moyen|moyenne|moderato|media|"
        "matig|gemiddeld|mattlig|medel|moderat|middels|umiarkowany|sredni"),
    (8, "severe|strong|high|intense|very bad|bad|stark|heftig|fuerte|intenso|severo|forte|intensa|severa|hevig|ernstig|"
        "svar|stark smarta|staerk|kraftig|sterk|silny|duzy"),
    (10, "unbearable|worst|worst possible|worst imaginable|extreme|very severe|excruciating|unertraglich|sehr stark|"
         "insoportable|insupportable|insopportabile|insuportavel|ondraaglijk|outhardlig|uudholdelig|uutholdelig|"
         "nie do zniesienia"),
)  # fmt: skip
WORD_SCORES: Mapping[str, float] = {word: score for score, line in _WORD_SCORES for word in line.split("|")}


@dataclass(frozen=True)
class Scale:
    """A scale in numbers: which end is no pain, which the worst. 0–10 is a straight line between them."""

    none: float
    worst: float

    def holds(self, value: float) -> bool:
        return min(self.none, self.worst) <= value <= max(self.none, self.worst)

    def score(self, value: float) -> float:
        """`value` on 0–10. Multiplied before divided: 70 of 100 is 7, not 7.000000000000001."""
        return (value - self.none) * 10 / (self.worst - self.none) + 0.0  # which makes -0 a 0

    @property
    def top(self) -> float:
        return max(self.none, self.worst)

    @property
    def text(self) -> str:
        """`1 (no pain) to 5 (worst): 1 → 0, 3 → 5, 5 → 10`."""
        middle = (self.none + self.worst) / 2
        steps = ", ".join(f"{value:g} → {self.score(value):g}" for value in (self.none, middle, self.worst))
        return f"{self.none:g} (no pain) to {self.worst:g} (worst): {steps}"


TEN = "0-10"
WORDS = "words"
SCALES: Mapping[str, Scale] = {
    f"{none}-{worst}": Scale(none, worst)
    for none, worst in (
        (0, 10), (1, 10), (0, 100), (0, 5), (1, 5), (0, 4), (1, 4), (0, 3), (1, 3), (10, 0), (100, 0), (5, 1), (5, 0),
    )
}  # fmt: skip
_TEXTS = {
    TEN: "0 (no pain) to 10 (worst): the numbers as they are",
    WORDS: "Words: none → 0, mild → 2, moderate → 5, severe → 8, unbearable → 10",
}


@dataclass(frozen=True)
class Said:
    """What a cell says: a number, with the top of its scale where the cell names it (`3/5`), or a word."""

    number: float | None = None
    top: float | None = None
    word: str = ""
    is_none: bool = False  # the number stands beside `no pain`


_SHARE = re.compile(
    r"(.+?)\s*(?:/|\bout of\b|\bof\b|\bvon\b|\bsur\b|\bde\b|\bsu\b|\bvan\b|\bav\b|\baf\b|\bna\b)\s*(\d+)"
)
_NUMBER_FIRST = re.compile(r"(-?\d+(?:[.,]\d+)?)(\s*[-–—:=(.,]\s*|\s+)(\D+)")
_NUMBER_LAST = re.compile(r"(\D+?)(\s*[-–—:=(]\s*|\s+)(\d+(?:[.,]\d+)?)\)?")
_SEVERAL = re.compile(r"[<>≤≥]\s*\d.*|\d+(?:[.,]\d+)?\s*(?:-|–|—|to|bis|a|à|/|or|oder|,)\s*\d+(?:[.,]\d+)?")
_KEYCAP = str.maketrans("", "", "\ufe0f\u20e3")  # 3️⃣ is a 3


@lru_cache(maxsize=4096)
def said(text: str) -> Said | None:
    """What a score cell says: None where it is empty.

    Raises
    ------
    ValueError
        With the end of a sentence that begins with what stands in the cell.
    """
    text = text.translate(_KEYCAP).strip()
    if is_missing(text) or text == "?":
        return None
    if len(text) > MAX_TEXT:
        raise ValueError("is not a score.")
    if plain(text) in ZERO_WORDS:
        return Said(word="none")
    if plain(text) in WORD_SCORES:
        return Said(word=plain(text))
    share = _SHARE.fullmatch(text)
    value = delimited.number((share[1] if share else text).removeprefix("~"))
    if value is not None:
        return Said(value, float(share[2]) if share else None)
    return _labelled(text)


def _labelled(text: str) -> Said:
    """`3 - moderate`, `moderate (3)`, `10+`: one number, and words that are no unit."""
    if re.fullmatch(r"10\s?\+", text):
        return Said(10.0, 10.0)
    if _SEVERAL.fullmatch(text):
        raise ValueError("is not one number.")
    first, last = _NUMBER_FIRST.fullmatch(text), _NUMBER_LAST.fullmatch(text)
    number, sign, label = first.groups() if first else last.groups()[::-1] if last else ("", "", "")
    words = plain(label)
    is_known = words in ZERO_WORDS or words in WORD_SCORES or not words
    value = delimited.number(number) if number else None
    if value is None or not (is_known or sign.strip()):
        raise ValueError("is not a score.")
    return Said(value, is_none=words in ZERO_WORDS)


def stated(title: str) -> str | None:
    """The scale that the name of a column gives: `(0-10)`, `1 to 5`, `0 = worst, 10 = no pain`; a key of `SCALES`."""
    title = title[:MAX_TEXT]
    ends = _ENDS.search(title) or _NAMED_ENDS.search(title)
    if ends is None:
        return None
    low, high = sorted((int(ends[1]), int(ends[2])))
    none = next((int(m[1] or m[3]) for m in _NONE_END.finditer(title) if plain(m[2] or m[4]) in ZERO_WORDS), low)
    name = f"{high}-{low}" if none == high else f"{low}-{high}"
    return name if name in SCALES else None


_ENDS = re.compile(r"(?<!\d)(\d{1,3})\s*(?:-|–|—|to|bis|a|à|til|till|tot|do|\.\.)\s*(\d{1,3})(?!\d)")
_NAMED_ENDS = re.compile(r"(?<!\d)(\d{1,3})\s*[=:(]\D+?(?<!\d)(\d{1,3})\s*[=:(]")
_NONE_END = re.compile(r"(?<!\d)(\d{1,3})\s*[=:]\s*([^\W\d_]+(?: [^\W\d_]+)?)|(?<!\d)(\d{1,3})\s*\(([^)\d]+)\)")


@dataclass(frozen=True)
class Decision:
    """The scale of the columns that name none: a key of `SCALES`, `words`, or None until the runner says."""

    scale: str | None
    question: Question | None = None


def decide(cells: Sequence[Said], names: Iterable[str | None], shape: str, answer: str | None) -> Decision:
    """Which scale are these scores on? `names` are what the columns call it (`stated`).

    The answer of the runner comes first; then what the file itself says; then 0–10, unless the scores speak against it.
    """
    if answer in SCALES or answer == WORDS:
        return Decision(answer)
    numbers = [cell.number for cell in cells if cell.number is not None and cell.top is None]
    written = next((name for name in names if name and name != TEN), None) or _from_labels(cells, numbers)
    if written:
        # 1 to 10 without a word on 1: most people mean that they write nothing, or 0, where there is no pain.
        return _asked(shape, cells, numbers, TEN if written == "1-10" else written)
    in_words = sum(cell.word in WORD_SCORES for cell in cells)
    if _is_habit(in_words, in_words + sum(cell.number is not None for cell in cells)):
        return _asked(shape, cells, numbers, None)
    other_tops = [cell.top for cell in cells if cell.top not in (None, 10, 100)]
    if _is_habit(len(other_tops), len(cells)) or _is_habit(sum(10 < n <= 100 for n in numbers), len(cells)):
        return _asked(shape, cells, numbers, None)
    starts_at_1 = len(numbers) >= NEVER_ZERO_MIN and min(numbers) == 1 and max(numbers) == 5
    if starts_at_1 and all(number.is_integer() for number in numbers):
        return _asked(shape, cells, numbers, TEN)
    return Decision(TEN)


def ask(shape: str, values: Sequence[float], guess: str | None) -> Decision:
    """Ask for the scale of `values`, in a format that does not tell it; `guess` is what the service says of it."""
    return _asked(shape, [Said(value) for value in values], values, guess)


def _is_habit(some: int, of: int) -> bool:
    return some > 0 and (some == of or (some >= HABIT_MIN and some >= HABIT_SHARE * of))


def _from_labels(cells: Sequence[Said], numbers: Sequence[float]) -> str | None:
    """`1 - no pain` says where the scale begins; the other end is the farthest number of the file."""
    none = {cell.number for cell in cells if cell.is_none}
    if len(none) != 1 or none == {0}:
        return None
    start = none.pop()
    end = max(numbers) if start == min(numbers) else min(numbers)
    return f"{start:g}-{end:g}" if f"{start:g}-{end:g}" in SCALES else None


def _asked(shape: str, cells: Sequence[Said], numbers: Sequence[float], guess: str | None) -> Decision:
    tops = {cell.top for cell in cells} - {None, 10, 100}
    values = [n for n in numbers if n <= 100]
    values += [cell.number for cell in cells if cell.top in tops and cell.number is not None]
    fits = [name for name, scale in SCALES.items() if all(map(scale.holds, values)) and (not tops or scale.top in tops)]
    has_words = any(cell.word in WORD_SCORES for cell in cells)
    if has_words:
        text = "The log scores pain in words. Which numbers do they stand for?"
    elif values:
        text = f"Which scale are the pain scores on? They go from {min(values):g} to {max(values):g}."
    else:
        text = "Which scale are the pain scores on?"
    names = ([WORDS] if has_words else []) + ([] if has_words and not values else fits)
    choices = tuple((name, scale_text(name)) for name in names)
    return Decision(guess, Question("score_scale", shape, text, choices, guess))


def scale_text(name: str) -> str:
    """A scale as a runner reads it, with what becomes of its scores."""
    return _TEXTS.get(name) or SCALES[name].text


def score_of(text: str, column: str, scale: str = TEN) -> float | None:
    """The score from 0 to 10 that a cell holds on `scale`; empty is missing, 0 is 0.

    Raises
    ------
    BadRow
        Naming the column, what stands there and what to write.
    """
    found = f"“{text}” in the column “{column}”"
    try:
        cell = said(text)
        return None if cell is None else _score(cell, scale)
    except ValueError as problem:
        raise BadRow(f"{found} {problem}", WRITE_SCORE) from problem


def _score(cell: Said, name: str) -> float:
    if cell.number is None:
        if cell.word == "none":
            return 0.0
        if name != WORDS:
            raise ValueError("is not a score.")
        return WORD_SCORES[cell.word]
    scale = SCALES.get(name, SCALES[TEN])
    if cell.top in (10, 100):
        scale = Scale(0, cell.top)
    elif cell.top is not None and cell.top != scale.top:
        raise ValueError(f"is not on a scale from {min(scale.none, scale.worst):g} to {scale.top:g}.")
    if not scale.holds(cell.number):
        is_above = cell.number > scale.top
        raise ValueError(f"is above {scale.top:g}." if is_above else f"is below {min(scale.none, scale.worst):g}.")
    return scale.score(cell.number)
